#include "engine/match/ranking.hpp"

#include "engine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace leerwijzer {
namespace {

// Weights of the parts that do not depend on a constraint; those of constraints stand in
// constraints.cpp. Parts that do not apply to a request are left out and the rest is scaled to 1.
constexpr double k_skills_weight = 0.42;
constexpr double k_text_weight = 0.22;
constexpr double k_text_alone_weight = 0.40;  ///< where words are all that is known of the goal
constexpr double k_orientation_weight = 0.25;
constexpr double k_quality_weight = 0.04;
constexpr double k_freshness_weight = 0.02;
constexpr double k_score_steps = 1e9;  ///< scores that differ by less are equal
constexpr double k_taught_above_counts = 0.5;
constexpr std::size_t k_relaxations = 3;
// What fails a limit, or has hardly anything of the goal, fits less in all its parts: being near, cheap or in the
// evening makes no plumber of a course for painters.
constexpr double k_counts_with_a_failure = 0.8;  // for each limit that is failed altogether
constexpr double k_counts_beside_the_goal = 0.4;
constexpr double k_enough_of_the_goal = 0.25;  // share of the gap, or fit of the words

struct Scored {
  const Candidate* candidate = nullptr;
  std::vector<std::pair<SkillId, double>> closes;  ///< skill of the gap, confidence
  ClosingBasis closes_by = ClosingBasis::outcomes;
  ConstraintFit fresh;
  std::vector<std::pair<const Constraint*, ConstraintFit>> fits;
  double fixed = 0.0;         ///< all parts but the skills, already scaled
  double counts = 1.0;        ///< every part is multiplied by this
  bool hard_unknown = false;  ///< a hard constraint may fail
  std::uint64_t provider_tie = 0;
  std::uint64_t offer_tie = 0;
  std::string title_key;
};

/// splitmix64
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15ULL;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

/// A neutral number for one provider or offer on one day.
std::uint64_t tie_breaker(Date today, std::int64_t id) {
  return mixed(mixed(static_cast<std::uint64_t>(as_number(today))) ^ static_cast<std::uint64_t>(id));
}

/// How lately the record was kept up: its newest date. The index holds no date of the fetch.
ConstraintFit freshness_of(const Offer& offer, Date today) {
  std::optional<Date> newest;
  for (const Run& run : offer.runs) {
    for (const auto& date : {run.start, run.end, run.window_until, run.enrol_until}) newest = std::max(newest, date);
  }
  if (!newest) return {ReasonStatus::unknown, 0.5, "De school noemt geen datums. Vraag of dit nog zo is"};
  if (*newest >= today) return {ReasonStatus::met, 1.0, "De school noemt datums die nog komen"};
  const double days = days_between(*newest, today);
  return {ReasonStatus::unknown, 0.5 * std::exp(-days / 365.0),
          "De datums van de school zijn voorbij. Vraag of dit nog kan"};
}

class Ranker {
 public:
  explicit Ranker(const RankingInput& input) : input_(input), request_(*input.request) {
    for (const RequiredSkill& skill : input.gap->missing) {
      weights_[skill.skill] = skill.weight;
      gap_weight_ += skill.weight;
    }
    for (const Constraint& constraint : constraints()) {
      if (constraint.stated(request_)) stated_.push_back(&constraint);
    }
    scale_ = k_quality_weight + k_freshness_weight;
    if (has_skills()) scale_ += k_skills_weight;
    if (has_text()) scale_ += text_weight();
    if (is_open()) scale_ += k_orientation_weight;
    for (const Constraint* constraint : stated_) scale_ += constraint->weight;
  }

  Ranking run() {
    if (input_.goal->occupation) occupation_ = input_.taxonomy->occupation(input_.goal->occupation->id);
    for (const Candidate& candidate : input_.candidates) scored_.push_back(score(candidate));
    Ranking ranking;
    ranking.offers = pick();
    ranking.fitting = static_cast<std::size_t>(
        std::count_if(scored_.begin(), scored_.end(), [](const Scored& s) { return failures(s) == 0; }));
    ranking.relax = relaxations();
    return ranking;
  }

