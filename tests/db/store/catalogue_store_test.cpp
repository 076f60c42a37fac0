#include "tests/db/store/catalogue_fixture.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace leerwijzer::testing {
namespace {

class CatalogueStoreTest : public CatalogueFixture {
 protected:
  std::vector<std::string> diagnostic_codes() {
    std::vector<std::string> codes;
    for (const Diagnostic& d : store.diagnostics(source, 100)) codes.push_back(d.code);
    return codes;
  }
};

TEST_F(CatalogueStoreTest, storing_the_same_records_again_changes_nothing) {
  fetch(records(3));
  EXPECT_EQ(last_counts.added, 3);
  const std::vector<OfferFingerprint> before = store.fingerprints();
  const ChangeNumber change = store.latest_change();

  fetch(records(3));
  EXPECT_EQ(last_counts.added, 0);
  EXPECT_EQ(last_counts.changed, 0);
  EXPECT_EQ(last_counts.unchanged, 3);
  EXPECT_EQ(store.fingerprints(), before);
  EXPECT_EQ(store.latest_change(), change);
}

TEST_F(CatalogueStoreTest, a_changed_offer_keeps_its_id_and_gets_one_change) {
  fetch(records(3));
  const std::vector<OfferFingerprint> before = store.fingerprints();
  const ChangeNumber mark = store.latest_change();

  auto next = records(3);
  next[1].offer->texts[0].text = "Andere titel";
  fetch(next);
  EXPECT_EQ(last_counts.changed, 1);
  EXPECT_EQ(last_counts.unchanged, 2);
  const auto changes = store.changes_after(mark, 10);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].offer, before[1].offer);
  EXPECT_FALSE(changes[0].deleted);
  EXPECT_NE(store.fingerprints()[1].content_hash, before[1].content_hash);
  EXPECT_EQ(title_of(*store.offer(before[1].offer)), "Andere titel");
}

TEST_F(CatalogueStoreTest, every_part_of_an_offer_counts_for_its_content_hash) {
  const std::vector<std::function<void(Offer&)>> edits = {
      [](Offer& o) { o.kind = OfferKind::course; },
      [](Offer& o) { o.kind_basis = Basis::inferred; },
      [](Offer& o) { o.level.nlqf = NlqfLevel::level_5; },
      [](Offer& o) { o.level.basis = LevelBasis::stated; },
      [](Offer& o) { o.level_raw += "x"; },
      [](Offer& o) { o.sector = "ict"; },
      [](Offer& o) { o.intensity = Intensity::dual; },
      [](Offer& o) { o.path = LearningPath::bol; },
      [](Offer& o) { o.modes.pop_back(); },
      [](Offer& o) { o.dayparts.pop_back(); },
      [](Offer& o) { o.languages.pop_back(); },
      [](Offer& o) { o.texts[1].language = "de"; },
      [](Offer& o) { o.outcomes[0].text += "x"; },
      [](Offer& o) { o.codes[0].value += "x"; },
      [](Offer& o) { o.costs[2].amount = Cents{0}; },
      [](Offer& o) { o.costs[1].confirmed = true; },
      [](Offer& o) { o.runs[0].sessions[0].time_from = "19:00"; },
      [](Offer& o) { o.runs[0].location.reset(); },
      [](Offer& o) { o.runs[1].location.reset(); },
      [](Offer& o) { o.runs[0].costs[0].amount = Cents{1}; },
      [](Offer& o) { o.runs[0].places_pending.reset(); },
      [](Offer& o) { o.runs[1].enrol_until = on(2027, 12, 2); },
      [](Offer& o) { o.locations[1].point->latitude += 0.001; },
      [](Offer& o) { o.duration_months.reset(); },
      [](Offer& o) { o.study_load_hours = 141; },
      [](Offer& o) { o.hours_per_week = 0.3; },
      [](Offer& o) { o.prior_level.reset(); },
      [](Offer& o) { o.contact_phone.clear(); },
      [](Offer& o) { o.recognised.reset(); },
      [](Offer& o) { o.quality = 0.5; },
  };
  fetch({record_of(full_offer("o1"), provider)});
  const FetchId id = store.begin_fetch(source);
  for (std::size_t i = 0; i < edits.size(); ++i) {
    Offer offer = full_offer("o1");
    edits[i](offer);
    const FeedRecord record = record_of(offer, provider);
    EXPECT_EQ(store.store_batch(id, std::span(&record, 1)).changed, 1) << "edit " << i;
    const FeedRecord original = record_of(full_offer("o1"), provider);
    EXPECT_EQ(store.store_batch(id, std::span(&original, 1)).changed, 1) << "back from edit " << i;
  }
}

