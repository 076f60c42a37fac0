// Real catalogues of the register and of websites, and an English one in the European format: the counts are right,
// and what is foreign or unknown is not made into something else.
#include "tests/support/feeds.hpp"

#include <gtest/gtest.h>

#include <set>

namespace leerwijzer::testing {
namespace {

class SharedCatalogue : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(shared() / "feeds")) GTEST_SKIP() << "no shared feeds beside the project";
  }

  /// Read with the format that its content shows.
  static ReadFeed read_detected(const std::filesystem::path& path, const std::string& format) {
    auto place = local_place(path.string());
    if (!place) throw ErrorException(place.error());
    const auto detected = detect_feed_format(**place);
    if (!detected) throw ErrorException(detected.error());
    EXPECT_EQ((*detected)->name, format) << path;
    return read_feed(**place, format);
  }

  static std::size_t providers_of(const ReadFeed& feed) {
    return static_cast<std::size_t>(
        std::count_if(feed.records.begin(), feed.records.end(),
                      [](const FeedRecord& record) { return record.provider.has_value(); }));
  }
};

// Counted: <course> is an offer (326), <presentation> a run (748), and the <provider> directly in the catalogue is the
// one provider; the 732 providers inside venues are places.
TEST_F(SharedCatalogue, xcri_catalogue_gives_its_courses_presentations_and_one_provider) {
  const ReadFeed feed = read_detected(shared() / "feeds" / "xcri-cap" / "adamsmith.xcricap", "xcri-cap");
  EXPECT_TRUE(feed.end.complete) << feed.end.reason;
  const auto offers = feed.offers();
  EXPECT_EQ(offers.size(), 326U);
  std::size_t runs = 0;
  std::size_t with_place = 0;
  for (const Offer* offer : offers) {
    runs += offer->runs.size();
    EXPECT_FALSE(title_of(*offer).empty()) << offer->key;
    EXPECT_FALSE(offer->level.nlqf) << "an English level became one of NLQF: " << offer->level_raw;
    for (const leerwijzer::Run& run : offer->runs) {
      if (run.location) ++with_place;
      for (const Cost& cost : run.costs) {
        EXPECT_TRUE(!cost.amount || (cost.amount->value == 0 && !cost.confirmed))
            << "an amount without a currency became euro: " << cost.note;
      }
    }
  }
  EXPECT_EQ(runs, 748U);
  EXPECT_EQ(with_place, 732U);
  EXPECT_EQ(providers_of(feed), 1U);
  EXPECT_TRUE(feed.says("currency-not-stated"));
  EXPECT_TRUE(feed.says("price-zero"));
}

TEST_F(SharedCatalogue, xcri_course_keeps_its_texts_and_presentations) {
  const ReadFeed feed = read_detected(shared() / "feeds" / "xcri-cap" / "adamsmith.xcricap", "xcri-cap");
  const Offer* offer = feed.offer("1304A08UN1/ADVECDL");
  ASSERT_NE(offer, nullptr);
  EXPECT_EQ(title_of(*offer), "European Computer Driving Licence");
  EXPECT_EQ(offer->level_raw, "Advanced");
  EXPECT_EQ(offer->awarded, "Certificate");
  EXPECT_EQ(offer->languages, std::vector<std::string>{"en"});
  ASSERT_FALSE(offer->runs.empty());
  EXPECT_EQ(offer->runs[0].key, "2012/2013/ADVECDL/O1/A7/12");
  EXPECT_EQ(format_iso(offer->runs[0].start.value()), "2012-08-22");
}

