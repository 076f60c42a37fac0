// When sources are due: schedules, back-off, and clocks that are wrong.
#include "indexer/fetching/pause.hpp"
#include "indexer/pipeline/due_sources.hpp"
#include "indexer/pipeline/fetch_workers.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <ctime>
#include <future>

namespace leerwijzer {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_seconds;

/// "2026-10-25 00:30" in UTC.
sys_seconds utc(const char* text) {
  std::tm parts{};
  strptime(text, "%Y-%m-%d %H:%M", &parts);
  return sys_seconds(std::chrono::seconds(timegm(&parts)));
}

FetchSchedule schedule(const char* text) { return parse_schedule(text).value(); }

TEST(Schedule, is_a_distance_or_a_time_of_the_day) {
  EXPECT_EQ(schedule("every 15 minutes"), (FetchSchedule{900s, {}}));
  EXPECT_EQ(schedule("Every  6  hours"), (FetchSchedule{21'600s, {}}));
  EXPECT_EQ(schedule("every day"), (FetchSchedule{86'400s, {}}));
  EXPECT_EQ(schedule("every 5 seconds"), (FetchSchedule{5s, {}}));
}

TEST(Schedule, that_is_not_understood_is_told_with_examples) {
  for (const char* text : {"", "sometimes", "every", "every 0 hours", "every -1 hours", "every 2 seconds",
                           "every 32 days", "every 99999999999 days", "daily", "daily at 24:00", "daily at 3:00",
                           "daily at 03:60", "daily at 03:00 Europe/Paris", "every 6 hours please"}) {
    const auto read = parse_schedule(text);
    ASSERT_FALSE(read.has_value()) << text;
    EXPECT_NE(read.error().hint.find("daily at 03:00"), std::string::npos);
  }
}

TEST(Schedule, of_a_distance_counts_from_the_last_time) {
  EXPECT_EQ(next_after(schedule("every 6 hours"), utc("2026-03-01 10:00")), utc("2026-03-01 16:00"));
}

TEST(Schedule, of_a_day_is_that_time_in_the_netherlands) {
  const FetchSchedule at_three = schedule("daily at 03:00 Europe/Amsterdam");
  EXPECT_EQ(at_three, schedule("daily at 03:00"));
  EXPECT_EQ(next_after(at_three, utc("2026-01-10 01:00")), utc("2026-01-10 02:00")) << "winter: one hour ahead of UTC";
  EXPECT_EQ(next_after(at_three, utc("2026-01-10 02:00")), utc("2026-01-11 02:00")) << "after it, not at it";
  EXPECT_EQ(next_after(at_three, utc("2026-07-10 12:00")), utc("2026-07-11 01:00")) << "summer: two";
  EXPECT_EQ(next_after(schedule("daily at 00:30"), utc("2026-07-10 22:00")), utc("2026-07-10 22:30"));
}

TEST(Schedule, of_a_day_goes_over_daylight_saving) {
  const FetchSchedule half_past_two = schedule("daily at 02:30");
  // 29 March 2026: 02:00 becomes 03:00. 02:30 is not there, and comes an hour later.
  EXPECT_EQ(next_after(half_past_two, utc("2026-03-28 12:00")), utc("2026-03-29 01:30"));
  EXPECT_EQ(next_after(half_past_two, utc("2026-03-29 01:30")), utc("2026-03-30 00:30"));
  // 25 October 2026: 02:30 is there twice, and counts once.
  EXPECT_EQ(next_after(half_past_two, utc("2026-10-24 12:00")), utc("2026-10-25 00:30"));
  EXPECT_EQ(next_after(half_past_two, utc("2026-10-25 00:30")), utc("2026-10-26 01:30"));
}

TEST(Pause, doubles_up_to_its_bound_and_is_cut_at_random_by_half_at_most) {
  EXPECT_EQ(pause_after(1, 60s, 6h, 0.0), 60s);
  EXPECT_EQ(pause_after(4, 60s, 6h, 0.0), 480s);
  EXPECT_EQ(pause_after(4, 60s, 6h, 1.0), 240s);
  EXPECT_EQ(pause_after(1'000'000, 60s, 6h, 0.0), 6h);
  EXPECT_EQ(pause_after(3, 10s, 5s, 0.0), 5s);
}

TEST(Pause, of_a_server_is_in_seconds_or_until_a_date) {
  const sys_seconds now = utc("2026-11-21 12:00");
  EXPECT_EQ(parse_retry_after(" 120 ", now), 120s);
  EXPECT_EQ(parse_retry_after("Sat, 21 Nov 2026 12:00:30 GMT", now), 30s);
  EXPECT_EQ(parse_retry_after("Sat, 21 Nov 2026 11:00:00 GMT", now), 0s) << "past";
  for (const char* text : {"", "soon", "-5", "1e9x"}) EXPECT_FALSE(parse_retry_after(text, now)) << text;
}

SourceEntry entry(const char* name, std::optional<sys_seconds> due, int failures = 0) {
  SourceEntry made;
  made.source.name = name;
  made.state.next_due = due;
  made.state.failures = failures;
  return made;
}

const FetchSchedule k_quarter{900s, {}};

TEST(DueSources, come_well_ones_first_and_then_by_how_long_they_wait) {
  const sys_seconds now = utc("2026-11-21 12:00");
  const std::vector<SourceEntry> entries = {entry("failed", now - 1h, 2), entry("later", now + 5min),
                                            entry("waiting", now - 10min), entry("new", std::nullopt)};
  std::vector<std::string> names;
  for (const SourceEntry* due : due_sources(entries, k_quarter, now)) names.push_back(due->source.name);
  EXPECT_EQ(names, (std::vector<std::string>{"new", "waiting", "failed"}));
}

TEST(DueSources, do_not_hold_a_paused_one) {
  SourceEntry paused = entry("paused", std::nullopt);
  paused.settings.paused = true;
  EXPECT_FALSE(is_due(paused, k_quarter, utc("2026-11-21 12:00")));
}

TEST(DueSources, do_not_wait_for_a_moment_that_a_wrong_clock_wrote) {
  const sys_seconds now = utc("2026-11-21 12:00");
  EXPECT_FALSE(is_due(entry("soon", now + 5h), k_quarter, now)) << "a pause after failures may last that long";
  EXPECT_TRUE(is_due(entry("in 400 days", now + std::chrono::days(400)), k_quarter, now));
  SourceEntry monthly = entry("monthly", now + std::chrono::days(20));
  monthly.settings.schedule = "every 30 days";
  EXPECT_FALSE(is_due(monthly, k_quarter, now));
}

TEST(DueSources, are_due_again_by_schedule_or_after_a_growing_pause) {
  const sys_seconds now = utc("2026-11-21 12:00");
  EXPECT_EQ(next_due(k_quarter, 0, now, 0.5), now + 15min);
  EXPECT_EQ(next_due(k_quarter, 1, now, 0.0), now + 1min);
  EXPECT_EQ(next_due(k_quarter, 3, now, 0.0), now + 4min);
  EXPECT_EQ(next_due(k_quarter, 3, now, 1.0), now + 2min);
  EXPECT_EQ(next_due(k_quarter, 60, now, 0.0), now + 6h);
}

TEST(FetchWorkers, hold_one_fetch_of_a_name_and_so_many_of_all) {
  FetchWorkers workers(2);
  std::promise<void> go;
  const std::shared_future<void> gone = go.get_future().share();
  std::atomic<int> ended{0};
  const auto job = [&, gone] {
    gone.wait();
    ++ended;
  };
  EXPECT_TRUE(workers.start("a", job));
  EXPECT_FALSE(workers.start("a", job)) << "it is at work";
  EXPECT_TRUE(workers.start("b", job));
  EXPECT_FALSE(workers.start("c", job)) << "all are at work";
  EXPECT_TRUE(workers.runs("a") && workers.full());
  go.set_value();
  workers.wait();
  EXPECT_EQ(ended, 2);
  EXPECT_TRUE(workers.start("a", job)) << "again";
}

}  // namespace
}  // namespace leerwijzer
