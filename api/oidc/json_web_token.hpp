// Signed ID tokens of OpenID Connect: the compact form of a JWT (RFC 7519), a key set (RFC 7517), and whether a token
// is what it says. RS256 and ES256 only; "none", symmetric and unknown algorithms are refused. Bytes from outside:
// whatever comes is a value or an Error with unauthenticated, in bounded time.
#pragma once

#include "engine/core/error.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using EVP_PKEY = struct evp_pkey_st;

namespace leerwijzer {

inline constexpr std::size_t k_largest_token = 16 * 1024;
inline constexpr std::size_t k_most_token_keys = 50;

enum class TokenAlgorithm : std::uint8_t { rs256, es256 };

/// Base64url without padding, in its one form (RFC 4648): no signs left over, no bits left over.
[[nodiscard]] std::optional<std::string> bytes_of_base64url(std::string_view text);
[[nodiscard]] std::string base64url_of(std::string_view bytes);

struct TokenKey {
  std::string id;  ///< kid; may be empty
  TokenAlgorithm algorithm = TokenAlgorithm::rs256;
  std::shared_ptr<EVP_PKEY> key;
};

/// The keys of a set that can check signatures here; others in it are passed over. Fails when it is no key set.
[[nodiscard]] Result<std::vector<TokenKey>> parse_key_set(std::string_view text);

struct IdToken {
  TokenAlgorithm algorithm = TokenAlgorithm::rs256;
  std::string key_id;
  boost::json::object claims;
  std::string signed_part;  ///< "header.payload"
  std::string signature;
};

/// Fails for another form, another algorithm, or a critical header (none is understood here).
[[nodiscard]] Result<IdToken> parse_id_token(std::string_view text);

/// The key that the token names; where it names none, the only one of its algorithm.
[[nodiscard]] const TokenKey* key_for(const IdToken& token, const std::vector<TokenKey>& keys);

[[nodiscard]] bool is_signed_by(const IdToken& token, const TokenKey& key);

/// What an ID token must say. Moments in seconds since 1970.
struct TokenExpectation {
  std::string issuer;
  std::string client_id;
  std::string nonce;
  std::int64_t now = 0;
};
inline constexpr std::int64_t k_token_leeway = 60;

/// iss, sub, aud, azp, exp, nbf, iat and nonce (OpenID Connect Core, 3.1.3.7).
[[nodiscard]] Result<void> check_claims(const boost::json::object& claims, const TokenExpectation& expected);

/// A claim as texts: a text, or a list of them; anything else is none.
[[nodiscard]] std::vector<std::string> texts_of_claim(const boost::json::object& claims, std::string_view name);

}  // namespace leerwijzer
