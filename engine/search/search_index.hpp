// Reading the index: full-text search with filters, facets and distance, more like this, and
// suggestions. One SearchIndex may be shared by threads; each search leases a reader of its own and
// is repeated as a whole when the database changed under it.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/money.hpp"
#include "engine/domain/offer.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

/// A filter that is empty does not filter. An offer of which the filtered value is unknown stays in
/// (unknown is compatible) unless `known_only`; it ranks below a known fit.
struct SearchFilters {
  std::vector<NlqfLevel> levels;
  std::vector<std::string> sectors;
  std::vector<DeliveryMode> modes;
  std::vector<std::string> languages;
  std::vector<OfferKind> kinds;
  std::vector<Daypart> dayparts;
  std::vector<ProviderId> providers;
  std::vector<SkillId> skills;     ///< teaches any of these
  std::optional<Cents> max_price;  ///< of the catalogue price
  std::optional<Date> starts_from;
  std::optional<Date> starts_before;
  std::optional<GeoPoint> centre;   ///< distances are measured from here
  std::optional<double> radius_km;  ///< needs centre; offers that can be followed online stay in
  bool known_only = false;
  bool with_past_only = false;  ///< also offers without any run ahead
};

enum class SearchSort : std::uint8_t { relevance, price, start, distance, title };
template <>
struct EnumNames<SearchSort> {
  static constexpr auto names = std::to_array<EnumName<SearchSort>>({
      {SearchSort::relevance, "relevance"},
      {SearchSort::price, "price"},
      {SearchSort::start, "start"},
      {SearchSort::distance, "distance"},
      {SearchSort::title, "title"},
  });
};

/// A place in a list of results: letters, digits, - and _, to be handed back as it was given with the same query (only
/// `limit` and `facets` may differ).
struct SearchPosition {
  std::string text;
  bool operator==(const SearchPosition&) const = default;
};

/// Skills by weight, looked up when first asked for: looking up costs more than many a search. May be empty.
using SkillsMeant = std::function<std::vector<std::pair<SkillId, double>>()>;

struct SearchQuery {
  std::string text;  ///< a person's words; no operators
  SearchFilters filters;
  std::vector<std::pair<SkillId, double>> skill_weights;  ///< any of these makes an offer a hit, by weight
  SkillsMeant related_skills;    ///< what the words mean; asked where they are a sentence or find little
  bool correct_spelling = true;  ///< a word that is nowhere in the index is read as the nearest that is
  SearchSort sort = SearchSort::relevance;
  std::size_t offset = 0;               ///< at most 10,000
  std::size_t limit = 20;               ///< at most 500
  std::optional<SearchPosition> after;  ///< go on after this place, however deep; `offset` is then 0
  bool facets = true;
  bool spread_providers = true;  ///< by relevance only: no provider floods a page
  Date today{};
};

struct SearchHit {
  Offer offer;                        ///< as stored with the index; texts are the plain title, summary and description
  double score = 0.0;                 ///< 0 to 1 within this answer
  std::optional<double> distance_km;  ///< to the nearest place where it is taught
  std::vector<std::string> matched;   ///< the query's words that were found, as typed
  bool related = false;               ///< not found by the words together: it has some of them, or means the same
};

struct FacetCount {
  std::string value;
  std::string label;  ///< Dutch
  std::size_t count = 0;
};

/// Which index answered.
struct IndexVersion {
  std::string generation;
  ChangeNumber change;
};

struct SearchAnswer {
  std::vector<SearchHit> hits;
  std::size_t total = 0;                                  ///< exact; related hits are not counted
  std::map<std::string, std::vector<FacetCount>> facets;  ///< level, sector, mode, kind, language, provider
  std::optional<std::string> did_you_mean;                ///< the query with spelling put right, when that finds more
  bool corrected = false;                                 ///< the hits are those of did_you_mean
  bool relaxed = false;                                   ///< not all words were found together; any of them counted
  std::optional<SearchPosition> next;                     ///< where the next page begins; nothing on the last
  IndexVersion index;
};

struct IndexSettings {
  std::filesystem::path folder;  ///< holds the generations and the name of the current one
  std::size_t readers = 4;
};

struct RankQuestion;  // findability.hpp
struct RankEffect;

class SearchIndex {
 public:
  /// Opens the current generation, or the one before it where that one is damaged (see damage()). Fails with not_found
  /// where there is no index, schema_mismatch for another index schema, corrupt where the manifest does not fit and
  /// there is no generation before; each hint says what to run.
  [[nodiscard]] static Result<SearchIndex> open(IndexSettings settings);
  SearchIndex(SearchIndex&&) noexcept;
  SearchIndex& operator=(SearchIndex&&) noexcept;
  ~SearchIndex();

  /// Sees what was committed before the call, and another generation as soon as it was switched to.
  [[nodiscard]] Result<SearchAnswer> search(const SearchQuery& query) const;

  [[nodiscard]] Result<std::vector<SearchHit>> similar(OfferId offer, std::size_t limit, Date today) const;

  /// Titles of offers that hold a word with this prefix, at most `limit`.
  [[nodiscard]] Result<std::vector<std::pair<OfferId, std::string>>> suggest(std::string_view prefix,
                                                                             std::size_t limit) const;

  /// Offers by id, in the order asked for; nothing for an id that is not in the index.
  [[nodiscard]] Result<std::vector<std::optional<Offer>>> offers(std::span<const OfferId> ids) const;

  /// What a field that the offer lacks costs it in findability. Fails with not_found for an offer that is
  /// not in the index.
  [[nodiscard]] Result<RankEffect> rank_if_known(const RankQuestion& question) const;

  [[nodiscard]] Result<IndexVersion> version() const;
  [[nodiscard]] std::size_t document_count() const;

  /// What is wrong with the current generation, while the one before it is read; nothing while all is well.
  [[nodiscard]] std::optional<Error> damage() const;

  /// When the generation that is read was written last.
  [[nodiscard]] Result<std::chrono::sys_seconds> written_at() const;

 private:
  struct State;
  explicit SearchIndex(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace leerwijzer
