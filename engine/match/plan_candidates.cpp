#include "engine/match/plan_candidates.hpp"

#include "engine/match/closing.hpp"
#include "engine/match/constraints.hpp"

#include <algorithm>
#include <cmath>

namespace leerwijzer {
namespace {

constexpr double k_days_a_month = 365.25 / 12.0;
// Where a school says no duration; the answer says that it was assumed.
constexpr int k_days_of_a_course = 30;
constexpr int k_days_of_a_qualification = 365;
constexpr double k_full_time_hours = 36;

int duration_of(const Offer& offer, bool& assumed) {
  if (offer.duration_months) return std::max(1, static_cast<int>(std::lround(*offer.duration_months * k_days_a_month)));
  if (offer.study_load_hours && offer.hours_per_week && *offer.hours_per_week > 0) {
    return std::max(1, static_cast<int>(std::ceil(*offer.study_load_hours / *offer.hours_per_week * 7)));
  }
  assumed = true;
  return offer.kind == OfferKind::qualification ? k_days_of_a_qualification : k_days_of_a_course;
}

/// Steps of a tenth: a difference in how sure the taxonomy is should not put a second course in a plan.
double how_surely(double confidence) { return std::round(confidence * 10) / 10; }

std::vector<PlanTeaches> teaches_of(const MatchCandidates& all, std::size_t hit, const Taxonomy& taxonomy) {
  const Offer& offer = all.hits[hit].offer;
  std::vector<PlanTeaches> out;
  if (!all.answer.gap.missing.empty()) {
    const auto& goal = all.answer.goal.occupation;
    const Occupation* occupation = goal ? taxonomy.occupation(goal->id) : nullptr;
    for (const auto& [skill, confidence] : closing_of(offer, all.answer.gap.missing, occupation).skills)
      out.push_back({skill, how_surely(confidence)});
  } else if (all.answer.goal.kind == UnderstoodGoal::Kind::open) {
    if (offer.kind == OfferKind::orientation) out.push_back({k_goal_itself, 1.0});
  } else {
    out.push_back({k_goal_itself, how_surely(all.hits[hit].score)});
  }
  return out;
}

bool is_online(const std::vector<DeliveryMode>& modes) {
  return std::any_of(modes.begin(), modes.end(), [](DeliveryMode mode) {
    return mode == DeliveryMode::online || mode == DeliveryMode::self_study;
  });
}

PlanRun run_of(const Run& run, const SearchHit& hit, const std::optional<GeoPoint>& home) {
  PlanRun out;
  out.key = run.key;
  out.enrol_until = run.enrol_until;
  out.dayparts = !run.dayparts.empty() ? run.dayparts : hit.offer.dayparts;
  out.online = run.modes.empty() ? can_be_followed_online(hit.offer) : is_online(run.modes);
  out.distance_km = hit.distance_km;
  if (run.location) {
    out.place = run.location->city;
    if (run.location->point && home) out.distance_km = distance_km(*run.location->point, *home);
  } else if (!hit.offer.locations.empty()) {
    out.place = hit.offer.locations.front().city;
  }
  if (run.start && run.start_kind != StartKind::window) {
    out.kind = PlanStart::dated;
    out.start = run.start;
    out.end = run.end;
  } else if (run.window_until || run.start_kind == StartKind::rolling) {
    out.kind = PlanStart::rolling;
    out.first_start = run.window_from;
    out.last_start = run.window_until;
  }
  return out;
}

/// Wishes that are no limits of a plan.
bool fails_hard(const MatchCandidates& all, std::size_t i) {
  const auto& hard = all.located.learner.hard;
  return std::any_of(constraints().begin(), constraints().end(), [&](const Constraint& one) {
    const bool offer_only = one.wish == Wish::language || one.wish == Wish::accessibility;
    return offer_only && std::find(hard.begin(), hard.end(), one.wish) != hard.end() && one.stated(all.located) &&
           one.weigh(all.located, candidate_of(all, i)).status == ReasonStatus::failed;
  });
}

PlanModule module_of(const MatchCandidates& all, std::size_t i, Date today, const Taxonomy& taxonomy) {
  const SearchHit& hit = all.hits[i];
  const Offer& offer = hit.offer;
  PlanModule module;
  module.id = offer.id;
  module.teaches = teaches_of(all, i, taxonomy);
  module.gross = all.prices[i].gross;
  module.net = all.nets[i];
  module.hours_per_week = offer.hours_per_week;
  // Full time leaves no room for much else, also where the school counts no hours; a match reads it the same way.
  if (!module.hours_per_week && offer.intensity == Intensity::full_time) module.hours_per_week = k_full_time_hours;
  if (!module.hours_per_week && offer.path == LearningPath::bbl) module.hours_per_week = k_least_hours_of_bbl;
  module.duration_days = duration_of(offer, module.duration_assumed);
  module.asks_level = offer.prior_level;
  if (offer.kind == OfferKind::qualification) module.grants_level = offer.level.nlqf;
  for (const Run* run : joinable_runs(offer, today)) {
    if (run->status == RunStatus::full || run->status == RunStatus::closed) continue;
    module.runs.push_back(run_of(*run, hit, all.located.filters.centre));
  }
  if (offer.runs.empty()) {
    Run any;
    module.runs.push_back(run_of(any, hit, all.located.filters.centre));
  }
  return module;
}

}  // namespace

PlanProblem plan_problem_of(const PlanRequest& request, const MatchCandidates& all, const Taxonomy& taxonomy) {
  const Learner& learner = request.match.learner;
  PlanProblem problem;
  problem.today = request.match.today;
  problem.start_from = learner.start_from;
  problem.had = all.had;
  problem.pins = request.pins;
  problem.bans = request.bans;
  for (const RequiredSkill& skill : all.answer.gap.missing) problem.skills.push_back({skill.skill, skill.weight});
  if (problem.skills.empty()) problem.skills.push_back({k_goal_itself, 1.0});
  for (std::size_t i = 0; i < all.hits.size(); ++i) {
    problem.modules.push_back(module_of(all, i, request.match.today, taxonomy));
    // No way in any more: without a run it would look like one in consultation.
    if (problem.modules.back().runs.empty() || fails_hard(all, i)) problem.bans.push_back(problem.modules.back().id);
  }
  PlanLimits& limits = problem.limits;
  limits.budget = learner.budget;
  limits.per_month = request.preferences.per_month;
  limits.hours_per_week = learner.hours_per_week;
  limits.max_travel_km = learner.max_travel_km;
  limits.online_ok = learner.online_ok.value_or(true);
  limits.dayparts = learner.dayparts;
  limits.level = learner.education;
  limits.soft = request.preferences.soft;
  limits.most_modules = request.preferences.most_modules;
  limits.most_at_once = request.preferences.most_at_once;
  limits.latest_finish = request.preferences.finish_by;
  if (!limits.latest_finish && learner.max_months) {
    const Date from = std::max(problem.today, learner.start_from.value_or(problem.today));
    limits.latest_finish = plus_days(from, static_cast<int>(std::lround(*learner.max_months * k_days_a_month)));
  }
  return problem;
}

}  // namespace leerwijzer
