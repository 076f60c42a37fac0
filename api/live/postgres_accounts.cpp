#include "api/live/postgres_accounts.hpp"

#include "api/account_rights.hpp"
#include "api/http/problem.hpp"
#include "api/session_token.hpp"
#include "engine/core/sealing.hpp"
#include "engine/core/totp.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

Error wrong_login() {
  return {ErrorCode::unauthenticated, "Het e-mailadres, het wachtwoord of de code klopt niet.",
          "Controleer alle drie. Een code van uw app geldt een keer: wacht op de volgende.", ""};
}
Error wait_first() {
  return {ErrorCode::too_many_requests, "Er is te vaak geprobeerd.", "Wacht een minuut, en probeer het opnieuw.", ""};
}
Error wrong_code() {
  return {ErrorCode::unauthenticated, "Dit klopt niet.", "Een code van uw app geldt een keer: wacht op de volgende.",
          "/code"};
}
Error not_signed_in() { return {ErrorCode::unauthenticated, "U bent niet aangemeld.", "Meld u aan.", ""}; }
Error no_invitation() {
  return {ErrorCode::not_found, "Deze uitnodiging is er niet meer.",
          "Vraag uw beheerder om een nieuwe. Een uitnodiging is een week geldig.", "Leerwijzer-Code"};
}
Error no_account() {
  return {ErrorCode::not_found, "Dit account is er niet.", "Haal de lijst met accounts opnieuw op.", "id"};
}
Error own_account() {
  return {ErrorCode::conflict, "Dit is uw eigen account.",
          "Vraag een andere beheerder. Zo houdt uw organisatie er altijd een.", "id"};
}

bool has_workplace(const Caller& caller) { return !caller.desk.empty() || caller.provider; }

/// The network of an address: all of an IPv4 address, half of an IPv6 address, which is one household. Nothing for this
/// machine: that is a proxy, and who is behind it is many.
std::string network_of(const std::string& address) {
  if (address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.")) return {};
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return address;
  return {bytes.begin(), bytes.begin() + 8};
}

}  // namespace

PostgresAccounts::PostgresAccounts(Pool& pool, AccountSettings settings, OidcClient* oidc)
    : accounts_(pool),
      sessions_(pool),
      keys_(pool),
      settings_(std::move(settings)),
      passwords_(settings_.cost, settings_.hashes_at_once),
      oidc_(oidc) {}

std::string PostgresAccounts::keyed_digest(std::string_view purpose, std::string_view text) const {
  return secret_digest(purpose, settings_.key + std::string(text));
}

std::string PostgresAccounts::address_digest(const WebRequest& request) const {
  const std::string network = network_of(request.client);
  return network.empty() ? "" : keyed_digest("leerwijzer guessing address", network);
}

std::string PostgresAccounts::app_key(std::int64_t account) const {
  return keyed_digest("leerwijzer app secret", std::to_string(account));
}

std::string PostgresAccounts::recovery_digest(std::int64_t account, const std::string& code) const {
  return keyed_digest("leerwijzer recovery code", std::to_string(account) + ' ' + code);
}

Result<LoginProof> PostgresAccounts::prove(const std::optional<AccountSecrets>& found, const Credentials& with) {
  const std::int64_t now = settings_.now();
  const bool active = found && found->account.status == AccountStatus::active;
  const auto checked = passwords_.check(active ? found->password : "", with.password);
  if (!checked) return checked.error();
  // The code is compared whatever the password was, with a secret of nobody where there is none.
  const std::int64_t id = active ? found->account.id : 0;
  const auto secret = active ? decrypt(app_key(id), found->totp_secret) : std::nullopt;
  const auto step =
      matching_step(secret.value_or(random_bytes(k_totp_secret_bytes)), with.code, now, active ? found->totp_step : 0);
  const auto recovery = normal_recovery_code(with.recovery_code);
  if (!active || !checked->matches) return wrong_login();
  LoginProof proof;
  proof.account = id;
  proof.now = now;
  if (!with.recovery_code.empty()) {
    if (!recovery) return wrong_login();
    proof.recovery_digest = recovery_digest(id, *recovery);
  } else {
    if (!secret || !step) return wrong_login();
    proof.step = step;
  }
  if (checked->outdated) {
    const auto again = passwords_.hash(with.password);
    if (again) proof.new_password = *again;
  }
  return proof;
}

