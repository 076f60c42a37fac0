// Of an upload only what is the provider's own.
#include "indexer/pipeline/owner_filter.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

Provider provider_of(const std::string& key, const std::string& name, std::vector<Identifier> identifiers = {}) {
  Provider provider;
  provider.key = key;
  provider.name = name;
  provider.identifiers = std::move(identifiers);
  return provider;
}

FeedRecord offer_of(const std::string& key, const std::string& provider_key = "") {
  FeedRecord record;
  record.raw.key = key;
  record.offer.emplace();
  record.offer->key = key;
  record.provider_key = provider_key;
  return record;
}

class OwnerOfAnUpload : public ::testing::Test {
 protected:
  OwnerFilter filter{provider_of("p1", "Stichting ROC Proef", {{IdentifierScheme::brin, "25PW"}})};
  bool admits(FeedRecord record) {
    filter.admit(record);
    EXPECT_NE(record.offer.has_value(), !record.diagnostics.empty() && record.diagnostics[0].code == "other-provider");
    return record.offer.has_value();
  }
};

TEST_F(OwnerOfAnUpload, may_be_left_out_or_named_by_key_name_or_code) {
  EXPECT_TRUE(admits(offer_of("a")));
  EXPECT_TRUE(admits(offer_of("a", "p1")));
  EXPECT_TRUE(admits(offer_of("a", "25PW")));
  FeedRecord named = offer_of("a", "x");
  named.provider = provider_of("x", "ROC proef");
  EXPECT_TRUE(admits(named)) << "the name, without the legal form";
  FeedRecord coded = offer_of("a", "y");
  coded.provider = provider_of("y", "Anders", {{IdentifierScheme::brin, "25PW01"}});
  EXPECT_TRUE(admits(coded));
  EXPECT_TRUE(admits(offer_of("b", "y"))) << "described before";
  EXPECT_EQ(filter.refused(), 0);
}

TEST_F(OwnerOfAnUpload, that_is_somebody_else_is_refused_with_a_remark) {
  EXPECT_FALSE(admits(offer_of("a", "p2")));
  FeedRecord named = offer_of("b", "x");
  named.provider = provider_of("x", "ROC Anders");
  EXPECT_FALSE(admits(named));
  EXPECT_FALSE(admits(offer_of("c", "x"))) << "known by now";
  FeedRecord other_brin = offer_of("d", "z");
  other_brin.provider = provider_of("z", "ROC Proef", {{IdentifierScheme::brin, "99ZZ"}});
  EXPECT_FALSE(admits(other_brin)) << "of the same name, and not the same school";
  FeedRecord party;
  party.provider = provider_of("w", "ROC Anders");
  filter.admit(party);
  EXPECT_FALSE(party.provider);
  EXPECT_EQ(filter.refused(), 4);
}

}  // namespace
}  // namespace leerwijzer
