// Cases on the wire. Reading is strict and complete: it throws InvalidInput with every fault at once. Writing gives
// what an advisor sees; nothing of it is stored in the clear.
#pragma once

#include "api/case_desk.hpp"
#include "api/services.hpp"
#include "engine/domain/case_label.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// POST and PUT /v1/cases.
struct CaseBody {
  std::string label;
  LabelFinding finding = LabelFinding::none;  ///< none or name: the rest is refused
  std::string profile;                        ///< JSON of learner and goal; empty: neither is told
  Facts facts;                                ///< of the learner, to be checked against the rules
  std::optional<Date> next_action;
  std::optional<CaseStatus> status;     ///< of a change
  std::optional<std::int64_t> advisor;  ///< of a change; nothing: as it is
  std::vector<ConsentKind> consents;    ///< of a new case
};
enum class CaseBodyOf : std::uint8_t { made, changed };
[[nodiscard]] CaseBody read_case(std::string_view body, CaseBodyOf kind, Date today);

/// {"text": ...}, 1 to 4,000 characters.
[[nodiscard]] std::string read_note(std::string_view body);

/// {"kind": "keep", "version": "2026-11"}: the version must be the one of now.
[[nodiscard]] ConsentKind read_consent(std::string_view body);

/// {"code": ...}, in its one form.
[[nodiscard]] std::string read_share_code(std::string_view body);

struct HandOverBody {
  std::string desk;
  std::string message;
};
[[nodiscard]] HandOverBody read_hand_over(std::string_view body);

/// {"status": "accepted"}, or refused with a reason, or withdrawn.
[[nodiscard]] HandOverDecision read_decision(std::string_view body, std::int64_t id);

/// {"status": "seen"}, or refused with a reason.
[[nodiscard]] ReferralChange read_referral_change(std::string_view body, std::int64_t id);

/// The content of a template: {"name", "learner", "goal"} as JSON.
struct TemplateBody {
  std::string content;
  Facts facts;
};
[[nodiscard]] TemplateBody read_template(std::string_view body, Date today);

[[nodiscard]] boost::json::object write_entry(const CaseEntry& entry, Date today);
/// The case with notes, consents and hand-overs, without what was shown.
[[nodiscard]] boost::json::object write_case(const CaseFile& file, Date today);
[[nodiscard]] boost::json::array write_shown(const std::vector<ShownRecord>& shown);
[[nodiscard]] boost::json::object write_hand_over(const HandOver& hand_over, std::string_view desk);
[[nodiscard]] boost::json::object write_case_load(const CaseLoad& load, Date today);
[[nodiscard]] boost::json::array write_case_audit(const std::vector<AuditEntry>& entries);
/// A referral in the inbox; `content` empty: not shown.
[[nodiscard]] boost::json::object write_inbox_entry(const StoredReferral& referral);

/// What is kept of an answer that a client was shown: offers with reasons and price, and the rules, index and day.
[[nodiscard]] std::string kept_of(ShownKind kind, const boost::json::object& answer);

}  // namespace leerwijzer