// The 529 rows are those of rio_wo_bachelor_fulltime_offerings.csv (rows of ho_opleidingsoverzicht with a provider);
// the longlist and the offerings beside it were made of them and add up to 529 in their column rio_rows. Seven
// programmes are said twice with another STUDIEKEUZECHECK, so 522 offers remain; none of the rows is a unit.
TEST_F(SharedCatalogue, register_csv_gives_every_row_a_record_and_every_programme_one_offer) {
  const ReadFeed feed =
      read_detected(shared() / "feeds" / "rio" / "csv" / "rio_wo_bachelor_fulltime_offerings.csv", "duo-csv");
  EXPECT_TRUE(feed.end.complete) << feed.end.reason;
  EXPECT_EQ(feed.records.size(), 529U);
  EXPECT_EQ(feed.offers().size(), 522U);
  EXPECT_EQ(providers_of(feed), 22U);
  std::size_t contradictions = 0;
  std::set<std::string> keys;
  for (const FeedRecord& record : feed.records) {
    keys.insert(record.raw.key);
    for (const Diagnostic& d : record.diagnostics) contradictions += d.code == "contradicting-rows" ? 1 : 0;
    if (!record.offer) continue;
    EXPECT_EQ(record.offer->level.nlqf, NlqfLevel::level_6) << record.raw.key;
    EXPECT_EQ(record.offer->level.basis, LevelBasis::register_) << record.raw.key;
    EXPECT_EQ(record.offer->intensity, Intensity::full_time) << record.raw.key;
    EXPECT_EQ(record.offer->study_load_hours, 180 * 28) << record.raw.key;
  }
  EXPECT_EQ(keys.size(), 529U) << "keys repeat";
  EXPECT_EQ(contradictions, 7U);
  const Offer* offer = feed.offer("0e47b3a5-ccd2-4f65-945c-3af5415fa0e5");
  ASSERT_NE(offer, nullptr);
  EXPECT_EQ(title_of(*offer), "International Business");
  const std::vector<OfferCode> codes = {{CodeScheme::rio, "1001O5642"},
                                        {CodeScheme::rio, "0e47b3a5-ccd2-4f65-945c-3af5415fa0e5"},
                                        {CodeScheme::croho, "50019"}};
  EXPECT_EQ(offer->codes, codes);
}

TEST_F(SharedCatalogue, register_rows_without_a_provider_are_no_offers) {
  const ReadFeed feed =
      read_detected(shared() / "feeds" / "rio" / "csv" / "ho_opleidingsoverzicht-raw-quoting-4rows.csv", "duo-csv");
  EXPECT_EQ(feed.records.size(), 4U);
  EXPECT_EQ(feed.offers().size(), 2U) << "one row is a unit, one programme ended in 2020";
  const FeedRecord* unit = feed.record("unit:1001O2667");
  ASSERT_NE(unit, nullptr);
  EXPECT_FALSE(unit->offer);
  ASSERT_EQ(unit->diagnostics.size(), 1U);
  EXPECT_EQ(unit->diagnostics[0].severity, Severity::info);
  EXPECT_EQ(unit->diagnostics[0].code, "unit-not-an-offer");
  EXPECT_TRUE(feed.says("not-offered", "aa11"));
  EXPECT_EQ(feed.offer("6e574f4c")->intensity, Intensity::part_time);
}

TEST_F(SharedCatalogue, schema_org_samples_show_their_traps) {
  const auto folder = shared() / "feeds" / "schemaorg";
  const ReadFeed nameless = read_detected(folder / "eg-0332-mooc-no-name.json", "schema-org");
  EXPECT_EQ(nameless.records.size(), 1U);
  EXPECT_TRUE(nameless.offers().empty());
  EXPECT_TRUE(nameless.says("missing-title"));

  const ReadFeed three = read_detected(folder / "eg-0333-three-instances-one-untyped.json", "schema-org");
  ASSERT_EQ(three.offers().size(), 1U);
  EXPECT_EQ(three.offers()[0]->runs.size(), 3U);
  EXPECT_EQ(three.offers()[0]->intensity, Intensity::unknown) << "part-time and full-time both occur";
  EXPECT_EQ(three.offers()[0]->runs[1].location->name, "Halbeath Campus Dunfermline");
  EXPECT_TRUE(three.says("instance-without-type"));
  EXPECT_TRUE(three.says("relative-id"));

  const ReadFeed pounds = read_detected(folder / "eg-0334-two-prices-no-dates.json", "schema-org");
  ASSERT_EQ(pounds.offers().size(), 1U);
  ASSERT_EQ(pounds.offers()[0]->runs.size(), 2U);
  EXPECT_EQ(pounds.offers()[0]->runs[0].costs.at(0).note, "395 GBP");
  EXPECT_FALSE(catalogue_price(*pounds.offers()[0]).gross);
  EXPECT_TRUE(pounds.says("other-currency"));

  const ReadFeed dutch = read_detected(folder / "community-annastudio-nl-literal.json", "schema-org");
  ASSERT_EQ(dutch.offers().size(), 1U);
  EXPECT_EQ(dutch.records[0].provider->name, "Anna Strijbos");
  EXPECT_EQ(catalogue_price(*dutch.offers()[0]).gross, (CentsInterval{Cents{39500}, Cents{39500}}));
  EXPECT_EQ(dutch.offers()[0]->costs[0].vat_basis, VatBasis::unknown);
  EXPECT_EQ(dutch.offers()[0]->runs[0].modes, std::vector<DeliveryMode>{DeliveryMode::blended});
}

}  // namespace
}  // namespace leerwijzer::testing
