#include "engine/match/module_reach.hpp"

#include "engine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_modules = 4;
constexpr double k_enough = 0.85;
constexpr double k_least_gain = 0.03;
constexpr double k_weeks_a_month = 52.0 / 12.0;

std::optional<double> months_of(const Offer& offer) {
  if (offer.duration_months) return offer.duration_months;
  if (offer.study_load_hours && offer.hours_per_week && *offer.hours_per_week > 0)
    return *offer.study_load_hours / *offer.hours_per_week / k_weeks_a_month;
  return std::nullopt;
}

bool is_out_of_reach(const SearchHit& hit, std::optional<double> max_travel_km, bool online_ok) {
  const bool online = can_be_followed_online(hit.offer);
  if (online && online_ok) return false;
  if (!hit.distance_km) return online;  // nowhere to go to but the screen
  return max_travel_km && *hit.distance_km > *max_travel_km;
}

/// A price for each year of a longer course is for all of its years.
std::optional<CentsInterval> whole_price(const CataloguePrice& price, std::optional<double> months) {
  if (!price.gross || !price.per_year) return price.gross;
  if (!months) return std::nullopt;
  const auto years = static_cast<std::int64_t>(std::max(1.0, std::ceil(*months / 12.0)));
  return CentsInterval{Cents{price.gross->min.value * years}, Cents{price.gross->max.value * years}};
}

void add_up(StepEstimate& estimate) {
  if (estimate.modules.empty()) return;
  std::pair<double, double> months{0.0, 0.0};
  CentsInterval cost{Cents{0}, Cents{0}};
  bool all_months = true;
  bool all_costs = true;
  for (const StepEstimate::Module& one : estimate.modules) {
    if (one.months) {
      months.first = std::max(months.first, *one.months);
      months.second += *one.months;
    } else {
      all_months = false;
    }
    if (one.cost) {
      cost.min.value += one.cost->min.value;
      cost.max.value += one.cost->max.value;
    } else {
      all_costs = false;
    }
  }
  if (all_months) estimate.months = months;
  if (all_costs) estimate.cost = cost;
}

std::string basis_of(const StepEstimate& estimate) {
  if (estimate.modules.empty())
    return "We vinden geen opleiding binnen uw bereik voor wat u nog mist. Tijd en kosten weten we niet.";
  std::vector<std::string> titles;
  for (const StepEstimate::Module& one : estimate.modules) titles.push_back(one.title);
  std::string text = fmt::format("Op basis van: {}. Daarmee leert u {} procent van wat u nog mist.", join(titles, ", "),
                                 std::lround(estimate.closes * 100));
  if (!estimate.months) text += " Niet elke school zegt hoe lang het duurt.";
  text += estimate.cost ? " De kosten zijn zonder vergoeding." : " Niet elke school zegt wat het kost.";
  return text;
}

}  // namespace

ModuleReach::ModuleReach(std::span<const SearchHit> hits, std::optional<double> max_travel_km, bool online_ok)
    : looked_(true) {
  for (const SearchHit& hit : hits) {
    if (is_out_of_reach(hit, max_travel_km, online_ok)) continue;
    const auto months = months_of(hit.offer);
    const std::size_t at = courses_.size();
    courses_.push_back(
        {hit.offer.id, std::string(title_of(hit.offer)), months, whole_price(catalogue_price(hit.offer), months)});
    std::unordered_map<SkillId, double> taught;
    for (const Outcome& outcome : hit.offer.outcomes) {
      if (outcome.skill.stored()) taught[outcome.skill] = std::max(taught[outcome.skill], outcome.confidence);
    }
    for (const auto& [skill, confidence] : taught) teaching_[skill].emplace_back(at, confidence);
  }
}

double ModuleReach::share_taught(std::span<const RequiredSkill> missing) const {
  double all = 0.0;
  double taught = 0.0;
  for (const RequiredSkill& one : missing) {
    all += one.weight;
    if (teaching_.contains(one.skill)) taught += one.weight;
  }
  return all > 0.0 ? taught / all : 1.0;
}

StepEstimate ModuleReach::estimate(std::span<const RequiredSkill> missing) const {
  StepEstimate estimate;
  std::vector<double> left;
  double all = 0.0;
  for (const RequiredSkill& one : missing) {
    left.push_back(one.weight);
    all += one.weight;
  }
  while (all > 0.0 && estimate.modules.size() < k_most_modules && estimate.closes < k_enough) {
    std::vector<double> gains(courses_.size(), 0.0);
    for (std::size_t i = 0; i < missing.size(); ++i) {
      const auto found = teaching_.find(missing[i].skill);
      if (found == teaching_.end()) continue;
      for (const auto& [course, confidence] : found->second)
        gains[course] += std::max(0.0, left[i] - missing[i].weight * (1.0 - confidence));
    }
    std::optional<std::size_t> best;
    const auto rank = [&](std::size_t at) {
      const StepEstimate::Module& one = courses_[at];
      return std::tuple(-std::round(gains[at] / all * 1e6), !one.months || !one.cost, one.offer.value);
    };
    for (std::size_t at = 0; at < courses_.size(); ++at) {
      if (gains[at] >= k_least_gain * all && (!best || rank(at) < rank(*best))) best = at;
    }
    if (!best) break;
    for (std::size_t i = 0; i < missing.size(); ++i) {
      const auto found = teaching_.find(missing[i].skill);
      if (found == teaching_.end()) continue;
      for (const auto& [course, confidence] : found->second) {
        if (course == *best) left[i] = std::min(left[i], missing[i].weight * (1.0 - confidence));
      }
    }
    estimate.closes += gains[*best] / all;
    estimate.modules.push_back(courses_[*best]);
  }
  add_up(estimate);
  if (looked_) estimate.text = basis_of(estimate);
  return estimate;
}

}  // namespace leerwijzer
