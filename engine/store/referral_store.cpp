#include "engine/store/referral_store.hpp"

#include "engine/core/sealing.hpp"
#include "engine/store/audit.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/referral_statements.hpp"
#include "engine/store/transaction.hpp"

namespace leerwijzer {
namespace {

std::string subject_of(std::int64_t id) { return "referral " + std::to_string(id); }

std::string bytes_at(const std::string& hex) { return bytes_of_hex(hex).value_or(""); }

std::optional<std::string> hex_or_null(const std::string& bytes) {
  return bytes.empty() ? std::nullopt : std::optional(hex_of(bytes));
}

StoredReferral read_referral(const pqxx::row& row) {
  StoredReferral r;
  std::string content;
  std::string for_desk;
  std::string for_person;
  RowReader(row).into(r.id, r.desk, r.status, r.refusal, r.sections, r.consent_version, r.consented_at, r.changed_at,
                      r.expires_at, content, for_desk, for_person);
  r.content = bytes_at(content);
  r.key_for_desk = bytes_at(for_desk);
  r.key_for_person = bytes_at(for_person);
  return r;
}

std::string sections_text(const std::vector<NoteSection>& sections) {
  std::string text;
  for (const NoteSection section : sections) text += (text.empty() ? "" : ", ") + std::string(name_of(section));
  return text;
}

std::string row_of(const NewReferral& referral) {
  JsonRows rows;
  rows.row()
      .set("code_digest", hex_of(referral.code_digest))
      .set("desk", referral.desk)
      .set("sections", referral.sections)
      .set("consent_version", referral.consent_version)
      .set("expires_at", referral.expires_at)
      .set("content", hex_of(referral.content))
      .set("key_for_desk", hex_of(referral.key_for_desk))
      .set("key_for_person", hex_of(referral.key_for_person))
      .set("retry_digest", hex_or_null(referral.retry_digest))
      .set("request_digest", hex_or_null(referral.request_digest))
      .set("retry_code", hex_or_null(referral.retry_code));
  return rows.take();
}

Error unknown_referral(std::int64_t id) {
  return {ErrorCode::not_found, "There is no referral " + std::to_string(id),
          "leerwijzer-indexer referrals list names them.", "referral"};
}

std::optional<Error> fault_of(const ReferralChange& change) {
  if (change.by.empty()) return Error{ErrorCode::invalid_input, "Nobody is named who decides", "Give a name.", "by"};
  const bool refuses = change.status == ReferralStatus::refused;
  if (refuses == change.refusal.has_value()) return std::nullopt;
  return Error{ErrorCode::invalid_input, refuses ? "A refusal has a reason" : "Only a refusal has a reason",
               "See leerwijzer-indexer referrals status --help.", "reason"};
}

}  // namespace

Result<AddedReferral> ReferralStore::add(const NewReferral& referral) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<AddedReferral> {
    const pqxx::result added = tx.run(k_referral_sql["add-referral"], row_of(referral));
    if (!added.empty()) {
      std::int64_t id = 0;
      RowReader(added[0]).into(id);
      write_audit(tx, {"", "person", "add-referral", subject_of(id),
                       "to " + referral.desk + "; sections: " + sections_text(referral.sections) + "; consent " +
                           referral.consent_version});
      return AddedReferral{false, referral.retry_code};
    }
    if (!tx.run(k_referral_sql["added-referral"], hex_of(referral.code_digest)).empty())
      return AddedReferral{false, referral.retry_code};
    const pqxx::result earlier = tx.run(k_referral_sql["repeated-referral"], hex_of(referral.retry_digest));
    std::optional<std::string> request;
    std::optional<std::string> code;
    if (!earlier.empty()) RowReader(earlier[0]).into(request, code);
    if (!request || !code || bytes_at(*request) != referral.request_digest) {
      return Error{ErrorCode::conflict, "This Idempotency-Key was used for another request.",
                   "Use a new key for a new request.", "Idempotency-Key"};
    }
    return AddedReferral{true, bytes_at(*code)};
  });
}

