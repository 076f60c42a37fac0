// Referrals in PostgreSQL: encrypted content, who may read it, and how far each is. Every change of state is audited,
// without content. Dates come from the caller; moments are those of the database.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/error.hpp"
#include "engine/domain/referral.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

class Pool;

/// Digests have 32 bytes; content and keys are encrypted before they come here.
struct NewReferral {
  std::string code_digest;
  std::string desk;
  std::vector<NoteSection> sections;
  std::string consent_version;
  Date expires_at{};
  std::string content;
  std::string key_for_desk;
  std::string key_for_person;
  std::string retry_digest;    ///< of the Idempotency-Key; empty: none was given
  std::string request_digest;  ///< of what was asked, to tell a repetition from another request
  std::string retry_code;      ///< the code, encrypted
};

struct StoredReferral {
  std::int64_t id = 0;
  std::string desk;
  ReferralStatus status = ReferralStatus::received;
  std::optional<RefusalReason> refusal;
  std::vector<NoteSection> sections;
  std::string consent_version;
  std::string consented_at;  ///< as the database writes it, in UTC
  std::string changed_at;
  Date expires_at{};
  std::string content;  ///< empty: withdrawn
  std::string key_for_desk;
  std::string key_for_person;
};

/// What add() did. With the same Idempotency-Key and request it is the first one's code, encrypted as it was stored.
struct AddedReferral {
  bool repeated = false;
  std::string retry_code;
};

struct ReferralChange {
  std::int64_t id = 0;
  ReferralStatus status = ReferralStatus::seen;
  std::optional<RefusalReason> refusal;  ///< with refused, and only then
  std::string by;                        ///< who decides; for the audit
  Date today{};
};

/// Throws ErrorException as every store.
class ReferralStore {
 public:
  explicit ReferralStore(Pool& pool) : pool_(pool) {}

  /// conflict when the Idempotency-Key was used for another request, or when its code is kept no longer.
  [[nodiscard]] Result<AddedReferral> add(const NewReferral& referral);

  /// By the digest of the person's code, while it is kept.
  [[nodiscard]] std::optional<StoredReferral> find(const std::string& code_digest, Date today);

  /// Erases the content at once; again is no fault. False when there is none of that code.
  [[nodiscard]] bool withdraw(const std::string& code_digest, Date today);

  /// Of one desk, or of all when it is empty; the oldest first. Only what is kept, without the encrypted parts.
  [[nodiscard]] std::vector<StoredReferral> list(const std::string& desk, bool also_ended, Date today, int limit);

  /// not_found for an unknown number.
  [[nodiscard]] Result<StoredReferral> referral(std::int64_t id, Date today);

  /// For somebody of that desk: the reading is audited in its own transaction. not_found also for another desk's.
  [[nodiscard]] Result<StoredReferral> read_as(const std::string& desk, std::int64_t id, const std::string& by,
                                               Date today);

  /// conflict for a step that may not follow, and invalid_input for a refusal without a reason or a reason without one.
  [[nodiscard]] Result<void> change(const ReferralChange& change);

  /// Removes what is kept no longer, and what a repetition would need after a day. Gives the number of referrals.
  [[nodiscard]] std::int64_t prune(Date today, bool dry_run);

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