 private:
  [[nodiscard]] bool has_skills() const { return gap_weight_ > 0; }
  [[nodiscard]] bool has_text() const { return input_.by_words; }
  [[nodiscard]] double text_weight() const { return has_skills() ? k_text_weight : k_text_alone_weight; }
  [[nodiscard]] bool is_open() const { return input_.goal->kind == UnderstoodGoal::Kind::open; }

  static std::size_t failures(const Scored& scored) {
    return static_cast<std::size_t>(std::count_if(scored.fits.begin(), scored.fits.end(), [](const auto& fit) {
      return fit.second.status == ReasonStatus::failed;
    }));
  }

  [[nodiscard]] bool is_hard(Wish wish) const {
    const auto& hard = request_.learner.hard;
    return std::find(hard.begin(), hard.end(), wish) != hard.end();
  }

  [[nodiscard]] bool fails_hard(const Scored& scored) const {
    return std::any_of(scored.fits.begin(), scored.fits.end(), [&](const auto& fit) {
      return fit.second.status == ReasonStatus::failed && is_hard(fit.first->wish);
    });
  }

  /// How well the words fit; a hit that holds none of them came in by its skills.
  static double text_fit(const SearchHit& hit) { return hit.matched.empty() ? 0.0 : hit.score; }

  Scored score(const Candidate& candidate) const {
    Scored scored;
    scored.candidate = &candidate;
    const Offer& offer = candidate.hit->offer;
    Closing closing = closing_of(offer, input_.gap->missing, occupation_);
    scored.closes = std::move(closing.skills);
    scored.closes_by = closing.basis;
    std::stable_sort(scored.closes.begin(), scored.closes.end(),
                     [&](const auto& a, const auto& b) { return weights_.at(a.first) > weights_.at(b.first); });
    scored.fresh = freshness_of(offer, request_.today);
    scored.fixed = k_quality_weight * offer.quality + k_freshness_weight * scored.fresh.fit;
    if (has_text()) scored.fixed += text_weight() * text_fit(*candidate.hit);
    if (is_open() && offer.kind == OfferKind::orientation) scored.fixed += k_orientation_weight;
    for (const Constraint* constraint : stated_) {
      scored.fits.emplace_back(constraint, constraint->weigh(request_, candidate));
      const ConstraintFit& fit = scored.fits.back().second;
      scored.fixed += constraint->weight * fit.fit;
      scored.hard_unknown = scored.hard_unknown || (fit.status == ReasonStatus::unknown && is_hard(constraint->wish));
    }
    scored.counts = counts(scored);
    scored.fixed *= scored.counts / scale_;
    scored.provider_tie = tie_breaker(request_.today, offer.provider.value);
    scored.offer_tie = tie_breaker(request_.today, offer.id.value);
    scored.title_key = fmt::format("{}/{}", offer.provider.value, collapse_spaces(fold(title_of(offer))));
    return scored;
  }

  double counts(const Scored& scored) const {
    double factor = 1.0;
    for (const auto& [constraint, fit] : scored.fits) {
      if (fit.status == ReasonStatus::failed) factor *= std::lerp(k_counts_with_a_failure, 1.0, fit.fit);
    }
    if (!has_skills() && !has_text()) return factor;
    const double closed = has_skills() ? closed_weight(scored, {}) / gap_weight_ : 0.0;
    const double content = std::max(closed, has_text() ? text_fit(*scored.candidate->hit) : 0.0);
    return factor * std::lerp(k_counts_beside_the_goal, 1.0, std::min(1.0, content / k_enough_of_the_goal));
  }

  /// Weight of the gap that an offer closes, with what offers above teach already counting half.
  double closed_weight(const Scored& scored, const std::set<SkillId>& taught) const {
    double weight = 0;
    for (const auto& [skill, confidence] : scored.closes) {
      weight += weights_.at(skill) * confidence * (taught.contains(skill) ? k_taught_above_counts : 1.0);
    }
    return weight;
  }

