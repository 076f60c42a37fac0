#include "api/oidc/json_web_token.hpp"

#include "engine/core/text.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <limits>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::string_view k_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t k_depth = 16;
constexpr std::size_t k_es256_half = 32;
constexpr int k_least_rsa_bits = 2048;
constexpr int k_most_rsa_bits = 8192;
constexpr std::size_t k_largest_key_set = 256 * 1024;

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
template <typename T, auto Free>
using Owned = std::unique_ptr<T, Freed<Free>>;

Error refused(std::string what) {
  return {ErrorCode::unauthenticated, std::move(what), "Begin opnieuw met aanmelden.", ""};
}

std::optional<json::object> parse_object(std::string_view text) {
  if (!is_clean_utf8(text)) return std::nullopt;
  json::parse_options options;
  options.max_depth = k_depth;
  boost::system::error_code failed;
  json::value value = json::parse(json::string_view(text.data(), text.size()), failed, {}, options);
  if (failed || !value.is_object()) return std::nullopt;
  return std::move(value.get_object());
}

std::string text_at(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains({name.data(), name.size()});
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string{};
}

std::optional<std::int64_t> moment_at(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains({name.data(), name.size()});
  if (value == nullptr || !value->is_number()) return std::nullopt;
  const double seconds = value->to_number<double>();
  if (!(seconds >= 0.0 && seconds < 1e12)) return std::nullopt;
  return static_cast<std::int64_t>(seconds);
}

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

using Number = Owned<BIGNUM, BN_free>;
Number number_of(std::string_view bytes) {
  return Number(BN_bin2bn(raw(bytes), static_cast<int>(bytes.size()), nullptr));
}

using ParamBuilder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;

std::shared_ptr<EVP_PKEY> key_from(const char* type, OSSL_PARAM_BLD* builder) {
  const Owned<OSSL_PARAM, OSSL_PARAM_free> params(OSSL_PARAM_BLD_to_param(builder));
  const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
    return nullptr;
  std::shared_ptr<EVP_PKEY> owned(key, EVP_PKEY_free);
  const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> checker(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
  return checker && EVP_PKEY_public_check(checker.get()) == 1 ? owned : nullptr;
}

std::shared_ptr<EVP_PKEY> rsa_key(const json::object& jwk) {
  const auto modulus = bytes_of_base64url(text_at(jwk, "n"));
  const auto exponent = bytes_of_base64url(text_at(jwk, "e"));
  if (!modulus || !exponent || modulus->size() > k_most_rsa_bits / 8 + 1 || exponent->empty() || exponent->size() > 8)
    return nullptr;
  const Number n = number_of(*modulus);
  const Number e = number_of(*exponent);
  const int bits = n ? BN_num_bits(n.get()) : 0;
  if (!e || bits < k_least_rsa_bits || bits > k_most_rsa_bits || BN_is_odd(e.get()) == 0 || BN_is_one(e.get()) == 1)
    return nullptr;
  const ParamBuilder builder(OSSL_PARAM_BLD_new());
  if (!builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
    return nullptr;
  return key_from("RSA", builder.get());
}

std::shared_ptr<EVP_PKEY> ec_key(const json::object& jwk) {
  const auto x = bytes_of_base64url(text_at(jwk, "x"));
  const auto y = bytes_of_base64url(text_at(jwk, "y"));
  if (text_at(jwk, "crv") != "P-256" || !x || !y || x->size() != k_es256_half || y->size() != k_es256_half)
    return nullptr;
  const std::string point = '\x04' + *x + *y;
  const ParamBuilder builder(OSSL_PARAM_BLD_new());
  if (!builder || OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1 ||
      OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1)
    return nullptr;
  return key_from("EC", builder.get());
}

std::optional<TokenKey> parse_key_entry(const json::value& entry) {
  const json::object* jwk = entry.if_object();
  if (jwk == nullptr) return std::nullopt;
  if (const std::string use = text_at(*jwk, "use"); !use.empty() && use != "sig") return std::nullopt;
  const std::string type = text_at(*jwk, "kty");
  const std::string algorithm = text_at(*jwk, "alg");
  TokenKey key;
  key.id = text_at(*jwk, "kid");
  if (type == "RSA" && (algorithm.empty() || algorithm == "RS256")) {
    key.key = rsa_key(*jwk);
  } else if (type == "EC" && (algorithm.empty() || algorithm == "ES256")) {
    key.algorithm = TokenAlgorithm::es256;
    key.key = ec_key(*jwk);
  }
  return key.key ? std::optional(std::move(key)) : std::nullopt;
}

/// A JWT holds r and s side by side; OpenSSL wants them in DER.
std::string der_of(std::string_view signature) {
  if (signature.size() != 2 * k_es256_half) return {};
  const Owned<ECDSA_SIG, ECDSA_SIG_free> parts(ECDSA_SIG_new());
  Number r = number_of(signature.substr(0, k_es256_half));
  Number s = number_of(signature.substr(k_es256_half));
  if (!parts || !r || !s || ECDSA_SIG_set0(parts.get(), r.get(), s.get()) != 1) return {};
  static_cast<void>(r.release());
  static_cast<void>(s.release());
  const int size = i2d_ECDSA_SIG(parts.get(), nullptr);
  if (size <= 0) return {};
  std::string der(static_cast<std::size_t>(size), '\0');
  auto* out = reinterpret_cast<unsigned char*>(der.data());
  return i2d_ECDSA_SIG(parts.get(), &out) == size ? der : std::string{};
}

Result<void> check_audience(const json::object& claims, const TokenExpectation& expected) {
  const auto audience = texts_of_claim(claims, "aud");
  if (std::find(audience.begin(), audience.end(), expected.client_id) == audience.end())
    return refused("The token is for somebody else");
  const bool names_party = claims.contains("azp");
  if ((audience.size() > 1 || names_party) && text_at(claims, "azp") != expected.client_id)
    return refused("The token was given to somebody else");
  return k_ok;
}

Result<void> check_moments(const json::object& claims, std::int64_t now) {
  const auto expires = moment_at(claims, "exp");
  const auto issued = moment_at(claims, "iat");
  if (!expires || !issued) return refused("The token does not say how long it holds");
  if (now >= *expires + k_token_leeway) return refused("The token is over");
  if (*issued > now + k_token_leeway) return refused("The token is of the future");
  if (claims.contains("nbf")) {
    const auto begins = moment_at(claims, "nbf");
    if (!begins || *begins > now + k_token_leeway) return refused("The token does not hold yet");
  }
  return k_ok;
}

}  // namespace

std::optional<std::string> bytes_of_base64url(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const std::size_t value = k_alphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    buffer = (buffer << 6U) | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>((buffer >> bits) & 0xFFU);
      buffer &= (1U << bits) - 1U;
    }
  }
  return buffer == 0 ? std::optional(std::move(bytes)) : std::nullopt;
}

