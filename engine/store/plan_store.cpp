#include "engine/store/plan_store.hpp"

#include "engine/core/sealing.hpp"
#include "engine/domain/stored_plan.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/plan_statements.hpp"
#include "engine/store/sql/retry_statements.hpp"
#include "engine/store/transaction.hpp"

namespace leerwijzer {
namespace {

std::string bytes_at(const std::string& hex) { return bytes_of_hex(hex).value_or(""); }

Error unknown_plan() { return {ErrorCode::not_found, "There is no plan with this code.", "Check the code.", "code"}; }

struct LockedPlan {
  std::int64_t id = 0;
  std::int64_t version = 0;
};

std::optional<LockedPlan> lock_plan(Transaction& tx, const std::string& code_digest, Date today) {
  const auto rows = tx.run(k_plan_sql["lock-plan"], hex_of(code_digest), format_iso(today));
  if (rows.empty()) return std::nullopt;
  LockedPlan plan;
  RowReader(rows[0]).into(plan.id, plan.version);
  return plan;
}

/// Shares show the plan as it is now, from the moment that it is so.
void refresh_shares(Transaction& tx, std::int64_t plan, const ShareRefresh& refresh, Date today) {
  if (!refresh) return;
  for (const auto& row : tx.run(k_plan_sql["live-plan-shares"], plan, format_iso(today))) {
    std::int64_t id = 0;
    std::string for_owner;
    RowReader(row).into(id, for_owner);
    const std::string content = refresh(bytes_at(for_owner));
    if (!content.empty()) tx.run(k_plan_sql["set-plan-share-content"], id, hex_of(content));
  }
}

Result<PlanWrite> change_locked(Transaction& tx, const PlanChange& change, Date today) {
  const auto plan = lock_plan(tx, change.code_digest, today);
  if (!plan) return unknown_plan();
  const std::string content = hex_of(change.content);
  const std::int64_t next = change.expected + 1;
  if (plan->version != change.expected) {
    const bool done_before =
        plan->version == next && !tx.run(k_plan_sql["same-plan-content"], plan->id, next, content).empty();
    if (done_before) return PlanWrite{false, change.retry_answer};
    return Error{ErrorCode::precondition_failed, "The plan has another version by now.", "Read it again.", "version"};
  }
  tx.run(k_plan_sql["add-plan-version"], plan->id, next, change.restores.value_or(0), content);
  tx.run(k_plan_sql["set-plan-version"], plan->id, next, format_iso(change.expires_at));
  tx.run(k_plan_sql["forget-plan-versions"], plan->id, next - k_most_versions);
  refresh_shares(tx, plan->id, change.refresh, today);
  remember_answer(tx, change.retry, change.retry_answer);
  return PlanWrite{false, change.retry_answer};
}

}  // namespace

Result<PlanWrite> PlanStore::add(const NewPlan& plan) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<PlanWrite> {
    const auto earlier = earlier_answer(tx, plan.retry);
    if (!earlier) return earlier.error();
    if (*earlier) return PlanWrite{true, **earlier};
    const std::string digest = hex_of(plan.code_digest);
    const std::string content = hex_of(plan.content);
    const auto added = tx.run(k_plan_sql["add-plan"], digest, format_iso(plan.expires_at));
    if (added.empty()) {
      if (!tx.run(k_plan_sql["added-plan"], digest, content).empty()) return PlanWrite{false, plan.retry_answer};
      return Error{ErrorCode::conflict, "There is a plan with this code already.", "Make another code.", "code"};
    }
    std::int64_t id = 0;
    RowReader(added[0]).into(id);
    tx.run(k_plan_sql["add-plan-version"], id, std::int64_t{1}, std::int64_t{0}, content);
    remember_answer(tx, plan.retry, plan.retry_answer);
    return PlanWrite{false, plan.retry_answer};
  });
}

std::optional<KeptPlan> PlanStore::find(const std::string& code_digest, Date today) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) -> std::optional<KeptPlan> {
    const auto rows = tx.run(k_plan_sql["find-plan"], hex_of(code_digest), format_iso(today));
    if (rows.empty()) return std::nullopt;
    KeptPlan plan;
    std::string content;
    RowReader(rows[0]).into(plan.version, content, plan.expires_at, plan.made_at, plan.changed_at);
    plan.content = bytes_at(content);
    return plan;
  });
}

Result<PlanWrite> PlanStore::change(const PlanChange& change, Date today) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<PlanWrite> {
    const auto earlier = earlier_answer(tx, change.retry);
    if (!earlier) return earlier.error();
    if (*earlier) return PlanWrite{true, **earlier};
    return change_locked(tx, change, today);
  });
}

std::vector<KeptVersion> PlanStore::versions(const std::string& code_digest, Date today) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<KeptVersion> versions;
    for (const auto& row : tx.run(k_plan_sql["list-plan-versions"], hex_of(code_digest), format_iso(today))) {
      KeptVersion& one = versions.emplace_back();
      std::string content;
      RowReader(row).into(one.version, one.restores, one.made_at, content);
      one.content = bytes_at(content);
    }
    return versions;
  });
}

bool PlanStore::remove(const std::string& code_digest) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    return tx.run(k_plan_sql["delete-plan"], hex_of(code_digest)).affected_rows() > 0;
  });
}

PrunedPlans PlanStore::prune(Date today, bool dry_run) {
  return in_transaction(pool_, Access::bulk, [&](Transaction& tx) {
    PrunedPlans pruned;
    const std::string day = format_iso(today);
    if (dry_run) {
      RowReader(tx.run(k_plan_sql["count-old-plans"], day)[0]).into(pruned.plans);
      RowReader(tx.run(k_plan_sql["count-ended-plan-shares"], day)[0]).into(pruned.shares);
      return pruned;
    }
    pruned.plans = static_cast<std::int64_t>(tx.run(k_plan_sql["prune-plans"], day).affected_rows());
    pruned.shares = static_cast<std::int64_t>(tx.run(k_plan_sql["end-plan-shares"], day).affected_rows());
    tx.run(k_plan_sql["prune-plan-shares"], day);
    tx.run(k_retry_sql["forget-old-retries"]);
    return pruned;
  });
}

}  // namespace leerwijzer
