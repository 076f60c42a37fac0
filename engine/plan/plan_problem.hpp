// What a plan is composed from: the skills of the gap, the modules that may close them with their runs,
// and the limits of a person. Plain values that know nothing of search. Unknown is not no: an unknown
// price, distance or number of hours is compatible with every limit.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/money.hpp"
#include "engine/domain/level.hpp"
#include "engine/domain/offer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

struct PlanSkill {
  SkillId skill;
  double weight = 0.0;  ///< above 0; only the proportions count
};

struct PlanTeaches {
  SkillId skill;
  double confidence = 1.0;  ///< how surely, 0 to 1
};

/// How a run begins. Rolling and in_consultation begin on the first Monday that fits; the second is a wish only:
/// the school says no date.
enum class PlanStart : std::uint8_t { dated, rolling, in_consultation };
template <>
struct EnumNames<PlanStart> {
  static constexpr auto names = std::to_array<EnumName<PlanStart>>(
      {{PlanStart::dated, "dated"}, {PlanStart::rolling, "rolling"}, {PlanStart::in_consultation, "in-consultation"}});
};

struct PlanRun {
  std::string key;
  PlanStart kind = PlanStart::in_consultation;
  std::optional<Date> start;        ///< of a dated run
  std::optional<Date> end;          ///< of a dated run; nothing: the duration of the module decides
  std::optional<Date> first_start;  ///< of a rolling run: the window of entry
  std::optional<Date> last_start;
  std::optional<Date> enrol_until;
  std::vector<Daypart> dayparts;  ///< empty: unknown, or at any time
  std::optional<double> distance_km;
  bool online = false;  ///< can be followed without travelling
  std::string place;
};

/// What a person pays out, so many calendar months after the month of the start.
struct PlanInstalment {
  int months = 0;  ///< 0: in the month of the start
  Cents amount;
};

struct PlanModule {
  OfferId id;
  std::vector<PlanTeaches> teaches;
  std::optional<CentsInterval> gross;    ///< nothing: the price is unknown
  std::optional<CentsInterval> net;      ///< after funding, from best case to certain
  std::vector<PlanInstalment> pays;      ///< what a person must put down before anything comes back; by month
  std::optional<double> hours_per_week;  ///< nothing: unknown
  int duration_days = 1;                 ///< where a run says no end
  bool duration_assumed = false;         ///< the school says no duration
  std::vector<PlanRun> runs;             ///< none: in consultation
  std::optional<NlqfLevel> asks_level;
  std::optional<NlqfLevel> grants_level;  ///< what one holds when it is finished
  std::vector<SkillId> asks_skills;
  std::vector<OfferId> asks_modules;
};

/// A limit that can be given up, or held softly.
enum class PlanLimit : std::uint8_t { budget, monthly, hours, travel, finish, dayparts, level };
template <>
struct EnumNames<PlanLimit> {
  static constexpr auto names = std::to_array<EnumName<PlanLimit>>({{PlanLimit::budget, "budget"},
                                                                    {PlanLimit::monthly, "monthly"},
                                                                    {PlanLimit::hours, "hours"},
                                                                    {PlanLimit::travel, "travel"},
                                                                    {PlanLimit::finish, "finish"},
                                                                    {PlanLimit::dayparts, "dayparts"},
                                                                    {PlanLimit::level, "level"}});
};

struct PlanLimits {
  std::optional<Cents> budget;           ///< of the certain net cost of the whole plan
  std::optional<Cents> per_month;        ///< of all that is paid out in one calendar month
  std::optional<double> hours_per_week;  ///< of all runs together, in every week from Monday to Sunday
  std::optional<double> max_travel_km;
  bool online_ok = true;
  std::optional<Date> latest_finish;
  std::vector<Daypart> dayparts;   ///< a run with one of these fits
  std::optional<NlqfLevel> level;  ///< what the person holds; nothing: unknown
  /// Not enforced: of plans that cover as much, the one with the fewest modules beyond them; a plan says where it
  /// goes beyond.
  std::vector<PlanLimit> soft;
  std::size_t most_modules = 8;  ///< 1 to 12
  std::size_t most_at_once = 2;  ///< modules in one week, 1 to 12
};

