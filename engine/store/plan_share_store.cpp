// The part of PlanStore about shares.
#include "engine/core/sealing.hpp"
#include "engine/domain/stored_plan.hpp"
#include "engine/store/plan_store.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/plan_statements.hpp"
#include "engine/store/transaction.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr int k_most_events = 1'000;  ///< of one share; the oldest go

std::string bytes_at(const std::string& hex) { return bytes_of_hex(hex).value_or(""); }

void note_event(Transaction& tx, std::int64_t share, const char* what) {
  tx.run(k_plan_sql["add-plan-share-event"], share, std::string(what));
  tx.run(k_plan_sql["forget-plan-share-events"], share, k_most_events);
}

Error share_limit(const char* what, const char* hint) { return {ErrorCode::conflict, what, hint, ""}; }

AddedShare added_share(const pqxx::row& row, const std::string& answer) {
  AddedShare added;
  added.retry_answer = answer;
  RowReader(row).into(added.id, added.made_at);
  return added;
}

Result<AddedShare> add_to_plan(Transaction& tx, const NewShare& share, Date today) {
  const auto plan = tx.run(k_plan_sql["lock-plan"], hex_of(share.code_digest), format_iso(today));
  if (plan.empty()) return Error{ErrorCode::not_found, "There is no plan with this code.", "Check the code.", "code"};
  std::int64_t id = 0;
  std::int64_t version = 0;
  RowReader(plan[0]).into(id, version);
  const std::string digest = hex_of(share.share_digest);
  // There already when the answer to the commit was lost.
  if (const auto before = tx.run(k_plan_sql["added-plan-share"], id, digest); !before.empty())
    return added_share(before[0], share.retry_answer);
  if (version != share.expected) {
    return Error{ErrorCode::precondition_failed, "The plan has another version by now.", "Read it again.", "version"};
  }
  std::int64_t live = 0;
  std::int64_t all = 0;
  RowReader(tx.run(k_plan_sql["count-plan-shares"], id, format_iso(today))[0]).into(live, all);
  if (live >= k_most_shares || all >= k_most_share_rows) {
    return share_limit("U deelt dit plan al met zoveel mensen als kan.",
                       "Trek eerst een code in die u niet meer nodig hebt.");
  }
  const auto rows = tx.run(k_plan_sql["add-plan-share"], id, digest, format_iso(share.expires_at),
                           hex_of(share.for_owner), hex_of(share.for_holder), hex_of(share.content));
  if (rows.empty()) return Error{ErrorCode::conflict, "There is a share with this code already.", "Try again.", "code"};
  remember_answer(tx, share.retry, share.retry_answer);
  return added_share(rows[0], share.retry_answer);
}

/// Each into the share that it belongs to; rows start with the number of the share.
template <typename Add>
void distribute(const pqxx::result& rows, std::vector<KeptShare>& shares, Add&& add) {
  for (const auto& row : rows) {
    std::int64_t id = 0;
    std::string at;
    std::string what;
    RowReader(row).into(id, at, what);
    const auto found = std::find_if(shares.begin(), shares.end(), [&](const KeptShare& one) { return one.id == id; });
    if (found != shares.end()) add(*found, std::move(at), std::move(what));
  }
}

Result<AddedComment> add_to_share(Transaction& tx, const NewComment& comment, Date today) {
  const auto share = tx.run(k_plan_sql["lock-plan-share"], hex_of(comment.share_digest), format_iso(today));
  if (share.empty()) return Error{ErrorCode::not_found, "There is no share with this code.", "Check the code.", "code"};
  std::int64_t id = 0;
  RowReader(share[0]).into(id);
  const std::string content = hex_of(comment.content);
  AddedComment added{false, comment.retry_answer, {}};
  if (const auto before = tx.run(k_plan_sql["same-plan-comment"], id, content); !before.empty()) {
    RowReader(before[0]).into(added.at);
    return added;
  }
  const auto comments = static_cast<std::int64_t>(tx.run(k_plan_sql["comments-of-plan-share"], id).size());
  if (comments >= k_most_comments) {
    return share_limit("Bij dit gedeelde plan staan al zoveel opmerkingen als kan.",
                       "Overleg met de eigenaar van het plan.");
  }
  RowReader(tx.run(k_plan_sql["add-plan-comment"], id, content)[0]).into(added.at);
  note_event(tx, id, "commented");
  remember_answer(tx, comment.retry, comment.retry_answer);
  return added;
}

}  // namespace

Result<AddedShare> PlanStore::add_share(const NewShare& share, Date today) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<AddedShare> {
    const auto earlier = earlier_answer(tx, share.retry);
    if (!earlier) return earlier.error();
    if (*earlier) return AddedShare{true, **earlier, 0, {}};
    return add_to_plan(tx, share, today);
  });
}

std::vector<KeptShare> PlanStore::shares(const std::string& code_digest, Date today) {
  return in_transaction(pool_, Access::snapshot, [&](Transaction& tx) {
    const std::string digest = hex_of(code_digest);
    const std::string day = format_iso(today);
    std::vector<KeptShare> shares;
    for (const auto& row : tx.run(k_plan_sql["list-plan-shares"], digest, day)) {
      KeptShare& one = shares.emplace_back();
      std::string for_owner;
      RowReader(row).into(one.id, for_owner, one.made_at, one.expires_at, one.revoked_at);
      one.for_owner = bytes_at(for_owner);
    }
    distribute(tx.run(k_plan_sql["list-plan-share-events"], digest, day), shares,
               [](KeptShare& share, std::string at, std::string what) {
                 share.events.push_back({std::move(at), std::move(what)});
               });
    distribute(tx.run(k_plan_sql["list-plan-share-comments"], digest, day), shares,
               [](KeptShare& share, std::string at, const std::string& content) {
                 share.comments.push_back({std::move(at), bytes_at(content)});
               });
    return shares;
  });
}

bool PlanStore::revoke_share(const std::string& code_digest, std::int64_t id, Date today) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    return tx.run(k_plan_sql["revoke-plan-share"], hex_of(code_digest), format_iso(today), id).affected_rows() > 0;
  });
}

std::optional<OpenedShare> PlanStore::open_share(const std::string& share_digest, Date today, bool log) {
  return in_transaction(pool_, log ? Access::write : Access::read, [&](Transaction& tx) -> std::optional<OpenedShare> {
    const auto rows = tx.run(k_plan_sql["find-plan-share"], hex_of(share_digest), format_iso(today));
    if (rows.empty()) return std::nullopt;
    OpenedShare share;
    std::string for_holder;
    std::string content;
    RowReader(rows[0]).into(share.id, for_holder, content, share.expires_at);
    share.for_holder = bytes_at(for_holder);
    share.content = bytes_at(content);
    for (const auto& row : tx.run(k_plan_sql["comments-of-plan-share"], share.id)) {
      KeptComment& one = share.comments.emplace_back();
      std::string said;
      RowReader(row).skip().into(one.at, said);
      one.content = bytes_at(said);
    }
    if (log) note_event(tx, share.id, "opened");
    return share;
  });
}

Result<AddedComment> PlanStore::add_comment(const NewComment& comment, Date today) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<AddedComment> {
    const auto earlier = earlier_answer(tx, comment.retry);
    if (!earlier) return earlier.error();
    if (*earlier) return AddedComment{true, **earlier, {}};
    return add_to_share(tx, comment, today);
  });
}

}  // namespace leerwijzer
