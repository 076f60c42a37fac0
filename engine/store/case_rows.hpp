// What the files of the case store share: rows as values, the audit, and the checks before a deed. Private to
// engine/store.
#pragma once

#include "engine/core/sealing.hpp"
#include "engine/store/acting.hpp"
#include "engine/store/case_store.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/case_statements.hpp"
#include "engine/store/transaction.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// A column that was written with encode(..., 'hex').
[[nodiscard]] inline std::string bytes_at(const std::string& hex) { return bytes_of_hex(hex).value_or(""); }

[[nodiscard]] CaseEntry read_entry(const pqxx::row& row);
[[nodiscard]] std::vector<HandOver> read_hand_overs(const pqxx::result& rows);
[[nodiscard]] std::vector<CaseConsent> consents_of(Transaction& tx, const CaseActor& actor, std::int64_t id);

/// `id` 0: of no case in particular.
void audit_case(Transaction& tx, const CaseActor& actor, std::int64_t id, std::string_view action,
                const std::string& detail = "");

/// What a deed finds of a case that it locks.
struct TouchedCase {
  std::int64_t version = 0;
  std::int64_t advisor = 0;
};
/// Nothing when the desk has no such case.
[[nodiscard]] std::optional<TouchedCase> touch(Transaction& tx, const CaseActor& actor, std::int64_t id, Date today);

[[nodiscard]] Error unknown_case();
[[nodiscard]] Error without_consent(ConsentKind kind);

/// The earlier answer, or the deed and its answer for a repetition. `deed` gives the id of what it made.
template <typename Deed>
[[nodiscard]] Result<MadeRow> make_once(Transaction& tx, const Once& once, const Deed& deed) {
  auto earlier = earlier_answer(tx, once.retry);
  if (!earlier) return earlier.error();
  if (*earlier) return MadeRow{0, std::move(*earlier)};
  const Result<std::int64_t> id = deed();
  if (!id) return id.error();
  if (!once.retry.key_digest.empty()) remember_answer(tx, once.retry, once.seal(*id));
  return MadeRow{*id, {}};
}

/// Runs within a transaction that acts for the desk, and rolls back when the outcome is a failure.
template <typename Body>
auto acting_for(Pool& pool, Access access, const std::string& desk, const Body& body)
    -> std::invoke_result_t<const Body&, Transaction&> {
  using Outcome = std::invoke_result_t<const Body&, Transaction&>;
  struct Refused {
    Error error;
  };
  try {
    return in_transaction(pool, access, [&](Transaction& tx) -> Outcome {
      act_for_desk(tx, desk);
      Outcome outcome = body(tx);
      if (outcome.has_error()) throw Refused{outcome.error()};
      return outcome;
    });
  } catch (const Refused& refused) {
    return refused.error;
  }
}

}  // namespace leerwijzer
