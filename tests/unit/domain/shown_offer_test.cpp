#include "engine/domain/shown_offer.hpp"
#include "tests/support/offers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace leerwijzer::testing {
namespace {

OfferMember member(Offer offer, std::int64_t id, const std::string& source, int trust_rank = 50,
                   bool is_register = false) {
  offer.id = OfferId{id};
  offer.source = SourceId{id};
  offer.provider = ProviderId{id};
  offer.provider_name = "Provider of " + source;
  offer.content_hash = "hash of " + offer.key;
  return {std::move(offer), source, trust_rank, is_register};
}

Run start_on(Date date) {
  Run run;
  run.start_kind = StartKind::fixed;
  run.start = date;
  return run;
}

Cost price(std::int64_t cents) {
  Cost cost;
  cost.amount = Cents{cents};
  return cost;
}

/// What the register knows: codes, level, official names and a town, and no dates or price.
OfferMember register_member() {
  Offer o = small_offer("r", "Verpleegkundige");
  o.codes = {{CodeScheme::crebo, "25655"}, {CodeScheme::rio, "100O1"}};
  o.level = {NlqfLevel::level_4, LevelBasis::stated};
  o.level_raw = "niveau 4";
  o.kind = OfferKind::qualification;
  o.kind_basis = Basis::stated;
  o.recognised = true;
  o.awarded = "Diploma mbo-Verpleegkundige";
  o.texts.push_back({TextField::qualification, "nl", "Mbo-Verpleegkundige"});
  o.locations = {{"", "", "", "UTRECHT", std::nullopt}};
  o.quality = 0.4;
  Run run;
  o.runs = {run};
  return member(o, 1, "rio", 10, true);
}

OfferMember own_member() {
  Offer o = small_offer("o", "Word verpleegkundige");
  o.texts.push_back({TextField::description, "nl", "U leert het vak."});
  o.codes = {{CodeScheme::crebo, "99999"}, {CodeScheme::ooapi, "abc"}};
  o.level = {NlqfLevel::level_5, LevelBasis::stated};
  o.awarded = "Diploma";
  o.runs = {start_on(on(2027, 2, 1))};
  o.costs = {price(125'000)};
  o.locations = {{"Vondellaan", "Vondellaan 178", "3521GH", "Utrecht", std::nullopt}};
  o.url = "https://school.example/verpleegkundige";
  o.quality = 0.8;
  return member(o, 2, "school", 50);
}

std::size_t member_of(const ShownOffer& shown, std::string_view field) {
  const auto at =
      std::find_if(shown.origins.begin(), shown.origins.end(), [&](const auto& o) { return o.field == field; });
  return at == shown.origins.end() ? 99 : at->member;
}

FieldBasis basis_of(const ShownOffer& shown, std::string_view field) {
  return std::find_if(shown.origins.begin(), shown.origins.end(), [&](const auto& o) { return o.field == field; })
      ->basis;
}

TEST(ShownOffer, of_one_feed_is_that_offer) {
  const std::vector<OfferMember> alone = {member(full_offer("a"), 7, "school")};
  const ShownOffer shown = show_offer(alone, OfferId{7});
  EXPECT_EQ(shown.offer, alone[0].offer);
  EXPECT_EQ(shown_hash(alone, OfferId{7}), alone[0].offer.content_hash);
}

TEST(ShownOffer, has_codes_and_level_of_the_register_and_text_dates_and_price_of_the_provider) {
  const std::vector<OfferMember> members = {register_member(), own_member()};
  const ShownOffer shown = show_offer(members, OfferId{2});
  const Offer& o = shown.offer;
  EXPECT_EQ(o.id, OfferId{2});
  EXPECT_EQ(o.level, (Level{NlqfLevel::level_4, LevelBasis::register_})) << "what a register states is official";
  EXPECT_EQ(o.codes, (std::vector<OfferCode>{
                         {CodeScheme::crebo, "25655"}, {CodeScheme::rio, "100O1"}, {CodeScheme::ooapi, "abc"}}));
  EXPECT_EQ(o.recognised, true);
  EXPECT_EQ(o.awarded, "Diploma mbo-Verpleegkundige");
  EXPECT_EQ(o.kind, OfferKind::qualification);
  EXPECT_EQ(text_of(o, TextField::qualification), "Mbo-Verpleegkundige");
  EXPECT_EQ(title_of(o), "Word verpleegkundige");
  EXPECT_EQ(o.runs, members[1].offer.runs);
  EXPECT_EQ(catalogue_price(o).gross->max, Cents{125'000});
  EXPECT_EQ(o.locations, members[1].offer.locations);
  EXPECT_EQ(o.provider_name, "Provider of school");
  EXPECT_EQ(o.quality, 0.8);
  EXPECT_EQ(member_of(shown, "level"), 0U);
  EXPECT_EQ(basis_of(shown, "level"), FieldBasis::register_);
  EXPECT_EQ(member_of(shown, "codes/crebo"), 0U);
  EXPECT_EQ(member_of(shown, "codes/ooapi"), 1U);
  EXPECT_EQ(member_of(shown, "texts/title"), 1U);
  EXPECT_EQ(basis_of(shown, "texts/title"), FieldBasis::stated);
  EXPECT_EQ(member_of(shown, "price"), 1U);
}

TEST(ShownOffer, fills_in_from_the_next_feed_what_the_first_does_not_say) {
  OfferMember own = own_member();
  own.offer.locations.clear();
  own.offer.runs.clear();
  own.offer.level = {};
  OfferMember other = own_member();
  other.offer.id = OfferId{3};
  other.source_name = "springest";
  other.trust_rank = 60;
  other.offer.contact_phone = "030 1234567";
  other.offer.runs[0].costs = {price(1)};
  const ShownOffer shown = show_offer(std::vector{register_member(), own, other}, OfferId{1});
  EXPECT_EQ(shown.offer.contact_phone, "030 1234567");
  EXPECT_EQ(member_of(shown, "contactPhone"), 2U);
  EXPECT_EQ(member_of(shown, "runs"), 2U) << "dates go before none";
  EXPECT_EQ(member_of(shown, "price"), 1U);
  EXPECT_TRUE(shown.offer.runs[0].costs.empty()) << "all of the price comes from one feed";
  EXPECT_EQ(catalogue_price(shown.offer).gross->max, Cents{125'000});
  EXPECT_EQ(member_of(shown, "locations"), 2U);
  EXPECT_EQ(member_of(shown, "url"), 1U) << "the trust rank decides among equals";
}

TEST(ShownOffer, keeps_a_price_per_run_when_the_dates_are_of_another_feed) {
  OfferMember priced = own_member();
  priced.offer.costs.clear();
  priced.offer.runs[0] = leerwijzer::Run{};
  priced.offer.runs[0].costs = {price(50'000)};
  OfferMember dated = own_member();
  dated.offer.id = OfferId{3};
  dated.source_name = "x";
  dated.offer.costs.clear();
  const ShownOffer shown = show_offer(std::vector{priced, dated}, OfferId{2});
  EXPECT_EQ(member_of(shown, "runs"), 1U);
  EXPECT_EQ(member_of(shown, "price"), 0U);
  EXPECT_EQ(catalogue_price(shown.offer).gross->max, Cents{50'000});
}

TEST(ShownOffer, shows_an_inferred_level_only_where_nobody_states_one) {
  OfferMember inferred = own_member();
  inferred.offer.level = {NlqfLevel::level_3, LevelBasis::inferred};
  inferred.trust_rank = 1;
  OfferMember stated = own_member();
  stated.offer.id = OfferId{3};
  EXPECT_EQ(show_offer(std::vector{inferred, stated}, OfferId{2}).offer.level,
            (Level{NlqfLevel::level_5, LevelBasis::stated}));
  const ShownOffer alone = show_offer(std::vector{inferred}, OfferId{2});
  EXPECT_EQ(alone.offer.level.basis, LevelBasis::inferred);
  EXPECT_EQ(basis_of(alone, "level"), FieldBasis::inferred);
}

TEST(ShownOffer, is_the_same_in_whatever_order_the_feeds_are_read) {
  const std::vector<OfferMember> one = {register_member(), own_member()};
  const std::vector<OfferMember> other = {own_member(), register_member()};
  EXPECT_EQ(show_offer(one, OfferId{1}).offer, show_offer(other, OfferId{1}).offer);
  EXPECT_EQ(shown_hash(one, OfferId{1}), shown_hash(other, OfferId{1}));
}

TEST(ShownOffer, has_another_hash_when_anything_that_counts_changes) {
  const std::vector<OfferMember> before = {register_member(), own_member()};
  std::set<std::string> hashes = {shown_hash(before, OfferId{1}), shown_hash(before, OfferId{2})};
  auto changed = before;
  changed[0].offer.content_hash = "another";
  hashes.insert(shown_hash(changed, OfferId{1}));
  changed = before;
  changed[1].trust_rank = 1;
  hashes.insert(shown_hash(changed, OfferId{1}));
  changed = before;
  changed[0].is_register = false;
  hashes.insert(shown_hash(changed, OfferId{1}));
  EXPECT_EQ(hashes.size(), 5U);
}

TEST(ShownOffer, names_an_origin_for_every_field_that_has_a_value) {
  const ShownOffer shown = show_offer(std::vector{member(full_offer("a"), 7, "school")}, OfferId{7});
  std::set<std::string> named;
  for (const FieldOrigin& origin : shown.origins) named.insert(origin.field.substr(0, origin.field.find('/')));
  for (const FieldRuleEntry& rule : field_rules()) {
    EXPECT_TRUE(named.contains(std::string(rule.field.substr(0, rule.field.find('/'))))) << rule.field;
    EXPECT_FALSE(rule.why.empty());
  }
}

TEST(ShownOffer, knows_registers_by_their_format) {
  EXPECT_TRUE(is_register_format("rio-lod-v2"));
  EXPECT_TRUE(is_register_format("duo-csv"));
  EXPECT_FALSE(is_register_format("ooapi-v5"));
  EXPECT_FALSE(is_register_format("csv"));
}

}  // namespace
}  // namespace leerwijzer::testing