  double skills_part(const Scored& scored, const std::set<SkillId>& taught) const {
    if (!has_skills()) return 0.0;
    return scored.counts * k_skills_weight * std::min(1.0, closed_weight(scored, taught) / gap_weight_) / scale_;
  }

  std::vector<MatchedOffer> pick() const {
    std::vector<MatchedOffer> picked;
    std::vector<const Scored*> left;
    for (const Scored& scored : scored_) {
      if (!fails_hard(scored)) left.push_back(&scored);
    }
    std::set<SkillId> taught;
    std::set<std::string> titles;
    std::unordered_map<std::int64_t, std::size_t> per_provider;
    const std::size_t provider_cap = std::max<std::size_t>(2, (request_.limit + 2) / 3);
    bool capped = true;
    while (picked.size() < request_.limit && !left.empty()) {
      const Scored* best = nullptr;
      std::tuple<bool, std::int64_t, std::size_t, std::uint64_t, std::uint64_t, std::int64_t> first;
      for (const Scored* scored : left) {
        const Offer& offer = scored->candidate->hit->offer;
        if (titles.contains(scored->title_key)) continue;
        if (capped && per_provider[offer.provider.value] >= provider_cap) continue;
        const double total = scored->fixed + skills_part(*scored, taught);
        const std::tuple key(scored->hard_unknown, -std::llround(total * k_score_steps),
                             per_provider[offer.provider.value], scored->provider_tie, scored->offer_tie,
                             offer.id.value);
        if (best == nullptr || key < first) {
          best = scored;
          first = key;
        }
      }
      if (best == nullptr) {
        if (!capped) break;
        capped = false;  // every other provider is used up
        continue;
      }
      picked.push_back(explain(*best, taught));
      for (const auto& [skill, confidence] : best->closes) taught.insert(skill);
      titles.insert(best->title_key);
      ++per_provider[best->candidate->hit->offer.provider.value];
      left.erase(std::find(left.begin(), left.end(), best));
    }
    return picked;
  }

  MatchedOffer explain(const Scored& scored, const std::set<SkillId>& taught) const {
    const Candidate& candidate = *scored.candidate;
    MatchedOffer matched;
    matched.offer = candidate.hit->offer;
    matched.distance_km = candidate.hit->distance_km;
    matched.price = candidate.price;
    matched.net = candidate.net;
    matched.closes_by = scored.closes_by;
    double closed = 0;
    for (const auto& [skill, confidence] : scored.closes) {
      matched.closes.push_back({skill, confidence, std::string(input_.taxonomy->label(skill))});
      closed += weights_.at(skill) * confidence;
    }
    matched.closed_share = has_skills() ? std::min(1.0, closed / gap_weight_) : 0.0;
    add_content_reasons(scored, taught, matched);
    for (const auto& [constraint, fit] : scored.fits) {
      matched.reasons.push_back({std::string(name_of(constraint->wish)), fit.status, fit.text,
                                 scored.counts * constraint->weight * fit.fit / scale_});
    }
    matched.reasons.push_back({"quality", matched.offer.quality >= 0.75 ? ReasonStatus::met : ReasonStatus::unknown,
                               matched.offer.quality >= 0.75 ? "De school geeft bijna alle informatie"
                                                             : "De school geeft niet alle informatie",
                               scored.counts * k_quality_weight * matched.offer.quality / scale_});
    matched.reasons.push_back({"freshness", scored.fresh.status, scored.fresh.text,
                               scored.counts * k_freshness_weight * scored.fresh.fit / scale_});
    for (const Reason& reason : matched.reasons) matched.score += reason.share;
    return matched;
  }

