// A kept plan against the catalogue and the rules of now: what changed since its steps were chosen, as remarks for the
// person. Nothing is stored and nothing is read here: what is there now is given. Sentences are Dutch, B1.
#pragma once

#include "engine/core/enum_names.hpp"
#include "engine/domain/stored_plan.hpp"
#include "engine/funding/funding.hpp"
#include "engine/match/planner.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace leerwijzer {

inline constexpr int k_near_days = 14;  ///< before the last day to enrol

enum class PlanRemarkKind : std::uint8_t {
  full,
  cancelled,      ///< the run does not go on, or is no longer there
  withdrawn,      ///< the offer is no longer there
  provider_gone,  ///< nor is its school
  moved,
  cheaper,
  dearer,
  deadline_near,
  deadline_passed,
  scheme_new,
  scheme_ended
};
template <>
struct EnumNames<PlanRemarkKind> {
  static constexpr auto names =
      std::to_array<EnumName<PlanRemarkKind>>({{PlanRemarkKind::full, "full"},
                                               {PlanRemarkKind::cancelled, "cancelled"},
                                               {PlanRemarkKind::withdrawn, "withdrawn"},
                                               {PlanRemarkKind::provider_gone, "provider-gone"},
                                               {PlanRemarkKind::moved, "moved"},
                                               {PlanRemarkKind::cheaper, "cheaper"},
                                               {PlanRemarkKind::dearer, "dearer"},
                                               {PlanRemarkKind::deadline_near, "deadline-near"},
                                               {PlanRemarkKind::deadline_passed, "deadline-passed"},
                                               {PlanRemarkKind::scheme_new, "scheme-new"},
                                               {PlanRemarkKind::scheme_ended, "scheme-ended"}});
};

/// A day as text, a state, an amount in cents, or nothing.
using RemarkValue = std::variant<std::monostate, std::string, CentsInterval>;

struct PlanRemark {
  PlanRemarkKind kind = PlanRemarkKind::full;
  std::size_t step = 0;  ///< in StoredPlan::steps
  std::string scheme{};  ///< id, of the two about schemes
  RemarkValue before{}, now{};
  std::string text{};
};

/// What is there of one step today.
struct StepNow {
  std::optional<Offer> offer{};
  bool provider_there = true;
  /// What the rules say now; nothing: they were not asked, and schemes are not compared.
  std::optional<std::vector<SeenScheme>> schemes{};
};

/// The run that was chosen: by its key, else by its start. Null when it is not there.
[[nodiscard]] const Run* run_of(const Offer& offer, const PlannedStep& step) noexcept;

/// What a person would still hear of it: only steps that are not finished, and of those that started only what
/// concerns a course that runs. In order of the steps.
[[nodiscard]] std::vector<PlanRemark> recheck(const StoredPlan& plan, const SeenMoney& seen,
                                              std::span<const StepNow> now, Date today);

/// What the rules say of one step for a person on a day.
struct StepMoney {
  std::vector<SeenScheme> schemes{};      ///< that can be used, or perhaps
  std::vector<PlanDeadline> deadlines{};  ///< by when those that are certain are asked for
};
struct StepQuestion {
  const Learner* learner = nullptr;
  const Offer* offer = nullptr;
  std::string municipality{};  ///< of residence; empty: unknown
  std::string region_name{};
};
[[nodiscard]] StepMoney money_of(const FundingRules& rules, const PlannedStep& step, const StepQuestion& question,
                                 Date today);

/// The days of a plan that are still ahead of its person: enrolment, start and end by the state of each step. By date.
[[nodiscard]] std::vector<PlanDeadline> deadlines_of(const StoredPlan& plan, Date today);

}  // namespace leerwijzer
