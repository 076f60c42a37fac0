// Puts RIO objects together into records: an offered programme with its unit, provider, place and cohorts.
#pragma once

#include "indexer/formats/rio/objects.hpp"
#include "indexer/reading/feed_documents.hpp"

#include <boost/json/value.hpp>

#include <set>
#include <string>
#include <vector>

namespace leerwijzer {

/// What belongs to one offered programme, as texts of JSON objects.
struct RioRelated {
  std::vector<std::string> units;
  std::vector<std::string> recognitions;
  std::vector<std::string> providers;
  std::vector<std::string> places;
  std::vector<std::string> cohorts;
  std::string failure;  ///< not empty: something could not be fetched, so there is no offer
};

class RioCatalogue {
 public:
  RioCatalogue(FeedInput& input, FeedSink& sink) : input_(input), sink_(sink), progress_(sink) {}

  void add_offered(const boost::json::object& offered, const RioRelated& related);

  /// A record without an offer: an organisation gives a provider, another object says what it is.
  void add_other(const boost::json::object& object, RioKind kind);

  /// A document or record that is no JSON.
  void add_broken(const std::string& key, std::string_view text, const std::string& what);

  [[nodiscard]] FeedProgress& progress() noexcept { return progress_; }

 private:
  void name_provider(const RegisterRecord& provider, const RegisterRecord& offered, FeedRecord& record,
                     RecordReport& report);
  [[nodiscard]] std::string unique_key(std::string key, RecordReport& report, bool& again);

  FeedInput& input_;
  FeedSink& sink_;
  FeedProgress progress_;
  std::set<std::string> seen_;
  std::set<std::string> providers_;
  std::size_t repeated_ = 0;
  std::size_t nameless_ = 0;
};

}  // namespace leerwijzer