OpenedSession PostgresAccounts::opened(std::string token, const std::string& known_token, SessionAccount now) const {
  OpenedSession session;
  session.csrf = csrf_of(token.empty() ? known_token : token);
  session.token = std::move(token);
  session.expires_at = now.session.created_at + std::min(settings_.limits.absolute_seconds, SessionLimits::k_longest);
  session.now = std::move(now);
  return session;
}

Result<OpenedSession> PostgresAccounts::open(const WebRequest& request, LoginProof proof) {
  std::string token = random_token();
  proof.token_digest = digest_of_token(token);
  if (const auto old = session_token_of(request); old && !old->empty()) proof.old_token_digest = digest_of_token(*old);
  auto session = sessions_.open(proof);
  if (!session) return session.error();
  return opened(std::move(token), "", std::move(*session));
}

Result<OpenedSession> PostgresAccounts::log_in(const WebRequest& request, const Credentials& with) {
  if (const auto here = require_same_site(request); !here) return here.error();
  const std::string email = normal_email(with.email).value_or("");
  const std::string account_digest = keyed_digest("leerwijzer guessing account", email);
  const std::string address = address_digest(request);
  std::vector<GuessedAt> guessed = {{account_digest, k_free_per_account}};
  if (!address.empty()) guessed.push_back({address, k_free_per_address});
  const Attempt attempt = sessions_.begin_attempt(std::move(guessed), settings_.now());
  if (!attempt.allowed) return wait_first();
  const auto found = accounts_.secrets_of_email(email);
  const auto proof = prove(found, with);
  if (!proof && proof.error().code != ErrorCode::unauthenticated) return proof.error();
  auto session = proof ? open(request, *proof) : Result<OpenedSession>(proof.error());
  if (!session) {
    sessions_.note_failure(found ? std::optional(found->account.id) : std::nullopt, attempt.slows);
    return wrong_login();
  }
  sessions_.forgive(account_digest, address);
  return session;
}

Result<OpenedSession> PostgresAccounts::current(const WebRequest& request) {
  const auto token = session_token_of(request);
  if (!token || token->empty()) return not_signed_in();
  auto found = session_for(sessions_, *token, settings_.limits, settings_.now());
  if (!found) return found.error();
  return opened("", *token, std::move(*found));
}

std::vector<StoredSession> PostgresAccounts::sessions(std::int64_t account) {
  auto all = sessions_.list(account);
  const std::int64_t now = settings_.now();
  std::erase_if(all,
                [&](const StoredSession& one) { return is_over(one.created_at, one.seen_at, settings_.limits, now); });
  return all;
}

bool PostgresAccounts::end_session(std::int64_t account, std::int64_t session) {
  return sessions_.end(account, session);
}

int PostgresAccounts::end_other_sessions(std::int64_t account, std::int64_t keep) {
  return sessions_.end_others(account, keep);
}

Result<std::int64_t> PostgresAccounts::guarded_step(std::int64_t account, const std::string& code,
                                                    const std::string* password) {
  const std::string digest = keyed_digest("leerwijzer guessing code", std::to_string(account));
  const Attempt attempt = sessions_.begin_attempt({{digest, k_free_per_account}}, settings_.now());
  if (!attempt.allowed) return wait_first();
  const auto found = accounts_.secrets_of(account);
  const auto secret = found ? decrypt(app_key(account), found->totp_secret) : std::nullopt;
  bool matches = secret.has_value();
  if (matches && password != nullptr) {
    const auto checked = passwords_.check(found->password, *password);
    if (!checked) return checked.error();
    matches = checked->matches;
  }
  const auto step = secret ? matching_step(*secret, code, settings_.now(), found->totp_step) : std::nullopt;
  if (!matches || !step) {
    sessions_.note_failure(account, attempt.slows);
    return wrong_code();
  }
  sessions_.forgive(digest, "");
  return *step;
}

