// CSV as in schema/samples/csv/TEMPLATE.md: one row per offer, columns in any order, in Dutch or English. What a row
// becomes: csv/catalogue.cpp and csv/offer.cpp.
#include "indexer/feed_format.hpp"
#include "indexer/formats/csv/catalogue.hpp"
#include "indexer/reading/csv_rows.hpp"
#include "indexer/reading/feed_documents.hpp"

#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

/// What is wrong with a row as CSV; false when it cannot be read.
bool check_row(const CsvRow& row, std::size_t columns, RowCatalogue& catalogue, RecordReport& report) {
  const std::string& document = catalogue.document();
  const std::string at = document + (document.empty() ? "" : ":") + "line " + std::to_string(row.line);
  if (row.repaired)
    report.info("not-utf-8", at, "The row is not UTF-8; it was read as Windows-1252. Save the file as UTF-8.");
  if (row.fields.size() != columns) {
    report.warning("field-count", at,
                   "The row has " + std::to_string(row.fields.size()) + " fields where the header has " +
                       std::to_string(columns) + ". Put fields with a separator or a line end between quotes.");
  }
  if (row.open_quote) {
    report.error("open-quote", at, "The file ends inside quotes, so this row is not whole. Close the quotes.");
    catalogue.incomplete("The file ends inside quotes");
    return false;
  }
  if (row.too_large) {
    report.error("record-too-large", at, "The row is larger than is accepted, so it was not read.");
    return false;
  }
  if (row.unended && row.fields.size() < columns) catalogue.incomplete("The file ends in the middle of its last row");
  return true;
}

Result<void> read_document(FeedInput& input, const std::string& name, RowCatalogue& catalogue) {
  catalogue.begin_document(name);
  auto stream = input.place.open(name);
  if (!stream) return stream.error();
  CsvRows rows(**stream, input.limits.record_bytes);
  const auto header = rows.next();
  if (!header) {
    if (rows.failed()) return rows.error();
    catalogue.incomplete("The file is empty");
    return k_ok;
  }
  catalogue.digest(header->raw);
  const std::vector<std::string> columns = catalogue.columns_of(header->fields);
  if (header->unended) catalogue.incomplete("The file ends in its first row");
  while (auto row = rows.next()) {
    RecordReport report;
    const bool readable = check_row(*row, header->fields.size(), catalogue, report);
    catalogue.add({row->fields, columns, header->fields}, std::move(row->raw), std::move(report), readable);
  }
  if (rows.failed()) catalogue.incomplete(rows.error().what);
  return k_ok;
}

int detect(FeedPlace& place) {
  for (const std::string& name : document_names(place, {".csv", ".tsv"})) {
    auto stream = stream_of_text(head_of(place, name, 16'384));
    CsvRows rows(*stream, 16'384);
    const auto header = rows.next();
    if (header && is_header_of_offers(header->fields)) return place.kind() == PlaceKind::folder ? 60 : 80;
  }
  return 0;
}

Result<FeedEnd> read(FeedInput& input, FeedSink& sink) {
  RowCatalogue catalogue(input, sink, "text/csv");
  for (const std::string& name : document_names(input.place, {".csv", ".tsv"})) {
    if (const auto done = read_document(input, name, catalogue); !done) {
      if (input.place.kind() != PlaceKind::folder) return done.error();
      catalogue.incomplete(done.error().what);
    }
  }
  return catalogue.end();
}

}  // namespace

extern const FeedFormat k_format_csv = {
    "csv", "CSV with columns in Dutch or English (see schema/samples/csv/TEMPLATE.md)", detect, read};

}  // namespace leerwijzer
