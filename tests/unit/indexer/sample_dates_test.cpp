#include "indexer/sample_dates.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

Date on(const char* text) { return parse_iso_date(text).value(); }

std::string expanded(std::string_view text, const char* today) { return expand_sample_dates(text, on(today)).value(); }

TEST(SampleDates, count_from_today_and_leave_the_weekend) {
  EXPECT_EQ(expanded("{{today+0}}", "2026-08-03"), "2026-08-03");
  EXPECT_EQ(expanded("a {{today+45}} b {{today-30}}", "2026-08-03"),
            "a 2026-09-17 b 2026-07-06");  // 4 July 2026 is a Saturday
  EXPECT_EQ(expanded("{{today+5}}", "2026-08-03"), "2026-08-10");
  EXPECT_EQ(expanded("{{today}}", "2026-08-09"), "2026-08-10");
}

TEST(SampleDates, of_september_and_february_are_the_first_monday_two_weeks_ahead) {
  EXPECT_EQ(expanded("{{sep}} {{feb}}", "2026-08-03"), "2026-09-07 2027-02-01");
  EXPECT_EQ(expanded("{{sep}}", "2026-08-24"), "2026-09-07");
  EXPECT_EQ(expanded("{{sep}}", "2026-08-25"), "2027-09-06");
  EXPECT_EQ(expanded("{{sep-60}} {{feb+680}}", "2026-08-03"), "2026-07-09 2028-12-12");
}

TEST(SampleDates, can_be_written_day_first) { EXPECT_EQ(expanded("{{sep|dd-mm-yyyy}}", "2026-08-03"), "07-09-2026"); }

TEST(SampleDates, that_are_not_understood_are_named) {
  for (const char* text : {"{{maart}}", "{{today+}}", "{{today+99999}}", "{{sep|yyyy}}", "{{today", "{{today+1x}}"}) {
    const auto failed = expand_sample_dates(text, on("2026-08-03"));
    ASSERT_FALSE(failed.has_value()) << text;
    EXPECT_FALSE(failed.error().hint.empty());
  }
}

}  // namespace
}  // namespace leerwijzer
