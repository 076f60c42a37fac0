#include "engine/store/case_rows.hpp"

namespace leerwijzer {

CaseEntry read_entry(const pqxx::row& row) {
  CaseEntry e;
  std::string key;
  std::string label;
  RowReader(row).into(e.id, e.desk, e.advisor, e.status, e.version, e.next_action, e.made_at, e.touched_on, e.ended_on,
                      e.warned_on, e.referral, e.has_shared_plan, e.hand_over, key, label);
  e.wrapped_key = bytes_at(key);
  e.label = bytes_at(label);
  return e;
}

std::vector<HandOver> read_hand_overs(const pqxx::result& rows) {
  std::vector<HandOver> all;
  for (const auto& row : rows) {
    HandOver& h = all.emplace_back();
    std::string key;
    std::string message;
    RowReader(row).into(h.id, h.of_case, h.from_desk, h.to_desk, h.status, h.refusal, h.offered_by, h.offered_at,
                        h.decided_at, key, message);
    h.wrapped_key = bytes_at(key);
    h.message = bytes_at(message);
  }
  return all;
}

std::vector<CaseConsent> consents_of(Transaction& tx, const CaseActor& actor, std::int64_t id) {
  std::vector<CaseConsent> all;
  for (const auto& row : tx.run(k_case_sql["read-consents"], id, actor.desk)) {
    CaseConsent& one = all.emplace_back();
    RowReader(row).into(one.kind, one.version, one.given_at, one.withdrawn_at, one.recorded_by);
  }
  return all;
}

void audit_case(Transaction& tx, const CaseActor& actor, std::int64_t id, std::string_view action,
                const std::string& detail) {
  const auto of_case = id == 0 ? std::nullopt : std::optional(id);
  tx.run(k_case_sql["add-case-audit"], actor.desk, of_case, actor.name, std::string(action), detail);
}

std::optional<TouchedCase> touch(Transaction& tx, const CaseActor& actor, std::int64_t id, Date today) {
  const auto rows = tx.run(k_case_sql["touch-case"], id, actor.desk, format_iso(today));
  if (rows.empty()) return std::nullopt;
  TouchedCase touched;
  RowReader(rows[0]).into(touched.version, touched.advisor);
  return touched;
}

Error unknown_case() {
  return {ErrorCode::not_found, "Dit dossier is er niet.", "Kies een dossier uit de lijst van uw adviespunt.", "id"};
}

Error without_consent(ConsentKind kind) {
  return {ErrorCode::conflict, "De klant heeft hiervoor geen toestemming gegeven.",
          "Lees de tekst voor en leg de toestemming \"" + std::string(name_of(kind)) + "\" vast.", "consents"};
}

}  // namespace leerwijzer
