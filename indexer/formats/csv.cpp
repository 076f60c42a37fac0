// CSV as in schema/samples/csv/TEMPLATE.md: one row per offer, columns in any order, in Dutch or English. How one
// row is read: csv/offer.cpp.
#include "indexer/feed_format.hpp"
#include "indexer/formats/csv/row.hpp"
#include "indexer/reading/csv_rows.hpp"
#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <set>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_providers = 50'000;  ///< that are remembered: a feed may name one per row

/// Reads one file.
class CsvReader {
 public:
  CsvReader(FeedInput& input, FeedSink& sink) : input_(input), sink_(sink) {}

  Result<void> read_file(const std::string& name) {
    auto stream = input_.place.open(name);
    if (!stream) return stream.error();
    file_ = name;
    CsvRows rows(**stream, input_.limits.record_bytes);
    const auto header = rows.next();
    if (!header) {
      if (rows.failed()) return rows.error();
      incomplete("The file is empty");
      return k_ok;
    }
    digest_.add(header->raw);
    read_header(*header);
    while (auto row = rows.next()) read_row(*row);
    if (rows.failed()) incomplete(rows.error().what);
    return k_ok;
  }

  FeedEnd end() const { return {reason_.empty(), reason_, digest_.value()}; }
  void incomplete(const std::string& reason) {
    if (reason_.empty()) reason_ = (file_.empty() ? "" : file_ + ": ") + reason;
    sink_.diagnostic({Severity::error, "feed-incomplete", "", file_,
                      reason + ". Nothing is deleted; deliver the whole file again."});
  }

 private:
  void read_header(const CsvRow& header) {
    columns_.clear();
    headers_ = header.fields;
    std::vector<std::string> unknown;
    for (const std::string& name : headers_) {
      columns_.push_back(canonical_csv_column(name));
      if (columns_.back().empty() && !trim(name).empty()) unknown.push_back(raw_value(name));
    }
    if (!unknown.empty()) {
      sink_.diagnostic({Severity::info, "unknown-column", "", file_,
                        "These columns are not known and were left out: " + join(unknown, ", ") + "."});
    }
    if (std::find(columns_.begin(), columns_.end(), "title") == columns_.end()) {
      incomplete("There is no column titel (or title), so no row can be read");
    }
  }

  void read_row(const CsvRow& row) {
    digest_.add(row.raw);
    const CsvOfferRow cells(row, columns_, headers_);
    FeedRecord record;
    RecordReport report;
    std::string provider_name = plain_text(cells["provider"]);
    if (provider_name.empty()) provider_name = input_.source_name;
    record.provider_key = fold(provider_name);
    std::string key(cells["key"]);
    if (key.empty()) {
      key = "row-" + digest(fold(cells["title"]) + "\n" + record.provider_key).substr(0, 12);
      report.warning("missing-key", "sleutel",
                     "The row has no key, so a key was made of title and provider. Fill in the column sleutel.");
    }
    key = std::string(truncate_utf8(key, 200));
    report.set_record_key(key);
    record.raw = {key, "text/csv", row.raw};
    const std::string at = file_ + (file_.empty() ? "" : ":") + "line " + std::to_string(row.line);
    if (row.repaired)
      report.info("not-utf-8", at, "The row is not UTF-8; it was read as Windows-1252. Save the file as UTF-8.");
    if (row.fields.size() != headers_.size()) {
      report.warning("field-count", at,
                     "The row has " + std::to_string(row.fields.size()) + " fields where the header has " +
                         std::to_string(headers_.size()) +
                         ". Put fields with a separator or a line end between quotes.");
    }
    if (row.open_quote) {
      report.error("open-quote", at, "The file ends inside quotes, so this row is not whole. Close the quotes.");
      incomplete("The file ends inside quotes");
    } else if (row.too_large) {
      report.error("record-too-large", at, "The row is larger than is accepted, so it was not read.");
    } else if (cells["title"].empty()) {
      report.error("missing-title", "titel", "The row has no title, so it was not read. Fill in the column titel.");
    } else {
      add_provider(cells, provider_name, record, report);
      record.offer = read_csv_offer(cells, key, report);
    }
    record.diagnostics = report.take();
    sink_.record(std::move(record));
  }

  void add_provider(const CsvOfferRow& cells, const std::string& name, FeedRecord& record, RecordReport& report) {
    if (cells["provider"].empty())
      report.info("missing-provider", "aanbieder", "The row names no provider; the name of the source was taken.");
    if (providers_.size() >= k_most_providers) providers_.clear();  // then they are told once more
    if (!providers_.insert(record.provider_key).second) return;
    Provider provider;
    provider.key = record.provider_key;
    provider.name = name;
    provider.url = read_url(cells["provider_url"], cells.header("provider_url"), report);
    provider.email = read_email(cells["email"], cells.header("email"), report);
    provider.description = clean_html(cells["provider_description"]);
    record.provider = std::move(provider);
  }

  FeedInput& input_;
  FeedSink& sink_;
  std::string file_;
  std::vector<std::string> columns_;
  std::vector<std::string> headers_;
  std::set<std::string> providers_;
  RunningDigest digest_;
  std::string reason_;
};

std::vector<std::string> csv_names(const FeedPlace& place) {
  if (place.kind() != PlaceKind::folder) return {""};
  std::vector<std::string> names;
  for (const std::string& name : place.names()) {
    const std::string lower = to_lower_ascii(name);
    if (lower.ends_with(".csv") || lower.ends_with(".tsv")) names.push_back(name);
  }
  return names;
}

int detect(FeedPlace& place) {
  for (const std::string& name : csv_names(place)) {
    auto stream = stream_of_text(head_of(place, name, 16'384));
    CsvRows rows(*stream, 16'384);
    const auto header = rows.next();
    if (!header || header->fields.size() < 2) continue;
    const auto known = std::count_if(header->fields.begin(), header->fields.end(),
                                     [](const std::string& field) { return !canonical_csv_column(field).empty(); });
    const bool title = std::any_of(header->fields.begin(), header->fields.end(),
                                   [](const std::string& field) { return canonical_csv_column(field) == "title"; });
    if (title && known >= 2) return place.kind() == PlaceKind::folder ? 60 : 80;
  }
  return 0;
}

Result<FeedEnd> read(FeedInput& input, FeedSink& sink) {
  CsvReader reader(input, sink);
  for (const std::string& name : csv_names(input.place)) {
    if (const auto done = reader.read_file(name); !done) {
      if (input.place.kind() != PlaceKind::folder) return done.error();
      reader.incomplete(done.error().what);
    }
  }
  return reader.end();
}

}  // namespace

extern const FeedFormat k_format_csv = {
    "csv", "CSV with columns in Dutch or English (see schema/samples/csv/TEMPLATE.md)", detect, read};

}  // namespace leerwijzer