struct PlanProblem {
  Date today{};
  std::optional<Date> start_from;  ///< no run begins before it
  std::vector<PlanSkill> skills;
  std::vector<PlanModule> modules;
  PlanLimits limits;
  std::vector<SkillId> had;
  std::vector<OfferId> pins;  ///< must be in the plan
  std::vector<OfferId> bans;  ///< must not be
};

/// In what respect a plan is best.
enum class PlanVariant : std::uint8_t { complete, cheapest, soonest, closest, most_online };
template <>
struct EnumNames<PlanVariant> {
  static constexpr auto names = std::to_array<EnumName<PlanVariant>>({{PlanVariant::complete, "complete"},
                                                                      {PlanVariant::cheapest, "cheapest"},
                                                                      {PlanVariant::soonest, "soonest"},
                                                                      {PlanVariant::closest, "closest"},
                                                                      {PlanVariant::most_online, "most-online"}});
};

struct PlanStep {
  std::size_t module = 0;          ///< place in PlanProblem::modules
  std::optional<std::size_t> run;  ///< place in its runs; nothing: a module without runs
  Date start{};
  Date end{};  ///< last day
  bool in_consultation = false;
  std::vector<SkillId> closes;  ///< skills of the gap that nothing earlier in the plan teaches as surely
};

enum class PlanStageKind : std::uint8_t { uncovered, cost, finish, distance, on_site, beyond };
template <>
struct EnumNames<PlanStageKind> {
  static constexpr auto names = std::to_array<EnumName<PlanStageKind>>({{PlanStageKind::uncovered, "uncovered"},
                                                                        {PlanStageKind::cost, "cost"},
                                                                        {PlanStageKind::finish, "finish"},
                                                                        {PlanStageKind::distance, "distance"},
                                                                        {PlanStageKind::on_site, "on-site"},
                                                                        {PlanStageKind::beyond, "beyond"}});
};

/// One stage of the objective. No plan that is as good in the stages before it is below `bound`; proven: value ==
/// bound.
struct PlanStage {
  PlanStageKind kind = PlanStageKind::uncovered;
  double value = 0.0;  ///< uncovered share of the gap 0 to 1, cents, days from today, kilometres, or modules
  double bound = 0.0;
  bool proven = false;
};

struct Plan {
  PlanVariant variant = PlanVariant::complete;
  std::vector<PlanStep> steps;                        ///< in order of start
  double covered_share = 0.0;                         ///< of the weight of the gap
  std::vector<std::pair<SkillId, double>> uncovered;  ///< what stays open, as a share of the gap, largest first
  CentsInterval net{};                                ///< of the modules with a known price, best case to certain
  CentsInterval gross{};
  std::size_t unknown_prices = 0;
  std::optional<Date> finish;     ///< nothing: there are no steps
  std::vector<PlanStage> stages;  ///< in order of importance
  std::vector<PlanLimit> beyond;  ///< soft limits that it goes beyond
  std::size_t nodes = 0;          ///< that the search looked at
};

/// Giving up one limit, and what that gives.
struct PlanRelaxation {
  PlanLimit limit = PlanLimit::budget;
  double covered_share = 0.0;  ///< with the limit given up
  double gain = 0.0;           ///< more than with it
  bool frees_pins = false;     ///< the pinned modules fit without it
};

/// Why a pinned module cannot be in a plan.
enum class PinRefusal : std::uint8_t { unknown_module, banned, no_start, limit, entry, together, too_many };
template <>
struct EnumNames<PinRefusal> {
  static constexpr auto names = std::to_array<EnumName<PinRefusal>>({{PinRefusal::unknown_module, "unknown-module"},
                                                                     {PinRefusal::banned, "banned"},
                                                                     {PinRefusal::no_start, "no-start"},
                                                                     {PinRefusal::limit, "limit"},
                                                                     {PinRefusal::entry, "entry"},
                                                                     {PinRefusal::together, "together"},
                                                                     {PinRefusal::too_many, "too-many"}});
};

struct RefusedPin {
  OfferId id;
  PinRefusal reason = PinRefusal::no_start;
  std::optional<PlanLimit> limit;  ///< the single limit that does it, where one does
};

}  // namespace leerwijzer