  void add_content_reasons(const Scored& scored, const std::set<SkillId>& taught, MatchedOffer& matched) const {
    if (has_skills()) {
      std::vector<std::string> first;
      for (const SkillMatch& skill : matched.closes) {
        if (first.size() < 3) first.push_back(skill.matched_label);
      }
      std::string text = matched.closes.empty()
                             ? "We weten niet welke vaardigheden u hier leert"
                             : fmt::format("U leert {} van de {} vaardigheden die u nog mist: {}{}",
                                           matched.closes.size(), input_.gap->missing.size(), join(first, ", "),
                                           matched.closes.size() > first.size() ? " en meer" : "");
      if (!matched.closes.empty() && matched.closes_by == ClosingBasis::qualification)
        text += ". De school noemt geen leerdoelen. Dit hoort bij de erkende opleiding voor dit beroep";
      if (!matched.closes.empty() && matched.closes_by == ClosingBasis::title)
        text += ". De school noemt geen leerdoelen. We gaan uit van de naam van de opleiding. Vraag of dit klopt";
      matched.reasons.push_back({"skills", matched.closes.empty() ? ReasonStatus::unknown : ReasonStatus::met, text,
                                 skills_part(scored, taught)});
    }
    if (has_text()) {
      const auto& words = scored.candidate->hit->matched;
      matched.reasons.push_back(
          {"text", words.empty() ? ReasonStatus::unknown : ReasonStatus::met,
           words.empty() ? "Uw woorden staan niet in de tekst" : "In de tekst staat: " + join(words, ", "),
           scored.counts * text_weight() * text_fit(*scored.candidate->hit) / scale_});
    }
    if (is_open() && matched.offer.kind == OfferKind::orientation) {
      matched.reasons.push_back({"orientation", ReasonStatus::met, "Hier ontdekt u wat bij u past",
                                 scored.counts * k_orientation_weight / scale_});
    }
  }

  /// What an offer scores by itself when one constraint is not stated.
  double score_without(const Scored& scored, const Constraint& constraint, double fit) const {
    const double parts = (scored.fixed + skills_part(scored, {})) * scale_ / scored.counts - constraint.weight * fit;
    const double counts = scored.counts / std::lerp(k_counts_with_a_failure, 1.0, fit);
    return counts * parts / (scale_ - constraint.weight);
  }

  /// A candidate that fails one constraint only would fit if that one were given up.
  std::optional<Relaxation> relaxation_of(const Constraint& constraint) const {
    Relaxation out;
    std::tuple<std::int64_t, std::uint64_t, std::int64_t> first;
    for (const Scored& scored : scored_) {
      if (failures(scored) != 1) continue;
      const auto failed = std::find_if(scored.fits.begin(), scored.fits.end(),
                                       [](const auto& fit) { return fit.second.status == ReasonStatus::failed; });
      if (failed->first != &constraint) continue;
      const Offer& offer = scored.candidate->hit->offer;
      const double score = score_without(scored, constraint, failed->second.fit);
      const std::tuple key(-std::llround(score * k_score_steps), scored.offer_tie, offer.id.value);
      if (out.gains++ > 0 && key >= first) continue;
      first = key;
      out.best = offer.id;
      out.best_title = title_of(offer);
      out.best_score = score;
    }
    if (out.gains == 0) return std::nullopt;
    out.constraint = name_of(constraint.wish);
    out.text = constraint.relax_text(request_, out.gains) + " Het best past dan: " + out.best_title + ".";
    return out;
  }

  std::vector<Relaxation> relaxations() const {
    std::vector<Relaxation> out;
    for (const Constraint* constraint : stated_) {
      if (auto one = relaxation_of(*constraint)) out.push_back(std::move(*one));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Relaxation& a, const Relaxation& b) { return a.gains > b.gains; });
    if (out.size() > k_relaxations) out.resize(k_relaxations);
    return out;
  }

  const RankingInput& input_;
  const MatchRequest& request_;
  std::unordered_map<SkillId, double> weights_;
  double gap_weight_ = 0;
  std::vector<const Constraint*> stated_;
  const Occupation* occupation_ = nullptr;
  double scale_ = 1;
  std::vector<Scored> scored_;
};

}  // namespace

Ranking rank(const RankingInput& input) { return Ranker(input).run(); }

}  // namespace leerwijzer
