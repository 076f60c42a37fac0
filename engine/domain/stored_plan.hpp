// A plan as a person keeps it: learner and goal, the chosen steps with what was seen of them when they were chosen, and
// how far each is. Knows nothing of how it is stored; limits are of what a person may keep.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/money.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

inline constexpr std::size_t k_most_plan_bytes = 64UL * 1024;  ///< of what a person sends
inline constexpr std::size_t k_most_planned_steps = 20;
inline constexpr int k_plan_months = 12;  ///< after the last change
inline constexpr std::int64_t k_most_versions = 20;
inline constexpr std::size_t k_title_characters = 120;
inline constexpr std::size_t k_note_characters = 1'000;
inline constexpr std::size_t k_why_characters = 500;
inline constexpr std::int64_t k_most_shares = 10;       ///< that can be opened
inline constexpr std::int64_t k_most_share_rows = 100;  ///< with those that ended
inline constexpr int k_most_share_days = 90;
inline constexpr std::int64_t k_most_comments = 50;  ///< of one share
inline constexpr std::size_t k_comment_characters = 2'000;
inline constexpr std::size_t k_share_name_characters = 80;

enum class StepState : std::uint8_t { considering, applied, started, done, stopped };
template <>
struct EnumNames<StepState> {
  static constexpr auto names = std::to_array<EnumName<StepState>>({{StepState::considering, "considering"},
                                                                    {StepState::applied, "applied"},
                                                                    {StepState::started, "started"},
                                                                    {StepState::done, "done"},
                                                                    {StepState::stopped, "stopped"}});
};
/// "Aangemeld"
[[nodiscard]] std::string_view words_of(StepState state) noexcept;

/// What a scheme was for a person on a day: certainly usable, or perhaps. What is neither is not kept.
enum class SchemeStanding : std::uint8_t { yes, maybe };
template <>
struct EnumNames<SchemeStanding> {
  static constexpr auto names =
      std::to_array<EnumName<SchemeStanding>>({{SchemeStanding::yes, "yes"}, {SchemeStanding::maybe, "maybe"}});
};

struct SeenScheme {
  std::string id;
  std::string name;
  SchemeStanding standing = SchemeStanding::maybe;
  bool operator==(const SeenScheme&) const = default;
};

/// One chosen offer, as it was when it was chosen.
struct PlannedStep {
  OfferId offer;
  std::string run{};  ///< key of the run; empty: none was chosen, or the source gives no keys
  std::string title{};
  ProviderId provider{};
  std::string provider_name{};
  std::string start_kind{};  ///< "dated", "rolling", "in-consultation"; empty: not said
  std::optional<Date> start{}, end{}, enrol_until{};
  std::optional<CentsInterval> gross{}, net{};  ///< nothing: the price was not known
  bool pinned = false;
  StepState state = StepState::considering;
  std::string why{};  ///< of a step that was stopped
  std::string note{};
  bool operator==(const PlannedStep&) const = default;
};

/// `learner`, `goal` and `filters` are JSON texts as POST /v1/plans/compose takes them; empty: not given.
struct StoredPlan {
  std::string title{};
  std::string learner{}, goal{}, filters{};
  std::string variant{};  ///< of the alternative that was chosen; empty: not said
  std::vector<PlannedStep> steps{};
  bool operator==(const StoredPlan&) const = default;
};

/// What the rules said on the day of saving, for each step.
struct SeenMoney {
  std::optional<Date> on{};  ///< nothing: nothing was asked of the rules
  std::string rules_snapshot{};
  std::vector<std::vector<SeenScheme>> steps{};
  bool operator==(const SeenMoney&) const = default;
};

/// Parts of a plan that an owner may show to somebody else.
enum class ShareSection : std::uint8_t { goal, learner, steps, money, notes };
template <>
struct EnumNames<ShareSection> {
  static constexpr auto names = std::to_array<EnumName<ShareSection>>({{ShareSection::goal, "goal"},
                                                                       {ShareSection::learner, "learner"},
                                                                       {ShareSection::steps, "steps"},
                                                                       {ShareSection::money, "money"},
                                                                       {ShareSection::notes, "notes"}});
};

enum class ShareRight : std::uint8_t { read, comment };
template <>
struct EnumNames<ShareRight> {
  static constexpr auto names =
      std::to_array<EnumName<ShareRight>>({{ShareRight::read, "read"}, {ShareRight::comment, "comment"}});
};

}  // namespace leerwijzer
