#include "indexer/formats/csv/catalogue.hpp"

#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_providers = 50'000;  ///< that are remembered: a feed may name one per row

}  // namespace

std::vector<std::string> RowCatalogue::columns_of(const std::vector<std::string>& headers) {
  std::vector<std::string> columns;
  std::vector<std::string> unknown;
  for (const std::string& name : headers) {
    columns.push_back(canonical_csv_column(name));
    if (columns.back().empty() && !trim(name).empty()) unknown.push_back(raw_value(name));
  }
  if (!unknown.empty()) {
    tell(Severity::info, "unknown-column",
         "These columns are not known and were left out: " + join(unknown, ", ") +
             ". Use the names of the template, or a mapping profile.");
  }
  if (std::find(columns.begin(), columns.end(), "title") == columns.end()) {
    incomplete(
        "There is no column titel (or title), so no row can be read; columns with names of their own need a mapping "
        "profile (ingest --profile)");
  }
  return columns;
}

void RowCatalogue::tell(Severity severity, std::string_view code, const std::string& message) {
  sink_.diagnostic({severity, std::string(code), "", document_, message});
}

void RowCatalogue::incomplete(const std::string& reason) {
  if (reason_.empty()) reason_ = (document_.empty() ? "" : document_ + ": ") + reason;
  tell(Severity::error, "feed-incomplete", reason + ". Nothing is deleted; deliver the whole file again.");
}

void RowCatalogue::add(const CsvOfferRow& cells, std::string raw, RecordReport report, bool readable) {
  digest_.add(raw);
  FeedRecord record;
  std::string provider_name = plain_text(cells["provider"]);
  if (provider_name.empty()) provider_name = input_.source_name;
  record.provider_key = fold(provider_name);
  if (record.provider_key.empty()) record.provider_key = "provider";
  std::string key(cells["key"]);
  if (key.empty() && !readable) {
    key = "row-" + leerwijzer::digest(raw).substr(0, 12);
  } else if (key.empty()) {
    key = "row-" + leerwijzer::digest(fold(cells["title"]) + "\n" + record.provider_key).substr(0, 12);
    report.warning("missing-key", "sleutel",
                   "The row has no key, so a key was made of title and provider. Fill in the column sleutel.");
  }
  key = std::string(truncate_utf8(key, 200));
  report.set_record_key(key);
  record.raw = {key, media_type_, std::move(raw)};
  if (readable && cells["title"].empty()) {
    report.error("missing-title", cells.header("title"),
                 "The row has no title, so it was not read. Fill in the column titel.");
  } else if (readable) {
    add_provider(cells, provider_name, record, report);
    record.offer = read_csv_offer(cells, key, report);
  }
  record.diagnostics = report.take();
  sink_.record(std::move(record));
}

void RowCatalogue::add_provider(const CsvOfferRow& cells, const std::string& name, FeedRecord& record,
                                RecordReport& report) {
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

bool is_header_of_offers(const std::vector<std::string>& names) {
  std::size_t known = 0;
  bool title = false;
  for (const std::string& name : names) {
    const std::string column = canonical_csv_column(name);
    if (!column.empty()) ++known;
    title = title || column == "title";
  }
  return title && known >= 2;
}

}  // namespace leerwijzer
