// Office Open XML (ECMA-376): a workbook names its sheets, each a part of its own; texts and number formats are kept
// apart from the cells.
#include "indexer/formats/spreadsheet/workbook.hpp"

#include "engine/core/text.hpp"

#include <charconv>
#include <map>
#include <utility>

namespace leerwijzer {
namespace {

template <typename T>
std::optional<T> number_in(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Texts one after another, with where each ends: a million short texts cost little more than their letters.
class SharedTexts {
 public:
  bool add(std::string_view text) {
    if (letters_.size() + text.size() > k_sheet_strings || ends_.size() >= k_sheet_cells) return false;
    letters_ += text;
    ends_.push_back(letters_.size());
    return true;
  }
  [[nodiscard]] std::optional<std::string> at(std::size_t index) const {
    if (index >= ends_.size()) return std::nullopt;
    const std::size_t from = index == 0 ? 0 : ends_[index - 1];
    return letters_.substr(from, ends_[index] - from);
  }

 private:
  std::string letters_;
  std::vector<std::size_t> ends_;
};

/// "_x000D_" stands for a sign that XML does not take; a carriage return is all that catalogues hold of them.
std::string unescaped(std::string text) {
  for (std::string_view mark : {"_x000D_", "_x000d_"}) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
      text.erase(at, mark.size());
  }
  return text;
}

/// "AB12" gives column 27 and row 12; what is missing keeps its value.
void read_reference(std::string_view reference, std::size_t& column, std::size_t& row) {
  std::size_t letters = 0;
  std::size_t index = 0;
  while (letters < reference.size() && letters < 4 && reference[letters] >= 'A' && reference[letters] <= 'Z') {
    index = index * 26 + static_cast<std::size_t>(reference[letters] - 'A' + 1);
    ++letters;
  }
  if (index > 0) column = index - 1;
  if (const auto number = number_in<std::size_t>(reference.substr(letters))) row = *number;
}

class XlsxReader {
 public:
  XlsxReader(FeedPlace& place, std::string prefix, SheetVisitor& visitor)
      : place_(place), prefix_(std::move(prefix)), visitor_(visitor) {}

  Result<XmlDocumentEnd> read() {
    auto end = read_workbook();
    if (!end || !end->whole) return end;
    for (const char* part : {"styles.xml", "sharedStrings.xml"}) {
      auto read = part[1] == 't' ? read_styles(part) : read_shared_texts(part);
      if (!read && read.error().code == ErrorCode::not_found) continue;  // neither has to be there
      if (!read || !read->whole) return read;
    }
    for (const SheetPart& sheet : sheets_) {
      if (!visitor_.wants(sheet.name, sheet.hidden)) continue;
      end = read_sheet(sheet);
      if (!end || !end->whole) return end;
    }
    return end;
  }

 private:
  struct SheetPart {
    std::string name;
    std::string id;
    bool hidden = false;
  };
  using Merges = std::map<std::pair<std::size_t, std::size_t>, std::size_t>;  ///< row and column to the last row

  /// A part by its name below "xl/", or from the root.
  Result<XmlDocumentEnd> part(std::string_view name, const std::vector<std::string>& wanted,
                              const std::function<void(XmlElement)>& visit, const XmlReading& reading = {}) {
    const std::string path = name.starts_with('/') ? std::string(name.substr(1)) : "xl/" + std::string(name);
    auto stream = place_.open(prefix_ + path);
    if (!stream) return stream.error();
    auto end = read_xml_elements(**stream, wanted, visit, reading);
    if (end && !end->whole) end->reason = path + ": " + end->reason;
    return end;
  }

  Result<XmlDocumentEnd> read_workbook() {
    auto end = part("workbook.xml", {"sheet", "workbookPr"}, [&](const XmlElement& element) {
      if (element.name == "workbookPr") {
        const std::string_view from_1904 = element.attribute("date1904");
        from_1904_ = from_1904 == "1" || from_1904 == "true";
        return;
      }
      const std::string_view state = element.attribute("state");
      sheets_.push_back({std::string(element.attribute("name")), std::string(element.attribute("id")),
                         state == "hidden" || state == "veryHidden"});
    });
    if (!end || !end->whole) return end;
    return part("_rels/workbook.xml.rels", {"Relationship"}, [&](const XmlElement& element) {
      targets_[std::string(element.attribute("Id"))] = std::string(element.attribute("Target"));
    });
  }

  Result<XmlDocumentEnd> read_styles(const char* name) {
    std::map<int, NumberLook> custom;
    return part(name, {"numFmt", "cellXfs"}, [&](const XmlElement& element) {
      if (element.name == "numFmt") {
        if (const auto id = number_in<int>(element.attribute("numFmtId")))
          custom[*id] = look_of_format(element.attribute("formatCode"));
        return;
      }
      for (const XmlElement& format : element.children) {
        const int id = number_in<int>(format.attribute("numFmtId")).value_or(0);
        const auto own = custom.find(id);
        looks_.push_back(own != custom.end() ? own->second : look_of_builtin_format(id));
      }
    });
  }

