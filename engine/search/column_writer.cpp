#include "engine/search/column_writer.hpp"

#include "engine/core/error.hpp"
#include "engine/search/columns.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>

namespace leerwijzer {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view k_prefix = "columns-";
constexpr std::size_t k_most_changed = 512;            ///< pages that are held in memory
constexpr std::uint64_t k_small = 4ULL * 1024 * 1024;  ///< bytes below which writing anew gains nothing

class MemorySink : public ColumnSink {
 public:
  [[nodiscard]] std::string name() const override { return std::string(k_prefix) + "0"; }
  [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }
  void append(std::string_view bytes) override { bytes_ += bytes; }
  [[nodiscard]] std::string read(std::uint64_t offset, std::size_t bytes) const override {
    return bytes_.substr(offset, bytes);
  }
  void make_durable() override {}
  [[nodiscard]] std::unique_ptr<ColumnSink> successor() const override { return std::make_unique<MemorySink>(); }

 private:
  std::string bytes_;
};

class FileSink : public ColumnSink {
 public:
  /// Opens the file and cuts off what lies after `bytes`.
  FileSink(fs::path folder, std::string name, std::uint64_t bytes, int flags)
      : folder_(std::move(folder)), name_(std::move(name)), size_(bytes) {
    descriptor_ = ::open((folder_ / name_).c_str(), O_RDWR | O_CLOEXEC | flags, 0644);
    if (descriptor_ < 0 && errno == ENOENT) {
      throw ErrorException({ErrorCode::not_found, "the columns of the search index are gone",
                            "run leerwijzer-indexer rebuild", (folder_ / name_).string()});
    }
    if (descriptor_ < 0 || ::ftruncate(descriptor_, static_cast<off_t>(bytes)) != 0) fail("cannot be written");
  }
  ~FileSink() override {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] std::string name() const override { return name_; }
  [[nodiscard]] std::uint64_t size() const override { return size_; }
  void append(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t written = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail("cannot be written");
      bytes.remove_prefix(static_cast<std::size_t>(written));
      size_ += static_cast<std::uint64_t>(written);
    }
  }
  [[nodiscard]] std::string read(std::uint64_t offset, std::size_t bytes) const override {
    std::string out(bytes, '\0');
    std::size_t at = 0;
    while (at < bytes) {
      const ssize_t got = ::pread(descriptor_, out.data() + at, bytes - at, static_cast<off_t>(offset + at));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) fail("cannot be read");
      if (got == 0) fail_on_damaged_columns("are shorter than they should be");
      at += static_cast<std::size_t>(got);
    }
    return out;
  }
  void make_durable() override {
    if (::fsync(descriptor_) != 0) fail("cannot be written to disk");
    if (!new_) return;
    const int folder = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = folder >= 0 && ::fsync(folder) == 0;
    if (folder >= 0) ::close(folder);
    if (!synced) fail("cannot be written to disk");
    new_ = false;
  }
  [[nodiscard]] std::unique_ptr<ColumnSink> successor() const override {
    std::uint32_t number = 0;
    std::from_chars(name_.data() + k_prefix.size(), name_.data() + name_.size(), number);
    return std::make_unique<FileSink>(folder_, std::string(k_prefix) + std::to_string(number + 1), 0, O_CREAT);
  }

 private:
  [[noreturn]] void fail(const char* what) const {
    const int reason = errno;
    throw ErrorException(
        {ErrorCode::unavailable, std::string("the columns of the search index ") + what + ": " + std::strerror(reason),
         reason == ENOSPC ? "free space on the disk and try again" : "look at the folder and its permissions",
         (folder_ / name_).string()});
  }

  fs::path folder_;
  std::string name_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  bool new_ = true;
};

void start(ColumnSink& sink) {
  std::string head(k_file_magic);
  head.resize(k_block, '\0');
  sink.append(head);
}

}  // namespace

ColumnWriter ColumnWriter::in_memory() {
  ColumnWriter writer(std::make_unique<MemorySink>());
  start(*writer.sink_);
  return writer;
}

