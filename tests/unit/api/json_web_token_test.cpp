// ID tokens: real ones are taken, and every way in which one can be wrong is refused.
#include "api/oidc/json_web_token.hpp"
#include "tests/support/signed_tokens.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <random>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;

constexpr std::int64_t k_now = 1'795'900'000;
const TokenExpectation k_expected{"https://login.example", "leerwijzer", "nonce-1", k_now};

json::object good_claims() {
  return {{"iss", "https://login.example"},
          {"sub", "u-1"},
          {"aud", "leerwijzer"},
          {"exp", k_now + 300},
          {"iat", k_now - 1},
          {"nonce", "nonce-1"}};
}

const SigningKey& rsa() {
  static const SigningKey key = SigningKey::rsa("rsa-1");
  return key;
}
const SigningKey& ec() {
  static const SigningKey key = SigningKey::es256("ec-1");
  return key;
}

/// Parsed, its key found and its signature checked.
bool is_trusted(const std::string& text, const std::string& key_set = key_set_of({&rsa(), &ec()})) {
  const auto keys = parse_key_set(key_set);
  const auto token = parse_id_token(text);
  if (!keys || !token) return false;
  const TokenKey* key = key_for(*token, *keys);
  return key != nullptr && is_signed_by(*token, *key);
}

TEST(IdToken, signed_with_rs256_or_es256_is_trusted) {
  EXPECT_TRUE(is_trusted(rsa().token(good_claims())));
  EXPECT_TRUE(is_trusted(ec().token(good_claims())));
  EXPECT_TRUE(check_claims(parse_id_token(rsa().token(good_claims()))->claims, k_expected));
}

TEST(IdToken, of_no_algorithm_or_a_symmetric_one_is_refused) {
  for (const char* algorithm :
       {"none", "None", "NONE", "nOnE", "HS256", "HS512", "RS384", "PS256", "ES384", "EdDSA", ""}) {
    const std::string text = unsigned_token({{"alg", algorithm}, {"kid", "rsa-1"}}, good_claims(), "x");
    EXPECT_FALSE(parse_id_token(text)) << algorithm;
  }
  EXPECT_FALSE(parse_id_token(unsigned_token({{"alg", nullptr}}, good_claims(), "")));
  EXPECT_FALSE(is_trusted(unsigned_token({{"alg", "RS256"}, {"kid", "rsa-1"}}, good_claims(), "")));
}

TEST(IdToken, with_a_critical_header_is_refused) {
  EXPECT_FALSE(parse_id_token(rsa().token(good_claims(), {{"crit", json::array{"b64"}}, {"b64", false}})));
}

TEST(IdToken, changed_in_any_letter_is_not_trusted) {
  for (const SigningKey* key : {&rsa(), &ec()}) {
    const std::string text = key->token(good_claims());
    std::mt19937 random(7);
    for (int i = 0; i < 200; ++i) {
      std::string changed = text;
      const std::size_t at = random() % text.size();
      changed[at] = changed[at] == 'A' ? 'B' : 'A';
      EXPECT_FALSE(is_trusted(changed)) << at;
    }
    EXPECT_FALSE(is_trusted(text.substr(0, text.rfind('.') + 1)));
    EXPECT_FALSE(is_trusted(text + "AAAA"));
  }
}

TEST(IdToken, is_checked_with_the_key_that_it_names_and_no_other) {
  const SigningKey other = SigningKey::rsa("other");
  EXPECT_FALSE(is_trusted(other.token(good_claims()))) << "an unknown key";
  EXPECT_FALSE(is_trusted(other.token(good_claims(), {{"kid", "rsa-1"}}))) << "under the name of another";
  EXPECT_FALSE(is_trusted(rsa().token(good_claims(), {{"kid", "ec-1"}}))) << "a key of another algorithm";
  const SigningKey twin = SigningKey::rsa("rsa-1");
  EXPECT_FALSE(is_trusted(rsa().token(good_claims()), key_set_of({&rsa(), &twin}))) << "two of one name";
}

TEST(IdToken, that_names_no_key_is_checked_with_the_only_one) {
  EXPECT_TRUE(is_trusted(rsa().token(good_claims(), {{"kid", nullptr}}), key_set_of({&rsa(), &ec()})));
  const SigningKey second = SigningKey::rsa("rsa-2");
  EXPECT_FALSE(is_trusted(rsa().token(good_claims(), {{"kid", nullptr}}), key_set_of({&rsa(), &second})));
}

