#include "engine/domain/desk_keys.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

ErrorCode code_of(const auto& call) {
  try {
    call();
  } catch (const ErrorException& error) {
    return error.error().code;
  }
  return ErrorCode::internal;
}

const std::string k_hex(64, 'a');

TEST(OperatorKey, is_64_digits_with_white_space_around) {
  EXPECT_TRUE(OperatorKey::parse(" " + k_hex + "\n", "f").has_value());
  for (const std::string& text : {std::string(), k_hex.substr(1), k_hex + "a", std::string(64, 'g')}) {
    const auto key = OperatorKey::parse(text, "/etc/desk-key");
    ASSERT_FALSE(key.has_value());
    EXPECT_EQ(key.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(key.error().where, "/etc/desk-key");
    EXPECT_EQ(key.error().what.find(text.substr(0, 8)) != std::string::npos && !text.empty(), false) << "tells no key";
  }
}

TEST(OperatorKey, opens_the_key_of_a_desk_as_the_key_of_that_desk_only) {
  const OperatorKey key = OperatorKey::parse(k_hex, "f").value();
  const std::string desk_key = random_bytes(k_key_bytes);
  const std::string wrapped = key.wrap("a", desk_key);
  EXPECT_EQ(key.unwrap("a", wrapped), desk_key);
  EXPECT_EQ(wrapped.find(desk_key), std::string::npos);
  EXPECT_EQ(code_of([&] { static_cast<void>(key.unwrap("b", wrapped)); }), ErrorCode::corrupt);
  const OperatorKey other = OperatorKey::parse(std::string(64, 'b'), "f").value();
  EXPECT_EQ(code_of([&] { static_cast<void>(other.unwrap("a", wrapped)); }), ErrorCode::corrupt);
}

TEST(CaseContent, opens_for_its_purpose_only_and_not_when_it_was_changed) {
  const std::string key = random_bytes(k_key_bytes);
  std::string sealed = encrypt_for("note", key, "wil naar de zorg");
  EXPECT_EQ(decrypt_for("note", key, sealed), "wil naar de zorg");
  EXPECT_EQ(code_of([&] { static_cast<void>(decrypt_for("label", key, sealed)); }), ErrorCode::corrupt);
  sealed.back() = static_cast<char>(sealed.back() ^ 1);
  EXPECT_EQ(code_of([&] { static_cast<void>(decrypt_for("note", key, sealed)); }), ErrorCode::corrupt);
}

TEST(ReferralSecrets, are_of_a_desk_or_of_all) {
  const KeyPair one = make_key_pair();
  const KeyPair all = make_key_pair();
  const std::string text = "# keys\n\nutrecht " + hex_of(one.secret_key) + "\r\n*\t" + hex_of(all.secret_key) + "\n";
  const ReferralSecrets secrets = ReferralSecrets::parse(text, "f").value();
  EXPECT_EQ(secrets.keys_of("utrecht")->public_key, one.public_key);
  EXPECT_EQ(secrets.keys_of("gouda")->public_key, all.public_key);
  EXPECT_FALSE(ReferralSecrets{}.keys_of("gouda").has_value());
}

TEST(ReferralSecrets, name_file_and_line_of_a_fault_and_no_key) {
  const std::string good = hex_of(make_key_pair().secret_key);
  for (const std::string& text : {"a " + good + "\na " + good, std::string("\nutrecht"), "x\nutrecht " + good.substr(2),
                                  std::string("# \nutrecht zz")}) {
    const auto secrets = ReferralSecrets::parse(text, "secrets");
    ASSERT_FALSE(secrets.has_value()) << text;
    EXPECT_TRUE(secrets.error().where == "secrets:2" || secrets.error().where == "secrets:1") << secrets.error().where;
    EXPECT_EQ(describe(secrets.error()).find(good.substr(2, 10)), std::string::npos);
  }
}

}  // namespace
}  // namespace leerwijzer
