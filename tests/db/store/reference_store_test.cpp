#include "engine/store/reference_store.hpp"

#include "engine/core/text.hpp"
#include "engine/store/pool.hpp"
#include "tests/support/database.hpp"
#include "tests/support/offers.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

class ReferenceStoreTest : public ::testing::Test {
 protected:
  TestDatabase database;
  Pool pool{database.settings()};
  ReferenceStore store{pool};
};

AdvicePoint full_desk() {
  AdvicePoint p;
  p.id = "utrecht-werkcentrum";
  p.name = "Werkcentrum";
  p.kind = "werkcentrum";
  p.region = "midden-utrecht";
  p.municipality = "Utrecht";
  p.point = GeoPoint{52.09, 5.12};
  p.valid_from = on(2025, 1, 1);
  p.valid_until = on(2030, 12, 31);
  p.verified_at = on(2026, 11, 1);
  p.scope = {"employee", "no \"benefit\", really"};
  p.serves_residence = false;
  p.serves_establishment = true;
  p.channels = {"https://x.nl", "030 1", "a@x.nl", "Plein 1", "ma-vr"};
  p.opening_times = {{1, 540, 1020}, {5, 0, 1440}};
  p.languages = {"nl", "ar"};
  p.successor = "other";
  p.source = "register";
  p.confidence = "verified";
  p.note = "for operators";
  return p;
}

Region utrecht() {
  Region r;
  r.number = 14;
  r.slug = "midden-utrecht";
  r.name = "Midden-Utrecht";
  r.valid_from = on(2023, 1, 1);
  r.source = "list";
  r.confidence = "verified";
  r.municipalities = {{"Utrecht", "midden-utrecht", on(2001, 1, 1), std::nullopt, {"Gemeente Utrecht", "Utreg"}},
                      {"Bunnik", "midden-utrecht", std::nullopt, on(2030, 1, 1), {}}};
  r.places = {{"Vleuten", "Utrecht"}, {"Odijk", "Bunnik"}};
  r.postcodes = {{"3511", {52.09, 5.118}, "Utrecht", "Utrecht"}, {"3981", {52.05, 5.2}, "Bunnik", "Bunnik"}};
  r.advice_points = {full_desk(), {}};
  r.advice_points[1].id = "utrecht-uwv";
  return r;
}

void expect_equal(const AdvicePoint& a, const AdvicePoint& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(std::tie(a.name, a.kind, a.region, a.municipality, a.point),
            std::tie(b.name, b.kind, b.region, b.municipality, b.point));
  EXPECT_EQ(std::tie(a.valid_from, a.valid_until, a.verified_at, a.scope),
            std::tie(b.valid_from, b.valid_until, b.verified_at, b.scope));
  EXPECT_EQ(std::tie(a.serves_residence, a.serves_establishment), std::tie(b.serves_residence, b.serves_establishment));
  const Channels& c = a.channels;
  const Channels& d = b.channels;
  EXPECT_EQ(std::tie(c.url, c.phone, c.email, c.address, c.opening_hours),
            std::tie(d.url, d.phone, d.email, d.address, d.opening_hours));
  EXPECT_EQ(std::tie(a.opening_times, a.languages), std::tie(b.opening_times, b.languages));
  EXPECT_EQ(std::tie(a.successor, a.source, a.confidence, a.note),
            std::tie(b.successor, b.source, b.confidence, b.note));
}

