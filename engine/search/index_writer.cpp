#include "engine/search/index_writer.hpp"

#include "engine/search/column_cache.hpp"
#include "engine/search/column_writer.hpp"
#include "engine/search/document.hpp"
#include "engine/search/fields.hpp"
#include "engine/search/generations.hpp"
#include "engine/search/index_metadata.hpp"
#include "engine/search/xapian_boundary.hpp"

#include <cstdlib>

namespace leerwijzer {
namespace fs = std::filesystem;

struct IndexWriter::State {
  fs::path folder;
  std::string generation;
  FolderLock lock;
  Xapian::WritableDatabase database;
  std::optional<ColumnWriter> columns;
  bool changed = false;  ///< since the writer opened or published

  /// Everything between two commits is one transaction: nothing of it shows before commit(), however
  /// much it is, and what was not committed is dropped when the writer goes.
  State(fs::path in, std::string name, FolderLock held, int flags)
      : folder(std::move(in)),
        generation(std::move(name)),
        lock(std::move(held)),
        database((folder / generation).string(), flags | Xapian::DB_BACKEND_GLASS) {}

  [[nodiscard]] fs::path path() const { return folder / generation; }

  /// Xapian writes into its files long before a commit, so from here on they are not those of the manifest.
  void about_to_change() {
    if (!changed) withdraw_manifest(path());
    changed = true;
  }

  /// The columns as the last commit left them; made anew from the documents where their file is gone.
  void open_columns() {
    const std::string text = database.get_metadata(std::string(k_columns_key));
    try {
      columns = ColumnWriter::open(path(), text.empty() ? std::nullopt : std::optional(descriptor_from(text)));
    } catch (const ErrorException& failure) {
      if (failure.error().code != ErrorCode::not_found) throw;
      make_columns();
    }
  }

  /// An empty index is described too, so that it can be read at once.
  void start_columns() {
    columns = ColumnWriter::open(path(), std::nullopt);
    database.set_metadata(std::string(k_columns_key), to_text(columns->commit()));
    database.commit();
  }

  void make_columns() {
    columns = ColumnWriter::open(path(), std::nullopt);
    put_all_columns(database, *columns);
  }

