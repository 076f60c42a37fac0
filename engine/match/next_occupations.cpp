// The ranking of pathways.hpp.
#include "engine/core/text.hpp"
#include "engine/match/pathways.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_set>

namespace leerwijzer {
namespace {

constexpr double k_can_and_want = 0.70;
constexpr double k_shortage = 0.15;
constexpr double k_modules = 0.15;
constexpr double k_unknown_shortage = 0.5;
constexpr double k_slider_with_likes = 0.5;

double slider(const NextOccupationsQuestion& question) {
  if (!question.interest.stated()) return 0.0;
  return std::clamp(question.can_or_want.value_or(k_slider_with_likes), 0.0, 1.0);
}

/// What each part of the score weighs when courses were not looked at: all together 1.
struct Weights {
  double overlap = 0.0;
  double interest = 0.0;
  double shortage = 0.0;
};

Weights weights_of(const NextOccupationsQuestion& question) {
  const double want = slider(question);
  const double scale = 1.0 - k_modules;
  return {k_can_and_want * (1.0 - want) / scale, k_can_and_want * want / scale, k_shortage / scale};
}

/// The rows of one region by sector: looked up once, not for every occupation.
std::map<std::string_view, const ShortageRow*> rows_of_region(const NextOccupationsQuestion& question) {
  std::map<std::string_view, const ShortageRow*> rows;
  if (question.shortage == nullptr || question.region.empty()) return rows;
  for (const ShortageRow* row : question.shortage->of_region(question.region)) rows.emplace(row->sector, row);
  return rows;
}

std::string shortage_text(const ShortageRow* row, const std::string& region) {
  if (row == nullptr) return "We weten niet hoeveel vraag er in uw regio is naar dit werk.";
  std::string text;
  switch (row->tension) {
    case Tension::very_tight: text = "Werkgevers zoeken heel veel mensen voor dit soort werk"; break;
    case Tension::tight: text = "Werkgevers zoeken veel mensen voor dit soort werk"; break;
    case Tension::average: text = "Er is gewoon vraag naar mensen voor dit soort werk"; break;
    case Tension::wide: text = "Er zijn meer mensen dan banen voor dit soort werk"; break;
    case Tension::very_wide: text = "Er zijn veel meer mensen dan banen voor dit soort werk"; break;
  }
  if (!region.empty()) text += " in " + region;
  text += " (cijfers van " + format_dutch(row->measured_on) + (row->sample ? ", verzonnen voorbeeld)." : ").");
  return text;
}

struct Weighed {
  const Occupation* occupation = nullptr;
  double overlap = 0.0;
  double interest = 0.0;
  const ShortageRow* shortage = nullptr;
  double score = 0.0;
};

/// Everything that shares something with what is had or liked.
std::vector<Weighed> candidates(const NextOccupationsQuestion& question) {
  std::vector<Weighed> all;
  std::unordered_set<OccupationId> seen(question.held.begin(), question.held.end());
  for (const NearOccupation& one : question.taxonomy.near(question.had)) {
    if (seen.insert(one.occupation->id).second) all.push_back({one.occupation, one.overlap});
  }
  for (const NearOccupation& one : question.interest.by_skills()) {
    if (seen.insert(one.occupation->id).second) all.push_back({one.occupation, 0.0});
  }
  for (const std::string& sector : question.interest.sectors()) {
    for (const Occupation* one : question.taxonomy.occupations_in(sector)) {
      if (seen.insert(one->id).second) all.push_back({one, 0.0});
    }
  }
  if (!question.sector.empty())
    std::erase_if(all, [&](const Weighed& one) { return one.occupation->sector != question.sector; });
  return all;
}

NextOccupation explain(const NextOccupationsQuestion& question, const Weights& weights, const Weighed& one) {
  NextOccupation next;
  static_cast<Transition&>(next) = question.taxonomy.transition_to(one.occupation->id, question.had);
  next.shortage = one.shortage;
  next.parts.push_back({"overlap", one.overlap, weights.overlap * one.overlap,
                        fmt::format("U kunt al {} van de {} dingen die dit werk vraagt.", next.shared.size(),
                                    next.shared.size() + next.missing.size())});
  if (question.interest.stated()) {
    next.parts.push_back({"interest", one.interest, weights.interest * one.interest,
                          one.interest >= 0.5  ? "Dit past bij wat u leuk vindt."
                          : one.interest > 0.0 ? "Dit past een beetje bij wat u leuk vindt."
                                               : "Dit lijkt niet op wat u leuk vindt."});
  }
  const double shortage = one.shortage != nullptr ? weight_of(one.shortage->tension) : k_unknown_shortage;
  next.parts.push_back(
      {"shortage", shortage, weights.shortage * shortage, shortage_text(one.shortage, question.region_name)});
  for (const ScorePart& part : next.parts) next.score += part.share;
  return next;
}

}  // namespace

std::vector<NextOccupation> next_occupations(const NextOccupationsQuestion& question, std::size_t limit) {
  const Weights weights = weights_of(question);
  const auto rows = rows_of_region(question);
  std::vector<Weighed> all = candidates(question);
  for (Weighed& one : all) {
    one.interest = question.interest.stated() ? question.interest.in(*one.occupation) : 0.0;
    const auto row = rows.find(one.occupation->sector);
    if (row != rows.end()) one.shortage = row->second;
    one.score = weights.overlap * one.overlap + weights.interest * one.interest +
                weights.shortage * (one.shortage != nullptr ? weight_of(one.shortage->tension) : k_unknown_shortage);
  }
  const std::size_t count = std::min(limit, all.size());
  std::partial_sort(
      all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count), all.end(), [](const Weighed& a, const Weighed& b) {
        return std::tuple(-a.score, -a.overlap, a.occupation->id) < std::tuple(-b.score, -b.overlap, b.occupation->id);
      });
  std::vector<NextOccupation> next;
  for (std::size_t i = 0; i < count; ++i) next.push_back(explain(question, weights, all[i]));
  return next;
}

void weigh_modules(std::vector<NextOccupation>& occupations, const NextOccupationsQuestion& question,
                   const ModuleReach& reach) {
  if (!reach.looked()) return;
  for (NextOccupation& one : occupations) {
    const SkillsGap gap = question.taxonomy.gap(question.taxonomy.required_skills(one.occupation), question.had);
    const double taught = reach.share_taught(gap.missing);
    for (ScorePart& part : one.parts) part.share *= 1.0 - k_modules;
    one.parts.push_back({"modules", taught, k_modules * taught,
                         gap.missing.empty() ? "U mist niets voor dit werk."
                         : taught > 0.0
                             ? fmt::format("Voor {} procent van wat u mist is er een opleiding binnen uw bereik.",
                                           std::lround(taught * 100))
                             : "We vinden binnen uw bereik geen opleiding voor wat u mist."});
    one.score = 0.0;
    for (const ScorePart& part : one.parts) one.score += part.share;
  }
  std::stable_sort(occupations.begin(), occupations.end(), [](const NextOccupation& a, const NextOccupation& b) {
    return std::tuple(-a.score, -a.overlap, a.occupation) < std::tuple(-b.score, -b.overlap, b.occupation);
  });
}

}  // namespace leerwijzer
