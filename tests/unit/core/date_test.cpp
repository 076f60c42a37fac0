#include "engine/core/date.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using namespace std::chrono_literals;

Date date(int y, unsigned m, unsigned d) {
  return Date{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}};
}

TEST(Date, reads_iso_and_refuses_impossible_days) {
  EXPECT_EQ(*parse_iso_date("2027-02-08"), date(2027, 2, 8));
  for (const char* text : {"2027-02-30", "2027-2-8", "27-02-2008", "1899-01-01", "", "2027-02-08T00:00"}) {
    EXPECT_FALSE(parse_iso_date(text).has_value()) << text;
  }
}

TEST(Date, reads_what_feeds_hold) {
  for (const char* text :
       {"2025-09-01", "01-09-2025", "1/9/2025", "20250901", "2025-09-01T08:00:00+02:00", " 2025-09-01 "}) {
    const auto read = parse_feed_date(text);
    ASSERT_TRUE(read.has_value()) << text;
    EXPECT_EQ(*read, date(2025, 9, 1)) << text;
  }
  for (const char* text : {"september", "32-01-2025", "2025", "01-09-25"})
    EXPECT_FALSE(parse_feed_date(text).has_value()) << text;
}

TEST(Date, a_month_later_is_never_an_impossible_day) {
  EXPECT_EQ(plus_months(date(2027, 1, 31), 1), date(2027, 2, 28));
  EXPECT_EQ(plus_months(date(2026, 11, 30), 3), date(2027, 2, 28));
}

TEST(Date, amsterdam_changes_day_before_utc_does) {
  EXPECT_EQ(amsterdam_date(std::chrono::sys_days{date(2026, 11, 21)} + 22h + 59min), date(2026, 11, 21));
  EXPECT_EQ(amsterdam_date(std::chrono::sys_days{date(2026, 11, 21)} + 23h), date(2026, 11, 22));
  EXPECT_EQ(amsterdam_date(std::chrono::sys_days{date(2026, 7, 1)} + 22h), date(2026, 7, 2));
}

TEST(Date, age_counts_whole_years) {
  EXPECT_EQ(years_between(date(1970, 2, 8), date(2027, 2, 7)), 56);
  EXPECT_EQ(years_between(date(1970, 2, 8), date(2027, 2, 8)), 57);
}

TEST(Date, is_shown_in_words) { EXPECT_EQ(format_dutch(date(2027, 2, 8)), "8 februari 2027"); }

}  // namespace
}  // namespace leerwijzer
