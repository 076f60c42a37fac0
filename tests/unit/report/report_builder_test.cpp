#include "report/report_builder.hpp"
#include "report/report_html.hpp"
#include "report/report_json.hpp"
#include "report/report_text.hpp"
#include "report/stored_report.hpp"
#include "tests/support/search_offers.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer::testing {
namespace {

ReportOptions options() {
  ReportOptions how;
  how.today = day(2026, 11, 21);
  return how;
}

Diagnostic postcode_fault(int number) {
  return {Severity::warning, "bad-postcode", "offer-" + std::to_string(number), "locations/0/postcode",
          "\"35\" is not a Dutch postcode; it was left out."};
}

TEST(ReportBuilder, makes_one_remark_of_three_hundred_equal_faults) {
  ReportBuilder builder(options());
  for (int i = 0; i < 300; ++i) builder.add(postcode_fault(i));
  builder.add(Diagnostic{Severity::error, "bad-json", "x", "", "no"});
  const PublishingReport report = builder.finish();
  ASSERT_EQ(report.remarks.size(), 2U);
  EXPECT_EQ(report.remarks[0].code, "bad-json") << "errors come first, however few";
  EXPECT_EQ(report.remarks[1].times, 300);
  EXPECT_EQ(report.remarks[1].records, 300);
  EXPECT_EQ(report.remarks[1].examples.size(), 5U);
  EXPECT_EQ(report.remarks[1].examples[0].value, "35");
  EXPECT_EQ(report.count_of(Severity::warning), 300);
}

TEST(ReportBuilder, puts_the_worst_offer_first_and_the_best_advice_first) {
  ReportBuilder builder(options());
  builder.add(offer_with(1, "Basiscursus lassen", [](Offer& o) {
    o.costs = {price_of(10'000)};
    o.runs = {run_from(day(2027, 2, 8))};
    o.url = "https://vonk.example";
  }));
  builder.add(bare_offer(2, "Gevorderd lassen"));
  const PublishingReport report = builder.finish();
  ASSERT_EQ(report.page_offers.size(), 2U);
  EXPECT_EQ(report.page_offers[0].id.value, 2);
  EXPECT_LT(report.page_offers[0].score, report.page_offers[1].score);
  ASSERT_FALSE(report.advice.empty());
  for (std::size_t i = 1; i < report.advice.size(); ++i) EXPECT_GE(report.advice[i - 1].gain, report.advice[i].gain);
  double gains = 0.0;
  for (const ReportAdvice& one : report.advice) gains += one.gain;
  EXPECT_NEAR(report.score + gains, 1.0, 1e-9) << "whoever follows all advice has a score of 1";
}

TEST(ReportBuilder, gives_each_page_its_own_offers_and_their_remarks) {
  ReportOptions how = options();
  how.page = 2;
  how.page_size = 2;
  ReportBuilder builder(how);
  for (int i = 1; i <= 5; ++i) builder.add(bare_offer(i, "Cursus nummer " + std::to_string(i)));
  builder.add(postcode_fault(3));
  const PublishingReport report = builder.finish();
  EXPECT_EQ(report.offers, 5);
  ASSERT_EQ(report.page_offers.size(), 2U);
  EXPECT_EQ(report.page_offers[0].key, "offer-3");
  ASSERT_EQ(report.page_offers[0].remarks.size(), 1U);
  EXPECT_TRUE(report.page_offers[1].remarks.empty());
}

TEST(ReportBuilder, counts_all_offers_though_it_keeps_the_worst_only) {
  ReportBuilder builder(options());
  for (int i = 1; i <= 25'000; ++i) {
    builder.add(offer_with(i, "Cursus nummer " + std::to_string(i), [&](Offer& o) {
      if (i != 24'999) o.url = "https://vonk.example";
    }));
  }
  const PublishingReport report = builder.finish();
  EXPECT_EQ(report.offers, 25'000);
  EXPECT_EQ(report.page_offers.at(0).id.value, 24'999);
  const auto contact = std::find_if(report.advice.begin(), report.advice.end(),
                                    [](const ReportAdvice& one) { return one.key == "contact-missing"; });
  ASSERT_NE(contact, report.advice.end());
  EXPECT_EQ(contact->offers, 1U);
}

TEST(ReportBuilder, of_nothing_is_an_empty_report) {
  const PublishingReport report = ReportBuilder(options()).finish();
  EXPECT_EQ(report.offers, 0);
  EXPECT_EQ(report.score, 0.0);
  EXPECT_NE(report_as_html(report).find("Er zijn geen opleidingen gevonden"), std::string::npos);
  EXPECT_TRUE(report_as_json(report).at("score").is_null());
}

/// Offers of one sector with and without a price; the last has none.
std::vector<Offer> market() {
  std::vector<Offer> offers;
  for (int i = 1; i <= 30; ++i) {
    offers.push_back(offer_with(i, "Cursus nummer " + std::to_string(i), [&](Offer& o) {
      o.sector = i % 10 == 0 ? "zorg-welzijn" : "techniek";
      if (i % 3 != 2) o.costs = {price_of(10'000 * i)};
      o.quality = 0.01 * i;
    }));
  }
  return offers;
}

TEST(Findability, is_the_place_in_the_list_that_a_search_gives) {
  const OfferIndex index(market());
  const RankQuestion question{OfferId{29}, ChosenBy::price, 0.0, {}, day(2026, 11, 21)};
  const RankEffect effect = index.index().rank_if_known(question).value();
  SearchQuery query;
  query.filters.sectors = {"techniek"};
  query.filters.max_price = Cents{100'000'000};
  query.limit = 100;
  query.spread_providers = false;
  const std::vector<std::int64_t> list = ids(index.search(query));
  EXPECT_EQ(effect.hits, list.size());
  ASSERT_EQ(list.at(effect.now - 1), 29) << "now";
  query.filters.known_only = true;
  EXPECT_EQ(effect.known, index.search(query).total);
}

TEST(Findability, foresees_where_the_offer_comes_once_the_field_is_known) {
  std::vector<Offer> offers = market();
  const OfferIndex before(offers);
  const RankQuestion question{OfferId{29}, ChosenBy::price, 0.1, {}, day(2026, 11, 21)};
  const RankEffect effect = before.index().rank_if_known(question).value();
  EXPECT_LT(effect.then, effect.now);
  offers[28].costs = {price_of(5'000)};
  offers[28].quality += 0.1;
  const OfferIndex after(offers);
  const RankEffect real = after.index().rank_if_known(question).value();
  EXPECT_EQ(real.now, effect.then);
}

TEST(Findability, of_an_offer_that_is_not_in_the_index_is_not_found) {
  const OfferIndex index(market());
  const auto effect = index.index().rank_if_known({OfferId{999}, ChosenBy::price, 0.0, {}, day(2026, 11, 21)});
  ASSERT_FALSE(effect.has_value());
  EXPECT_EQ(effect.error().code, ErrorCode::not_found);
}

TEST(Findability, is_in_the_report_for_what_is_missing_only) {
  const std::vector<Offer> offers = market();
  const OfferIndex index(offers);
  ReportBuilder builder(options());
  for (const Offer& offer : offers) builder.add(offer);
  PublishingReport report = builder.finish(probe_of(index.index()));
  report.market = "dertig opleidingen";
  const auto price = std::find_if(report.findability.begin(), report.findability.end(),
                                  [](const ReportFindability& row) { return row.field == ChosenBy::price; });
  ASSERT_NE(price, report.findability.end());
  EXPECT_EQ(price->offers, 10U);
  EXPECT_EQ(price->measured, 5U);
  EXPECT_NE(report_as_html(report).find("op prijs kiest"), std::string::npos);
}

TEST(ReportHtml, writes_no_text_of_a_feed_as_mark_up) {
  const std::string hostile = "</style><script>alert(1)</script>\" onmouseover='x' &amp;";
  ReportBuilder builder(options());
  builder.add(offer_with(1, hostile, [&](Offer& o) { o.key = hostile; }));
  builder.add(Diagnostic{Severity::warning, "bad-" + hostile, hostile, hostile, "\"" + hostile + "\" " + hostile});
  PublishingReport report = builder.finish();
  report.name = hostile;
  report.trouble = hostile;
  report.complete = false;
  report.sources.push_back(
      {hostile, hostile, hostile, true, 1, {}, {}, {{hostile, day(2026, 1, 1), 1, 1, 0, 0, 1, hostile}}});
  const std::string page = report_as_html(report, {"/next?a=\"<b>", hostile});
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("onmouseover='"), std::string::npos);
  EXPECT_EQ(page.find("</style>"), page.rfind("</style>"));
  EXPECT_EQ(page.find(" style=\""), std::string::npos) << "a content security policy forbids it";
}

TEST(ReportText, of_a_bad_feed_is_help_in_dutch) {
  ReportBuilder builder(options());
  builder.add(bare_offer(1, "Basiscursus lassen"));
  builder.add(postcode_fault(1));
  PublishingReport report = builder.finish();
  report.name = "Werkplaats De Vonk";
  const std::string text = report_as_text(report, 5);
  for (const char* part : {"Werkplaats De Vonk", "1 opleiding.", "Dit is geen Nederlandse postcode", "3511 EP",
                           "DOE EERST DIT", "De prijs ontbreekt", "locations/0/postcode"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " is not in\n" << text;
  }
}

TEST(ReportForEverybody, leaves_out_addresses_and_what_servers_said) {
  ReportBuilder builder(options());
  builder.add(Diagnostic{Severity::error, "feed-incomplete", "", "https://secret.example", "\"secret\" said no"});
  builder.add(Diagnostic{Severity::warning, "bad-email", "a", "email", "\"jan@\" is not a mail address"});
  PublishingReport report = builder.finish();
  report.sources.push_back({"vonk",
                            "csv",
                            "https://secret.example",
                            false,
                            1,
                            {},
                            {},
                            {{"incomplete", day(2026, 1, 1), 1, 1, 0, 0, 0, "secret"}}});
  const std::string text = boost::json::serialize(report_as_json(for_everybody(report)));
  EXPECT_EQ(text.find("secret"), std::string::npos) << text;
  EXPECT_EQ(text.find("jan@"), std::string::npos) << text;
  EXPECT_NE(text.find("feed-incomplete"), std::string::npos);
}

}  // namespace
}  // namespace leerwijzer::testing
