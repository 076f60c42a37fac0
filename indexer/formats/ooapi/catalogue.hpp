// Puts OOAPI objects together: offerings to their programme or course, branches to their root
// organisation; and hands the records over.
#pragma once

#include "indexer/feed_format.hpp"
#include "indexer/formats/ooapi/offer.hpp"
#include "indexer/reading/json_items.hpp"
#include "indexer/reading/text_spool.hpp"

#include <boost/json/value.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace leerwijzer {

/// An object as parsed, with what could be told of it.
struct OoapiItem {
  std::string text;
  boost::json::value value;  ///< null when the text is not JSON
  OoapiKind kind = OoapiKind::other;
  std::string id;
  std::vector<Diagnostic> faults;
};

class OoapiCatalogue {
 public:
  OoapiCatalogue(FeedInput& input, FeedSink& sink, OoapiVersion version)
      : input_(input), sink_(sink), version_(version) {}

  [[nodiscard]] OoapiItem parse(JsonItem item);

  /// An organisation becomes a record with a provider; an offering is put aside for its parent (the hint, else
  /// what it names), a learning outcome for whatever names it; another object becomes a record without an offer.
  void add_other(const OoapiItem& item, const std::string& parent_hint);

  /// A programme or course with the texts of its offerings.
  void add_offer(const OoapiItem& item, std::vector<std::string> offerings);

  /// The record is kept, what was known of the offer stays, and the fetch is not complete.
  void add_without_offerings(const OoapiItem& item, const std::string& reason);

  [[nodiscard]] std::vector<std::string> offerings_of(const std::string& id) { return spool_.texts_of(id); }

  /// Offerings whose programme or course never came.
  void report_orphans();

  void incomplete(std::string_view path, const std::string& reason);
  void remark(Severity severity, std::string_view code, std::string_view path, const std::string& message);
  [[nodiscard]] FeedEnd end() const { return {reason_.empty(), reason_, digest_.value()}; }

 private:
  struct Organization {
    std::string name;
    std::string parent;
  };

  void add_organization(const OoapiItem& item);
  void add_nothing(const OoapiItem& item, const std::string& id);
  void put_outcome_aside(const OoapiItem& item);
  void find_outcomes(const JsonFields& fields, OoapiParts& parts);
  void put_offering_aside(const OoapiItem& item, const std::string& parent_hint);
  void name_provider(const OoapiItem& item, FeedRecord& record, RecordReport& report);
  [[nodiscard]] std::string root_of(std::string id) const;

  FeedInput& input_;
  FeedSink& sink_;
  OoapiVersion version_;
  TextSpool spool_;
  TextSpool outcomes_;  ///< learning outcomes by id
  std::map<std::string, Organization> organizations_;
  std::set<std::string> named_;  ///< providers that were handed over
  RunningDigest digest_;
  std::string reason_;
};

}  // namespace leerwijzer
