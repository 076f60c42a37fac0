// The generated catalogue and its queries (tab-separated, of the shared generator), read once for every engine that is
// measured, so that all of them hold the same offers and answer the same questions.
#pragma once

#include "engine/domain/offer.hpp"
#include "engine/search/search_index.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer::bench {

struct GeneratedOffer {
  std::int64_t id = 0;
  std::string title;
  std::string summary;
  std::string description;
  std::string provider;
  NlqfLevel level = NlqfLevel::level_1;  ///< one to one with the eight of the generator
  std::int64_t euro = 0;
  std::vector<Date> starts;
  GeoPoint point;
  std::string postcode;
  std::string city;
  std::string sector;  ///< of the generator; finer than ours
  DeliveryMode mode = DeliveryMode::on_site;
  std::string language;

  [[nodiscard]] Date last_start() const { return starts.back(); }
  [[nodiscard]] bool online() const { return mode == DeliveryMode::online || mode == DeliveryMode::self_study; }
};

struct GeneratedQuery {
  std::string text;
  bool misspelt = false;
  std::optional<std::int64_t> most_euro;
  std::optional<GeoPoint> centre;
  double km = 0.0;  ///< with a centre
  std::optional<NlqfLevel> level;
  std::optional<DeliveryMode> mode;
};

/// Hands on each offer of the file in turn. Throws std::runtime_error that names the line.
void for_each_offer(const std::string& file, const std::function<void(GeneratedOffer)>& take);

[[nodiscard]] std::vector<GeneratedQuery> read_queries(const std::string& file);

/// Gives providers their numbers in the order in which they come by.
class OfferMaker {
 public:
  OfferMaker();
  ~OfferMaker();
  [[nodiscard]] Offer offer_of(const GeneratedOffer& generated);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The words and filters as the search of the engine takes them; the words are not understood yet.
[[nodiscard]] SearchQuery search_query_of(const GeneratedQuery& query, Date today);

}  // namespace leerwijzer::bench
