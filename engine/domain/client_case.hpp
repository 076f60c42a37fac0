// A case: what a desk knows of a client, and does for one. Nobody is named in it. Here is what a case consists of, and
// the rules that need no database: consent, the steps of a hand-over, how long a case is kept.
// Texts of a case are plain where they are shown and encrypted where they are stored; the structs are the same.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/domain/referral.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

enum class CaseStatus : std::uint8_t { open, waiting, ended };
template <>
struct EnumNames<CaseStatus> {
  static constexpr auto names = std::to_array<EnumName<CaseStatus>>(
      {{CaseStatus::open, "open"}, {CaseStatus::waiting, "waiting"}, {CaseStatus::ended, "ended"}});
};

/// offered -> accepted, refused (by the receiving desk) or withdrawn (by the desk that offers).
enum class HandOverStatus : std::uint8_t { offered, accepted, refused, withdrawn };
template <>
struct EnumNames<HandOverStatus> {
  static constexpr auto names = std::to_array<EnumName<HandOverStatus>>({
      {HandOverStatus::offered, "offered"},
      {HandOverStatus::accepted, "accepted"},
      {HandOverStatus::refused, "refused"},
      {HandOverStatus::withdrawn, "withdrawn"},
  });
};

/// Which of the two desks asks.
enum class HandOverSide : std::uint8_t { sender, receiver };

/// May that side bring a hand-over from one state to the other?
[[nodiscard]] bool may_follow(HandOverStatus from, HandOverStatus to, HandOverSide by) noexcept;

/// What a client agrees to.
enum class ConsentKind : std::uint8_t { keep, plan, hand_over };
template <>
struct EnumNames<ConsentKind> {
  static constexpr auto names = std::to_array<EnumName<ConsentKind>>(
      {{ConsentKind::keep, "keep"}, {ConsentKind::plan, "plan"}, {ConsentKind::hand_over, "hand-over"}});
};

/// The version that is agreed to now, and the words that are read to the client. Dutch, B1.
inline constexpr std::string_view k_case_consent_version = "2026-11";
[[nodiscard]] std::string_view consent_text(ConsentKind kind) noexcept;

struct CaseConsent {
  ConsentKind kind = ConsentKind::keep;
  std::string version;
  std::string given_at;      ///< as the database writes it, in UTC
  std::string withdrawn_at;  ///< empty: it stands
  std::string recorded_by;
};

/// Is there one of that kind that was not withdrawn?
[[nodiscard]] bool stands(std::span<const CaseConsent> consents, ConsentKind kind) noexcept;

enum class CasePart : std::uint8_t { profile, notes, shown, shared_plan, hand_over };

/// What is erased when that consent is withdrawn. `handed_over`: this desk has the case from another.
[[nodiscard]] std::vector<CasePart> resting_on(ConsentKind kind, bool handed_over);

struct CaseNote {
  std::int64_t id = 0;
  std::int64_t account = 0;
  std::string by;
  std::int64_t version = 0;
  std::string written_at;
  std::string corrected_at;  ///< empty: never
  std::string text;
};

enum class ShownKind : std::uint8_t { matches, plans, comparison };
template <>
struct EnumNames<ShownKind> {
  static constexpr auto names = std::to_array<EnumName<ShownKind>>(
      {{ShownKind::matches, "matches"}, {ShownKind::plans, "plans"}, {ShownKind::comparison, "comparison"}});
};

struct ShownRecord {
  std::int64_t id = 0;
  ShownKind kind = ShownKind::matches;
  std::string by;
  std::string at;
  std::string content;  ///< JSON
};

struct HandOver {
  std::int64_t id = 0;
  std::int64_t of_case = 0;
  std::string from_desk;
  std::string to_desk;
  HandOverStatus status = HandOverStatus::offered;
  std::optional<RefusalReason> refusal;
  std::string offered_by;
  std::string offered_at;
  std::string decided_at;   ///< empty: not yet
  std::string wrapped_key;  ///< of the case, for the desk that asks; empty: it has none
  std::string message;      ///< for the receiving desk, until it decides
};

/// A case as a caseload shows it.
struct CaseEntry {
  std::int64_t id = 0;
  std::string desk;
  std::int64_t advisor = 0;
  CaseStatus status = CaseStatus::open;
  std::int64_t version = 0;
  std::optional<Date> next_action;
  std::string made_at;
  Date touched_on{};
  std::optional<Date> ended_on;
  std::optional<Date> warned_on;
  std::optional<std::int64_t> referral;
  bool has_shared_plan = false;
  std::optional<HandOverStatus> hand_over;  ///< only offered
  std::string wrapped_key;
  std::string label;
};

struct CaseFile {
  CaseEntry entry;
  std::string profile;  ///< JSON: learner and goal; empty: not kept
  std::vector<CaseNote> notes;
  std::vector<ShownRecord> shown;
  std::vector<CaseConsent> consents;
  std::vector<HandOver> hand_overs;
};

/// Who works on cases.
struct CaseActor {
  std::string desk;
  std::int64_t account = 0;
  std::string name;  ///< for the audit: "account 12"
  bool manages = false;
};

/// An advisor erases the own cases, who manages the desk all of its cases.
[[nodiscard]] bool may_erase(const CaseActor& actor, std::int64_t advisor) noexcept;

// A case that nobody touches for a year is warned about for a month, and then erased; an ended one after half a year.
inline constexpr int k_months_untouched = 12;
inline constexpr int k_days_warned = 30;
inline constexpr int k_months_after_end = 6;

/// The first day on which the case may be erased if nobody does anything.
[[nodiscard]] Date erased_from(const CaseEntry& entry);

}  // namespace leerwijzer
