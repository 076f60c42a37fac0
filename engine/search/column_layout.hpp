// How the columns lie in their file: pages of 256 document ids, each with rows of one cache line and a heap for what
// does not fit in a row; after the pages of a commit a directory with the place of every page and the dictionaries.
// Rows are read where they are mapped, so the file has the byte order of the machine that made it.
#pragma once

#include "engine/search/column_entry.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace leerwijzer {

static_assert(std::endian::native == std::endian::little, "the columns are mapped as they were written");

inline constexpr std::uint32_t k_rows_in_page = 256;
inline constexpr std::size_t k_rows_inline = 2;  ///< starts that stand in the row itself
inline constexpr std::size_t k_block = 64;       ///< pages and rows begin at a multiple of this
inline constexpr std::uint32_t k_page_magic = 0x31504C4CU;
inline constexpr std::string_view k_file_magic = "leerwijzer columns 1\n";

struct ColumnRow {
  enum Flag : std::uint8_t { present = 1, online = 2, place_unknown = 4, any_runs = 8 };

  std::uint32_t price = k_no_price;
  std::uint32_t provider = 0;  ///< index into the dictionary; 0: unknown, as below
  ColumnPoint point;           ///< the first
  std::uint16_t sector = 0;
  std::uint16_t languages = 0;  ///< index of the whole list
  std::uint8_t level = 0;
  std::uint8_t kind = 0;
  std::uint8_t modes = 0;
  std::uint8_t dayparts = 0;
  std::uint8_t quality = 0;
  std::uint8_t flags = 0;
  DayNumber last_day = 0;  ///< on which any start is still ahead
  std::array<StartOption, k_rows_inline> starts_inline{};
  std::uint32_t heap = 0;  ///< where the row's part of the heap begins: other points, other starts, title
  std::uint16_t points = 0;
  std::uint16_t starts = 0;
  std::uint64_t title_hash = 0;

  [[nodiscard]] bool has(Flag flag) const noexcept { return (flags & flag) != 0; }
  /// Bytes in the heap before the title.
  [[nodiscard]] std::size_t lists_in_heap() const noexcept {
    const std::size_t more_points = points > 1 ? points - 1U : 0U;
    const std::size_t more_starts = starts > k_rows_inline ? starts - k_rows_inline : 0U;
    return more_points * sizeof(ColumnPoint) + more_starts * sizeof(StartOption);
  }
};
static_assert(sizeof(ColumnRow) == k_block && std::is_trivially_copyable_v<ColumnRow>);

struct PageHeader {
  std::uint32_t magic = k_page_magic;
  std::uint32_t number = 0;      ///< of the page: document id / 256
  std::uint32_t heap_bytes = 0;  ///< after the rows, without filling
  std::array<std::uint32_t, 13> unused{};
};
static_assert(sizeof(PageHeader) == k_block);

inline constexpr std::size_t k_page_fixed = sizeof(PageHeader) + k_rows_in_page * sizeof(ColumnRow);

[[nodiscard]] constexpr std::size_t in_blocks(std::size_t bytes) { return (bytes + k_block - 1) / k_block * k_block; }

/// Where a page lies.
struct PagePlace {
  std::uint64_t offset = 0;
  std::uint32_t bytes = 0;
  bool operator==(const PagePlace&) const = default;
};

struct ProviderName {
  std::int64_t id = 0;
  std::string name;
  auto operator<=>(const ProviderName&) const = default;
};

/// Values that are open stand in dictionaries; the first of each is "unknown".
struct ColumnDictionaries {
  std::vector<std::string> sectors{std::string()};
  std::vector<std::vector<std::string>> languages{{}};
  std::vector<ProviderName> providers{ProviderName{}};
  bool operator==(const ColumnDictionaries&) const = default;
};

/// What a revision of the database says of its columns; stands in its metadata.
struct ColumnDescriptor {
  std::string file;  ///< name within the folder of the generation
  std::uint64_t bytes = 0;
  std::uint64_t directory = 0;  ///< offset; it goes on to `bytes`
  std::uint64_t checksum = 0;   ///< of the directory
  bool operator==(const ColumnDescriptor&) const = default;
};

inline constexpr std::string_view k_columns_key = "columns";  ///< of the metadata

[[nodiscard]] std::string to_text(const ColumnDescriptor& descriptor);

/// Throws ErrorException (corrupt).
[[nodiscard]] ColumnDescriptor descriptor_from(std::string_view text);

/// The error for columns that cannot be right; `what` completes "the columns of the search index".
[[noreturn]] void fail_on_damaged_columns(const std::string& what);

[[nodiscard]] std::uint64_t column_checksum(std::string_view bytes) noexcept;

}  // namespace leerwijzer
