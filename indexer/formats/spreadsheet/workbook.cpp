#include "indexer/formats/spreadsheet/workbook.hpp"

#include "indexer/formats/csv/row.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace leerwijzer {
namespace {

constexpr double k_last_serial = 2'958'465.0;  // 31 December 9999

std::string time_of_serial(double serial) {
  const auto minutes = static_cast<int>(std::floor((serial - std::floor(serial)) * 24.0 * 60.0 + 0.5)) % (24 * 60);
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

}  // namespace

std::optional<Date> date_of_serial(double serial, bool from_1904) {
  if (!(serial >= 1.0) || serial > k_last_serial) return std::nullopt;
  using namespace std::chrono;
  auto days_after = static_cast<int>(std::floor(serial));
  // The 1900 system counts a 29 February 1900 that never was: from March on the base is a day earlier.
  const sys_days base = from_1904 ? sys_days{year{1904} / 1 / 1} : sys_days{year{1899} / 12 / 31};
  if (!from_1904 && days_after >= 60) --days_after;
  const Date date{base + days{days_after}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

NumberLook look_of_builtin_format(int id) {
  if (id == 9 || id == 10) return NumberLook::percent;
  const bool date =
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  return date ? NumberLook::date : NumberLook::plain;
}

NumberLook look_of_format(std::string_view code) {
  bool quoted = false;
  bool bracket = false;
  bool percent = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '"') {
      quoted = !quoted;
    } else if (quoted) {
      continue;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;  // the next sign is shown as it is
    } else if (c == '[' || c == ']') {
      bracket = c == '[';
    } else if (c == ';') {
      break;  // how negative numbers look
    } else if (!bracket && std::string_view("dmyhsDMYHS").find(c) != std::string_view::npos) {
      return NumberLook::date;
    } else if (c == '%') {
      percent = true;
    }
  }
  return percent ? NumberLook::percent : NumberLook::plain;
}

SheetCell cell_of_number(double value, NumberLook look, bool from_1904) {
  SheetCell cell;
  if (!std::isfinite(value)) {
    cell.fault = "a number that is too large";
    return cell;
  }
  if (look == NumberLook::percent) {
    cell.text = csv_number(value * 100.0) + "%";
    return cell;
  }
  if (look == NumberLook::date) {
    const bool has_time = value - std::floor(value) > 1.0 / (24.0 * 3600.0);
    if (const auto date = date_of_serial(value, from_1904)) {
      cell.text = format_iso(*date) + (has_time ? " " + time_of_serial(value) : "");
      return cell;
    }
    if (value >= 0.0 && value < 1.0) {
      cell.text = time_of_serial(value);
      return cell;
    }
  }
  cell.text = csv_number(value);
  cell.number = value;
  return cell;
}

void put_cell(SheetRow& row, std::size_t column, SheetCell cell) {
  if (column >= k_sheet_columns) return;
  if (row.cells.size() <= column) row.cells.resize(column + 1);
  row.cells[column] = std::move(cell);
}

void JoinedCells::join(std::size_t column, std::size_t last_row, const SheetCell& cell) {
  if (column < k_sheet_columns) spans_.push_back({column, last_row, cell});
}

void JoinedCells::fill(SheetRow& row) {
  std::erase_if(spans_, [&](const Span& span) { return span.last_row < row.number; });
  for (const Span& span : spans_) {
    const bool empty = span.column >= row.cells.size() ||
                       (row.cells[span.column].text.empty() && row.cells[span.column].fault.empty());
    if (empty) put_cell(row, span.column, span.cell);
  }
}

}  // namespace leerwijzer