std::string base64url_of(std::string_view bytes) {
  std::string text;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    buffer = (buffer << 8U) | static_cast<unsigned char>(c);
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += k_alphabet[(buffer >> bits) & 63U];
    }
    buffer &= (1U << bits) - 1U;
  }
  if (bits > 0) text += k_alphabet[(buffer << (6U - bits)) & 63U];
  return text;
}

Result<std::vector<TokenKey>> parse_key_set(std::string_view text) {
  const auto set = text.size() > k_largest_key_set ? std::nullopt : parse_object(text);
  const json::value* list = set ? set->if_contains("keys") : nullptr;
  if (list == nullptr || !list->is_array()) return refused("The keys of the organisation cannot be read");
  std::vector<TokenKey> keys;
  std::size_t looked_at = 0;
  for (const json::value& entry : list->get_array()) {
    if (++looked_at > k_most_token_keys) break;
    if (auto key = parse_key_entry(entry)) keys.push_back(std::move(*key));
  }
  ERR_clear_error();  // what was wrong with a key is no fault of the next call of OpenSSL in this thread
  return keys;
}

Result<IdToken> parse_id_token(std::string_view text) {
  if (text.empty() || text.size() > k_largest_token || std::count(text.begin(), text.end(), '.') != 2)
    return refused("This is no signed token");
  const std::size_t first = text.find('.');
  const std::size_t second = text.rfind('.');
  const auto header_text = bytes_of_base64url(text.substr(0, first));
  const auto claims_text = bytes_of_base64url(text.substr(first + 1, second - first - 1));
  auto signature = bytes_of_base64url(text.substr(second + 1));
  if (!header_text || !claims_text || !signature) return refused("The token is not in base64url");
  const auto header = parse_object(*header_text);
  auto claims = parse_object(*claims_text);
  if (!header || !claims) return refused("The token is not JSON");
  if (header->contains("crit")) return refused("The token asks for what is not understood here");
  IdToken token;
  const std::string algorithm = text_at(*header, "alg");
  if (algorithm == "ES256") {
    token.algorithm = TokenAlgorithm::es256;
  } else if (algorithm != "RS256") {
    return refused("The token is not signed in a way that is trusted here");
  }
  token.key_id = text_at(*header, "kid");
  token.claims = std::move(*claims);
  token.signed_part = text.substr(0, second);
  token.signature = std::move(*signature);
  return token;
}

const TokenKey* key_for(const IdToken& token, const std::vector<TokenKey>& keys) {
  const TokenKey* found = nullptr;
  for (const TokenKey& key : keys) {
    if (key.algorithm != token.algorithm || (!token.key_id.empty() && key.id != token.key_id)) continue;
    if (found != nullptr) return nullptr;  // two of one name: which is meant cannot be told
    found = &key;
  }
  return found;
}

bool is_signed_by(const IdToken& token, const TokenKey& key) {
  if (token.algorithm != key.algorithm || !key.key || token.signature.empty()) return false;
  const std::string signature = token.algorithm == TokenAlgorithm::es256 ? der_of(token.signature) : token.signature;
  if (signature.empty()) return false;
  const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  const bool holds = context &&
                     EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.key.get()) == 1 &&
                     EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(token.signed_part),
                                      token.signed_part.size()) == 1;
  ERR_clear_error();
  return holds;
}

Result<void> check_claims(const json::object& claims, const TokenExpectation& expected) {
  if (text_at(claims, "iss") != expected.issuer) return refused("The token is of another organisation");
  const std::string subject = text_at(claims, "sub");
  if (subject.empty() || subject.size() > 255) return refused("The token does not say who it is about");
  if (const auto audience = check_audience(claims, expected); !audience) return audience;
  if (const auto moments = check_moments(claims, expected.now); !moments) return moments;
  if (expected.nonce.empty() || text_at(claims, "nonce") != expected.nonce)
    return refused("The token is of another login");
  return k_ok;
}

std::vector<std::string> texts_of_claim(const json::object& claims, std::string_view name) {
  std::vector<std::string> texts;
  const json::value* value = claims.if_contains({name.data(), name.size()});
  if (value == nullptr) return texts;
  if (value->is_string()) texts.emplace_back(value->get_string());
  if (value->is_array()) {
    for (const json::value& one : value->get_array()) {
      if (one.is_string() && texts.size() < 100) texts.emplace_back(one.get_string());
    }
  }
  return texts;
}

}  // namespace leerwijzer
