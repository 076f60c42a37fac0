#include "engine/search/columns.hpp"

#include "engine/core/error.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace leerwijzer {
namespace {

class Descriptor {
 public:
  explicit Descriptor(const std::filesystem::path& file) : number_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const noexcept { return number_; }

 private:
  int number_;
};

template <typename T>
void copy_from(std::string_view bytes, std::size_t at, std::span<T> into) {
  std::memcpy(into.data(), bytes.data() + at, into.size_bytes());
}

}  // namespace

std::shared_ptr<const ColumnBytes> ColumnBytes::map(const std::filesystem::path& file, std::uint64_t bytes) {
  const Descriptor descriptor(file);
  struct stat status {};
  if (descriptor.number() < 0 || ::fstat(descriptor.number(), &status) != 0) {
    throw ErrorException({ErrorCode::not_found,
                          std::string("the columns of the search index cannot be opened: ") + std::strerror(errno),
                          "run leerwijzer-indexer rebuild", file.string()});
  }
  if (static_cast<std::uint64_t>(status.st_size) < bytes || bytes < k_block) {
    fail_on_damaged_columns("are shorter than they should be");
  }
  std::shared_ptr<ColumnBytes> mapping(new ColumnBytes());
  void* mapped = ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, descriptor.number(), 0);
  if (mapped == MAP_FAILED) {
    throw ErrorException({ErrorCode::unavailable,
                          std::string("the columns of the search index cannot be mapped: ") + std::strerror(errno),
                          "look at the memory of the machine", file.string()});
  }
  mapping->mapped_ = mapped;
  mapping->view_ = {static_cast<const char*>(mapped), bytes};
  return mapping;
}

std::shared_ptr<const ColumnBytes> ColumnBytes::hold(std::string bytes) {
  std::shared_ptr<ColumnBytes> held(new ColumnBytes());
  held->held_.assign(bytes.begin(), bytes.end());
  held->view_ = {held->held_.data(), held->held_.size()};
  return held;
}

ColumnBytes::~ColumnBytes() {
  if (mapped_ != nullptr) ::munmap(mapped_, view_.size());
}

Columns::Columns(std::shared_ptr<const ColumnBytes> bytes, const ColumnDescriptor& descriptor)
    : bytes_(std::move(bytes)) {
  const std::string_view all = bytes_->view();
  if (all.size() < descriptor.bytes || descriptor.directory > descriptor.bytes) {
    fail_on_damaged_columns("are shorter than they should be");
  }
  if (!all.starts_with(k_file_magic)) fail_on_damaged_columns("are not those of this program");
  const std::string_view directory = all.substr(descriptor.directory, descriptor.bytes - descriptor.directory);
  if (column_checksum(directory) != descriptor.checksum) fail_on_damaged_columns("differ from their checksum");
  ColumnDirectory decoded = decode_directory(directory, descriptor.directory);
  names_ = std::move(decoded.names);
  for (const auto& [number, place] : decoded.pages) {
    const char* page = all.data() + place.offset;
    PageHeader header;
    std::memcpy(&header, page, sizeof header);
    if (header.magic != k_page_magic || header.number != number ||
        in_blocks(k_page_fixed + std::size_t{header.heap_bytes}) != place.bytes) {
      fail_on_damaged_columns("have a page that is none");
    }
    const std::size_t part = number / k_pages_in_part;
    if (part >= parts_.size()) parts_.resize(part + 1);
    if (parts_[part].empty()) parts_[part].resize(k_pages_in_part, nullptr);
    parts_[part][number % k_pages_in_part] = page;
  }
}

std::string_view Columns::heap(std::uint32_t document, const ColumnRow& row) const {
  const char* page = page_of(document);
  PageHeader header;
  std::memcpy(&header, page, sizeof header);
  if (row.heap > header.heap_bytes || row.lists_in_heap() >= header.heap_bytes - row.heap) {
    fail_on_damaged_columns("have a row that points out of its page");
  }
  return {page + k_page_fixed + row.heap, header.heap_bytes - row.heap};
}

std::span<const StartOption> Columns::long_starts(std::uint32_t document, const ColumnRow& row,
                                                  std::vector<StartOption>& into) const {
  const std::string_view bytes = heap(document, row);
  into.resize(row.starts);
  std::copy(row.starts_inline.begin(), row.starts_inline.end(), into.begin());
  const std::size_t before = row.points > 1 ? (row.points - 1U) * sizeof(ColumnPoint) : 0;
  copy_from(bytes, before, std::span(into).subspan(k_rows_inline));
  return into;
}

std::span<const ColumnPoint> Columns::long_points(std::uint32_t document, const ColumnRow& row,
                                                  std::vector<ColumnPoint>& into) const {
  const std::string_view bytes = heap(document, row);
  into.resize(row.points);
  into[0] = row.point;
  copy_from(bytes, 0, std::span(into).subspan(1));
  return into;
}

std::string_view Columns::title(std::uint32_t document, const ColumnRow& row) const {
  std::string_view bytes = heap(document, row);
  bytes.remove_prefix(row.lists_in_heap());
  const auto size = static_cast<unsigned char>(bytes.front());
  if (size >= bytes.size()) fail_on_damaged_columns("have a title that is cut off");
  return bytes.substr(1, size);
}

ColumnEntry Columns::entry(std::uint32_t document, const ColumnRow& row) const {
  const auto known = [](const auto& names, std::size_t code) -> const auto& {
    if (code >= names.size()) fail_on_damaged_columns("name a value that is not in their dictionary");
    return names[code];
  };
  ColumnEntry entry;
  const ProviderName& provider = known(names_.providers, row.provider);
  entry.provider = provider.id;
  entry.provider_name = provider.name;
  entry.level = row.level;
  entry.sector = known(names_.sectors, row.sector);
  entry.kind = row.kind;
  entry.modes = row.modes;
  entry.dayparts = row.dayparts;
  entry.languages = known(names_.languages, row.languages);
  entry.price = row.price;
  entry.quality = row.quality;
  entry.online = row.has(ColumnRow::online);
  std::vector<ColumnPoint> some_points;
  const auto all_points = points(document, row, some_points);
  entry.points.assign(all_points.begin(), all_points.end());
  std::vector<StartOption> some_starts;
  const auto all_starts = starts(document, row, some_starts);
  entry.starts.any_runs = row.has(ColumnRow::any_runs);
  entry.starts.options.assign(all_starts.begin(), all_starts.end());
  entry.title_hash = row.title_hash;
  entry.title_key = std::string(title(document, row));
  return entry;
}

std::vector<std::uint32_t> Columns::documents() const {
  std::vector<std::uint32_t> documents;
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    for (std::size_t page = 0; page < parts_[part].size(); ++page) {
      const auto first = static_cast<std::uint32_t>((part * k_pages_in_part + page) * k_rows_in_page);
      for (std::uint32_t i = 0; parts_[part][page] != nullptr && i < k_rows_in_page; ++i) {
        if (row(first + i) != nullptr) documents.push_back(first + i);
      }
    }
  }
  return documents;
}

}  // namespace leerwijzer