TEST_F(CatalogueStoreTest, a_run_keeps_its_id_as_long_as_it_keeps_its_key) {
  fetch({record_of(full_offer("o1"), provider)});
  const Offer before = all().at(0);
  Offer next = full_offer("o1");
  std::swap(next.runs[0], next.runs[1]);
  next.runs[0].places_max = 20;
  fetch({record_of(next, provider)});
  const Offer after = all().at(0);
  EXPECT_EQ(after.runs[0].id, before.runs[1].id);
  EXPECT_EQ(after.runs[1].id, before.runs[0].id);
  EXPECT_EQ(after.runs[0].places_max, 20);
}

TEST_F(CatalogueStoreTest, of_two_records_with_one_key_in_a_batch_the_later_wins_and_a_diagnostic_says_so) {
  auto twice = records(2);
  twice[1].offer->key = "o0";
  twice[1].offer->texts[0].text = "De laatste";
  const FetchSummary summary = fetch(twice);
  EXPECT_EQ(summary.counts.added, 1);
  ASSERT_EQ(all().size(), 1U);
  EXPECT_EQ(title_of(all()[0]), "De laatste");
  ASSERT_EQ(diagnostic_codes(), std::vector<std::string>{"duplicate-key"});
  EXPECT_EQ(store.diagnostics(source, 1)[0].record_key, "o0");
}

TEST_F(CatalogueStoreTest, of_two_records_with_one_key_in_two_batches_the_later_wins_and_a_diagnostic_says_so) {
  const FetchId id = store.begin_fetch(source);
  EXPECT_EQ(store.store_batch(id, records(1)).added, 1);
  EXPECT_EQ(store.store_batch(id, records(1, " bis")).changed, 1);
  const FetchSummary summary = store.finish_fetch(id, {true, "", ""});
  EXPECT_EQ(title_of(all().at(0)), "Cursus o0 bis");
  ASSERT_EQ(summary.diagnostics.size(), 1U);
  EXPECT_EQ(summary.diagnostics[0], std::pair(std::string("warning duplicate-key"), std::int64_t{1}));
}

TEST_F(CatalogueStoreTest, a_renamed_provider_changes_all_of_its_offers_also_those_outside_the_batch) {
  fetch(records(3));
  const auto before = store.fingerprints();
  const ChangeNumber mark = store.latest_change();
  const FetchId id = store.begin_fetch(source);
  provider.name = "School B";
  const auto next = records(1);
  EXPECT_EQ(store.store_batch(id, next).changed, 1);
  const auto changes = store.changes_after(mark, 10);
  EXPECT_EQ(changes.size(), 3U);
  for (const Offer& offer : all()) EXPECT_EQ(offer.provider_name, "School B");

  // What comes later in the same fetch finds its hash as it should be.
  const auto rest = records(3);
  EXPECT_EQ(store.store_batch(id, std::span(rest).subspan(1)).unchanged, 2);
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_NE(store.fingerprints()[i].content_hash, before[i].content_hash);
  }
}

