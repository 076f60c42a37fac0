// Logging in at another organisation (OpenID Connect Core, authorization code with PKCE): where to send the person, and
// who came back. Discovery and keys are fetched when they are needed and kept for a while; a key that is not known is
// looked for once more. Threads may share one client.
#pragma once

#include "api/oidc/https_fetch.hpp"
#include "api/oidc/json_web_token.hpp"
#include "api/oidc/oidc_settings.hpp"
#include "engine/core/error.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace leerwijzer {

struct OidcRequest {
  std::string state;
  std::string nonce;
  std::string challenge;  ///< of PKCE, S256
};

struct OidcExchange {
  std::string code;
  std::string verifier;
  std::string nonce;
  std::int64_t now = 0;  ///< seconds since 1970
};

struct OidcPerson {
  std::string subject;
  std::string email;  ///< as the organisation says; may be empty
  Workplace place;
  AccountRole role = AccountRole::advisor;
};

class OidcClient {
 public:
  using Fetch = std::function<Result<std::string>(const HttpsRequest&)>;

  explicit OidcClient(std::vector<OidcProvider> providers, Fetch fetch = {});

  /// By name; an empty name is the only one. not_found otherwise.
  [[nodiscard]] Result<const OidcProvider*> provider_named(const std::string& name) const;

  /// unavailable when the organisation's description cannot be read.
  [[nodiscard]] Result<std::string> authorization_url(const OidcProvider& provider, const OidcRequest& request);

  /// Changes the code for an ID token, and checks it. unauthenticated for one that is not right, permission_denied for
  /// somebody without a place here, unavailable when the organisation does not answer.
  [[nodiscard]] Result<OidcPerson> exchange(const OidcProvider& provider, const OidcExchange& exchange);

 private:
  struct Known {
    std::string authorization;
    std::string token;
    std::string key_set;
    bool secret_in_form = false;  ///< client_secret_post; else Basic
    std::vector<TokenKey> keys;
    std::int64_t keys_at = 0;
  };
  [[nodiscard]] Result<Known> known(const OidcProvider& provider);
  [[nodiscard]] Result<Known> with_keys(const OidcProvider& provider, bool anew, std::int64_t now);
  [[nodiscard]] Result<std::string> redeem(const OidcProvider& provider, const Known& at,
                                           const OidcExchange& exchange) const;
  [[nodiscard]] Result<IdToken> verified(const OidcProvider& provider, const std::string& text, std::int64_t now);

  std::vector<OidcProvider> providers_;
  Fetch fetch_;
  std::mutex mutex_;
  std::map<std::string, Known> known_;
};

}  // namespace leerwijzer
