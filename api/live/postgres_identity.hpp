// Who asks, found in PostgreSQL: a session by its cookie, or a provider's key by its Authorization.
#pragma once

#include "api/access.hpp"
#include "engine/domain/account.hpp"
#include "engine/store/account_store.hpp"
#include "engine/store/pool.hpp"
#include "engine/store/provider_key_store.hpp"
#include "engine/store/session_store.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace leerwijzer {

/// Seconds since 1970.
using Clock = std::function<std::int64_t()>;

class PostgresIdentity : public Identity {
 public:
  PostgresIdentity(Pool& pool, SessionLimits limits, Clock now)
      : accounts_(pool), sessions_(pool), keys_(pool), limits_(limits), now_(std::move(now)) {}

  [[nodiscard]] Result<Caller> caller(const WebRequest& request) override;

 private:
  [[nodiscard]] Result<Caller> by_key(std::string_view authorization);
  [[nodiscard]] Result<Caller> by_session(const WebRequest& request, const std::string& token);

  AccountStore accounts_;
  SessionStore sessions_;
  ProviderKeyStore keys_;
  SessionLimits limits_;
  Clock now_;
};

/// What is stored of a provider's key.
[[nodiscard]] std::string digest_of_key(const KeyText& key);

/// The session of a token while it holds; written down as seen, at most once a minute. unauthenticated otherwise.
[[nodiscard]] Result<SessionAccount> session_for(SessionStore& sessions, const std::string& token,
                                                 const SessionLimits& limits, std::int64_t now);

}  // namespace leerwijzer
