#include "engine/store/account_store.hpp"

#include "engine/core/sealing.hpp"
#include "engine/store/account_rows.hpp"
#include "engine/store/audit.hpp"
#include "engine/store/sql/account_statements.hpp"
#include "engine/store/transaction.hpp"

namespace leerwijzer {
namespace {

std::optional<AccountSecrets> read_secrets(const pqxx::result& rows) {
  if (rows.empty()) return std::nullopt;
  AccountSecrets secrets;
  RowReader row(rows[0]);
  secrets.account = read_account(row);
  std::string totp;
  row.into(secrets.password, totp, secrets.totp_step);
  secrets.totp_secret = bytes_of_hex(totp).value_or("");
  return secrets;
}

std::optional<StoredAccount> account_in(Transaction& tx, const Workplace& place, std::int64_t id) {
  const auto rows = tx.run(k_account_sql["account-in-place"], place.desk, provider_text(place), id);
  if (rows.empty()) return std::nullopt;
  RowReader row(rows[0]);
  return read_account(row);
}

/// One that was changed in this transaction, so it is there.
StoredAccount account_now(Transaction& tx, std::int64_t id) { return account_in(tx, {}, id).value(); }

Error unknown_account() {
  return {ErrorCode::not_found, "Dit account is er niet.", "Haal de lijst met accounts opnieuw op.", "id"};
}
Error invitation_over() {
  return {ErrorCode::not_found, "Deze uitnodiging is er niet meer.",
          "Vraag uw beheerder om een nieuwe. Een uitnodiging is een week geldig.", "Leerwijzer-Code"};
}

std::string place_words(const Workplace& place) {
  return place.provider ? "provider " + provider_text(place) : "desk " + place.desk;
}

void put_recovery_codes(Transaction& tx, std::int64_t id, const std::vector<std::string>& digests) {
  std::vector<std::string> hex;
  for (const std::string& one : digests) hex.push_back(hex_of(one));
  tx.run(k_account_sql["forget-recovery-codes"], id);
  tx.run(k_account_sql["add-recovery-codes"], id, json_strings(hex));
}

void put_invitation(Transaction& tx, std::int64_t id, const NewInvitation& invitation) {
  tx.run(k_account_sql["put-invitation"], id, hex_of(invitation.code_digest), invitation.expires_at);
}

struct LockedAccount {
  std::int64_t version = 0;
  AccountStatus status{};
  AccountRole role{};
  bool external = false;
};

/// The account, if it is one of that workplace, until the end of the transaction.
Result<LockedAccount> lock_account(Transaction& tx, const Workplace& place, std::int64_t id) {
  LockedAccount locked;
  const auto rows = tx.run(k_account_sql["lock-account"], id);
  if (rows.empty() || !account_in(tx, place, id)) return unknown_account();
  RowReader(rows[0]).into(locked.version, locked.status, locked.role, locked.external);
  return locked;
}

Result<LockedAccount> lock_account(Transaction& tx, const AccountChange& change) {
  auto locked = lock_account(tx, change.place, change.id);
  if (!locked || locked->version == change.version) return locked;
  return Error{ErrorCode::precondition_failed, "Iemand anders heeft dit account intussen veranderd.",
               "Haal het opnieuw op, en doe uw wijziging nog een keer.", "If-Match"};
}

std::string words_of(const AccountChange& change, const LockedAccount& before, AccountRole role) {
  std::string words;
  if (role != before.role) words = "from " + std::string(name_of(before.role)) + " to " + std::string(name_of(role));
  if (change.locked) words += (words.empty() ? "" : "; ") + std::string(*change.locked ? "locked" : "unlocked");
  return words;
}

}  // namespace

std::optional<AccountSecrets> AccountStore::secrets_of_email(const std::string& email) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    return read_secrets(tx.run(k_account_sql["account-secrets-by-email"], email));
  });
}

std::optional<AccountSecrets> AccountStore::secrets_of(std::int64_t id) {
  return in_transaction(pool_, Access::read,
                        [&](Transaction& tx) { return read_secrets(tx.run(k_account_sql["account-secrets"], id)); });
}

