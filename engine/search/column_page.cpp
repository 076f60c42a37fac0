#include "engine/search/column_page.hpp"

#include "engine/core/error.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

namespace leerwijzer {
namespace {

template <typename T>
void append(std::string& bytes, std::span<const T> values) {
  if (!values.empty()) bytes.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
}

/// What does not fit in the row.
std::string heap_of(const ColumnEntry& entry) {
  std::string bytes;
  const std::span points(entry.points);
  const std::span starts(entry.starts.options);
  append(bytes, points.subspan(std::min<std::size_t>(points.size(), 1)));
  append(bytes, starts.subspan(std::min(starts.size(), k_rows_inline)));
  bytes += static_cast<char>(static_cast<unsigned char>(entry.title_key.size()));
  return bytes + entry.title_key;
}

template <typename Code, typename Names, typename Codes, typename Name>
Code code_of(Names& names, Codes& codes, const Name& name) {
  const auto [at, fresh] = codes.try_emplace(name, static_cast<Code>(names.size()));
  if (!fresh) return at->second;
  if (names.size() > std::numeric_limits<Code>::max()) {
    codes.erase(at);
    throw ErrorException({ErrorCode::unsupported,
                          "the catalogue has more sectors or combinations of languages than the index can name",
                          "look at what the feeds give as sector and language", "search index"});
  }
  names.push_back(name);
  return at->second;
}

template <typename Names, typename Codes>
void number(const Names& names, Codes& codes) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    codes.try_emplace(names[i], static_cast<typename Codes::mapped_type>(i));
  }
}

}  // namespace

ColumnPage::ColumnPage(std::uint32_t number, std::string_view bytes) : ColumnPage(number) {
  PageHeader header;
  if (bytes.size() < k_page_fixed) fail_on_damaged_columns("have a page that is cut off");
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != k_page_magic || header.number != number || header.heap_bytes > bytes.size() - k_page_fixed) {
    fail_on_damaged_columns("have a page that is none");
  }
  std::memcpy(rows_.data(), bytes.data() + sizeof header, k_rows_in_page * sizeof(ColumnRow));
  const std::string_view heap = bytes.substr(k_page_fixed, header.heap_bytes);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const ColumnRow& row = rows_[i];
    if (!row.has(ColumnRow::present)) continue;
    const std::size_t lists = row.lists_in_heap();
    if (row.heap > heap.size() || lists >= heap.size() - row.heap) {
      fail_on_damaged_columns("have a row that points out of its page");
    }
    const std::size_t size = lists + 1 + static_cast<unsigned char>(heap[row.heap + lists]);
    heaps_[i] = std::string(heap.substr(row.heap, size));
  }
}

void ColumnPage::put(std::uint32_t document, const ColumnEntry& entry, ColumnRow row) {
  const auto flag = [](bool set, ColumnRow::Flag bit) { return set ? static_cast<unsigned>(bit) : 0U; };
  row.price = entry.price;
  if (!entry.points.empty()) row.point = entry.points.front();
  row.level = entry.level;
  row.kind = entry.kind;
  row.modes = entry.modes;
  row.dayparts = entry.dayparts;
  row.quality = entry.quality;
  row.flags = static_cast<std::uint8_t>(ColumnRow::present | flag(entry.online, ColumnRow::online) |
                                        flag(!entry.online && entry.points.empty(), ColumnRow::place_unknown) |
                                        flag(entry.starts.any_runs, ColumnRow::any_runs));
  row.last_day = last_day_ahead(entry.starts.options);
  const std::size_t in_row = std::min(entry.starts.options.size(), k_rows_inline);
  std::copy_n(entry.starts.options.begin(), in_row, row.starts_inline.begin());
  row.points = static_cast<std::uint16_t>(entry.points.size());
  row.starts = static_cast<std::uint16_t>(entry.starts.options.size());
  row.title_hash = entry.title_hash;
  const std::size_t at = document % k_rows_in_page;
  rows_[at] = row;
  heaps_[at] = heap_of(entry);
}

void ColumnPage::remove(std::uint32_t document) {
  const std::size_t at = document % k_rows_in_page;
  rows_[at] = ColumnRow{};
  heaps_[at].clear();
}

bool ColumnPage::empty() const {
  return std::none_of(rows_.begin(), rows_.end(), [](const ColumnRow& row) { return row.has(ColumnRow::present); });
}

std::string ColumnPage::bytes() const {
  std::vector<ColumnRow> rows = rows_;
  std::string heap;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].has(ColumnRow::present)) continue;
    rows[i].heap = static_cast<std::uint32_t>(heap.size());
    heap += heaps_[i];
  }
  PageHeader header;
  header.number = number_;
  header.heap_bytes = static_cast<std::uint32_t>(heap.size());
  std::string bytes;
  bytes.reserve(in_blocks(k_page_fixed + heap.size()));
  append(bytes, std::span<const PageHeader>(&header, 1));
  append(bytes, std::span<const ColumnRow>(rows));
  bytes += heap;
  bytes.resize(in_blocks(bytes.size()), '\0');
  return bytes;
}

ColumnNames::ColumnNames(ColumnDictionaries names) : names_(std::move(names)) {
  number(names_.sectors, sectors_);
  number(names_.languages, languages_);
  number(names_.providers, providers_);
}

ColumnRow ColumnNames::codes_of(const ColumnEntry& entry) {
  ColumnRow row;
  row.sector = code_of<std::uint16_t>(names_.sectors, sectors_, entry.sector);
  row.languages = code_of<std::uint16_t>(names_.languages, languages_, entry.languages);
  row.provider =
      code_of<std::uint32_t>(names_.providers, providers_, ProviderName{entry.provider, entry.provider_name});
  return row;
}

}  // namespace leerwijzer
