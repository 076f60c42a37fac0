// Hand-made offers and a folder for an index, for tests of search and of what is built on it.
#pragma once

#include "engine/domain/offer.hpp"
#include "engine/search/index_writer.hpp"
#include "engine/search/search_index.hpp"
#include "tests/support/temporary_folder.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer::testing {

inline Date day(int year, unsigned month, unsigned day_of_month) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day_of_month}};
}

/// An offer with a title and nothing else that is known.
inline Offer bare_offer(std::int64_t id, const std::string& title) {
  Offer offer;
  offer.id.value = id;
  offer.source.value = 1;
  offer.provider.value = 1;
  offer.provider_name = "ROC Voorbeeld";
  offer.key = "offer-" + std::to_string(id);
  offer.texts.push_back({TextField::title, "nl", title});
  offer.content_hash = "hash-" + std::to_string(id);
  return offer;
}

/// A bare offer with one thing more, which `change` makes.
inline Offer offer_with(std::int64_t id, const std::string& title, const auto& change) {
  Offer offer = bare_offer(id, title);
  change(offer);
  return offer;
}

inline Cost price_of(std::int64_t cents) {
  Cost cost;
  cost.amount = Cents{cents};
  cost.vat_basis = VatBasis::exempt;
  return cost;
}

inline Run run_from(Date start) {
  Run run;
  run.key = "run-" + std::to_string(as_number(start));
  run.start_kind = StartKind::fixed;
  run.start = start;
  return run;
}

inline Location place_at(const std::string& city, GeoPoint point) {
  Location place;
  place.city = city;
  place.point = point;
  return place;
}

/// An index of these offers in the folder, published.
inline void write_index(const std::filesystem::path& folder, const std::vector<Offer>& offers,
                        std::int64_t change = 1) {
  IndexWriter writer = IndexWriter::create_generation(folder).value();
  for (const Offer& offer : offers) writer.upsert(offer);
  writer.commit(ChangeNumber{change});
  writer.publish();
}

/// An index of the offers of one test, searched on 21 November 2026.
class OfferIndex {
 public:
  explicit OfferIndex(const std::vector<Offer>& offers) {
    write_index(folder_.path(), offers);
    index_.emplace(SearchIndex::open({folder_.path(), 2}).value());
  }
  [[nodiscard]] SearchAnswer search(SearchQuery query) const {
    query.today = day(2026, 11, 21);
    return index_->search(query).value();
  }
  [[nodiscard]] SearchAnswer search(const std::string& text) const {
    SearchQuery query;
    query.text = text;
    return search(query);
  }
  [[nodiscard]] const SearchIndex& index() const { return *index_; }

 private:
  TemporaryFolder folder_;
  std::optional<SearchIndex> index_;
};

/// Offers of an answer, in its order.
inline std::vector<std::int64_t> ids(const SearchAnswer& answer) {
  std::vector<std::int64_t> out;
  for (const SearchHit& hit : answer.hits) out.push_back(hit.offer.id.value);
  return out;
}

}  // namespace leerwijzer::testing
