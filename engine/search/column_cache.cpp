#include "engine/search/column_cache.hpp"

#include "engine/core/error.hpp"
#include "engine/search/column_writer.hpp"
#include "engine/search/document.hpp"
#include "engine/search/fields.hpp"

namespace leerwijzer {
namespace {

std::string described(const Xapian::Database& database) { return database.get_metadata(std::string(k_columns_key)); }

/// Calls `each` with the number and the entry of every document.
template <typename Each>
void for_each_entry(const Xapian::Database& database, const Each& each) {
  const Xapian::valueno slot = slot_of(Field::columns);
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value) {
    each(value.get_docid(), decode_entry(*value));
  }
}

}  // namespace

void put_all_columns(const Xapian::Database& database, ColumnWriter& columns) {
  for_each_entry(database, [&](Xapian::docid id, const ColumnEntry& entry) { columns.put(id, entry); });
}

std::shared_ptr<const Columns> columns_from_documents(const Xapian::Database& database) {
  ColumnWriter writer = ColumnWriter::in_memory();
  put_all_columns(database, writer);
  const ColumnDescriptor descriptor = writer.commit();
  return std::make_shared<const Columns>(ColumnBytes::hold(writer.bytes()), descriptor);
}

Result<void> check_columns(const Xapian::Database& database, const std::filesystem::path& generation) {
  const auto damaged = [&](const std::string& what) {
    return Error{ErrorCode::corrupt, what, "run leerwijzer-indexer rebuild", generation.string()};
  };
  const ColumnDescriptor descriptor = descriptor_from(described(database));
  const Columns columns(ColumnBytes::map(generation / descriptor.file, descriptor.bytes), descriptor);
  std::size_t same = 0;
  std::size_t other = 0;
  for_each_entry(database, [&](Xapian::docid id, const ColumnEntry& entry) {
    const ColumnRow* row = columns.row(id);
    ++(row != nullptr && columns.entry(id, *row) == entry ? same : other);
  });
  if (other > 0) return damaged(std::to_string(other) + " offers differ from the columns of the search index");
  if (same != database.get_doccount() || columns.documents().size() != same) {
    return damaged("the columns of the search index hold other offers than the index");
  }
  return k_ok;
}

std::shared_ptr<const Columns> ColumnCache::of(const Xapian::Database& database,
                                               const std::filesystem::path& generation) {
  const std::string text = described(database);
  const std::string key = generation.string() + "\n" + text;
  const std::lock_guard lock(mutex_);
  if (key == key_) return columns_;
  try {
    const ColumnDescriptor descriptor = descriptor_from(text);
    // A mapping of the same file that is long enough serves the next revision too.
    const std::string file = (generation / descriptor.file).string();
    std::shared_ptr<const ColumnBytes> bytes = mapped_key_ == file ? mapped_.lock() : nullptr;
    if (!bytes || bytes->view().size() < descriptor.bytes) bytes = ColumnBytes::map(file, descriptor.bytes);
    columns_ = std::make_shared<const Columns>(bytes, descriptor);
    mapped_key_ = file;
    mapped_ = bytes;
  } catch (const ErrorException& failure) {
    if (failure.error().code != ErrorCode::not_found) throw;
    columns_ = columns_from_documents(database);
  }
  key_ = key;
  return columns_;
}

}  // namespace leerwijzer