TEST(IdToken, of_another_form_is_refused) {
  for (const std::string& text :
       {std::string(), std::string("."), std::string(".."), std::string("a.b"), std::string("a.b.c.d"),
        std::string("e30.e30.e30"), std::string("!!.e30.x"), std::string(k_largest_token + 1, 'a'),
        unsigned_token({{"alg", "RS256"}}, {}, "x") + "=", base64url_of("[]") + "." + base64url_of("{}") + ".x",
        base64url_of("{\"alg\":\"RS256\"") + ".e30.AAAA",
        base64url_of("{\"alg\":\"RS256\"}") + "." + base64url_of(std::string(100, '[')) + ".AAAA"}) {
    EXPECT_FALSE(parse_id_token(text)) << text.substr(0, 60);
  }
}

TEST(IdTokenClaims, must_be_of_this_issuer_for_this_client_and_this_login) {
  const auto with = [](const char* name, json::value value) {
    json::object claims = good_claims();
    claims[name] = std::move(value);
    return check_claims(claims, k_expected).has_value();
  };
  EXPECT_TRUE(with("x", 1));
  EXPECT_FALSE(with("iss", "https://login.example/"));
  EXPECT_FALSE(with("iss", nullptr));
  EXPECT_FALSE(with("sub", ""));
  EXPECT_FALSE(with("sub", 12));
  EXPECT_FALSE(with("aud", "somebody"));
  EXPECT_FALSE(with("aud", json::array{}));
  EXPECT_FALSE(with("aud", json::array{"leerwijzer", "somebody"})) << "several, and none is the party";
  EXPECT_TRUE(with("aud", json::array{"leerwijzer"}));
  EXPECT_TRUE(with("azp", "leerwijzer"));
  EXPECT_FALSE(with("azp", "somebody"));
  EXPECT_FALSE(with("azp", 1));
  EXPECT_FALSE(with("nonce", "nonce-2"));
  EXPECT_FALSE(with("nonce", nullptr));
}

TEST(IdTokenClaims, hold_for_a_time_with_a_minute_of_leeway) {
  const auto at = [](const char* name, json::value value) {
    json::object claims = good_claims();
    claims[name] = std::move(value);
    return check_claims(claims, k_expected).has_value();
  };
  EXPECT_TRUE(at("exp", k_now - 59));
  EXPECT_FALSE(at("exp", k_now - 60));
  EXPECT_FALSE(at("exp", "later"));
  EXPECT_FALSE(at("exp", nullptr));
  EXPECT_FALSE(at("exp", -1));
  EXPECT_FALSE(at("exp", 1e300));
  EXPECT_TRUE(at("iat", k_now + 60));
  EXPECT_FALSE(at("iat", k_now + 61));
  EXPECT_TRUE(at("nbf", k_now + 60));
  EXPECT_FALSE(at("nbf", k_now + 61));
  EXPECT_FALSE(at("nbf", "soon"));
}

TEST(KeySet, passes_over_what_is_too_weak_or_not_for_signatures) {
  const SigningKey weak = SigningKey::rsa("weak", 1024);
  json::object encryption = rsa().jwk();
  encryption["use"] = "enc";
  json::object symmetric{{"kty", "oct"}, {"k", "c2VjcmV0"}, {"kid", "s"}};
  json::object off_curve = ec().jwk();
  off_curve["y"] = off_curve["x"];
  json::object exponent_one = rsa().jwk();
  exponent_one["e"] = "AQ";
  const json::array list{weak.jwk(), encryption, symmetric, off_curve, exponent_one, 12, nullptr, json::object{}};
  const auto keys = parse_key_set(json::serialize(json::object{{"keys", list}}));
  ASSERT_TRUE(keys);
  EXPECT_TRUE(keys->empty());
}

TEST(KeySet, that_is_none_is_refused) {
  for (const char* text : {"", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[", "\xff"})
    EXPECT_FALSE(parse_key_set(text)) << text;
}

TEST(Base64Url, has_one_form_for_all_bytes) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    EXPECT_EQ(bytes_of_base64url(base64url_of(bytes)), bytes);
    bytes += static_cast<char>(i * 37);
  }
  EXPECT_EQ(base64url_of("\xfb\xff"), "-_8");
  for (const char* text : {"A", "AA=", "AB", "AA==", "A+", "A/", "A A", "AAAAA"})
    EXPECT_FALSE(bytes_of_base64url(text)) << text;
}

}  // namespace
}  // namespace leerwijzer::testing
