// What the database holds of a plan: padded, and opened by its own code and key only.
#include "engine/domain/sealed_plan.hpp"

#include <gtest/gtest.h>

#include <set>

namespace leerwijzer {
namespace {

const std::string k_code = normal_code(random_code()).value();
const std::string k_other = normal_code(random_code()).value();
const std::string k_words = "Ik woon in 3511 en wil verzorgende worden.";

TEST(SealedPlan, opens_with_its_own_code_and_version_only) {
  const std::string sealed = seal_plan(k_words, k_code, 3);
  EXPECT_EQ(open_plan(sealed, k_code, 3), k_words);
  EXPECT_FALSE(open_plan(sealed, k_other, 3).has_value());
  EXPECT_FALSE(open_plan(sealed, k_code, 2).has_value()) << "a row in the place of another version";
  std::string changed = sealed;
  changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
  EXPECT_FALSE(open_plan(changed, k_code, 3).has_value());
  EXPECT_FALSE(open_plan("", k_code, 3).has_value());
}

TEST(SealedPlan, holds_no_word_of_it_and_is_never_twice_the_same) {
  const std::string sealed = seal_plan(k_words, k_code, 1);
  EXPECT_EQ(sealed.find("verzorgende"), std::string::npos);
  EXPECT_EQ(sealed.find(k_code), std::string::npos);
  EXPECT_NE(sealed, seal_plan(k_words, k_code, 1));
}

TEST(SealedPlan, has_one_of_a_few_lengths_whatever_is_in_it) {
  std::set<std::size_t> lengths;
  for (std::size_t size = 0; size < 60'000; size += 499) {
    const std::string text(size, 'a');
    const std::string sealed = seal_plan(text, k_code, 1);
    lengths.insert(sealed.size());
    EXPECT_EQ(open_plan(sealed, k_code, 1), text);
  }
  EXPECT_LE(lengths.size(), 5U);
}

TEST(SealedPlan, padding_gives_back_every_text_and_refuses_what_is_none) {
  for (const std::string& text : {std::string(), std::string("a"), std::string("a\x80"), std::string(511, 'x'),
                                  std::string(512, 'x'), std::string("nul\0", 4)}) {
    const std::string out = padded(text, 512);
    EXPECT_EQ(out.size() & (out.size() - 1), 0U);
    EXPECT_EQ(unpadded(out), text);
  }
  EXPECT_FALSE(unpadded("").has_value());
  EXPECT_FALSE(unpadded(std::string(512, '\0')).has_value());
  EXPECT_FALSE(unpadded("words").has_value());
}

TEST(SealedShare, gives_owner_and_holder_the_same_key_and_nobody_another) {
  const std::string share_code = normal_code(random_code()).value();
  const SealedShare share = seal_share("de stappen", "voor mijn adviseur", k_code, share_code);
  const auto owner = open_terms(share.for_owner, k_code);
  ASSERT_TRUE(owner.has_value());
  EXPECT_EQ(owner->terms, "voor mijn adviseur");
  const auto holder = share_key(share.for_holder, share_code);
  ASSERT_TRUE(holder.has_value());
  EXPECT_EQ(*holder, owner->key);
  EXPECT_EQ(open_shared(share.content, *holder), "de stappen");
  EXPECT_FALSE(share_key(share.for_holder, k_code).has_value());
  EXPECT_FALSE(open_terms(share.for_owner, share_code).has_value());
  EXPECT_EQ(open_comment(seal_comment("let op", *holder), owner->key), "let op");
  EXPECT_FALSE(open_comment(share.content, *holder).has_value()) << "one is not taken for the other";
}

TEST(SealedShare, opens_nothing_of_the_plan_itself) {
  const std::string share_code = normal_code(random_code()).value();
  const std::string plan = seal_plan(k_words, k_code, 1);
  const SealedShare share = seal_share("de stappen", "", k_code, share_code);
  const std::string key = share_key(share.for_holder, share_code).value();
  EXPECT_FALSE(open_plan(plan, share_code, 1).has_value());
  EXPECT_FALSE(decrypt(key, plan).has_value());
  EXPECT_FALSE(open_shared(plan, key).has_value());
  EXPECT_NE(digest_of_plan_code(k_code), digest_of_share_code(k_code));
}

}  // namespace
}  // namespace leerwijzer
