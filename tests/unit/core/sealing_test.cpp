#include "engine/core/sealing.hpp"

#include <gtest/gtest.h>

#include <set>

namespace leerwijzer {
namespace {

TEST(Code, is_140_bits_in_groups_of_four_and_never_the_same) {
  std::set<std::string> codes;
  for (int i = 0; i < 1000; ++i) {
    const std::string code = random_code();
    ASSERT_EQ(code.size(), 34U);
    ASSERT_EQ(code[4], '-');
    ASSERT_EQ(code.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ-"), std::string::npos) << code;
    codes.insert(code);
  }
  EXPECT_EQ(codes.size(), 1000U);
}

TEST(Code, is_understood_however_a_person_types_it) {
  const std::string code = random_code();
  const std::string plain = normal_code(code).value();
  EXPECT_EQ(plain.size(), 28U);
  std::string small;
  for (const char c : code) small += c == '-' ? ' ' : static_cast<char>(std::tolower(c));
  EXPECT_EQ(normal_code(small), plain);
  EXPECT_EQ(normal_code("OOOO-iiii-LLLL-llll-0000-1111-OIL0"), "0000111111111111000011110110");
  for (const char* text : {"", "ABCD", "UUUU-UUUU-UUUU-UUUU-UUUU-UUUU-UUUU", "<script>", "\xc3\xa9"})
    EXPECT_FALSE(normal_code(text).has_value()) << text;
  EXPECT_FALSE(normal_code(std::string(5000, ' ') + code).has_value());
}

TEST(Encrypted, text_comes_back_with_the_key_and_only_with_it) {
  const std::string key = random_bytes(k_key_bytes);
  const std::string plain = "Ik wil leren lassen.";
  const std::string encrypted = encrypt(key, plain);
  EXPECT_EQ(encrypted.find("lassen"), std::string::npos);
  EXPECT_NE(encrypted, encrypt(key, plain));
  EXPECT_EQ(decrypt(key, encrypted), plain);
  EXPECT_EQ(decrypt(key, encrypt(key, "")), "");
  EXPECT_FALSE(decrypt(random_bytes(k_key_bytes), encrypted).has_value());
}

TEST(Encrypted, text_that_was_changed_or_cut_anywhere_does_not_open) {
  const std::string key = random_bytes(k_key_bytes);
  const KeyPair keys = make_key_pair();
  const std::string encrypted = encrypt(key, "geheim");
  const std::string sealed = seal(keys.public_key, "geheim");
  for (std::size_t i = 0; i < encrypted.size(); ++i) {
    std::string changed = encrypted;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(decrypt(key, changed).has_value()) << i;
    EXPECT_FALSE(decrypt(key, std::string_view(encrypted).substr(0, i)).has_value()) << i;
  }
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(open_sealed(keys, changed).has_value()) << i;
    EXPECT_FALSE(open_sealed(keys, std::string_view(sealed).substr(0, i)).has_value()) << i;
  }
}

TEST(Envelope, is_opened_by_the_owner_of_the_key_only) {
  const KeyPair desk = make_key_pair();
  const std::string sealed = seal(desk.public_key, "voor het loket");
  EXPECT_EQ(open_sealed(desk, sealed), "voor het loket");
  EXPECT_FALSE(open_sealed(make_key_pair(), sealed).has_value());
  EXPECT_EQ(key_pair_of(desk.secret_key).value().public_key, desk.public_key);
  EXPECT_FALSE(key_pair_of("short").has_value());
}

TEST(SecretDigest, differs_by_purpose_and_by_text) {
  EXPECT_EQ(secret_digest("a", "x").size(), 32U);
  EXPECT_EQ(secret_digest("a", "x"), secret_digest("a", "x"));
  EXPECT_NE(secret_digest("a", "x"), secret_digest("b", "x"));
  EXPECT_NE(secret_digest("ab", "x"), secret_digest("a", "bx"));
}

TEST(Hex, goes_both_ways_and_refuses_the_rest) {
  EXPECT_EQ(hex_of(std::string("\x00\xff\x10", 3)), "00ff10");
  EXPECT_EQ(bytes_of_hex("00FF10"), std::string("\x00\xff\x10", 3));
  EXPECT_FALSE(bytes_of_hex("0").has_value());
  EXPECT_FALSE(bytes_of_hex("0g").has_value());
}

}  // namespace
}  // namespace leerwijzer
