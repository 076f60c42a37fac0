#include "indexer/formats/csv/row.hpp"

#include "engine/core/text.hpp"

#include <fmt/core.h>

#include <cmath>
#include <utility>

namespace leerwijzer {
namespace {

/// Ways in which Excel is told that a number is a text: ="0715" and '0715.
std::string_view without_text_mark(std::string_view cell) {
  cell = trim(cell);
  if (cell.size() >= 3 && cell.starts_with("=\"") && cell.ends_with('"')) return cell.substr(2, cell.size() - 3);
  if (cell.size() >= 2 && cell[0] == '\'' && cell[1] >= '0' && cell[1] <= '9') return cell.substr(1);
  return cell;
}

constexpr double k_exact = 1e15;  // whole numbers below it are exact in a double

}  // namespace

std::string csv_number(double value) {
  if (!(std::abs(value) < k_exact)) return fmt::format("{:.6g}", value);
  const auto cents = std::llround(std::abs(value) * 100.0);  // half a cent goes up, as in shops
  std::string text = fmt::format("{}{}.{:02}", value < 0 && cents != 0 ? "-" : "", cents / 100, cents % 100);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

CsvOfferRow::CsvOfferRow(const std::vector<std::string>& fields, const std::vector<std::string>& columns,
                         const std::vector<std::string>& headers) {
  for (std::size_t i = 0; i < columns.size() && i < fields.size(); ++i) {
    if (!columns[i].empty()) set(columns[i], std::string(without_text_mark(fields[i])), headers[i]);
  }
}

void CsvOfferRow::set(const std::string& column, std::string value, std::string header, std::string language) {
  cells_.try_emplace(column, Cell{std::move(value), std::move(header), std::move(language)});
}

std::string_view CsvOfferRow::operator[](std::string_view column) const {
  const auto at = cells_.find(column);
  return at != cells_.end() ? std::string_view(at->second.value) : std::string_view{};
}

std::string CsvOfferRow::header(std::string_view column) const {
  const auto at = cells_.find(column);
  return at != cells_.end() ? at->second.header : std::string(column);
}

std::string_view CsvOfferRow::language(std::string_view column) const {
  const auto at = cells_.find(column);
  return at != cells_.end() ? std::string_view(at->second.language) : std::string_view{};
}

}  // namespace leerwijzer
