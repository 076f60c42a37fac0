#include "engine/domain/cohort.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

Run run_of(std::optional<int> minimum, std::optional<int> maximum, std::optional<int> enrolled,
           std::optional<int> pending = {}) {
  Run run;
  run.key = "r";
  run.places_min = minimum;
  run.places_max = maximum;
  run.places_enrolled = enrolled;
  run.places_pending = pending;
  return run;
}

TEST(Cohort, tells_how_many_are_needed_to_start) {
  EXPECT_EQ(cohort_of(run_of(8, 16, 4))->text, "Er zijn nog 4 deelnemers nodig.");
  EXPECT_EQ(cohort_of(run_of(8, 16, 4))->needed, 4);
  EXPECT_EQ(cohort_of(run_of(8, {}, 7))->text, "Er is nog 1 deelnemer nodig.");
  EXPECT_EQ(cohort_of(run_of(8, {}, 9))->text, "Er zijn genoeg deelnemers om te starten.");
  EXPECT_EQ(cohort_of(run_of(8, {}, 9))->needed, 0);
}

TEST(Cohort, does_not_count_who_is_not_sure) {
  const auto cohort = cohort_of(run_of(8, 16, 4, 3));
  EXPECT_EQ(cohort->needed, 4);
  EXPECT_EQ(cohort->text, "Er zijn nog 4 deelnemers nodig. 3 aanmeldingen zijn nog niet zeker.");
}

TEST(Cohort, that_is_full_says_so) {
  EXPECT_TRUE(cohort_of(run_of(8, 12, 12))->full);
  EXPECT_EQ(cohort_of(run_of(8, 12, 13))->text, "Deze groep is vol.");
  auto closed = run_of(8, {}, 2);
  closed.status = RunStatus::full;
  EXPECT_TRUE(cohort_of(closed)->full);
}

TEST(Cohort, of_which_nothing_is_known_is_none_and_unknown_is_not_zero) {
  EXPECT_FALSE(cohort_of(run_of({}, 16, {})));
  const auto without_enrolled = cohort_of(run_of(8, 16, {}));
  ASSERT_TRUE(without_enrolled);
  EXPECT_FALSE(without_enrolled->needed);
  EXPECT_TRUE(without_enrolled->text.empty());
  EXPECT_FALSE(cohort_of(run_of({}, {}, 3))->needed);
}

TEST(Cohort, counts_go_before_what_the_run_says_and_close_a_full_group) {
  Offer offer;
  offer.runs = {run_of(10, 12, 1), run_of(4, {}, {})};
  offer.runs[0].status = RunStatus::open;
  offer.runs[1].key = "other";
  const std::vector<RunCohort> cohorts = {{"r", {.minimum = 6, .maximum = {}, .enrolled = 12, .pending = 2}},
                                          {"nobody", {.enrolled = 3}}};
  apply_cohorts(offer, cohorts);
  EXPECT_EQ(offer.runs[0].places_min, 6);
  EXPECT_EQ(offer.runs[0].places_max, 12) << "not said, so it stays";
  EXPECT_EQ(offer.runs[0].places_enrolled, 12);
  EXPECT_EQ(offer.runs[0].status, RunStatus::full);
  EXPECT_FALSE(offer.runs[1].places_enrolled.has_value());
  Offer cancelled;
  cancelled.runs = {run_of(1, 1, 1)};
  cancelled.runs[0].status = RunStatus::cancelled;
  apply_cohorts(cancelled, {});
  EXPECT_EQ(cancelled.runs[0].status, RunStatus::cancelled);
}

TEST(Week, begins_on_monday) {
  using namespace std::chrono;
  EXPECT_EQ(week_of(2026y / 11 / 28), Date(2026y / 11 / 23));
  EXPECT_EQ(week_of(2026y / 11 / 23), Date(2026y / 11 / 23));
  EXPECT_EQ(week_of(2027y / 1 / 3), Date(2026y / 12 / 28));
}

}  // namespace
}  // namespace leerwijzer
