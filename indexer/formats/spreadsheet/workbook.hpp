// Rows of the sheets of a workbook, one at a time: xlsx (Office Open XML) and ods (OpenDocument), whose parts are
// documents of a place.
#pragma once

#include "indexer/feed_place.hpp"
#include "indexer/reading/xml_element.hpp"

#include "engine/core/date.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

struct SheetCell {
  std::string text;              ///< a date as 2027-01-11, a number with a point and at most two decimals, ja or nee
  std::optional<double> number;  ///< a number that is not shown as a date or a percentage
  std::string fault;             ///< "#N/A", or what else kept the cell from having a value
};

struct SheetRow {
  std::size_t number = 0;  ///< as the spreadsheet numbers it, from 1
  std::vector<SheetCell> cells;
  bool from_1904 = false;  ///< serial dates count from 1904
};

class SheetVisitor {
 public:
  virtual ~SheetVisitor() = default;

  /// At the start of each sheet, in their order; false passes over it.
  virtual bool wants(const std::string& sheet, bool hidden) = 0;
  virtual void row(SheetRow row) = 0;
};

constexpr std::size_t k_sheet_columns = 500;          // what lies beyond is left out
constexpr std::size_t k_sheet_cells = 20'000'000;     // of one workbook
constexpr std::size_t k_sheet_strings = 256U << 20U;  // bytes of shared texts of one workbook

/// The rows of every wanted sheet. `prefix` stands before the names of the parts. Fails when a part is missing or
/// cannot be read; a part that is cut off is an end that is not whole.
[[nodiscard]] Result<XmlDocumentEnd> read_xlsx(FeedPlace& place, const std::string& prefix, SheetVisitor& visitor);
[[nodiscard]] Result<XmlDocumentEnd> read_ods(FeedPlace& place, const std::string& prefix, SheetVisitor& visitor);

/// The date of a serial number; nothing outside 1900 to 9999. Source: ECMA-376, with its leap day in 1900.
[[nodiscard]] std::optional<Date> date_of_serial(double serial, bool from_1904);

/// How a number format shows a number.
enum class NumberLook { plain, date, percent };
[[nodiscard]] NumberLook look_of_format(std::string_view code);
[[nodiscard]] NumberLook look_of_builtin_format(int id);

/// The cell of a number. "1250", "349.5", "21%", "2027-01-11", "2027-01-11 18:30", "18:30".
[[nodiscard]] SheetCell cell_of_number(double value, NumberLook look, bool from_1904);

/// Puts a cell at a column, from 0; what lies beyond the last column is left out.
void put_cell(SheetRow& row, std::size_t column, SheetCell cell);

/// Cells that are joined over rows: their value stands in the first row only, and counts for all.
class JoinedCells {
 public:
  void join(std::size_t column, std::size_t last_row, const SheetCell& cell);
  void fill(SheetRow& row);

 private:
  struct Span {
    std::size_t column = 0;
    std::size_t last_row = 0;
    SheetCell cell;
  };
  std::vector<Span> spans_;
};

}  // namespace leerwijzer
