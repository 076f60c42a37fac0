#include "tests/support/signed_tokens.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <boost/json.hpp>

#include <stdexcept>
#include <vector>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;

std::string bytes_of(const BIGNUM* number, int size = 0) {
  std::vector<unsigned char> bytes(static_cast<std::size_t>(size > 0 ? size : BN_num_bytes(number)));
  BN_bn2binpad(number, bytes.data(), static_cast<int>(bytes.size()));
  return {bytes.begin(), bytes.end()};
}

std::string parameter(EVP_PKEY* key, const char* name, int size = 0) {
  BIGNUM* number = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &number) != 1) throw std::runtime_error("the key does not tell its parts");
  const std::string bytes = bytes_of(number, size);
  BN_free(number);
  return base64url_of(bytes);
}

/// From DER to r and s side by side.
std::string side_by_side(const std::string& der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  ECDSA_SIG* parts = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
  std::string out = bytes_of(ECDSA_SIG_get0_r(parts), 32) + bytes_of(ECDSA_SIG_get0_s(parts), 32);
  ECDSA_SIG_free(parts);
  return out;
}

}  // namespace

SigningKey::SigningKey(std::string id, TokenAlgorithm algorithm, EVP_PKEY* key)
    : id_(std::move(id)), algorithm_(algorithm), key_(key, EVP_PKEY_free) {
  if (key == nullptr) throw std::runtime_error("a key could not be made");
}

SigningKey SigningKey::rsa(const std::string& id, unsigned bits) {
  return {id, TokenAlgorithm::rs256, EVP_RSA_gen(bits)};
}
SigningKey SigningKey::es256(const std::string& id) { return {id, TokenAlgorithm::es256, EVP_EC_gen("P-256")}; }

json::object SigningKey::jwk() const {
  json::object key{{"kid", id_}, {"use", "sig"}};
  if (algorithm_ == TokenAlgorithm::rs256) {
    key["kty"] = "RSA";
    key["n"] = parameter(key_.get(), OSSL_PKEY_PARAM_RSA_N);
    key["e"] = parameter(key_.get(), OSSL_PKEY_PARAM_RSA_E);
  } else {
    key["kty"] = "EC";
    key["crv"] = "P-256";
    key["x"] = parameter(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X, 32);
    key["y"] = parameter(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y, 32);
  }
  return key;
}

std::string SigningKey::sign(const std::string& text) const {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t size = 0;
  EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key_.get());
  EVP_DigestSign(context, nullptr, &size, bytes, text.size());
  std::string signature(size, '\0');
  const int done =
      EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size, bytes, text.size());
  EVP_MD_CTX_free(context);
  if (done != 1) throw std::runtime_error("a token could not be signed");
  signature.resize(size);
  return algorithm_ == TokenAlgorithm::es256 ? side_by_side(signature) : signature;
}

std::string SigningKey::token(const json::object& claims, const json::object& header) const {
  json::object head{{"alg", algorithm_ == TokenAlgorithm::rs256 ? "RS256" : "ES256"}, {"typ", "JWT"}, {"kid", id_}};
  for (const auto& one : header) head[one.key()] = one.value();
  const std::string text = base64url_of(json::serialize(head)) + "." + base64url_of(json::serialize(claims));
  return text + "." + base64url_of(sign(text));
}

std::string key_set_of(std::initializer_list<const SigningKey*> keys) {
  json::array list;
  for (const SigningKey* key : keys) list.emplace_back(key->jwk());
  return json::serialize(json::object{{"keys", std::move(list)}});
}

std::string unsigned_token(const json::object& header, const json::object& claims, const std::string& signature) {
  return base64url_of(json::serialize(header)) + "." + base64url_of(json::serialize(claims)) + "." +
         base64url_of(signature);
}

}  // namespace leerwijzer::testing