Result<void> PostgresAccounts::confirm(const WebRequest& request, const std::string& code) {
  const auto session = current(request);
  if (!session) return session.error();
  const auto step = guarded_step(session->now.account.id, code, nullptr);
  if (!step) return step.error();
  return sessions_.confirm(session->now.session, *step, settings_.now());
}

Result<void> PostgresAccounts::require_confirmed(const WebRequest& request, const Caller& caller) {
  if (caller.kind == CallerKind::api_key) return k_ok;
  const auto session = current(request);
  if (!session) return session.error();
  if (settings_.now() - session->now.session.confirmed_at < k_confirmed_seconds) return k_ok;
  return Error{ErrorCode::permission_denied, "Bevestig eerst dat u het bent.",
               session->now.account.external ? "Meld u opnieuw aan bij uw eigen organisatie."
                                             : "Stuur een code van uw app naar /v1/sessions/current/confirmations.",
               ""};
}

Result<void> PostgresAccounts::change_password(const WebRequest& request, const PasswordChange& change) {
  const auto session = current(request);
  if (!session) return session.error();
  const StoredAccount& account = session->now.account;
  if (account.external) {
    return Error{ErrorCode::conflict, "Dit account heeft hier geen wachtwoord.",
                 "U meldt zich aan bij uw eigen organisatie.", ""};
  }
  if (auto fault = fault_of_password(change.new_password, account.email))
    throw InvalidInput({{"/newPassword", *fault, "Een zin van vier of vijf woorden is goed te onthouden."}});
  const auto step = guarded_step(account.id, change.code, &change.password);
  if (!step) return step.error();
  auto hash = passwords_.hash(change.new_password);
  if (!hash) return hash.error();
  if (const auto fresh = sessions_.confirm(session->now.session, *step, settings_.now()); !fresh) return fresh;
  accounts_.set_password(account.id, *hash, session->now.session.id);
  return k_ok;
}

std::vector<std::string> PostgresAccounts::new_recovery_codes(std::int64_t account,
                                                              std::vector<std::string>& digests) const {
  std::vector<std::string> codes;
  for (int i = 0; i < k_recovery_codes; ++i) {
    codes.push_back(random_recovery_code());
    digests.push_back(recovery_digest(account, normal_recovery_code(codes.back()).value()));
  }
  return codes;
}

std::vector<std::string> PostgresAccounts::renew_recovery_codes(std::int64_t account) {
  std::vector<std::string> digests;
  auto codes = new_recovery_codes(account, digests);
  accounts_.set_recovery_codes(account, digests);
  return codes;
}

Result<Enrolment> PostgresAccounts::enrol(const std::string& invitation, const std::string& password) {
  const std::string digest = digest_of_invitation(invitation);
  const auto pending = accounts_.invitation(digest, settings_.now());
  if (!pending) return no_invitation();
  if (auto fault = fault_of_password(password, pending->account.email))
    throw InvalidInput({{"/password", *fault, "Een zin van vier of vijf woorden is goed te onthouden."}});
  const auto hash = passwords_.hash(password);
  if (!hash) return hash.error();
  const std::string secret = random_bytes(k_totp_secret_bytes);
  if (!accounts_.prepare(digest, *hash, encrypt(app_key(pending->account.id), secret), settings_.now()))
    return no_invitation();
  return Enrolment{pending->account, base32_of(secret), totp_uri(secret, pending->account.email)};
}

