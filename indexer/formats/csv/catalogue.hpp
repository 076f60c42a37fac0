// Rows of a table of offers to records, whatever the table was written in: CSV, a spreadsheet, or fields of one's own
// through a mapping profile.
#pragma once

#include "indexer/feed_format.hpp"
#include "indexer/formats/csv/row.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

class RowCatalogue {
 public:
  RowCatalogue(FeedInput& input, FeedSink& sink, std::string media_type)
      : input_(input), sink_(sink), media_type_(std::move(media_type)) {}

  /// Names the document that the next rows are of; empty: the only one.
  void begin_document(const std::string& name) { document_ = name; }

  /// The canonical names of a header; those that are not known are reported once. Without a column for the title
  /// the feed is not complete.
  std::vector<std::string> columns_of(const std::vector<std::string>& headers);

  /// Makes a record of a row. `report` holds what was wrong with it already; not `readable`: it gives no offer.
  void add(const CsvOfferRow& cells, std::string raw, RecordReport report, bool readable = true);

  /// The feed is not whole, so nothing will be deleted; the first reason is that of the end.
  void incomplete(const std::string& reason);

  /// Of the feed as a whole.
  void tell(Severity severity, std::string_view code, const std::string& message);

  void digest(std::string_view text) { digest_.add(text); }
  [[nodiscard]] const std::string& document() const noexcept { return document_; }
  [[nodiscard]] FeedEnd end() const { return {reason_.empty(), reason_, digest_.value()}; }

 private:
  void add_provider(const CsvOfferRow& cells, const std::string& name, FeedRecord& record, RecordReport& report);

  FeedInput& input_;
  FeedSink& sink_;
  std::string media_type_;
  std::string document_;
  std::set<std::string> providers_;
  RunningDigest digest_;
  std::string reason_;
};

/// Has a header with these names enough to be one of offers: a title and one more column that is known?
[[nodiscard]] bool is_header_of_offers(const std::vector<std::string>& names);

}  // namespace leerwijzer
