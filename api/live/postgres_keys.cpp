// The part of PostgresAccounts about keys of providers, and about logins elsewhere.
#include "api/account_rights.hpp"
#include "api/live/postgres_accounts.hpp"
#include "api/session_token.hpp"
#include "engine/core/sealing.hpp"
#include "engine/core/sha256.hpp"
#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::int64_t k_hour = 3600;
constexpr std::int64_t k_oidc_seconds = 10 * 60;

Error no_oidc() {
  return {ErrorCode::not_found, "Aanmelden bij een eigen organisatie kan hier niet.",
          "Meld u aan met e-mailadres, wachtwoord en code.", ""};
}
Error stray_return() {
  return {ErrorCode::unauthenticated, "Dit aanmelden is hier niet begonnen, of het duurde te lang.",
          "Begin opnieuw met aanmelden.", ""};
}

/// Only the browser that has the binding can come back with the state.
std::string digest_of_state(const std::string& state, const std::string& binding) {
  return secret_digest("leerwijzer oidc state", state + '\n' + binding);
}

/// RFC 7636: BASE64URL(SHA256(verifier)) without padding.
std::string challenge_of(const std::string& verifier) {
  std::string text = sha256_base64(verifier);
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  std::erase(text, '=');
  return text;
}

}  // namespace

std::vector<ProviderKey> PostgresAccounts::keys(ProviderId provider) { return keys_.list(provider, settings_.now()); }

Result<Made<MadeKey>> PostgresAccounts::make_key(const Caller& by, ProviderId provider, const MakeKey& what,
                                                 const Retry& retry,
                                                 const std::function<std::string(const MadeKey&)>& seal) {
  for (const KeyScope scope : what.scopes) {
    if (by.may(right_of(scope))) continue;
    return Error{ErrorCode::permission_denied, "U kunt een sleutel geen recht geven dat u zelf niet heeft.",
                 "Laat het recht weg, of vraag een beheerder.", "/scopes"};
  }
  const KeyText text = random_key();
  NewProviderKey key;
  key.provider = provider;
  key.name = what.name;
  key.prefix = text.prefix;
  key.digest = digest_of_key(text);
  key.scopes = what.scopes;
  key.now = settings_.now();
  key.expires_at = key.now + what.days * 24 * k_hour;
  key.by = by.name;
  key.replaces = what.replaces;
  key.overlap_until = key.now + what.overlap_hours * k_hour;
  const auto made = keys_.add(key, retry, [&](const ProviderKey& stored) { return seal({stored, text_of(text)}); });
  if (!made) return made.error();
  return Made<MadeKey>{{made->made, text_of(text)}, made->earlier};
}

bool PostgresAccounts::revoke_key(const Caller& by, ProviderId provider, std::int64_t id) {
  return keys_.revoke(provider, id, by.name, settings_.now());
}

Result<OidcDeparture> PostgresAccounts::depart(const std::string& provider) {
  if (oidc_ == nullptr) return no_oidc();
  const std::string state = random_token();
  const std::string nonce = random_token();
  const std::string verifier = random_token();
  const std::string binding = random_token();
  const auto found = oidc_->provider_named(provider);
  if (!found) return found.error();
  const auto url = oidc_->authorization_url(**found, {state, nonce, challenge_of(verifier)});
  if (!url) return url.error();
  const std::string content = encrypt(keyed_digest("leerwijzer oidc login", ""), nonce + '\n' + verifier);
  sessions_.begin_oidc(digest_of_state(state, binding), {(*found)->name, content}, settings_.now() + k_oidc_seconds);
  return OidcDeparture{*url, binding};
}

Result<OpenedSession> PostgresAccounts::come_back(const WebRequest& request, const OidcReturn& with) {
  if (oidc_ == nullptr) return no_oidc();
  const auto begun = sessions_.take_oidc(digest_of_state(with.state, with.binding), settings_.now());
  const auto content =
      begun ? decrypt(keyed_digest("leerwijzer oidc login", ""), begun->content) : std::optional<std::string>{};
  if (!content) {
    accounts_.note("nobody", "login-failed", "elsewhere", "a state that was not begun here, or came twice");
    return stray_return();
  }
  const std::size_t line = content->find('\n');
  const auto provider = oidc_->provider_named(begun->provider);
  if (!provider) return provider.error();
  OidcExchange exchange{with.code, content->substr(line + 1), content->substr(0, line), settings_.now()};
  const auto person = !with.error.empty() || with.code.empty() ? Result<OidcPerson>(stray_return())
                                                               : oidc_->exchange(**provider, exchange);
  if (!person) {
    accounts_.note("nobody", "login-failed", "elsewhere", begun->provider + ": " + person.error().what);
    return person.error();
  }
  const std::string subject = secret_digest("leerwijzer oidc subject", (*provider)->issuer + '\n' + person->subject);
  const auto account =
      accounts_.external(subject, normal_email(person->email).value_or(""), person->place, person->role);
  if (!account) return account.error();
  LoginProof proof;
  proof.account = account->id;
  proof.now = settings_.now();
  return open(request, proof);
}

}  // namespace leerwijzer
