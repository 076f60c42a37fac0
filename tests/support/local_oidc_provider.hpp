// An organisation whose people log in with their own account, on this machine over TLS: discovery, keys, and a token
// for whoever brings a code with its verifier. A test says what is wrong with the next token.
#pragma once

#include <boost/json/object.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace leerwijzer::testing {

class LocalOidcProvider {
 public:
  LocalOidcProvider();
  ~LocalOidcProvider();
  LocalOidcProvider(const LocalOidcProvider&) = delete;
  LocalOidcProvider& operator=(const LocalOidcProvider&) = delete;

  [[nodiscard]] std::string issuer() const;
  /// What a client must trust, written to a file.
  void write_certificate(const std::filesystem::path& file) const;

  /// The person agrees on the page at this address: gives the code that they are sent back with.
  [[nodiscard]] std::string agree(const std::string& authorization_url);

  /// From now on another key signs, and the old one is in no set.
  void rotate_keys();
  [[nodiscard]] int key_set_requests() const;

  boost::json::object person;                           ///< claims about who logs in
  std::function<std::int64_t()> now;                    ///< the clock of the organisation
  std::function<void(boost::json::object&)> on_claims;  ///< changes what the token says
  std::function<std::string(std::string)> on_token;     ///< changes the token itself
  bool away = false;                                    ///< answers 500

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The value of a parameter in the query of an address, decoded; empty when absent.
[[nodiscard]] std::string parameter_in(const std::string& url, const std::string& name);

}  // namespace leerwijzer::testing
