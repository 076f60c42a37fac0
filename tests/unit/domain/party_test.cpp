#include "engine/domain/party.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

Provider party(const std::string& name, std::vector<Identifier> identifiers = {}) {
  Provider provider;
  provider.name = name;
  provider.identifiers = std::move(identifiers);
  return provider;
}

bool same(const Provider& a, const Provider& b) { return same_party(party_keys(a), party_keys(b)); }

const Identifier k_brin{IdentifierScheme::brin, "25PW"};
const Identifier k_branch{IdentifierScheme::brin, " 25pw-00"};
const Identifier k_other_brin{IdentifierScheme::brin, "25LP"};
const Identifier k_kvk{IdentifierScheme::kvk, "30.12.34.56"};

TEST(Party, is_known_by_its_codes_and_its_name) {
  const Provider school = party("Stichting R.O.C. Midden-Nederland", {k_branch, k_kvk, {IdentifierScheme::ooapi, "9"}});
  EXPECT_EQ(party_keys(school), (std::vector<std::string>{"brin:25PW", "kvk:30123456", "name:roc midden nederland"}));
  EXPECT_TRUE(party_keys(party("B.V.")).empty()) << "a name of nothing but a legal form is no name";
  EXPECT_TRUE(party_keys(party("", {{IdentifierScheme::brin, "25"}})).empty()) << "half a code is no code";
}

TEST(Party, is_the_same_by_one_equal_code_whatever_the_names) {
  EXPECT_TRUE(same(party("ROC Midden Nederland", {k_brin}), party("MBO Utrecht e.o.", {k_branch})));
  EXPECT_FALSE(same(party("ROC Midden Nederland", {k_brin}), party("MBO Amersfoort", {k_other_brin})));
}

TEST(Party, is_the_same_by_name_unless_the_codes_say_otherwise) {
  EXPECT_TRUE(same(party("Lasschool De Vonk B.V."), party("lasschool  de vonk")));
  EXPECT_TRUE(same(party("De Vonk", {k_brin}), party("De Vonk", {k_kvk}))) << "they state other kinds of code";
  EXPECT_FALSE(same(party("De Vonk", {k_brin}), party("De Vonk", {k_other_brin})));
  EXPECT_TRUE(same(party("De Vonk", {k_brin, k_kvk}), party("De Vonk", {k_other_brin, k_kvk})));
  EXPECT_FALSE(same(party(""), party(""))) << "nothing is not the same as nothing";
}

}  // namespace
}  // namespace leerwijzer