std::vector<StoredAccount> AccountStore::list(const Workplace& place) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<StoredAccount> accounts;
    for (const auto& one : tx.run(k_account_sql["list-accounts-in-place"], place.desk, provider_text(place))) {
      RowReader row(one);
      accounts.push_back(read_account(row));
    }
    return accounts;
  });
}

std::optional<StoredAccount> AccountStore::find(const Workplace& place, std::int64_t id) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) { return account_in(tx, place, id); });
}

bool AccountStore::exists(const Workplace& place) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    return !tx.run(k_account_sql["workplace-exists"], replace_invalid_utf8(place.desk), provider_text(place)).empty();
  });
}

Result<Made<StoredAccount>> AccountStore::invite(const NewInvitation& invitation, const Retry& retry,
                                                 const std::function<std::string(const StoredAccount&)>& seal) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<Made<StoredAccount>> {
    const auto earlier = earlier_answer(tx, retry);
    if (!earlier) return earlier.error();
    if (*earlier) return Made<StoredAccount>{{}, *earlier};
    const auto rows = tx.run(k_account_sql["add-account"], invitation.email, invitation.place.desk,
                             provider_text(invitation.place), std::string(name_of(invitation.role)));
    if (rows.empty()) {
      return Error{ErrorCode::conflict, "Met dit e-mailadres is er al een account.",
                   "Een e-mailadres hoort bij een account op een plek.", "/email"};
    }
    std::int64_t id = 0;
    RowReader(rows[0]).into(id);
    put_invitation(tx, id, invitation);
    write_audit(tx, {"", invitation.by, "invite-account", account_name(id),
                     std::string(name_of(invitation.role)) + " at " + place_words(invitation.place)});
    Made<StoredAccount> made{account_now(tx, id), std::nullopt};
    if (!retry.key_digest.empty()) remember_answer(tx, retry, seal(made.made));
    return made;
  });
}

Result<StoredAccount> AccountStore::reset(std::int64_t id, const NewInvitation& invitation) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<StoredAccount> {
    const auto locked = lock_account(tx, invitation.place, id);
    if (!locked) return locked.error();
    if (locked->external || locked->status == AccountStatus::locked) {
      return Error{
          ErrorCode::conflict,
          locked->external ? "Dit account meldt zich aan bij de eigen organisatie." : "Dit account is geblokkeerd.",
          locked->external ? "Vraag daar om hulp." : "Hef eerst de blokkade op.", "id"};
    }
    tx.run(k_account_sql["reset-account"], id);
    tx.run(k_account_sql["forget-recovery-codes"], id);
    tx.run(k_account_sql["end-account-sessions"], id, 0);
    put_invitation(tx, id, invitation);
    write_audit(tx, {"", invitation.by, "reset-account", account_name(id), "sessions ended; invited anew"});
    return account_now(tx, id);
  });
}

std::optional<PendingInvitation> AccountStore::invitation(const std::string& code_digest, std::int64_t now) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) -> std::optional<PendingInvitation> {
    const auto rows = tx.run(k_account_sql["read-invitation"], hex_of(code_digest), now);
    if (rows.empty()) return std::nullopt;
    PendingInvitation pending;
    RowReader row(rows[0]);
    pending.account = read_account(row);
    std::string totp;
    row.into(pending.password, totp);
    pending.totp_secret = bytes_of_hex(totp).value_or("");
    return pending;
  });
}

bool AccountStore::prepare(const std::string& code_digest, const std::string& password, const std::string& totp_secret,
                           std::int64_t now) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    return tx.run(k_account_sql["prepare-invitation"], hex_of(code_digest), password, hex_of(totp_secret), now)
               .affected_rows() == 1;
  });
}

Result<StoredAccount> AccountStore::activate(const std::string& code_digest, const std::string& totp_secret,
                                             std::int64_t step, const std::vector<std::string>& recovery_digests,
                                             std::int64_t now) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<StoredAccount> {
    const auto rows = tx.run(k_account_sql["take-invitation"], hex_of(code_digest), hex_of(totp_secret), now);
    if (rows.empty()) return invitation_over();
    std::int64_t id = 0;
    std::string password;
    RowReader(rows[0]).into(id, password);
    tx.run(k_account_sql["activate-account"], id, password, hex_of(totp_secret), step);
    put_recovery_codes(tx, id, recovery_digests);
    write_audit(tx, {"", account_name(id), "accept-invitation", account_name(id), "password and app set"});
    return account_now(tx, id);
  });
}