TEST_F(CatalogueStoreTest, a_provider_comes_back_with_its_identifiers) {
  provider = {{},
              "p1",
              "School A",
              "mbo",
              "https://school.nl",
              "info@school.nl",
              "Een school",
              {{IdentifierScheme::brin, "25PZ"}, {IdentifierScheme::kvk, "12345678"}}};
  fetch(records(1));
  const ProviderId id = all().at(0).provider;
  Provider expected = provider;
  expected.id = id;
  EXPECT_EQ(store.provider(id), expected);

  provider.identifiers = {{IdentifierScheme::rio, "100A1"}};
  fetch(records(1));
  EXPECT_EQ(store.provider(id)->identifiers, provider.identifiers);
  EXPECT_EQ(store.provider(ProviderId{999'999}), std::nullopt);
}

TEST_F(CatalogueStoreTest, an_offer_may_name_a_provider_that_came_in_an_earlier_batch) {
  const FetchId id = store.begin_fetch(source);
  FeedRecord organisation;
  organisation.raw = {"p1", "application/json", "{}"};
  organisation.provider = provider;
  EXPECT_EQ(store.store_batch(id, std::span(&organisation, 1)).without_offer, 1);
  auto later = records(1);
  later[0].provider.reset();
  EXPECT_EQ(store.store_batch(id, later).added, 1);
  EXPECT_EQ(all().at(0).provider_name, "School A");
}

TEST_F(CatalogueStoreTest, an_offer_of_an_unknown_provider_is_kept_with_a_diagnostic) {
  auto list = records(1);
  list[0].provider.reset();
  list[0].provider_key = "nobody";
  fetch(list);
  EXPECT_FALSE(all().at(0).provider.stored());
  EXPECT_EQ(diagnostic_codes(), std::vector<std::string>{"unknown-provider"});
}

TEST_F(CatalogueStoreTest, a_record_without_an_offer_keeps_its_raw_body_and_its_diagnostics) {
  FeedRecord unreadable;
  unreadable.raw = {"x1", "text/csv", std::string("kapot\0\xFF", 7)};
  unreadable.diagnostics = {{Severity::info, "understood-as", "x1", "/a", "info"},
                            {Severity::error, "title-missing", "x1", "/title", "Geef een titel."},
                            {Severity::warning, "unknown-level", "x1", "/level", "hbo"}};
  const FetchSummary summary = fetch({unreadable});
  EXPECT_EQ(summary.counts.without_offer, 1);
  EXPECT_EQ(diagnostic_codes(), (std::vector<std::string>{"title-missing", "unknown-level", "understood-as"}));
  EXPECT_EQ(database.ask("SELECT encode(body, 'hex') FROM raw_record WHERE key = 'x1'"), "6b61706f7400ff");
  EXPECT_EQ(summary.diagnostics.at(0).first, "error title-missing");
}

TEST_F(CatalogueStoreTest, the_latest_raw_record_of_a_key_is_kept) {
  fetch(records(1));
  fetch(records(1, " twee"));
  EXPECT_EQ(database.ask("SELECT convert_from(body, 'UTF8') FROM raw_record"), "{\"title\": \"Cursus o0 twee\"}");
  EXPECT_EQ(database.ask("SELECT count(*) FROM raw_record"), "1");
}

TEST_F(CatalogueStoreTest, a_record_without_any_key_is_refused_with_a_diagnostic) {
  auto list = records(1);
  list[0].offer->key.clear();
  list[0].raw.key.clear();
  EXPECT_EQ(fetch(list).counts.without_offer, 1);
  EXPECT_EQ(diagnostic_codes(), std::vector<std::string>{"missing-key"});
}

TEST_F(CatalogueStoreTest, nul_and_broken_utf_8_are_replaced_before_they_reach_the_database) {
  auto list = records(1);
  list[0].offer->texts[0].text = std::string("een\0twee\xC3", 9);
  list[0].offer->key = "sleutel\xFF";
  list[0].provider->name = std::string("School\0", 7);
  fetch(list);
  const Offer found = all().at(0);
  EXPECT_EQ(title_of(found), "een\xEF\xBF\xBDtwee\xEF\xBF\xBD");
  EXPECT_EQ(found.key, "sleutel\xEF\xBF\xBD");
  EXPECT_EQ(found.provider_name, "School\xEF\xBF\xBD");
  fetch(list);
  EXPECT_EQ(last_counts.unchanged, 1);
}

TEST_F(CatalogueStoreTest, what_the_rules_of_the_database_forbid_is_put_right_with_a_diagnostic) {
  Offer offer = small_offer("o1", "Cursus");
  offer.level = {NlqfLevel::level_4, LevelBasis::unknown};
  offer.quality = 7.0;
  offer.duration_months = std::numeric_limits<double>::infinity();
  offer.costs.resize(1);
  offer.costs[0].amount = Cents{100};
  offer.costs[0].confirmed = false;
  offer.runs.resize(3);
  offer.runs[0].key = offer.runs[1].key = "r";
  offer.runs[0].start_kind = StartKind::rolling;
  offer.runs[0].start = on(2027, 1, 1);
  offer.runs[1].start = on(2027, 2, 1);
  offer.runs[2].start_kind = StartKind::fixed;
  offer.runs[2].start = Date{};
  offer.locations = {{"", "", "", "", GeoPoint{std::nan(""), 5.0}}};
  fetch({record_of(offer, provider)});
  const Offer found = all().at(0);
  EXPECT_EQ(found.level.basis, LevelBasis::inferred);
  EXPECT_EQ(found.quality, 1.0);
  EXPECT_EQ(found.duration_months, std::nullopt);
  EXPECT_TRUE(found.costs[0].confirmed);
  EXPECT_EQ(found.runs[0].start, std::nullopt);
  EXPECT_EQ(found.runs[0].start_kind, StartKind::rolling);
  EXPECT_EQ(found.runs[1].start_kind, StartKind::fixed);
  EXPECT_EQ(found.runs[1].key, "r#2");
  EXPECT_EQ(found.runs[2].start, std::nullopt);
  EXPECT_EQ(found.locations[0].point, std::nullopt);
  auto codes = diagnostic_codes();
  std::sort(codes.begin(), codes.end());
  EXPECT_EQ(codes, (std::vector<std::string>{"dates-without-fixed-start", "duplicate-run-key", "level-without-basis",
                                             "price-confirmed"}));
}

TEST_F(CatalogueStoreTest, two_sources_may_use_the_same_key) {
  fetch(records(1));
  const SourceId other = store.put_source({{}, "other", "csv", "b.csv"});
  const FetchId id = store.begin_fetch(other);
  EXPECT_EQ(store.store_batch(id, records(1)).added, 1);
  EXPECT_EQ(store.finish_fetch(id, {true, "", ""}).deleted, 0);
  EXPECT_EQ(store.counts().offers, 2);
  EXPECT_EQ(store.counts().providers, 2);
}

TEST_F(CatalogueStoreTest, offers_come_in_the_order_asked_for_and_unknown_ids_are_left_out) {
  fetch(records(3));
  const auto ids = store.fingerprints();
  const std::vector<OfferId> asked = {ids[2].offer, OfferId{999'999}, ids[0].offer};
  const auto found = store.offers(asked);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].id, ids[2].offer);
  EXPECT_EQ(found[1].id, ids[0].offer);
  EXPECT_TRUE(store.offers({}).empty());
  EXPECT_EQ(store.offer(OfferId{999'999}), std::nullopt);
}

TEST_F(CatalogueStoreTest, batches_are_read_in_order_of_id_from_one_snapshot) {
  fetch(records(5));
  std::vector<std::size_t> sizes;
  std::vector<OfferId> ids;
  const ChangeNumber before = store.latest_change();
  const ChangeNumber seen = store.for_each_batch(
      [&](std::span<const Offer> batch) {
        if (sizes.empty()) fetch(records(7));
        sizes.push_back(batch.size());
        for (const Offer& offer : batch) ids.push_back(offer.id);
      },
      2);
  EXPECT_EQ(sizes, (std::vector<std::size_t>{2, 2, 1}));
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  EXPECT_EQ(seen, before);
  EXPECT_GT(store.latest_change(), seen);
}

TEST_F(CatalogueStoreTest, a_visitor_that_throws_ends_the_reading_with_its_own_exception) {
  fetch(records(2));
  EXPECT_THROW(store.for_each_batch([](std::span<const Offer>) { throw std::out_of_range("visitor"); }),
               std::out_of_range);
  EXPECT_EQ(pool.in_use(), 0U);
}

TEST_F(CatalogueStoreTest, sources_are_kept_by_name) {
  const SourceId same = store.put_source({{}, "school", "ooapi-v5", "https://x", 10, true});
  EXPECT_EQ(same, source);
  const auto sources = store.sources();
  ASSERT_EQ(sources.size(), 1U);
  EXPECT_EQ(sources[0].format, "ooapi-v5");
  EXPECT_EQ(sources[0].location, "https://x");
  EXPECT_EQ(sources[0].trust_rank, 10);
  EXPECT_TRUE(sources[0].sample);
  EXPECT_TRUE(store.counts().sample);
}

TEST_F(CatalogueStoreTest, replaced_skill_links_are_stored_and_logged_once) {
  database.execute("INSERT INTO skill (uri) VALUES ('urn:a'), ('urn:b')");
  const SkillId skill{std::stoll(database.ask("SELECT id FROM skill WHERE uri = 'urn:b'"))};
  fetch({record_of(full_offer("o1"), provider)});
  Offer offer = all().at(0);
  const ChangeNumber mark = store.latest_change();
  offer.outcomes[0].skill = skill;
  offer.outcomes[0].confidence = 0.75;
  EXPECT_TRUE(store.replace_outcome_skills(offer.id, offer.outcomes));
  EXPECT_EQ(all().at(0).outcomes, offer.outcomes);
  EXPECT_NE(all().at(0).content_hash, offer.content_hash);
  EXPECT_EQ(store.changes_after(mark, 10).size(), 1U);
  EXPECT_FALSE(store.replace_outcome_skills(offer.id, offer.outcomes));
  EXPECT_EQ(store.changes_after(mark, 10).size(), 1U);
  EXPECT_FALSE(store.replace_outcome_skills(OfferId{999'999}, offer.outcomes));
}

TEST_F(CatalogueStoreTest, a_link_to_a_skill_that_does_not_exist_is_left_out_with_a_diagnostic) {
  Offer offer = full_offer("o1");
  offer.outcomes[0].skill = SkillId{424'242};
  offer.outcomes[0].confidence = 0.9;
  fetch({record_of(offer, provider)});
  EXPECT_FALSE(all().at(0).outcomes[0].skill.stored());
  EXPECT_EQ(diagnostic_codes(), std::vector<std::string>{"unknown-skill"});
}

TEST_F(CatalogueStoreTest, a_batch_larger_than_one_parcel_is_stored_whole) {
  auto list = records(12);
  for (FeedRecord& record : list) {
    record.offer->runs = full_offer("x").runs;
    record.offer->texts.push_back({TextField::description, "nl", std::string(1'500'000, 'a')});
  }
  fetch(list);
  const auto found = all();
  ASSERT_EQ(found.size(), 12U);
  for (const Offer& offer : found) {
    EXPECT_EQ(text_of(offer, TextField::description).size(), 1'500'000U);
    EXPECT_EQ(offer.runs.size(), 3U);
  }
}

}  // namespace
}  // namespace leerwijzer::testing
