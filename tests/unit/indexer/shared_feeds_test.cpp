// Real files of institutions, where they are there: they are read with remarks, never with a crash.
#include "tests/support/feeds.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

class SharedFeed : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(shared() / "feeds")) GTEST_SKIP() << "no shared feeds beside the project";
  }
};

TEST_F(SharedFeed, ooapi_objects_of_an_implementation_are_read_with_their_runs) {
  const ReadFeed feed = read_feed_at(shared() / "feeds" / "ooapi" / "samples-v5", "ooapi-v5");
  const Offer* course = feed.offer("30010000-0000-0000-0000-000000000000");
  ASSERT_NE(course, nullptr);
  EXPECT_EQ(title_of(*course), "Academic and Professional Writing");
  ASSERT_EQ(course->runs.size(), 1U);
  EXPECT_EQ(course->runs[0].key, "123e4567-e89b-12d3-a456-134564174000");
  EXPECT_EQ(catalogue_price(*course).gross, (CentsInterval{Cents{34084}, Cents{34084}}));
  EXPECT_EQ(feed.offers().size(), 5U);
  EXPECT_TRUE(feed.says("not-an-offer"));
  EXPECT_FALSE(feed.end.complete) << "the files say that another page follows";
}

TEST_F(SharedFeed, gateway_envelope_is_unwrapped) {
  const ReadFeed feed = read_feed_at(shared() / "feeds" / "ooapi" / "surfeduhub-gateway-envelope-0.json", "ooapi-v5");
  ASSERT_EQ(feed.offers().size(), 1U);
  EXPECT_EQ(title_of(*feed.offers()[0]), "Zomaar een programma");
  EXPECT_TRUE(feed.says("implausible-coordinates"));
}

TEST_F(SharedFeed, raw_courses_of_a_university_give_a_word_each) {
  const ReadFeed feed = read_feed_at(shared() / "feeds" / "ooapi" / "wur-courses.json", "ooapi-v5");
  EXPECT_EQ(feed.records.size(), 1451U);
  for (const FeedRecord& record : feed.records) EXPECT_FALSE(record.diagnostics.empty()) << record.raw.key;
  EXPECT_TRUE(feed.says("missing-identifier"));
}

TEST_F(SharedFeed, edudex_directory_of_others_names_what_cannot_be_reached) {
  const ReadFeed feed =
      read_feed_at(shared() / "feeds" / "edudex" / "directory-frankframework-NamespacedXPath-input.xml", "edudex-xml");
  EXPECT_FALSE(feed.end.complete);
  EXPECT_EQ(feed.feed_diagnostics.size(), 5U) << "one for each sub-directory on the web";
}

TEST_F(SharedFeed, register_csv_is_read_by_its_columns_or_refused) {
  for (const auto& entry : std::filesystem::directory_iterator(shared() / "feeds" / "rio" / "csv")) {
    const ReadFeed feed = read_feed_at(entry.path(), "csv");
    for (const FeedRecord& record : feed.records) EXPECT_TRUE(record.offer || !record.diagnostics.empty());
  }
}

}  // namespace
}  // namespace leerwijzer::testing
