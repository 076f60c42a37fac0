// The facade: (learner, goal, today) -> the goal as understood, the skills gap, offers with reasons
// and net price, funding, advice points, and what to relax. Same input, index generation and rules
// give the same answer in the same order. It holds references; what it refers to must outlive it.
#pragma once

#include "engine/advice/geography.hpp"
#include "engine/core/date.hpp"
#include "engine/core/error.hpp"
#include "engine/domain/learner.hpp"
#include "engine/domain/offer.hpp"
#include "engine/domain/shortage.hpp"
#include "engine/funding/funding.hpp"
#include "engine/match/closing.hpp"
#include "engine/match/learner_picture.hpp"
#include "engine/match/pathways.hpp"
#include "engine/search/search_index.hpp"
#include "engine/taxonomy/taxonomy.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

struct MatchRequest {
  Learner learner;
  Goal goal;
  SearchFilters filters;   ///< hard limits that the person set on the list
  std::size_t limit = 20;  ///< offers, 1 to 100
  Date today{};
};

/// How the words of the goal were taken.
struct UnderstoodGoal {
  enum class Kind : std::uint8_t { occupation, skills, text, sector, open };
  Kind kind = Kind::open;
  std::optional<OccupationMatch> occupation;
  std::vector<OccupationMatch> alternatives;  ///< other occupations that the words may mean
  std::vector<SkillMatch> skills;
  std::vector<std::string> not_understood;  ///< words that no concept was found for
  std::string sector;
  std::string text;  ///< Dutch, B1: what was understood
};
template <>
struct EnumNames<UnderstoodGoal::Kind> {
  static constexpr auto names =
      std::to_array<EnumName<UnderstoodGoal::Kind>>({{UnderstoodGoal::Kind::occupation, "occupation"},
                                                     {UnderstoodGoal::Kind::skills, "skills"},
                                                     {UnderstoodGoal::Kind::text, "text"},
                                                     {UnderstoodGoal::Kind::sector, "sector"},
                                                     {UnderstoodGoal::Kind::open, "open"}});
};

enum class ReasonStatus : std::uint8_t { met, failed, unknown };
template <>
struct EnumNames<ReasonStatus> {
  static constexpr auto names = std::to_array<EnumName<ReasonStatus>>(
      {{ReasonStatus::met, "met"}, {ReasonStatus::failed, "failed"}, {ReasonStatus::unknown, "unknown"}});
};

/// One named part of a score. The shares of all reasons of an offer add up to its score.
struct Reason {
  std::string kind;  ///< skills, text, orientation, the name of a Wish, quality, freshness
  ReasonStatus status = ReasonStatus::unknown;
  std::string text;    ///< Dutch, B1
  double share = 0.0;  ///< of the score, 0 to 1
};

struct MatchedOffer {
  Offer offer;
  double score = 0.0;  ///< 0 to 1
  std::optional<double> distance_km;
  std::vector<SkillMatch> closes;                   ///< skills of the gap that it teaches, heaviest first
  ClosingBasis closes_by = ClosingBasis::outcomes;  ///< how that is known
  double closed_share = 0.0;                        ///< weight of those over the weight of the gap
  std::vector<Reason> reasons;
  CataloguePrice price;
  std::optional<CentsInterval> net;  ///< what the worker pays after funding: from best case to certain
};

/// A single constraint that, when given up, lets more fit.
struct Relaxation {
  std::string constraint;  ///< the name of a Wish
  std::size_t gains = 0;   ///< further offers that would meet all constraints
  OfferId best;            ///< of those the one that would score best
  std::string best_title;
  double best_score = 0.0;  ///< what it would score by itself, were the constraint not stated
  std::string text;         ///< Dutch, B1
};

struct MatchAnswer {
  UnderstoodGoal goal;
  std::vector<std::pair<HeldOccupation, std::optional<OccupationMatch>>>
      held;  ///< how the work of the person was taken
  LearnerPicture learner;
  SkillsGap gap;
  std::vector<MatchedOffer> offers;
  std::size_t total = 0;                    ///< candidates that were ranked
  std::size_t fitting = 0;                  ///< of those, offers with no failed constraint
  std::vector<NextOccupation> transitions;  ///< best first, at most 8
  std::vector<Pathway> paths;  ///< to the goal; for a goal that is open or a sector: to where one could grow
  FundingAnswer funding;       ///< for the first offer, or for the learner alone
  std::optional<OfferId> funding_for;
  AdviceAnswer advice;
  std::map<std::string, std::vector<FacetCount>> facets;
  std::vector<Relaxation> relax;
  IndexVersion index;
  std::string rules_snapshot;
  std::string taxonomy_version;
  Date today{};
};

/// What may be shown or planned with, before it is ranked.
struct MatchCandidates {
  MatchAnswer answer;    ///< goal, held, gap, transitions, facets and versions; no offers
  MatchRequest located;  ///< the request, with the place of the learner as centre
  std::optional<FoundPlace> place;
  std::vector<SkillId> had;        ///< those that count as had
  std::vector<SkillShare> shares;  ///< the same with what is possibly had
  Interest interest;
  std::vector<SearchHit> hits;                     ///< at most 300, and orientation for an open goal
  std::vector<CataloguePrice> prices;              ///< of each hit
  std::vector<std::optional<CentsInterval>> nets;  ///< of each hit for which they were asked
  bool by_words = false;
};

class Matcher {
 public:
  /// Without a table of shortages they are unknown everywhere.
  Matcher(const Taxonomy& taxonomy, const SearchIndex& index, const FundingRules& funding, const Geography& geography,
          const ShortageTable* shortage = nullptr)
      : taxonomy_(taxonomy), index_(index), funding_(funding), geography_(geography), shortage_(shortage) {}

  /// Fails with invalid_input (naming the field in `where`, as a JSON pointer such as
  /// "/learner/postcode") for a request that contradicts itself or holds impossible values. A
  /// request with nothing in it gets a useful answer.
  [[nodiscard]] Result<MatchAnswer> match(const MatchRequest& request) const;

  /// For which candidates the price after funding is worked out: those of which the order may depend on it cost less.
  enum class Nets : std::uint8_t { all, over_budget };

  /// The candidates of the same request; fails as match() does.
  [[nodiscard]] Result<MatchCandidates> candidates(const MatchRequest& request, Nets nets = Nets::all) const;

  /// Who pays for one of the candidates.
  [[nodiscard]] FundingAnswer funding_of(const MatchCandidates& all, std::size_t hit) const;

 private:
  const Taxonomy& taxonomy_;
  const SearchIndex& index_;
  const FundingRules& funding_;
  const Geography& geography_;
  const ShortageTable* shortage_;
};

}  // namespace leerwijzer
