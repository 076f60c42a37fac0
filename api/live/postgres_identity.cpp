#include "api/live/postgres_identity.hpp"

#include "api/account_rights.hpp"
#include "api/session_token.hpp"
#include "engine/core/sealing.hpp"

namespace leerwijzer {
namespace {

Error unknown_key() {
  return {ErrorCode::unauthenticated, "Deze sleutel kennen we niet, of hij geldt niet meer.",
          "Maak een nieuwe sleutel, of vraag de beheerder van uw school.", "Authorization"};
}

Error session_over() { return {ErrorCode::unauthenticated, "Uw sessie is voorbij.", "Meld u opnieuw aan.", ""}; }

}  // namespace

std::string digest_of_key(const KeyText& key) {
  return secret_digest("leerwijzer provider key", key.prefix + '_' + key.secret);
}

Result<SessionAccount> session_for(SessionStore& sessions, const std::string& token, const SessionLimits& limits,
                                   std::int64_t now) {
  auto found = sessions.find(digest_of_token(token));
  if (!found) return session_over();
  StoredSession& session = found->session;
  if (is_over(session.created_at, session.seen_at, limits, now)) {
    static_cast<void>(sessions.end(session.account, session.id));
    return session_over();
  }
  if (now - session.seen_at >= k_seen_seconds) {
    sessions.touch(session.id, now);
    session.seen_at = now;
  }
  return std::move(*found);
}

Result<Caller> PostgresIdentity::by_key(std::string_view authorization) {
  const auto bearer = bearer_of(authorization);
  const auto text = bearer ? parse_key(*bearer) : std::nullopt;
  if (!text) return unknown_key();
  const std::int64_t now = now_();
  const auto found = keys_.find(text->prefix, now);
  // The digest is made for an unknown prefix too: it takes as long.
  const std::string digest = digest_of_key(*text);
  if (!found) return unknown_key();
  if (!same_secret(found->digest, digest)) {
    accounts_.note("nobody", "key-refused", key_name(found->key.id), "the prefix is known, the secret is wrong");
    return unknown_key();
  }
  if (!found->key.used_at || now - *found->key.used_at >= k_seen_seconds) keys_.touch(found->key.id, now);
  return caller_for(found->key);
}

Result<Caller> PostgresIdentity::by_session(const WebRequest& request, const std::string& token) {
  const auto found = session_for(sessions_, token, limits_, now_());
  if (!found) return found.error();
  Caller caller = caller_for(found->account);
  if (const auto ours = require_csrf(request, token); !ours) {
    accounts_.note(caller.name, "csrf-refused", caller.name, request.method);
    return ours.error();
  }
  return caller;
}

Result<Caller> PostgresIdentity::caller(const WebRequest& request) {
  if (const std::string_view authorization = request.header("authorization"); !authorization.empty())
    return by_key(authorization);
  const auto token = session_token_of(request);
  if (!token) return session_over();
  return token->empty() ? Result<Caller>(Caller{}) : by_session(request, *token);
}

}  // namespace leerwijzer