void expect_equal(const Region& a, const Region& b) {
  EXPECT_EQ(std::tie(a.number, a.slug, a.name, a.valid_from, a.valid_until, a.source, a.confidence),
            std::tie(b.number, b.slug, b.name, b.valid_from, b.valid_until, b.source, b.confidence));
  ASSERT_EQ(a.municipalities.size(), b.municipalities.size());
  for (std::size_t i = 0; i < a.municipalities.size(); ++i) {
    const Municipality& m = a.municipalities[i];
    const Municipality& n = b.municipalities[i];
    EXPECT_EQ(std::tie(m.name, m.region, m.valid_from, m.valid_until, m.aliases),
              std::tie(n.name, n.region, n.valid_from, n.valid_until, n.aliases));
  }
  ASSERT_EQ(a.places.size(), b.places.size());
  for (std::size_t i = 0; i < a.places.size(); ++i) {
    EXPECT_EQ(a.places[i].name + a.places[i].municipality, b.places[i].name + b.places[i].municipality);
  }
  ASSERT_EQ(a.postcodes.size(), b.postcodes.size());
  for (std::size_t i = 0; i < a.postcodes.size(); ++i) {
    const Postcode& p = a.postcodes[i];
    const Postcode& q = b.postcodes[i];
    EXPECT_EQ(std::tie(p.digits, p.point, p.place, p.municipality),
              std::tie(q.digits, q.point, q.place, q.municipality));
  }
  ASSERT_EQ(a.advice_points.size(), b.advice_points.size());
  for (std::size_t i = 0; i < a.advice_points.size(); ++i) expect_equal(a.advice_points[i], b.advice_points[i]);
}

TEST_F(ReferenceStoreTest, a_region_comes_back_as_it_was) {
  Region national;
  national.slug = "national";
  national.name = "Nederland";
  store.put_regions({utrecht(), national});
  const auto found = store.regions();
  ASSERT_EQ(found.size(), 2U);
  expect_equal(found[0], national);
  expect_equal(found[1], utrecht());
}

TEST_F(ReferenceStoreTest, a_region_is_replaced_with_all_that_is_in_it) {
  store.put_regions({utrecht()});
  Region next = utrecht();
  next.name = "Utrecht-Midden";
  next.municipalities.erase(next.municipalities.begin());
  next.postcodes.pop_back();
  next.advice_points.pop_back();
  next.places.clear();
  store.put_regions({next});
  const auto found = store.regions();
  ASSERT_EQ(found.size(), 1U);
  expect_equal(found[0], next);
}

TEST_F(ReferenceStoreTest, a_national_postcode_falls_in_the_region_of_its_municipality) {
  store.put_regions({utrecht()});
  store.put_postcodes({{"3512", {52.1, 5.12}, "Utrecht", "Utreg"}, {"9999", {53.3, 6.6}, "Elders", "Onbekend"}});
  const auto found = store.regions();
  ASSERT_EQ(found[0].postcodes.size(), 3U);
  EXPECT_EQ(found[0].postcodes[1].digits, "3512");
}

TEST_F(ReferenceStoreTest, a_national_postcode_file_corrects_a_postcode_without_moving_it) {
  store.put_regions({utrecht()});
  store.put_postcodes({{"3511", {52.2, 5.2}, "Utrecht", "Onbekend"}});
  const auto found = store.regions();
  ASSERT_EQ(found[0].postcodes.size(), 2U);
  EXPECT_EQ(found[0].postcodes[0].point, (GeoPoint{52.2, 5.2}));
}

TEST_F(ReferenceStoreTest, an_import_that_breaks_a_rule_changes_nothing) {
  store.put_regions({utrecht()});
  Region bad = utrecht();
  bad.name = "Anders";
  bad.postcodes[0].digits = "0511";
  EXPECT_THROW(store.put_regions({bad}), ErrorException);
  EXPECT_EQ(store.regions()[0].name, "Midden-Utrecht");
}

TEST_F(ReferenceStoreTest, referral_rules_come_back_as_the_text_that_was_last_imported) {
  EXPECT_EQ(store.referral_rules(), "");
  store.put_referral_rules(R"({"rules": [1]})");
  store.put_referral_rules("{\"rules\": [\"caf\u00e9\"]}\n");
  EXPECT_EQ(store.referral_rules(), "{\"rules\": [\"caf\u00e9\"]}\n");
}

SchemeDocument scheme(const std::string& id, const std::string& document) {
  return {id, "Regeling " + id, document, digest(document)};
}

