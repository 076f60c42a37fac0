// Real keys that sign tokens of tests: RSA and P-256, as an organisation would.
#pragma once

#include "api/oidc/json_web_token.hpp"

#include <boost/json/object.hpp>

#include <memory>
#include <string>

namespace leerwijzer::testing {

class SigningKey {
 public:
  static SigningKey rsa(const std::string& id, unsigned bits = 2048);
  static SigningKey es256(const std::string& id);

  /// The public part, for a key set.
  [[nodiscard]] boost::json::object jwk() const;
  /// A compact token. `header`: what is said beside alg and kid, or instead of them.
  [[nodiscard]] std::string token(const boost::json::object& claims, const boost::json::object& header = {}) const;
  [[nodiscard]] const std::string& id() const noexcept { return id_; }

 private:
  SigningKey(std::string id, TokenAlgorithm algorithm, EVP_PKEY* key);
  [[nodiscard]] std::string sign(const std::string& text) const;

  std::string id_;
  TokenAlgorithm algorithm_;
  std::shared_ptr<EVP_PKEY> key_;
};

/// {"keys": [...]}
[[nodiscard]] std::string key_set_of(std::initializer_list<const SigningKey*> keys);

/// The parts of a token put together without a signature that holds.
[[nodiscard]] std::string unsigned_token(const boost::json::object& header, const boost::json::object& claims,
                                         const std::string& signature);

}  // namespace leerwijzer::testing