  [[nodiscard]] bool holds(Xapian::docid id) const {
    return database.term_exists(term_of(Field::offer_id, std::to_string(id)));
  }
};

namespace {

constexpr std::string_view k_where = "search index";

}  // namespace

struct PreparedOffer::State {
  Xapian::docid id = 0;
  Xapian::Document document;
  ColumnEntry columns;
};

PreparedOffer::PreparedOffer(const Offer& offer) : state_(std::make_unique<State>()) {
  or_throw(k_where, [&] {
    state_->id = docid_of(offer.id);
    state_->document = document_of(offer);
    state_->columns = column_entry_in(state_->document);
  });
}
PreparedOffer::PreparedOffer(PreparedOffer&&) noexcept = default;
PreparedOffer& PreparedOffer::operator=(PreparedOffer&&) noexcept = default;
PreparedOffer::~PreparedOffer() = default;

IndexWriter::IndexWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;
IndexWriter::~IndexWriter() = default;

Result<IndexWriter> IndexWriter::open(const fs::path& folder) {
  auto lock = FolderLock::take(folder);
  if (!lock) return lock.error();
  const auto current = current_generation(folder);
  if (!current && current.error().code != ErrorCode::not_found) return current.error();
  return at_boundary(folder.string(), [&]() -> Result<IndexWriter> {
    const bool fresh = !current;
    const std::string name = fresh ? next_generation(folder) : *current;
    auto state = std::make_unique<State>(folder, name, std::move(*lock), fresh ? Xapian::DB_CREATE : Xapian::DB_OPEN);
    if (fresh) {
      start_index(state->database, name);
      state->start_columns();
      set_current_generation(folder, name);
    } else if (auto same = check_schema(state->database, folder.string()); !same) {
      return same.error();
    } else {
      state->open_columns();
    }
    state->database.begin_transaction();
    return IndexWriter(std::move(state));
  });
}

Result<IndexWriter> IndexWriter::create_generation(const fs::path& folder) {
  auto lock = FolderLock::take(folder);
  if (!lock) return lock.error();
  return at_boundary(folder.string(), [&]() -> Result<IndexWriter> {
    const std::string name = next_generation(folder);
    auto state = std::make_unique<State>(folder, name, std::move(*lock), Xapian::DB_CREATE);
    start_index(state->database, name);
    state->start_columns();
    state->database.begin_transaction();
    return IndexWriter(std::move(state));
  });
}

IndexWriter IndexWriter::take_over(const fs::path& folder, const std::string& generation, FolderLock lock) {
  return or_throw(k_where, [&] {
    auto state = std::make_unique<State>(folder, generation, std::move(lock), Xapian::DB_OPEN);
    start_index(state->database, generation);
    state->make_columns();
    state->database.begin_transaction();
    return IndexWriter(std::move(state));
  });
}

void IndexWriter::upsert(const PreparedOffer& offer) {
  or_throw(k_where, [&] {
    state_->about_to_change();
    const PreparedOffer::State& prepared = *offer.state_;
    state_->database.replace_document(prepared.id, prepared.document);
    state_->columns->put(prepared.id, prepared.columns);
  });
}

void IndexWriter::remove(OfferId offer) {
  or_throw(k_where, [&] {
    const Xapian::docid id = docid_of(offer);
    if (!state_->holds(id)) return;
    state_->about_to_change();
    state_->database.delete_document(id);
    state_->columns->remove(id);
  });
}

void IndexWriter::commit(ChangeNumber applied) {
  or_throw(k_where, [&] {
    state_->about_to_change();
    state_->database.set_metadata(std::string(k_applied_key), std::to_string(applied.value));
    state_->database.set_metadata(std::string(k_columns_key), to_text(state_->columns->commit()));
    state_->database.commit_transaction();
    state_->columns->was_committed();
    state_->database.begin_transaction();
  });
}

void IndexWriter::publish() {
  commit(applied());
  or_throw(k_where, [&] {
    const fs::path database = state_->folder / state_->generation;
    Manifest manifest;
    manifest.generation = state_->generation;
    manifest.change = applied();
    manifest.revision = Xapian::Database(database.string()).get_revision();
    manifest.documents = state_->database.get_doccount();
    manifest.files = files_of(database);
    write_manifest(database, manifest);
    state_->changed = false;
    set_current_generation(state_->folder, state_->generation);
    remove_older_generations(state_->folder, state_->generation);
  });
}

ChangeNumber IndexWriter::applied() const {
  return or_throw(k_where, [&] { return applied_change(state_->database); });
}

std::string IndexWriter::generation() const { return state_->generation; }

std::size_t IndexWriter::document_count() const {
  return or_throw(k_where, [&] { return static_cast<std::size_t>(state_->database.get_doccount()); });
}

std::vector<std::pair<OfferId, std::string>> IndexWriter::fingerprints() const {
  return or_throw(k_where, [&] {
    std::vector<std::pair<OfferId, std::string>> fingerprints;
    const auto& database = state_->database;
    for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id) {
      fingerprints.emplace_back(OfferId{static_cast<std::int64_t>(*id)},
                                database.get_document(*id).get_value(slot_of(Field::content_hash)));
    }
    return fingerprints;
  });
}

void prefer_small_flushes() {
  // The one way in which Xapian 1.4 takes it. Its maps of postings outgrow the caches of the processor long before
  // 10,000 documents: 100,000 offers take 65 s of processor time with 1,000 and 92 s with 10,000.
  static constexpr auto k_documents = "2000";
  static_cast<void>(::setenv("XAPIAN_FLUSH_THRESHOLD", k_documents, 0));
}

Result<void> verify_index(const fs::path& folder) {
  const auto current = current_generation(folder);
  if (!current) return current.error();
  const fs::path path = folder / *current;
  return at_boundary(path.string(), [&]() -> Result<void> {
    std::uint64_t revision = 0;
    {
      const Xapian::Database database(path.string());
      if (auto same = check_schema(database, path.string()); !same) return same.error();
      revision = database.get_revision();
    }
    if (auto same = check_manifest(path, revision); !same) return same.error();
    if (auto same = check_columns(Xapian::Database(path.string()), path); !same) return same.error();
    const std::size_t faults = Xapian::Database::check(path.string());
    if (faults != 0) {
      return Error{ErrorCode::corrupt, "the structure of the search index has " + std::to_string(faults) + " faults",
                   "run leerwijzer-indexer rebuild", path.string()};
    }
    return k_ok;
  });
}

}  // namespace leerwijzer
