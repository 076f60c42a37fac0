#include "tests/support/local_oidc_provider.hpp"

#include "engine/core/sha256.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/signed_tokens.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <map>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string challenge_of(const std::string& verifier) {
  std::string text = sha256_base64(verifier);
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return text.substr(0, text.find('='));
}

struct Agreed {
  std::string challenge;
  std::string nonce;
  std::string client;
};

}  // namespace

std::string parameter_in(const std::string& url, const std::string& name) {
  std::string query = "&" + url.substr(url.find('?') + 1);
  const std::size_t at = query.find("&" + name + "=");
  if (at == std::string::npos) return {};
  const std::size_t begin = at + name.size() + 2;
  return decoded(std::string_view(query).substr(begin, query.find('&', begin) - begin));
}

struct LocalOidcProvider::Parts {
  explicit Parts(LocalOidcProvider& owner)
      : outer(owner),
        server([this](const ServedRequest& request) { return answer(request); },
               HttpServer::Transport::self_signed_tls) {}

  ServedReply answer(const ServedRequest& request) {
    if (outer.away) return {500, "away", {}};
    if (request.target == "/.well-known/openid-configuration") return discovery();
    if (request.target == "/keys") {
      ++key_sets;
      return {200, key_set_of({&key}), {}};
    }
    return request.target == "/token" ? token(request) : ServedReply{404, "", {}};
  }

  ServedReply discovery() const {
    const std::string base = server.url();
    return {200,
            json::serialize(json::object{{"issuer", base},
                                         {"authorization_endpoint", base + "/authorize"},
                                         {"token_endpoint", base + "/token"},
                                         {"jwks_uri", base + "/keys"},
                                         {"code_challenge_methods_supported", json::array{"S256"}}}),
            {}};
  }

  ServedReply token(const ServedRequest& request) {
    const std::string form = "?" + request.body;
    const auto found = agreed.find(parameter_in(form, "code"));
    if (found == agreed.end() || found->second.challenge != challenge_of(parameter_in(form, "code_verifier")))
      return {400, R"({"error":"invalid_grant"})", {}};
    const auto authorization = request.headers.find("authorization");
    if (authorization == request.headers.end() || authorization->second != "Basic bGVlcndpanplcjpnZWhlaW0=")
      return {401, R"({"error":"invalid_client"})", {}};
    json::object claims{{"iss", server.url()},
                        {"aud", found->second.client},
                        {"nonce", found->second.nonce},
                        {"exp", outer.now() + 300},
                        {"iat", outer.now()}};
    for (const auto& one : outer.person) claims[one.key()] = one.value();
    if (outer.on_claims) outer.on_claims(claims);
    agreed.erase(found);
    std::string text = key.token(claims);
    if (outer.on_token) text = outer.on_token(std::move(text));
    return {
        200, json::serialize(json::object{{"id_token", text}, {"access_token", "x"}, {"token_type", "Bearer"}}), {}};
  }

  LocalOidcProvider& outer;
  SigningKey key = SigningKey::rsa("key-1");
  std::map<std::string, Agreed> agreed;
  int codes = 0;
  std::atomic<int> key_sets{0};
  HttpServer server;
};

LocalOidcProvider::LocalOidcProvider() : parts_(std::make_unique<Parts>(*this)) {}
LocalOidcProvider::~LocalOidcProvider() = default;

std::string LocalOidcProvider::issuer() const { return parts_->server.url(); }

void LocalOidcProvider::write_certificate(const std::filesystem::path& file) const {
  std::ofstream(file) << parts_->server.certificate();
}

std::string LocalOidcProvider::agree(const std::string& authorization_url) {
  const std::string code = "code-" + std::to_string(++parts_->codes);
  parts_->agreed[code] = {parameter_in(authorization_url, "code_challenge"), parameter_in(authorization_url, "nonce"),
                          parameter_in(authorization_url, "client_id")};
  return code;
}

void LocalOidcProvider::rotate_keys() { parts_->key = SigningKey::rsa("key-" + std::to_string(++parts_->codes + 100)); }

int LocalOidcProvider::key_set_requests() const { return parts_->key_sets; }

}  // namespace leerwijzer::testing