Result<Enrolled> PostgresAccounts::confirm_enrolment(const std::string& invitation, const std::string& code) {
  const std::string digest = digest_of_invitation(invitation);
  const std::int64_t now = settings_.now();
  const auto pending = accounts_.invitation(digest, now);
  if (!pending) return no_invitation();
  const std::int64_t id = pending->account.id;
  const auto secret = decrypt(app_key(id), pending->totp_secret);
  if (!secret) {
    return Error{ErrorCode::conflict, "Er is nog geen wachtwoord gekozen.", "Begin met POST /v1/enrolments.", ""};
  }
  const auto step = matching_step(*secret, code, now, 0);
  if (!step) {
    throw InvalidInput({{"/code", "Deze code klopt niet.",
                         "Neem de code over die uw app nu laat zien, en controleer de tijd van uw telefoon."}});
  }
  std::vector<std::string> digests;
  Enrolled enrolled;
  enrolled.recovery_codes = new_recovery_codes(id, digests);
  auto account = accounts_.activate(digest, pending->totp_secret, *step, digests, now);
  if (!account) return account.error();
  enrolled.account = std::move(*account);
  return enrolled;
}

std::vector<StoredAccount> PostgresAccounts::accounts(const Caller& by) {
  return has_workplace(by) ? accounts_.list(workplace_of(by)) : std::vector<StoredAccount>{};
}

Result<StoredAccount> PostgresAccounts::account(const Caller& by, std::int64_t id) {
  auto found = has_workplace(by) ? accounts_.find(workplace_of(by), id) : std::nullopt;
  if (!found) return no_account();
  return std::move(*found);
}

NewInvitation PostgresAccounts::invitation_by(const Caller& by, std::string& code) const {
  code = random_code();
  NewInvitation invitation;
  invitation.place = workplace_of(by);
  invitation.code_digest = digest_of_invitation(normal_code(code).value());
  invitation.expires_at = settings_.now() + k_invitation_seconds;
  invitation.by = by.name;
  return invitation;
}

Result<Made<Invited>> PostgresAccounts::invite(const Caller& by, const InviteAccount& who, const Retry& retry,
                                               const std::function<std::string(const Invited&)>& seal) {
  std::string code;
  NewInvitation invitation = invitation_by(by, code);
  const auto email = normal_email(who.email);
  std::vector<FieldError> faults;
  if (!email)
    faults.push_back({"/email", "Dit is geen e-mailadres.", "Vul een adres in, bijvoorbeeld naam@voorbeeld.nl."});
  if (!fits(who.role, invitation.place))
    faults.push_back(
        {"/role", "Deze rol is er niet op deze plek.", "Een adviespunt en een school hebben eigen rollen."});
  if (!faults.empty()) throw InvalidInput(std::move(faults));
  invitation.email = *email;
  invitation.role = who.role;
  const auto made = accounts_.invite(invitation, retry, [&](const StoredAccount& account) {
    return seal({account, code, invitation.expires_at});
  });
  if (!made) return made.error();
  return Made<Invited>{{made->made, code, invitation.expires_at}, made->earlier};
}

Result<Invited> PostgresAccounts::invite_again(const Caller& by, std::int64_t id) {
  if (!has_workplace(by)) return no_account();
  if (by.id == id) return own_account();
  std::string code;
  const NewInvitation invitation = invitation_by(by, code);
  auto account = accounts_.reset(id, invitation);
  if (!account) return account.error();
  return Invited{std::move(*account), code, invitation.expires_at};
}

Result<StoredAccount> PostgresAccounts::change(const Caller& by, AccountChange change) {
  if (!has_workplace(by)) return no_account();
  if (by.id == change.id) return own_account();
  change.place = workplace_of(by);
  change.by = by.name;
  return accounts_.change(change);
}

Result<void> PostgresAccounts::remove(const Caller& by, AccountChange change) {
  if (!has_workplace(by)) return no_account();
  if (by.id == change.id) return own_account();
  change.place = workplace_of(by);
  change.by = by.name;
  return accounts_.remove(change);
}

void PostgresAccounts::note_denied(const Caller& caller, std::string_view what) {
  accounts_.note(caller.name, "denied", std::string(what), "");
}

}  // namespace leerwijzer
