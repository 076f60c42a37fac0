// Reading the columns by document id, as one revision of the database has them. The file is mapped; a revision is a
// directory over it, so readers of several revisions share the pages.
#pragma once

#include "engine/search/column_directory.hpp"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// The bytes of a file of columns, mapped or in memory; as long as they are needed.
class ColumnBytes {
 public:
  /// The first `bytes` of the file. Throws ErrorException: not_found where there is no file, corrupt where it is
  /// shorter or something else.
  static std::shared_ptr<const ColumnBytes> map(const std::filesystem::path& file, std::uint64_t bytes);
  static std::shared_ptr<const ColumnBytes> hold(std::string bytes);
  ColumnBytes(const ColumnBytes&) = delete;
  ColumnBytes& operator=(const ColumnBytes&) = delete;
  ~ColumnBytes();

  [[nodiscard]] std::string_view view() const noexcept { return view_; }

 private:
  ColumnBytes() = default;
  std::vector<char> held_;
  void* mapped_ = nullptr;
  std::string_view view_;
};

class Columns {
 public:
  /// Throws ErrorException (corrupt) for bytes that are no columns.
  Columns(std::shared_ptr<const ColumnBytes> bytes, const ColumnDescriptor& descriptor);

  /// The row of a document; nothing where there is none.
  [[nodiscard]] const ColumnRow* row(std::uint32_t document) const noexcept {
    const char* page = page_of(document);
    if (page == nullptr) return nullptr;
    const auto* row = reinterpret_cast<const ColumnRow*>(page + sizeof(PageHeader)) + document % k_rows_in_page;
    return row->has(ColumnRow::present) ? row : nullptr;
  }

  /// All starts and places of a row of this document, and its folded title. What lies in the heap of the page is copied
  /// into `into`. Throws ErrorException (corrupt) where the row points out of its page.
  [[nodiscard]] std::span<const StartOption> starts(std::uint32_t document, const ColumnRow& row,
                                                    std::vector<StartOption>& into) const {
    if (row.starts <= k_rows_inline) return {row.starts_inline.data(), row.starts};
    return long_starts(document, row, into);
  }
  [[nodiscard]] std::span<const ColumnPoint> points(std::uint32_t document, const ColumnRow& row,
                                                    std::vector<ColumnPoint>& into) const {
    if (row.points <= 1) return {&row.point, row.points};
    return long_points(document, row, into);
  }
  [[nodiscard]] std::string_view title(std::uint32_t document, const ColumnRow& row) const;

  /// The row as it was put in. Throws ErrorException (corrupt).
  [[nodiscard]] ColumnEntry entry(std::uint32_t document, const ColumnRow& row) const;

  [[nodiscard]] const ColumnDictionaries& names() const noexcept { return names_; }

  /// Documents that have a row, in order; of the pages as they are.
  [[nodiscard]] std::vector<std::uint32_t> documents() const;

 private:
  static constexpr std::uint32_t k_pages_in_part = 4096;
  using Part = std::vector<const char*>;

  [[nodiscard]] const char* page_of(std::uint32_t document) const noexcept {
    const std::uint32_t number = document / k_rows_in_page;
    const std::size_t part = number / k_pages_in_part;
    if (part >= parts_.size() || parts_[part].empty()) return nullptr;
    return parts_[part][number % k_pages_in_part];
  }
  /// Bytes of the page's heap from the row's own.
  [[nodiscard]] std::string_view heap(std::uint32_t document, const ColumnRow& row) const;
  [[nodiscard]] std::span<const StartOption> long_starts(std::uint32_t document, const ColumnRow& row,
                                                         std::vector<StartOption>& into) const;
  [[nodiscard]] std::span<const ColumnPoint> long_points(std::uint32_t document, const ColumnRow& row,
                                                         std::vector<ColumnPoint>& into) const;

  std::shared_ptr<const ColumnBytes> bytes_;
  std::vector<Part> parts_;
  ColumnDictionaries names_;
};

}  // namespace leerwijzer