const std::string k_llk = R"({"id": "LLK",
  "versions": [{"validFrom": "2017-09-01", "validTo": "2024-08-01", "rule": {}}, {"validFrom": "2024-08-01", "validTo": null}],
  "parameters": [{"key": "llk.age_below", "validFrom": "2020-08-01", "validTo": "2024-08-01", "value": 56, "unit": "years"},
                 {"key": "llk.age_below", "validFrom": "2024-08-01", "value": 57, "unit": "years", "confidence": "conflict"}],
  "stacking": [{"with": "SF_HO", "relation": "exclusive"}]})";

TEST_F(ReferenceStoreTest, schemes_come_back_word_for_word_in_order_of_id) {
  EXPECT_EQ(store.put_schemes({scheme("UWV_WW", "{}"), scheme("LLK", k_llk)}).value(), 2);
  EXPECT_EQ(store.schemes(), (std::vector<SchemeDocument>{scheme("LLK", k_llk), scheme("UWV_WW", "{}")}));
}

TEST_F(ReferenceStoreTest, periods_parameters_and_stacking_go_to_their_tables) {
  ASSERT_TRUE(store.put_schemes({scheme("LLK", k_llk)}).has_value());
  EXPECT_EQ(database.ask("SELECT string_agg(validity::text, ' ' ORDER BY position) FROM scheme_version"),
            "[2017-09-01,2024-08-01) [2024-08-01,)");
  EXPECT_EQ(database.ask("SELECT value FROM parameter WHERE key = 'llk.age_below' AND validity @> DATE '2026-01-01'"),
            "57");
  EXPECT_EQ(database.ask("SELECT other || ' ' || relation FROM stacking"), "SF_HO exclusive");
}

TEST_F(ReferenceStoreTest, only_a_scheme_that_changed_gets_a_new_version_and_earlier_ones_are_kept) {
  ASSERT_EQ(store.put_schemes({scheme("A", "{}"), scheme("B", "{}")}).value(), 2);
  EXPECT_EQ(store.put_schemes({scheme("A", "{}"), scheme("B", "{\"x\": 1}")}).value(), 1);
  EXPECT_EQ(store.put_schemes({scheme("A", "{}"), scheme("B", "{}")}).value(), 1);
  EXPECT_EQ(
      database.ask(
          "SELECT string_agg(number || document, ' ' ORDER BY number) FROM scheme_document WHERE scheme_id = 'B'"),
      "1{} 2{\"x\": 1} 3{}");
  EXPECT_EQ(store.schemes().at(1), scheme("B", "{}"));
}

TEST_F(ReferenceStoreTest, a_document_with_overlapping_periods_is_refused_and_names_its_scheme) {
  const std::string overlap = R"({"parameters": [{"key": "k", "validFrom": "2024-01-01", "value": 1},
                                                 {"key": "k", "validFrom": "2025-01-01", "value": 2}]})";
  const auto result = store.put_schemes({scheme("A", "{}"), scheme("STAP", overlap)});
  ASSERT_TRUE(result.has_error());
  EXPECT_EQ(result.error().code, ErrorCode::conflict);
  EXPECT_EQ(result.error().where, "STAP");
  EXPECT_NE(result.error().what.find("STAP"), std::string::npos);
  EXPECT_TRUE(store.schemes().empty());

  const std::string versions = R"({"versions": [{"validFrom": "2024-01-01"}, {"validTo": "2024-01-02"}]})";
  EXPECT_EQ(store.put_schemes({scheme("STAP", versions)}).error().code, ErrorCode::conflict);
}

TEST_F(ReferenceStoreTest, a_document_that_cannot_be_read_is_invalid_and_names_its_scheme) {
  for (const char* document : {"{", "[]", R"({"versions": [{"validFrom": "2024-13-01"}]})",
                               R"({"versions": [{"validFrom": "2024-02-01", "validTo": "2024-01-01"}]})"}) {
    const auto result = store.put_schemes({scheme("X", document)});
    ASSERT_TRUE(result.has_error()) << document;
    EXPECT_EQ(result.error().code, ErrorCode::invalid_input) << document << describe(result.error());
    EXPECT_EQ(result.error().where, "X");
  }
}

}  // namespace
}  // namespace leerwijzer::testing
