#include "tests/db/store/catalogue_fixture.hpp"

namespace leerwijzer::testing {
namespace {

using CatalogueRoundTrip = CatalogueFixture;

/// What the store fills in is set aside: all else must come back as it went in.
Offer without_ids(Offer offer) {
  offer.id = {};
  offer.source = {};
  offer.provider = {};
  offer.provider_name.clear();
  offer.content_hash.clear();
  for (leerwijzer::Run& run : offer.runs) run.id = {};
  return offer;
}

TEST_F(CatalogueRoundTrip, an_offer_with_every_field_comes_back_as_it_was) {
  const Offer offer = full_offer("o1");
  fetch({record_of(offer, provider)});
  const std::vector<Offer> found = all();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(without_ids(found[0]), offer);
  EXPECT_EQ(found[0].provider_name, "School A");
  EXPECT_EQ(found[0].source, source);
  EXPECT_TRUE(found[0].id.stored());
  EXPECT_TRUE(found[0].provider.stored());
  EXPECT_EQ(found[0].content_hash.size(), 32U);
  EXPECT_EQ(store.offer(found[0].id), found[0]);
  EXPECT_EQ(store.diagnostics(source, 10).size(), 0U);
}

TEST_F(CatalogueRoundTrip, an_empty_offer_comes_back_empty) {
  Offer offer;
  offer.key = "leeg";
  fetch({record_of(offer, provider)});
  ASSERT_EQ(all().size(), 1U);
  EXPECT_EQ(without_ids(all()[0]), offer);
}

}  // namespace
}  // namespace leerwijzer::testing
