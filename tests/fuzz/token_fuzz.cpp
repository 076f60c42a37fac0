// Signed tokens, key sets, session cookies and Authorization headers: whatever bytes come, an answer or a refusal, and
// never a trusted token without a signature that holds.
#include "api/oidc/json_web_token.hpp"
#include "api/session_token.hpp"
#include "tests/fuzz/target.hpp"

#include "engine/domain/account.hpp"

#include <cstdlib>

namespace leerwijzer::fuzz {
namespace {

/// A key set whose private part nobody has.
constexpr std::string_view k_keys =
    R"({"keys":[{"kty":"EC","crv":"P-256","kid":"a","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";

}  // namespace

SeedPlan seed_plan() {
  return {"",
          {std::string(k_keys), R"({"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB","kid":"b"},{"kty":"oct","k":"AQAB"}]})",
           "eyJhbGciOiJFUzI1NiIsImtpZCI6ImEifQ.eyJpc3MiOiJodHRwczovL2V4YW1wbGUiLCJzdWIiOiJ1IiwiYXVkIjpbImMiXSwiZXhwIjox"
           "MDAwfQ."
           "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
           "eyJhbGciOiJub25lIn0.e30.", "Bearer lw_0a1b2c3d4e_00112233445566778899aabbccddeeff00112233",
           "a=b; __Host-leerwijzer=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef; c=d",
           "A1B2-C3D4-E5F6-G7H8", "Jan.Jansen@Voorbeeld.nl"},
          30'000};
}

}  // namespace leerwijzer::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leerwijzer;
  const std::string text(reinterpret_cast<const char*>(data), size);
  static const std::vector<TokenKey> keys = parse_key_set(fuzz::k_keys).value();
  if (const auto token = parse_id_token(text)) {
    if (const TokenKey* key = key_for(*token, keys); key != nullptr && is_signed_by(*token, *key)) std::abort();
    static_cast<void>(check_claims(token->claims, {"https://example", "c", "n", 500}));
  }
  if (const auto set = parse_key_set(text); set && set->size() > k_most_token_keys) std::abort();
  if (const auto bytes = bytes_of_base64url(text); bytes && base64url_of(*bytes) != text) std::abort();
  if (bytes_of_base64url(base64url_of(text)) != text) std::abort();
  WebRequest request;
  request.method = "POST";
  request.headers = {{"cookie", text}, {"origin", text}, {"host", "leerwijzer.example"}};
  if (const auto token = session_token_of(request); token && !token->empty() && token->size() != 64) std::abort();
  static_cast<void>(require_same_site(request));
  if (const auto bearer = bearer_of(text)) {
    if (const auto key = parse_key(*bearer); key && text_of(*key) != *bearer) std::abort();
  }
  if (const auto code = normal_recovery_code(text); code && normal_recovery_code(*code) != *code) std::abort();
  if (const auto email = normal_email(text); email && normal_email(*email) != *email) std::abort();
  return 0;
}