  Result<XmlDocumentEnd> read_shared_texts(const char* name) {
    bool room = true;
    XmlReading reading;
    reading.keep_space = true;
    reading.flat = {"si"};
    auto end = part(
        name, {"si"}, [&](const XmlElement& element) { room = room && texts_.add(unescaped(element.text)); }, reading);
    if (end && !room) return Error{ErrorCode::too_large, "The workbook holds too much text", "Split it.", prefix_};
    return end;
  }

  Result<XmlDocumentEnd> read_sheet(const SheetPart& sheet) {
    const auto target = targets_.find(sheet.id);
    if (target == targets_.end())
      return Error{ErrorCode::corrupt, "The workbook does not say where its sheet is: " + sheet.name,
                   "Save the workbook again.", prefix_};
    Merges merges;
    auto end = part(target->second, {"mergeCell"}, [&](const XmlElement& element) { add_merge(element, merges); });
    if (!end || !end->whole) return end;
    JoinedCells joined;
    std::size_t last = 0;
    XmlReading reading;
    reading.keep_space = true;
    reading.flat = {"is"};
    end = part(
        target->second, {"row"},
        [&](const XmlElement& element) {
          if (cells_ > k_sheet_cells) return;
          SheetRow row = read_row(element, last, merges, joined);
          last = row.number;
          joined.fill(row);
          visitor_.row(std::move(row));
        },
        reading);
    if (end && cells_ > k_sheet_cells)
      return Error{ErrorCode::too_large, "The workbook has too many cells", "Split it.", prefix_};
    return end;
  }

  static void add_merge(const XmlElement& element, Merges& merges) {
    const std::string_view range = element.attribute("ref");
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos || merges.size() > 100'000) return;
    std::size_t column = 0;
    std::size_t row = 0;
    std::size_t last_column = 0;
    std::size_t last_row = 0;
    read_reference(range.substr(0, colon), column, row);
    read_reference(range.substr(colon + 1), last_column, last_row);
    if (last_row > row) merges[{row, column}] = last_row;
  }

  SheetRow read_row(const XmlElement& element, std::size_t last, const Merges& merges, JoinedCells& joined) {
    SheetRow row;
    row.from_1904 = from_1904_;
    row.number = number_in<std::size_t>(element.attribute("r")).value_or(last + 1);
    std::size_t column = 0;
    for (const XmlElement& c : element.children) {
      if (c.name != "c") continue;
      ++cells_;
      std::size_t ignored = 0;
      read_reference(c.attribute("r"), column, ignored);
      SheetCell cell = read_cell(c);
      if (const auto merge = merges.find({row.number, column}); merge != merges.end())
        joined.join(column, merge->second, cell);
      put_cell(row, column, std::move(cell));
      ++column;
    }
    return row;
  }

  [[nodiscard]] SheetCell read_cell(const XmlElement& c) const {
    const std::string_view type = c.attribute("t");
    const std::string_view value = trim(c.text_of("v"));
    SheetCell cell;
    if (type == "inlineStr") {
      cell.text = unescaped(std::string(c.text_of("is")));
    } else if (type == "e") {
      cell.fault = std::string(value);
    } else if (type == "str") {
      cell.text = unescaped(std::string(c.text_of("v")));
    } else if (value.empty()) {
      if (c.child("f") != nullptr) cell.fault = "a formula without a stored result";
    } else if (type == "s") {
      const auto index = number_in<std::size_t>(value);
      const auto text = index ? texts_.at(*index) : std::nullopt;
      if (text) cell.text = *text;
      if (!text) cell.fault = "a text that is not in the workbook";
    } else if (type == "b") {
      cell.text = value == "1" || value == "true" ? "ja" : "nee";
    } else if (type == "d") {
      cell.text = std::string(value);
    } else if (const auto number = number_in<double>(value)) {
      const std::size_t style = number_in<std::size_t>(c.attribute("s")).value_or(0);
      cell = cell_of_number(*number, style < looks_.size() ? looks_[style] : NumberLook::plain, from_1904_);
    } else {
      cell.text = std::string(value);
    }
    return cell;
  }

  FeedPlace& place_;
  std::string prefix_;
  SheetVisitor& visitor_;
  std::vector<SheetPart> sheets_;
  std::map<std::string, std::string> targets_;
  std::vector<NumberLook> looks_;
  SharedTexts texts_;
  bool from_1904_ = false;
  std::size_t cells_ = 0;
};

}  // namespace

Result<XmlDocumentEnd> read_xlsx(FeedPlace& place, const std::string& prefix, SheetVisitor& visitor) {
  return XlsxReader(place, prefix, visitor).read();
}

}  // namespace leerwijzer
