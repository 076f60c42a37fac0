// Organisations whose people log in with their own account there (OpenID Connect), from the operator's file: sections
// with `name = value` lines. An organisation speaks for the desks that are named with it, and for no other.
#pragma once

#include "engine/core/error.hpp"
#include "engine/domain/account.hpp"

#include <boost/json/object.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

struct OidcProvider {
  std::string name;    ///< of the section: lower-case letters, digits and dashes
  std::string issuer;  ///< https://..., exactly as its tokens say
  std::string client_id;
  std::string client_secret;  ///< from the file that is named; may be empty: a public client with PKCE
  std::string redirect;       ///< https://<this host>/v1/sessions/oidc/callback
  std::string scope = "openid email";
  std::string desk_claim;          ///< names the desk; empty: everybody is of the only desk
  std::vector<std::string> desks;  ///< that it may speak for
  std::string role_claim;
  std::vector<std::string> advisors;  ///< values of the role claim
  std::vector<std::string> managers;
  std::string ca_file;  ///< certificates to trust; empty: those of the system
};

/// Fails with invalid_input naming file and line.
[[nodiscard]] Result<std::vector<OidcProvider>> parse_oidc_settings(std::string_view text, const std::string& file);

/// Reads the file and the secrets that it names. Fails as parse_oidc_settings(), with not_found for a file that cannot
/// be read and permission_denied for a secret that others can read.
[[nodiscard]] Result<std::vector<OidcProvider>> read_oidc_settings(const std::filesystem::path& file);

struct OidcPlace {
  Workplace place;
  AccountRole role = AccountRole::advisor;
};

/// Desk and role by the claims. Fails with permission_denied for a desk that the organisation does not speak for, for
/// none, for more than one, and for somebody without a role here.
[[nodiscard]] Result<OidcPlace> place_by_claims(const OidcProvider& provider, const boost::json::object& claims);

}  // namespace leerwijzer
