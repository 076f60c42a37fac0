// The report of a provider out of the database.
#include "report/stored_report.hpp"
#include "tests/db/store/catalogue_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace leerwijzer::testing {
namespace {

class StoredReport : public CatalogueFixture {
 protected:
  ReportStore reports{pool};

  static StoredReportOptions options() {
    StoredReportOptions how;
    how.today = on(2026, 11, 21);
    return how;
  }

  ProviderId id_of(const std::string& name) {
    const ProviderPage page = reports.find_providers(name, 0, 10);
    return page.items.empty() ? ProviderId{} : page.items.front().id;
  }

  static Diagnostic fault(const std::string& key, const std::string& code = "bad-postcode") {
    return {Severity::warning, code, key, "postcode", "\"35\" is not a postcode."};
  }
};

TEST_F(StoredReport, providers_are_found_by_a_part_of_the_name_and_by_a_code) {
  Provider coded = small_provider("p2", "Werkplaats De Vonk");
  coded.identifiers.push_back({IdentifierScheme::brin, "25PW"});
  static_cast<void>(
      fetch({record_of(small_offer("a", "Lassen"), provider), record_of(small_offer("b", "Snijden"), coded)}));
  EXPECT_EQ(reports.find_providers("", 0, 10).total, 2);
  const ProviderPage by_name = reports.find_providers("vonk", 0, 10);
  ASSERT_EQ(by_name.items.size(), 1U);
  EXPECT_EQ(by_name.items[0].name, "Werkplaats De Vonk");
  EXPECT_EQ(by_name.items[0].offers, 1);
  EXPECT_EQ(by_name.items[0].source, "school");
  EXPECT_EQ(reports.find_providers("25pw", 0, 10).total, 1);
  EXPECT_EQ(reports.find_providers("", 1, 10).items.size(), 1U);
  EXPECT_EQ(reports.find_providers("100%_", 0, 10).total, 0) << "no sign is a wildcard";
}

TEST_F(StoredReport, holds_the_offers_and_remarks_of_one_provider_only) {
  auto own = record_of(small_offer("a", "Basiscursus lassen"), provider);
  own.diagnostics = {fault("a"), fault("a", "bad-url")};
  auto other = record_of(small_offer("b", "Snijden"), small_provider("p2", "Vonk"));
  other.diagnostics = {fault("b")};
  FeedRecord feed_wide;
  feed_wide.diagnostics = {{Severity::error, "feed-incomplete", "", "page 3", "Not read."}};
  static_cast<void>(fetch({own, other, feed_wide}, {false, "page 3 was not read", ""}));
  const auto report = report_of_provider(reports, id_of("School A"), options());
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->name, "School A");
  EXPECT_EQ(report->offers, 1);
  ASSERT_EQ(report->remarks.size(), 3U) << "its own two, and what holds for the whole feed";
  EXPECT_EQ(report->remarks[0].code, "feed-incomplete");
  EXPECT_EQ(report->count_of(Severity::warning), 2);
  ASSERT_EQ(report->page_offers.size(), 1U);
  EXPECT_EQ(report->page_offers[0].remarks.size(), 2U);
  ASSERT_EQ(report->sources.size(), 1U);
  EXPECT_EQ(report->sources[0].fetches.at(0).state, "incomplete");
  EXPECT_FALSE(report->sources[0].last_read.has_value()) << "not all of it was seen";
  EXPECT_FALSE(report_of_provider(reports, ProviderId{999'999}, options()).has_value());
}

TEST_F(StoredReport, joins_a_provider_over_its_sources) {
  static_cast<void>(fetch({record_of(small_offer("a", "Lassen"), provider)}));
  const SourceId second = store.put_source({{}, "register", "csv", "register.csv"});
  const FetchId id = store.begin_fetch(second);
  const std::vector<FeedRecord> records = {record_of(small_offer("z", "Lassen"), small_provider("9", "school a"))};
  static_cast<void>(store.store_batch(id, records));
  static_cast<void>(store.finish_fetch(id, {true, "", ""}));
  const auto report = report_of_provider(reports, id_of("School A"), options());
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->offers, 2);
  EXPECT_EQ(report->sources.size(), 2U);
  EXPECT_EQ(report->providers.size(), 2U);
}

TEST_F(StoredReport, of_a_source_holds_records_without_an_offer_too) {
  FeedRecord broken;
  broken.raw = {"x", "application/json", "{"};
  broken.diagnostics = {{Severity::error, "bad-json", "x", "", "Not JSON."}};
  static_cast<void>(fetch({record_of(small_offer("a", "Lassen"), provider), broken}));
  Source of;
  of.id = source;
  of.name = "school";
  const PublishingReport report = report_of_source(reports, of, options());
  EXPECT_EQ(report.subject, ReportSubject::source);
  EXPECT_EQ(report.count_of(Severity::error), 1);
  // The source has one provider, so its report may say so as well.
  EXPECT_EQ(report_of_provider(reports, id_of("School A"), options())->count_of(Severity::error), 1);
}

TEST_F(StoredReport, remembers_the_remarks_of_the_last_fetch_that_read_anything) {
  auto own = record_of(small_offer("a", "Lassen"), provider);
  own.diagnostics = {fault("a")};
  static_cast<void>(fetch({own}));
  static_cast<void>(store.finish_fetch(store.begin_fetch(source), {false, "not changed", ""}));
  EXPECT_EQ(report_of_provider(reports, id_of("School A"), options())->remarks.size(), 1U);
}

TEST_F(StoredReport, assesses_the_worst_of_a_large_provider) {
  std::vector<FeedRecord> many = records(30);
  for (std::size_t i = 0; i < many.size(); ++i) many[i].offer->quality = i == 17 ? 0.1 : 0.5;
  static_cast<void>(fetch(many));
  StoredReportOptions how = options();
  how.most_offers = 1;
  const auto report = report_of_provider(reports, id_of("School A"), how);
  EXPECT_EQ(report->offers, 30);
  EXPECT_EQ(report->assessed, 1U);
  EXPECT_EQ(report->page_offers.at(0).key, "o17");
}

TEST_F(StoredReport, says_how_many_offers_went_missing_and_wait_for_a_person) {
  fetch(records(20));
  fetch(records(5));
  const Source school = store.sources().at(0);
  EXPECT_EQ(report_of_source(reports, school, options()).sources.at(0).withheld, 15);
  fetch(records(20));
  EXPECT_EQ(report_of_source(reports, school, options()).sources.at(0).withheld, 0) << "they came back";
}

}  // namespace
}  // namespace leerwijzer::testing
