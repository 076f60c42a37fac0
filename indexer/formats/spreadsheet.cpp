// Excel (xlsx) and OpenDocument (ods): the first sheet with a row of column names is read as a CSV with the same
// columns. Titles may stand above that row; other sheets are named in the report.
#include "indexer/feed_format.hpp"
#include "indexer/formats/csv/catalogue.hpp"
#include "indexer/formats/spreadsheet/workbook.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_rows_above_header = 50;

/// "B5".
std::string name_of_cell(std::size_t column, std::size_t row) {
  std::string letters;
  for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
  return letters + std::to_string(row);
}

std::string as_csv(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields) {
    if (!line.empty() || &field != fields.data()) line += ';';
    if (field.find_first_of(";\"\n\r") == std::string::npos) {
      line += field;
      continue;
    }
    line += '"';
    for (char c : field) line += c == '"' ? std::string("\"\"") : std::string(1, c);
    line += '"';
  }
  return line;
}

/// Rows of the first sheet that has a header to the catalogue.
class OfferSheet final : public SheetVisitor {
 public:
  explicit OfferSheet(RowCatalogue& catalogue) : catalogue_(catalogue) {}

  bool wants(const std::string& sheet, bool hidden) override {
    rows_seen_ = 0;
    const bool reads = !found() && !hidden;
    if (!reads) left_out_.push_back(raw_value(sheet));
    if (reads && !sheet_.empty()) left_out_.push_back(raw_value(sheet_));
    if (reads) sheet_ = sheet;
    return reads;
  }

  void row(SheetRow row) override {
    const bool empty = std::all_of(row.cells.begin(), row.cells.end(),
                                   [](const SheetCell& cell) { return trim(cell.text).empty() && cell.fault.empty(); });
    if (empty) return;
    if (found()) return read_offer(row);
    if (++rows_seen_ > k_rows_above_header) return;
    std::vector<std::string> names = texts_of(row);
    if (!is_header_of_offers(names)) return;
    catalogue_.digest(as_csv(names));
    columns_ = catalogue_.columns_of(names);
    headers_ = std::move(names);
  }

  [[nodiscard]] bool found() const noexcept { return !columns_.empty(); }

  void tell_sheets_left_out() {
    if (!found() && !sheet_.empty()) left_out_.push_back(raw_value(sheet_));
    if (!left_out_.empty())
      catalogue_.tell(Severity::info, "sheet-left-out",
                      "These sheets were not read: " + join(left_out_, ", ") +
                          ". Only the first sheet with a row of column names is.");
  }

 private:
  static std::vector<std::string> texts_of(const SheetRow& row) {
    std::vector<std::string> texts;
    for (const SheetCell& cell : row.cells) texts.push_back(replace_invalid_utf8(trim(cell.text)));
    return texts;
  }

  void read_offer(const SheetRow& row) {
    std::vector<std::string> fields = texts_of(row);
    RecordReport report;
    bool repeats_header = true;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      repeats_header = repeats_header && (i < fields.size() ? fields[i] : "") == trim(headers_[i]);
      if (i >= row.cells.size()) continue;
      const std::string at = sheet_ + "!" + name_of_cell(i, row.number);
      if (!row.cells[i].fault.empty() && !columns_[i].empty()) {
        report.warning("cell-error", at,
                       "The cell holds " + raw_value(row.cells[i].fault) + " instead of a value; it was left empty.");
      }
      if (is_date_column(columns_[i]) && row.cells[i].number)
        fields[i] = date_or_number(*row.cells[i].number, row, fields[i]);
    }
    if (repeats_header) return;  // names that are joined over two rows, or stand on every page
    std::string raw = as_csv(fields);
    catalogue_.add({fields, columns_, headers_}, std::move(raw), std::move(report));
  }

  static bool is_date_column(std::string_view column) {
    return column == "start_dates" || column == "end_dates" || column == "enrol_before";
  }

  /// A date that lost its looks is a number of days; 2000 to 2099, so that no year ("2027") is taken for one.
  static std::string date_or_number(double number, const SheetRow& row, const std::string& text) {
    const auto date = number > 30'000.0 ? date_of_serial(number, row.from_1904) : std::nullopt;
    const bool likely = date && static_cast<int>(date->year()) >= 2000 && static_cast<int>(date->year()) < 2100;
    return likely ? format_iso(*date) : text;
  }

  RowCatalogue& catalogue_;
  std::string sheet_;
  std::size_t rows_seen_ = 0;
  std::vector<std::string> headers_;
  std::vector<std::string> columns_;
  std::vector<std::string> left_out_;
};

struct WorkbookAt {
  std::string prefix;
  bool xlsx = false;
};

/// Workbooks are told by their parts: a packed one is a folder of them.
std::vector<WorkbookAt> workbooks_in(FeedPlace& place) {
  constexpr std::string_view k_xlsx = "xl/workbook.xml";
  constexpr std::string_view k_ods = "content.xml";
  std::vector<WorkbookAt> found;
  if (place.kind() != PlaceKind::folder) return found;
  for (const std::string& name : place.names()) {
    const auto prefix_before = [&](std::string_view part) {
      return name.ends_with(part) ? name.substr(0, name.size() - part.size()) : std::string("?");
    };
    if (const std::string prefix = prefix_before(k_xlsx); prefix.empty() || prefix.ends_with('/')) {
      found.push_back({prefix, true});
    } else if (const std::string base = prefix_before(k_ods); base.empty() || base.ends_with('/')) {
      if (contains(head_of(place, base + "mimetype", 100), "opendocument.spreadsheet")) found.push_back({base, false});
    }
  }
  return found;
}

int detect(FeedPlace& place) { return workbooks_in(place).empty() ? 0 : 90; }

Result<FeedEnd> read(FeedInput& input, FeedSink& sink) {
  RowCatalogue catalogue(input, sink, "text/csv");
  const std::vector<WorkbookAt> workbooks = workbooks_in(input.place);
  if (workbooks.empty())
    return Error{ErrorCode::invalid_input, "There is no workbook here", "Give an xlsx or ods file.",
                 input.place.location()};
  for (const WorkbookAt& workbook : workbooks) {
    std::string name = workbook.prefix;
    if (name.ends_with('/')) name.pop_back();
    catalogue.begin_document(name);
    OfferSheet sheet(catalogue);
    const auto end =
        workbook.xlsx ? read_xlsx(input.place, workbook.prefix, sheet) : read_ods(input.place, workbook.prefix, sheet);
    if (!end) {
      catalogue.incomplete(end.error().what);
    } else if (!end->whole) {
      catalogue.incomplete(end->reason);
    } else if (!sheet.found()) {
      catalogue.incomplete("No sheet has a row with the names of the columns: titel and at least one more");
    }
    sheet.tell_sheets_left_out();
  }
  return catalogue.end();
}

}  // namespace

extern const FeedFormat k_format_spreadsheet = {
    "spreadsheet", "Excel (xlsx) or OpenDocument (ods) with the columns of CSV", detect, read};

}  // namespace leerwijzer