Result<StoredAccount> AccountStore::change(const AccountChange& change) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<StoredAccount> {
    const auto before = lock_account(tx, change);
    if (!before) return before.error();
    const StoredAccount account = account_now(tx, change.id);
    const AccountRole role = change.role.value_or(before->role);
    if (!fits(role, account.place))
      return Error{ErrorCode::invalid_input, "Deze rol is er niet op deze plek.", "", "/role"};
    AccountStatus status = before->status;
    if (change.locked && *change.locked) status = AccountStatus::locked;
    if (change.locked && !*change.locked && status == AccountStatus::locked) {
      const auto secrets = read_secrets(tx.run(k_account_sql["account-secrets"], change.id));
      const bool ready = before->external || (secrets && !secrets->password.empty());
      status = ready ? AccountStatus::active : AccountStatus::invited;
    }
    tx.run(k_account_sql["change-account"], change.id, std::string(name_of(role)), std::string(name_of(status)));
    if (status == AccountStatus::locked) tx.run(k_account_sql["end-account-sessions"], change.id, 0);
    write_audit(tx, {"", change.by, "change-account", account_name(change.id), words_of(change, *before, role)});
    return account_now(tx, change.id);
  });
}

Result<void> AccountStore::remove(const AccountChange& change) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<void> {
    const auto before = lock_account(tx, change);
    if (!before) return before.error();
    tx.run(k_account_sql["remove-account"], change.id);
    write_audit(tx, {"", change.by, "remove-account", account_name(change.id), "all of it erased"});
    return k_ok;
  });
}

void AccountStore::set_password(std::int64_t id, const std::string& password, std::int64_t keep_session) {
  in_transaction(pool_, Access::write, [&](Transaction& tx) {
    tx.run(k_account_sql["set-password"], id, password);
    tx.run(k_account_sql["end-account-sessions"], id, keep_session);
    write_audit(tx, {"", account_name(id), "change-password", account_name(id), "other sessions ended"});
  });
}

void AccountStore::set_recovery_codes(std::int64_t id, const std::vector<std::string>& digests) {
  in_transaction(pool_, Access::write, [&](Transaction& tx) {
    put_recovery_codes(tx, id, digests);
    write_audit(tx, {"", account_name(id), "renew-recovery-codes", account_name(id), ""});
  });
}

Result<StoredAccount> AccountStore::external(const std::string& subject_digest, const std::string& email,
                                             const Workplace& place, AccountRole role) {
  const std::string subject = hex_of(subject_digest);
  const std::string role_name(name_of(role));
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<StoredAccount> {
    std::int64_t id = 0;
    const auto added =
        tx.run(k_account_sql["add-external-account"], subject, email, place.desk, provider_text(place), role_name);
    if (!added.empty()) {
      RowReader(added[0]).into(id);
      write_audit(tx, {"", account_name(id), "add-external-account", account_name(id),
                       role_name + " at " + place_words(place)});
      return account_now(tx, id);
    }
    const auto rows = tx.run(k_account_sql["lock-external-account"], subject);
    if (rows.empty()) return unknown_account();
    AccountStatus status{};
    AccountRole old_role{};
    std::string desk;
    std::string provider;
    RowReader(rows[0]).into(id, status, old_role, desk, provider);
    if (status == AccountStatus::locked)
      return Error{ErrorCode::permission_denied, "Dit account is geblokkeerd.", "Vraag uw beheerder.", ""};
    tx.run(k_account_sql["change-external-account"], id, email, place.desk, provider_text(place), role_name);
    if (old_role != role || desk != place.desk || provider != provider_text(place)) {
      tx.run(k_account_sql["end-account-sessions"], id, 0);
      write_audit(tx, {"", account_name(id), "change-external-account", account_name(id),
                       role_name + " at " + place_words(place)});
    }
    return account_now(tx, id);
  });
}

void AccountStore::note(const std::string& actor, const std::string& action, const std::string& subject,
                        const std::string& detail) {
  in_transaction(pool_, Access::write, [&](Transaction& tx) { write_audit(tx, {"", actor, action, subject, detail}); });
}

}  // namespace leerwijzer