std::optional<StoredReferral> ReferralStore::find(const std::string& code_digest, Date today) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) -> std::optional<StoredReferral> {
    const auto rows = tx.run(k_referral_sql["find-referral"], hex_of(code_digest), format_iso(today));
    if (rows.empty()) return std::nullopt;
    return read_referral(rows[0]);
  });
}

bool ReferralStore::withdraw(const std::string& code_digest, Date today) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    const auto rows = tx.run(k_referral_sql["withdraw-referral"], hex_of(code_digest), format_iso(today));
    if (rows.empty()) return !tx.run(k_referral_sql["find-referral"], hex_of(code_digest), format_iso(today)).empty();
    std::int64_t id = 0;
    RowReader(rows[0]).into(id);
    write_audit(tx, {"", "person", "withdraw-referral", subject_of(id), "content erased"});
    return true;
  });
}

std::vector<StoredReferral> ReferralStore::list(const std::string& desk, bool also_ended, Date today, int limit) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<StoredReferral> referrals;
    for (const auto& row :
         tx.run(k_referral_sql["list-referrals"], replace_invalid_utf8(desk), also_ended, format_iso(today), limit)) {
      referrals.push_back(read_referral(row));
    }
    return referrals;
  });
}

Result<StoredReferral> ReferralStore::referral(std::int64_t id, Date today) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) -> Result<StoredReferral> {
    const auto rows = tx.run(k_referral_sql["read-referral"], id, format_iso(today));
    if (rows.empty()) return unknown_referral(id);
    return read_referral(rows[0]);
  });
}

Result<StoredReferral> ReferralStore::read_as(const std::string& desk, std::int64_t id, const std::string& by,
                                              Date today) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<StoredReferral> {
    const auto rows = tx.run(k_referral_sql["read-referral"], id, format_iso(today));
    if (rows.empty()) return unknown_referral(id);
    StoredReferral referral = read_referral(rows[0]);
    if (referral.desk != desk) return unknown_referral(id);
    write_audit(tx, {"", by, "read-referral", subject_of(id), ""});
    return referral;
  });
}

Result<void> ReferralStore::change(const ReferralChange& change) {
  if (auto fault = fault_of(change)) return *fault;
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<void> {
    const auto rows = tx.run(k_referral_sql["lock-referral"], change.id, format_iso(change.today));
    if (rows.empty()) return unknown_referral(change.id);
    ReferralStatus now{};
    RowReader(rows[0]).into(now);
    const std::string step = std::string(name_of(now)) + " to " + std::string(name_of(change.status));
    if (!may_follow(now, change.status)) {
      return Error{ErrorCode::conflict, "A referral cannot go from " + step,
                   "It goes from received to seen, accepted and done, or to refused.", subject_of(change.id)};
    }
    const bool ends = change.status == ReferralStatus::refused || change.status == ReferralStatus::done;
    const Date until = plus_days(change.today, ends ? k_days_after_end : k_referral_days);
    const std::string refusal = change.refusal ? std::string(name_of(*change.refusal)) : std::string{};
    tx.run(k_referral_sql["change-referral"], change.id, std::string(name_of(change.status)), refusal,
           format_iso(until));
    write_audit(
        tx, {"", change.by, "change-referral", subject_of(change.id), step + (refusal.empty() ? "" : ": " + refusal)});
    return k_ok;
  });
}

std::int64_t ReferralStore::prune(Date today, bool dry_run) {
  return in_transaction(pool_, Access::bulk, [&](Transaction& tx) {
    if (dry_run) {
      std::int64_t count = 0;
      RowReader(tx.run(k_referral_sql["count-old-referrals"], format_iso(today))[0]).into(count);
      return count;
    }
    tx.run(k_referral_sql["forget-retries"]);
    const auto removed = tx.run(k_referral_sql["prune-referrals"], format_iso(today));
    return static_cast<std::int64_t>(removed.affected_rows());
  });
}

}  // namespace leerwijzer
