// OpenDocument spreadsheets (ISO 26300): all sheets in content.xml; a cell says itself what it is.
#include "indexer/formats/spreadsheet/workbook.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace leerwijzer {
namespace {

/// A number of times; 1 where it is not said.
std::size_t count_in(const XmlElement& element, std::string_view attribute) {
  const std::string_view text = element.attribute(attribute);
  std::size_t value = 1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::clamp<std::size_t>(value, 1, 2'000'000) : 1;
}

/// "PT18H30M00S" gives "18:30".
std::string time_of_duration(std::string_view text) {
  if (text.size() >= 8 && text.starts_with("PT") && text[4] == 'H' && text[7] == 'M')
    return std::string(text.substr(2, 2)) + ":" + std::string(text.substr(5, 2));
  return std::string(text);
}

std::string paragraphs_of(const XmlElement& cell) {
  std::string text;
  for (const XmlElement* paragraph : cell.all("p")) text += (text.empty() ? "" : "\n") + paragraph->text;
  return text;
}

bool is_error(std::string_view text) {
  return text.starts_with("#") || text.starts_with("Err:");  // #N/A, #VERW!, Err:502
}

SheetCell read_cell(const XmlElement& element) {
  const std::string_view type = element.attribute("value-type");
  const std::string shown = paragraphs_of(element);
  SheetCell cell;
  if (type == "float" || type == "currency" || type == "percentage") {
    const std::string_view value = element.attribute("value");
    double number = 0.0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool good = error == std::errc{} && end == value.data() + value.size();
    if (good && !(element.attributes.contains("formula") && is_error(shown)))
      return cell_of_number(number, type == "percentage" ? NumberLook::percent : NumberLook::plain, false);
    cell.fault = is_error(shown) ? shown : "a number that cannot be read";
  } else if (type == "date") {
    cell.text = std::string(element.attribute("date-value").substr(0, 10));
  } else if (type == "time") {
    cell.text = time_of_duration(element.attribute("time-value"));
  } else if (type == "boolean") {
    cell.text = element.attribute("boolean-value") == "true" ? "ja" : "nee";
  } else if (element.attributes.contains("formula") && is_error(shown)) {
    cell.fault = shown;
  } else {
    cell.text = shown;
  }
  return cell;
}

class OdsReader {
 public:
  explicit OdsReader(SheetVisitor& visitor) : visitor_(visitor) {}

  void pass(const XmlElement& element) {
    if (element.name != "table") return;
    wanted_ = visitor_.wants(std::string(element.attribute("name")), false);
    next_row_ = 1;
    joined_ = {};
  }

  void read_row(const XmlElement& element) {
    const std::size_t number = next_row_;
    next_row_ += count_in(element, "number-rows-repeated");
    if (!wanted_ || too_large()) return;
    SheetRow row;
    row.number = number;
    std::size_t column = 0;
    for (const XmlElement& c : element.children) {
      if (c.name != "table-cell" && c.name != "covered-table-cell") continue;
      const std::size_t repeated = count_in(c, "number-columns-repeated");
      const SheetCell cell = c.name == "table-cell" ? read_cell(c) : SheetCell{};
      if (!cell.text.empty() || !cell.fault.empty()) {
        const std::size_t rows = count_in(c, "number-rows-spanned");
        if (rows > 1) joined_.join(column, number + rows - 1, cell);
        for (std::size_t i = 0; i < repeated && column + i < k_sheet_columns; ++i) put_cell(row, column + i, cell);
      }
      ++cells_;
      column += repeated;
    }
    joined_.fill(row);
    visitor_.row(std::move(row));
  }

  [[nodiscard]] bool too_large() const noexcept { return cells_ > k_sheet_cells; }

 private:
  SheetVisitor& visitor_;
  bool wanted_ = false;
  std::size_t next_row_ = 1;
  std::size_t cells_ = 0;
  JoinedCells joined_;
};

}  // namespace

Result<XmlDocumentEnd> read_ods(FeedPlace& place, const std::string& prefix, SheetVisitor& visitor) {
  auto stream = place.open(prefix + "content.xml");
  if (!stream) return stream.error();
  OdsReader reader(visitor);
  XmlReading reading;
  reading.keep_space = true;
  reading.flat = {"p"};
  reading.passed = [&](const XmlElement& element) { reader.pass(element); };
  auto end = read_xml_elements(
      **stream, {"table-row"}, [&](const XmlElement& element) { reader.read_row(element); }, reading);
  if (end && reader.too_large())
    return Error{ErrorCode::too_large, "The workbook has too many cells", "Split it.", prefix};
  return end;
}

}  // namespace leerwijzer
