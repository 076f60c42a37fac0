#include "api/oidc/oidc_client.hpp"

#include "api/http/target.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::int64_t k_keys_kept_seconds = 3600;
constexpr std::int64_t k_refetch_seconds = 10;  ///< an unknown key id does not make us ask more often

Error unreadable(const std::string& what) {
  return {ErrorCode::unavailable,
          "De organisatie waar u zich aanmeldt geeft een antwoord dat niet klopt (" + what + ").",
          "Probeer het later opnieuw.", ""};
}

std::string text_at(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains({name.data(), name.size()});
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string{};
}

Result<json::object> read_object(const std::string& text) {
  json::parse_options options;
  options.max_depth = 16;
  boost::system::error_code failed;
  json::value value = json::parse(text, failed, {}, options);
  if (failed || !value.is_object()) return unreadable("no JSON object");
  return std::move(value.get_object());
}

bool lists(const json::object& object, std::string_view name, std::string_view wanted) {
  const auto values = texts_of_claim(object, name);
  return std::find(values.begin(), values.end(), wanted) != values.end();
}

std::string form_of(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string form;
  for (const auto& [name, value] : fields) form += (form.empty() ? "" : "&") + name + '=' + percent_encode(value);
  return form;
}

}  // namespace

OidcClient::OidcClient(std::vector<OidcProvider> providers, Fetch fetch)
    : providers_(std::move(providers)), fetch_(std::move(fetch)) {
  if (!fetch_) fetch_ = [](const HttpsRequest& request) { return https_fetch(request); };
}

Result<const OidcProvider*> OidcClient::provider_named(const std::string& name) const {
  if (name.empty() && providers_.size() == 1) return &providers_.front();
  for (const OidcProvider& provider : providers_) {
    if (provider.name == name) return &provider;
  }
  return Error{ErrorCode::not_found, "Deze organisatie is hier niet bekend.",
               "Vraag de beheerder naar het adres om u aan te melden.", "provider"};
}

Result<OidcClient::Known> OidcClient::known(const OidcProvider& provider) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = known_.find(provider.name); found != known_.end()) return found->second;
  }
  std::string base = provider.issuer;
  if (base.ends_with('/')) base.pop_back();
  const auto text = fetch_({.url = base + "/.well-known/openid-configuration", .ca_file = provider.ca_file});
  if (!text) return text.error();
  const auto document = read_object(*text);
  if (!document) return document.error();
  // A description that names another issuer is of somebody else (OpenID Connect Discovery, 4.3).
  if (text_at(*document, "issuer") != provider.issuer) return unreadable("another issuer");
  Known found;
  found.authorization = text_at(*document, "authorization_endpoint");
  found.token = text_at(*document, "token_endpoint");
  found.key_set = text_at(*document, "jwks_uri");
  for (const std::string* url : {&found.authorization, &found.token, &found.key_set}) {
    if (!url->starts_with("https://")) return unreadable("an address without https");
  }
  if (document->contains("code_challenge_methods_supported") &&
      !lists(*document, "code_challenge_methods_supported", "S256"))
    return unreadable("no PKCE with S256");
  const std::string methods = "token_endpoint_auth_methods_supported";
  found.secret_in_form =
      lists(*document, methods, "client_secret_post") && !lists(*document, methods, "client_secret_basic");
  const std::lock_guard lock(mutex_);
  return known_[provider.name] = std::move(found);
}

Result<OidcClient::Known> OidcClient::with_keys(const OidcProvider& provider, bool anew, std::int64_t now) {
  auto found = known(provider);
  if (!found) return found;
  const std::int64_t age = now - found->keys_at;
  if (!found->keys.empty() && age >= 0 && age < (anew ? k_refetch_seconds : k_keys_kept_seconds)) return found;
  const auto text = fetch_({.url = found->key_set, .ca_file = provider.ca_file});
  if (!text) return text.error();
  auto keys = parse_key_set(*text);
  if (!keys) return keys.error();
  found->keys = std::move(*keys);
  found->keys_at = now;
  const std::lock_guard lock(mutex_);
  known_[provider.name] = *found;
  return found;
}

Result<std::string> OidcClient::authorization_url(const OidcProvider& provider, const OidcRequest& request) {
  const auto at = known(provider);
  if (!at) return at.error();
  return at->authorization + (at->authorization.find('?') == std::string::npos ? '?' : '&') +
         form_of({{"response_type", "code"},
                  {"client_id", provider.client_id},
                  {"redirect_uri", provider.redirect},
                  {"scope", provider.scope},
                  {"state", request.state},
                  {"nonce", request.nonce},
                  {"code_challenge", request.challenge},
                  {"code_challenge_method", "S256"}});
}

Result<std::string> OidcClient::redeem(const OidcProvider& provider, const Known& at,
                                       const OidcExchange& exchange) const {
  std::vector<std::pair<std::string, std::string>> fields = {{"grant_type", "authorization_code"},
                                                             {"code", exchange.code},
                                                             {"redirect_uri", provider.redirect},
                                                             {"code_verifier", exchange.verifier}};
  HttpsRequest request{.url = at.token, .ca_file = provider.ca_file};
  if (provider.client_secret.empty() || at.secret_in_form) {
    fields.emplace_back("client_id", provider.client_id);
    if (!provider.client_secret.empty()) fields.emplace_back("client_secret", provider.client_secret);
  } else {
    // RFC 6749, 2.3.1: both are form-encoded before they become Basic.
    request.user = percent_encode(provider.client_id);
    request.password = percent_encode(provider.client_secret);
  }
  request.form = form_of(fields);
  const auto text = fetch_(request);
  if (!text) return text.error();
  const auto answer = read_object(*text);
  if (!answer) return answer.error();
  return text_at(*answer, "id_token");
}

Result<IdToken> OidcClient::verified(const OidcProvider& provider, const std::string& text, std::int64_t now) {
  auto token = parse_id_token(text);
  if (!token) return token;
  for (const bool anew : {false, true}) {
    const auto at = with_keys(provider, anew, now);
    if (!at) return at.error();
    const TokenKey* key = key_for(*token, at->keys);
    if (key == nullptr) continue;  // perhaps the organisation changed its keys: once more
    if (is_signed_by(*token, *key)) return token;
    break;
  }
  return Error{ErrorCode::unauthenticated, "The token is not signed by the organisation",
               "Begin opnieuw met aanmelden.", ""};
}

Result<OidcPerson> OidcClient::exchange(const OidcProvider& provider, const OidcExchange& exchange) {
  const auto at = known(provider);
  if (!at) return at.error();
  const auto text = redeem(provider, *at, exchange);
  if (!text) return text.error();
  const auto token = verified(provider, *text, exchange.now);
  if (!token) return token.error();
  const auto right = check_claims(token->claims, {provider.issuer, provider.client_id, exchange.nonce, exchange.now});
  if (!right) return right.error();
  const auto place = place_by_claims(provider, token->claims);
  if (!place) return place.error();
  return OidcPerson{text_at(token->claims, "sub"), text_at(token->claims, "email"), place->place, place->role};
}

}  // namespace leerwijzer
