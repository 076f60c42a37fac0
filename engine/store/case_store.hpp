// Cases of desks in PostgreSQL. Every call acts for one desk: what is of another desk is not found. Every read and
// every change of a case is audited in its own transaction. Texts and keys are encrypted before they come here and are
// given back encrypted. Days come from the caller, moments are those of the database. Throws ErrorException as every
// store.
#pragma once

#include "engine/core/error.hpp"
#include "engine/domain/client_case.hpp"
#include "engine/store/audit.hpp"
#include "engine/store/retry.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

class Pool;

/// Makes something once, however often it is asked: `seal` encrypts what a repetition is told.
struct Once {
  Retry retry{};
  std::function<std::string(std::int64_t id)> seal = [](std::int64_t) { return std::string{}; };
};

/// What was made, or the sealed answer of the first time.
struct MadeRow {
  std::int64_t id = 0;
  std::optional<std::string> earlier{};
};

struct NewCase {
  std::string code_digest;
  std::string wrapped_key;
  std::string label;
  std::string profile;  ///< empty: none
  std::optional<Date> next_action{};
  std::optional<std::int64_t> referral{};
  std::vector<ConsentKind> consents{};  ///< to the version of now
  std::string note{};                   ///< the first one; empty: none
};

struct CaseChange {
  std::string label;
  std::string profile;  ///< empty: none
  CaseStatus status = CaseStatus::open;
  std::int64_t advisor = 0;  ///< 0: as it is
  std::optional<Date> next_action{};
};

struct CaseFilter {
  std::int64_t advisor = 0;  ///< 0: of all
  std::optional<CaseStatus> status{};
  std::string code_digest{};  ///< empty: of all clients
  bool warned = false;        ///< only what will be erased soon
  int offset = 0;
  int limit = 20;
};

struct CaseLoad {
  std::vector<CaseEntry> entries;
  std::int64_t total = 0;  ///< of the filter
  // Of the desk, or of the advisor of the filter.
  std::int64_t open = 0, waiting = 0, ended = 0;
  std::int64_t overdue = 0;  ///< the next action was to be before today
  std::int64_t warned = 0;
};

struct HandOverOffer {
  std::string to_desk;
  std::string key_for_desk;
  std::string message;  ///< empty: none
};

struct HandOverDecision {
  std::int64_t id = 0;
  HandOverStatus status = HandOverStatus::accepted;
  std::optional<RefusalReason> refusal{};  ///< with refused, and only then
};

struct PrunedCases {
  std::int64_t erased = 0;
  std::int64_t warned = 0;
};

class CaseStore {
 public:
  explicit CaseStore(Pool& pool) : pool_(pool) {}

  /// The wrapped key of a desk; `fresh` becomes it where there is none yet.
  [[nodiscard]] std::optional<std::string> desk_key(const std::string& desk);
  [[nodiscard]] std::string desk_key_or(const std::string& desk, const std::string& fresh);

  /// The wrapped key of a case; not_found.
  [[nodiscard]] Result<std::string> key_of(const CaseActor& actor, std::int64_t id);

  /// conflict: a profile or a note without consent, a referral of which there is a case, or a key that was used for
  /// another request.
  [[nodiscard]] Result<MadeRow> add(const CaseActor& actor, const NewCase& made, Date today, const Once& once);
  [[nodiscard]] CaseLoad list(const CaseActor& actor, const CaseFilter& filter, Date today);
  /// With all its parts. `action` is audited ("read-case"). Fails with not_found.
  [[nodiscard]] Result<CaseFile> read(const CaseActor& actor, std::int64_t id, std::string_view action);
  /// not_found, precondition_failed for another version, or conflict for a profile without consent.
  [[nodiscard]] Result<void> change(const CaseActor& actor, std::int64_t id, std::int64_t version,
                                    const CaseChange& change, Date today);
  /// Everything of the case is gone at once. not_found, or permission_denied.
  [[nodiscard]] Result<void> erase(const CaseActor& actor, std::int64_t id);

  /// not_found, conflict without consent, or too_large.
  [[nodiscard]] Result<MadeRow> add_note(const CaseActor& actor, std::int64_t id, const std::string& text, Date today,
                                         const Once& once);
  /// Of one's own note; not_found, permission_denied or precondition_failed.
  [[nodiscard]] Result<void> correct_note(const CaseActor& actor, std::int64_t id, std::int64_t note,
                                          std::int64_t version, const std::string& text, Date today);
  /// As add_note.
  [[nodiscard]] Result<MadeRow> add_shown(const CaseActor& actor, std::int64_t id, ShownKind kind,
                                          const std::string& content, Date today, const Once& once);

  /// To the version of now; not_found.
  [[nodiscard]] Result<void> give_consent(const CaseActor& actor, std::int64_t id, ConsentKind kind, Date today);
  /// Erases what rested on it; not_found, also where there is none that stands.
  [[nodiscard]] Result<void> withdraw_consent(const CaseActor& actor, std::int64_t id, ConsentKind kind, Date today);

  /// The code with which the client shares a plan. not_found, or conflict without consent; empty removes it.
  [[nodiscard]] Result<void> keep_share_code(const CaseActor& actor, std::int64_t id, const std::string& code,
                                             Date today);
  /// The wrapped key of the case and the code; not_found, also where none is kept.
  [[nodiscard]] Result<std::pair<std::string, std::string>> share_code(const CaseActor& actor, std::int64_t id);

  /// not_found, or conflict: no consent, an ended case, or one that is offered already.
  [[nodiscard]] Result<MadeRow> offer(const CaseActor& actor, std::int64_t id, const HandOverOffer& offer, Date today,
                                      const Once& once);
  /// Those of the desk, from it and to it, the newest first. `also_decided`: not only those that wait.
  [[nodiscard]] std::vector<HandOver> hand_overs(const CaseActor& actor, bool also_decided);
  /// Accepting makes the case the desk's and the actor's own. not_found, conflict for a step that may not follow, or
  /// invalid_input for a refusal without a reason.
  [[nodiscard]] Result<void> decide(const CaseActor& actor, const HandOverDecision& decision, Date today);

  /// Of a case that is or was of the desk, also of one that is erased; the newest first. not_found.
  [[nodiscard]] Result<std::vector<AuditEntry>> audit(const CaseActor& actor, std::int64_t id, int limit);

  [[nodiscard]] Result<MadeRow> add_template(const CaseActor& actor, const std::string& content, const Once& once);
  [[nodiscard]] std::vector<std::pair<std::int64_t, std::string>> templates(const CaseActor& actor);
  [[nodiscard]] bool remove_template(const CaseActor& actor, std::int64_t id);

  /// Of all desks: erases what was warned of long enough and what ended long ago, and warns of what nobody touches.
  [[nodiscard]] PrunedCases prune(Date today, bool dry_run);

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
