// What is answered, as JSON: the shapes that clients rely on are written here and nowhere else.
#pragma once

#include "api/services.hpp"
#include "engine/match/matcher.hpp"
#include "engine/search/highlight.hpp"
#include "report/funding_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

/// Where an answer comes from; every answer carries it.
struct Provenance {
  std::optional<IndexVersion> index;
  std::string rules_snapshot;
  std::string taxonomy_version;
  Date today{};
  bool sample = false;
  const TracedOffer* offer = nullptr;  ///< of an answer about one offer: adds `sources` and `fields`
};

/// For every field of an offer's answer that has a value: {"level": {"source": 0, "basis": "register"}}, where `source`
/// counts in the list of write_sources.
[[nodiscard]] boost::json::object write_field_origins(const TracedOffer& offer);
[[nodiscard]] boost::json::array write_sources(const TracedOffer& offer);

/// Adds `provenance`, and for invented data `sample` and a notice in Dutch.
void write_provenance(boost::json::object& answer, const Provenance& provenance);

/// {items, total, facets, understood, next}; `next` is empty on the last page.
[[nodiscard]] boost::json::object write_collection(boost::json::array items, std::size_t total,
                                                   const std::map<std::string, std::vector<FacetCount>>& facets,
                                                   boost::json::object understood, const std::string& next);

[[nodiscard]] boost::json::object write_facets(const std::map<std::string, std::vector<FacetCount>>& facets);

// Concepts: id, uri, label, confidence, matchedLabel.
[[nodiscard]] boost::json::object write_occupation(const Taxonomy& taxonomy, const OccupationMatch& match);
[[nodiscard]] boost::json::object write_skill(const Taxonomy& taxonomy, const SkillMatch& match);
[[nodiscard]] boost::json::object write_skill(const Taxonomy& taxonomy, SkillId skill);
[[nodiscard]] boost::json::object write_required_skill(const Taxonomy& taxonomy, const RequiredSkill& skill);
[[nodiscard]] boost::json::object write_transition(const Taxonomy& taxonomy, const Transition& transition);

// The learner as understood, and where a person could go.
[[nodiscard]] boost::json::array write_notes(const std::vector<std::pair<std::string, std::string>>& notes);
/// At most 40 skills, with how many there are of each certainty.
[[nodiscard]] boost::json::object write_learner(const LearnerPicture& learner, const Taxonomy& taxonomy);
[[nodiscard]] boost::json::array write_questions(const LearnerPicture& learner, const Taxonomy& taxonomy);
[[nodiscard]] boost::json::array write_transitions(const std::vector<NextOccupation>& occupations,
                                                   const Taxonomy& taxonomy);
[[nodiscard]] boost::json::array write_paths(const std::vector<Pathway>& paths, const Taxonomy& taxonomy);
/// The day and source of each figure of shortages that was used, and whether it is invented.
[[nodiscard]] boost::json::array write_shortage_sources(const std::vector<NextOccupation>& occupations);

/// An offer with what is known of it in this answer.
struct OfferView {
  const Offer& offer;
  const CataloguePrice& price;
  std::optional<CentsInterval> net{};
  std::optional<double> distance_km{};
  double score = 0.0;
  std::span<const Reason> reasons{};
  std::span<const SkillMatch> closes{};
  std::span<const std::string> matched{};
  bool related = false;  ///< not found by the words together, but near them
  const OfferHighlights* highlights = nullptr;
};

/// {title, summary, summaryRanges}; ranges count UTF-16 code units, as texts of most clients do.
[[nodiscard]] boost::json::object write_highlights(const OfferHighlights& highlights, std::string_view title);

[[nodiscard]] boost::json::object write_offer(const OfferView& view, const Taxonomy& taxonomy, Date today);

/// All that is known of an offer: also texts, costs, codes, outcomes, sessions and its provider.
[[nodiscard]] boost::json::object write_offer_in_full(const OfferView& view, const std::optional<Provider>& provider,
                                                      const Taxonomy& taxonomy, Date today);

/// The offer as schema.org Course, for search engines and other programs.
[[nodiscard]] boost::json::object write_offer_as_course(const Offer& offer, const std::optional<Provider>& provider,
                                                        const CataloguePrice& price, const Taxonomy& taxonomy);

// Schemes, stacks and questions about money are written by report/funding_json.hpp.

[[nodiscard]] boost::json::value write_place(const std::optional<FoundPlace>& place);
[[nodiscard]] boost::json::array write_advice_points(const AdviceAnswer& answer, const Geography& geography);
/// What would change the desks: "als u ..., dan ...", and the question that decides it.
[[nodiscard]] boost::json::array write_open_referrals(const AdviceAnswer& answer);

[[nodiscard]] boost::json::object write_match(const MatchAnswer& answer, const Snapshot& snapshot);

}  // namespace leerwijzer
