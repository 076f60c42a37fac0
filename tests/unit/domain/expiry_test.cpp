// What is over on a day: dates expire runs, and nothing else does.
#include "engine/domain/expiry.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

constexpr Date date(int y, unsigned m, unsigned d) { return Date{year{y}, month{m}, day{d}}; }
const Date k_today = date(2026, 11, 21);

Run run_of(StartKind kind) {
  Run run;
  run.start_kind = kind;
  return run;
}
Run fixed(Date start) {
  auto run = run_of(StartKind::fixed);
  run.start = start;
  return run;
}

TEST(Expiry, a_run_can_be_joined_on_its_first_day_and_not_after_it) {
  EXPECT_FALSE(has_passed(fixed(k_today), k_today));
  EXPECT_FALSE(has_passed(fixed(plus_days(k_today, 1)), k_today));
  EXPECT_TRUE(has_passed(fixed(plus_days(k_today, -1)), k_today));
}

TEST(Expiry, runs_without_a_date_never_expire) {
  for (const StartKind kind : {StartKind::rolling, StartKind::on_agreement, StartKind::unknown, StartKind::month,
                               StartKind::semester, StartKind::text})
    EXPECT_FALSE(has_passed(run_of(kind), date(2190, 1, 1))) << name_of(kind);
}

TEST(Expiry, an_entry_window_is_open_until_its_last_day_and_for_ever_without_one) {
  auto run = run_of(StartKind::window);
  run.window_from = plus_days(k_today, -100);
  EXPECT_FALSE(has_passed(run, date(2190, 1, 1)));
  run.window_until = k_today;
  EXPECT_FALSE(has_passed(run, k_today));
  EXPECT_TRUE(has_passed(run, plus_days(k_today, 1)));
}

TEST(Expiry, closed_cancelled_and_enrolment_that_is_over_count_as_passed_but_full_does_not) {
  auto run = run_of(StartKind::rolling);
  run.status = RunStatus::full;
  EXPECT_FALSE(has_passed(run, k_today));
  run.enrol_until = plus_days(k_today, -1);
  EXPECT_TRUE(has_passed(run, k_today));
  for (const RunStatus status : {RunStatus::cancelled, RunStatus::closed}) {
    auto ended = fixed(plus_days(k_today, 30));
    ended.status = status;
    EXPECT_TRUE(has_passed(ended, k_today));
  }
}

TEST(Expiry, an_offer_is_past_when_every_run_is_and_never_without_runs) {
  Offer offer;
  EXPECT_FALSE(has_only_past_runs(offer, k_today));
  offer.runs = {fixed(plus_days(k_today, -1)), fixed(plus_days(k_today, -400))};
  EXPECT_TRUE(has_only_past_runs(offer, k_today));
  EXPECT_TRUE(joinable_runs(offer, k_today).empty());
  offer.runs.push_back(run_of(StartKind::unknown));
  EXPECT_FALSE(has_only_past_runs(offer, k_today));
}

TEST(Expiry, is_a_way_of_looking_so_another_day_and_back_gives_the_same) {
  Offer offer;
  offer.runs = {fixed(plus_days(k_today, 10)), fixed(plus_days(k_today, -10)), run_of(StartKind::rolling)};
  const Offer before = offer;
  const auto now = joinable_runs(offer, k_today).size();
  EXPECT_EQ(joinable_runs(offer, plus_days(k_today, 400)).size(), 1U);
  EXPECT_EQ(joinable_runs(offer, k_today).size(), now);
  EXPECT_EQ(offer, before);
}

TEST(Today, turns_at_midnight_in_the_netherlands_also_around_daylight_saving) {
  using namespace std::chrono_literals;
  const auto at = [](Date d, std::chrono::seconds time) { return amsterdam_date(std::chrono::sys_days{d} + time); };
  // Winter: midnight is 23:00 UTC.
  EXPECT_EQ(at(date(2027, 1, 31), 22h + 59min + 59s), date(2027, 1, 31));
  EXPECT_EQ(at(date(2027, 1, 31), 23h), date(2027, 2, 1));
  // The night to 28 March 2027 begins in winter time and the next one in summer time.
  EXPECT_EQ(at(date(2027, 3, 27), 22h + 59min + 59s), date(2027, 3, 27));
  EXPECT_EQ(at(date(2027, 3, 27), 23h), date(2027, 3, 28));
  EXPECT_EQ(at(date(2027, 3, 28), 21h + 59min + 59s), date(2027, 3, 28));
  EXPECT_EQ(at(date(2027, 3, 28), 22h), date(2027, 3, 29));
  // The night to 31 October 2027 begins in summer time and the next one in winter time.
  EXPECT_EQ(at(date(2027, 10, 30), 21h + 59min + 59s), date(2027, 10, 30));
  EXPECT_EQ(at(date(2027, 10, 30), 22h), date(2027, 10, 31));
  EXPECT_EQ(at(date(2027, 10, 31), 22h + 59min + 59s), date(2027, 10, 31));
  EXPECT_EQ(at(date(2027, 10, 31), 23h), date(2027, 11, 1));
}

TEST(Today, no_day_is_skipped_or_seen_twice_in_a_year_of_hours) {
  using namespace std::chrono_literals;
  Date before = amsterdam_date(std::chrono::sys_days{date(2027, 1, 1)});
  for (auto hour = 1h; hour < 24h * 366; ++hour) {
    const Date now = amsterdam_date(std::chrono::sys_days{date(2027, 1, 1)} + hour);
    const int step = days_between(before, now);
    ASSERT_TRUE(step == 0 || step == 1) << format_iso(now);
    before = now;
  }
}

}  // namespace
}  // namespace leerwijzer
