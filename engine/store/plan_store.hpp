// Plans that people keep, in PostgreSQL: encrypted versions, shares, their log and their comments. Everything that
// comes here is encrypted already; a code is known by its digest (32 bytes). Days come from the caller, moments are
// those of the database. What was acknowledged is committed.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/error.hpp"
#include "engine/store/retry.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

class Pool;

struct NewPlan {
  std::string code_digest;
  std::string content;  ///< of version 1
  Date expires_at{};
  Retry retry{};
  std::string retry_answer{};  ///< encrypted, to be given to a repetition
};

/// What a write did. Repeated: nothing now; `retry_answer` is that of the first time.
struct PlanWrite {
  bool repeated = false;
  std::string retry_answer{};
};

struct KeptPlan {
  std::int64_t version = 0;
  std::string content{};
  Date expires_at{};
  std::string made_at{};  ///< as the database writes it, in UTC
  std::string changed_at{};
};

struct KeptVersion {
  std::int64_t version = 0;
  std::optional<std::int64_t> restores{};  ///< the version that it brought back
  std::string made_at{};
  std::string content{};
};

/// Gives the new content of a share from what is kept of it for the owner; empty: it is left as it is.
using ShareRefresh = std::function<std::string(const std::string& for_owner)>;

struct PlanChange {
  std::string code_digest;
  std::int64_t expected = 0;  ///< the version that was read
  std::string content;        ///< of the version after it
  std::optional<std::int64_t> restores{};
  Date expires_at{};       ///< what was later stays
  ShareRefresh refresh{};  ///< called for every share that can be opened, in the same transaction
  Retry retry{};
  std::string retry_answer{};
};

struct NewShare {
  std::string code_digest;    ///< of the plan
  std::int64_t expected = 0;  ///< the version that `content` shows
  std::string share_digest;
  Date expires_at{};
  std::string for_owner, for_holder, content;
  Retry retry{};
  std::string retry_answer{};
};

struct AddedShare {
  bool repeated = false;
  std::string retry_answer{};
  std::int64_t id = 0;
  std::string made_at{};
};

struct ShareEvent {
  std::string at;
  std::string what;  ///< "opened", "commented"
};

struct KeptComment {
  std::string at;
  std::string content;
};

struct KeptShare {
  std::int64_t id = 0;
  std::string for_owner{};
  std::string made_at{};
  Date expires_at{};
  std::optional<std::string> revoked_at{};
  std::vector<ShareEvent> events{};     ///< the oldest first
  std::vector<KeptComment> comments{};  ///< the oldest first
};

/// As its holder sees it.
struct OpenedShare {
  std::int64_t id = 0;
  std::string for_holder{}, content{};
  Date expires_at{};
  std::vector<KeptComment> comments{};
};

struct NewComment {
  std::string share_digest;
  std::string content;
  Retry retry{};
  std::string retry_answer{};
};

struct AddedComment {
  bool repeated = false;
  std::string retry_answer{};
  std::string at{};
};

/// What prune() removed, or would.
struct PrunedPlans {
  std::int64_t plans = 0;
  std::int64_t shares = 0;  ///< that ended: what their holders could open is erased
};

/// Throws ErrorException as every store. A plan or share whose time is over is not there, also before it is pruned.
/// not_found: no such plan or share. precondition_failed: another version by now. conflict: a limit is reached, or the
/// Idempotency-Key was used for another request.
class PlanStore {
 public:
  explicit PlanStore(Pool& pool) : pool_(pool) {}

  [[nodiscard]] Result<PlanWrite> add(const NewPlan& plan);
  [[nodiscard]] std::optional<KeptPlan> find(const std::string& code_digest, Date today);
  /// Of two changes of one version exactly one is made. At most k_most_versions are kept.
  [[nodiscard]] Result<PlanWrite> change(const PlanChange& change, Date today);
  /// The newest first; empty when there is no such plan.
  [[nodiscard]] std::vector<KeptVersion> versions(const std::string& code_digest, Date today);
  /// With all versions and shares, at once. False when there is none.
  [[nodiscard]] bool remove(const std::string& code_digest);

  [[nodiscard]] Result<AddedShare> add_share(const NewShare& share, Date today);
  [[nodiscard]] std::vector<KeptShare> shares(const std::string& code_digest, Date today);
  /// Again is no fault. False when the plan has no such share.
  [[nodiscard]] bool revoke_share(const std::string& code_digest, std::int64_t id, Date today);

  /// `log`: it is noted for the owner that it was opened.
  [[nodiscard]] std::optional<OpenedShare> open_share(const std::string& share_digest, Date today, bool log);
  [[nodiscard]] Result<AddedComment> add_comment(const NewComment& comment, Date today);

  /// Removes plans and ends shares whose time is over on both `today` and the database's own day.
  [[nodiscard]] PrunedPlans prune(Date today, bool dry_run);

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