ColumnWriter ColumnWriter::open(const fs::path& folder, const std::optional<ColumnDescriptor>& descriptor) {
  const std::string name = descriptor ? descriptor->file : std::string(k_prefix) + "1";
  const fs::path file = folder / name;
  if (descriptor) {
    const Columns sound(ColumnBytes::map(file, descriptor->bytes), *descriptor);  // throws where they are not
  }
  const std::uint64_t bytes = descriptor ? descriptor->bytes : 0;
  ColumnWriter writer(std::make_unique<FileSink>(folder, name, bytes, descriptor ? 0 : O_CREAT));
  writer.folder_ = folder;
  writer.previous_file_ = name;
  if (!descriptor) {
    start(*writer.sink_);
    return writer;
  }
  const std::string directory = writer.sink_->read(descriptor->directory, bytes - descriptor->directory);
  ColumnDirectory decoded = decode_directory(directory, descriptor->directory);
  writer.places_ = std::move(decoded.pages);
  writer.names_ = ColumnNames(std::move(decoded.names));
  writer.last_ = descriptor;
  return writer;
}

ColumnPage& ColumnWriter::changing(std::uint32_t document) {
  last_.reset();
  const std::uint32_t number = document / k_rows_in_page;
  if (const auto found = changed_.find(number); found != changed_.end()) return found->second;
  if (changed_.size() >= k_most_changed) write_changed();
  const auto place = places_.find(number);
  if (place == places_.end()) return changed_.emplace(number, ColumnPage(number)).first->second;
  const std::string bytes = sink_->read(place->second.offset, place->second.bytes);
  return changed_.emplace(number, ColumnPage(number, bytes)).first->second;
}

void ColumnWriter::put(std::uint32_t document, const ColumnEntry& entry) {
  const ColumnRow codes = names_.codes_of(entry);
  changing(document).put(document, entry, codes);
}

void ColumnWriter::remove(std::uint32_t document) { changing(document).remove(document); }

void ColumnWriter::write_changed() {
  std::vector<std::uint32_t> numbers;
  for (const auto& [number, page] : changed_) numbers.push_back(number);
  std::sort(numbers.begin(), numbers.end());
  for (const std::uint32_t number : numbers) {
    const ColumnPage& page = changed_.at(number);
    places_.erase(number);
    if (page.empty()) continue;
    if (const std::uint64_t past = sink_->size() % k_block; past != 0) sink_->append(std::string(k_block - past, '\0'));
    const std::string bytes = page.bytes();
    places_[number] = {sink_->size(), static_cast<std::uint32_t>(bytes.size())};
    sink_->append(bytes);
  }
  changed_.clear();
}

void ColumnWriter::write_anew() {
  std::unique_ptr<ColumnSink> fresh = sink_->successor();
  start(*fresh);
  PagePlaces places;
  for (const auto& [number, place] : places_) {
    places[number] = {fresh->size(), place.bytes};
    fresh->append(sink_->read(place.offset, place.bytes));
  }
  sink_ = std::move(fresh);
  places_ = std::move(places);
}

ColumnDescriptor ColumnWriter::commit() {
  if (last_) return *last_;
  write_changed();
  std::uint64_t living = 0;
  for (const auto& [number, place] : places_) living += place.bytes;
  if (sink_->size() > 2 * living + k_small) write_anew();
  const std::string directory = encode_directory({places_, names_.all()});
  ColumnDescriptor descriptor;
  descriptor.file = sink_->name();
  descriptor.directory = sink_->size();
  descriptor.checksum = column_checksum(directory);
  sink_->append(directory);
  sink_->make_durable();
  descriptor.bytes = sink_->size();
  last_ = descriptor;
  return descriptor;
}

void ColumnWriter::was_committed() {
  const std::string current = sink_->name();
  if (current == previous_file_ || folder_.empty()) return;
  // A reader of the revision before may still open the file that it names.
  for (const auto& entry : fs::directory_iterator(folder_)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(k_prefix) && name != current && name != previous_file_) fs::remove(entry.path());
  }
  previous_file_ = current;
}

}  // namespace leerwijzer
