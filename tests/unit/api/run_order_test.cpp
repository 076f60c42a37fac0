// The order in which a page tells when an offer starts.
#include "api/web/run_order.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

constexpr Date day(unsigned month, unsigned of_month) {
  return Date{std::chrono::year{2027}, std::chrono::month{month}, std::chrono::day{of_month}};
}

Run starting(std::optional<Date> start) {
  Run run;
  run.start = start;
  return run;
}

TEST(RunOrder, the_first_start_comes_first_and_what_has_no_day_last) {
  Offer offer;
  offer.runs = {starting({}), starting(day(9, 6)), starting(day(2, 1)), starting({}), starting(day(1, 6))};
  offer.runs[3].start_text = "in overleg";
  std::vector<const leerwijzer::Run*> wanted = {&offer.runs[4], &offer.runs[2], &offer.runs[1], &offer.runs[0],
                                                &offer.runs[3]};
  EXPECT_EQ(runs_by_start(offer, day(1, 1)), wanted);
  offer.runs[1] = starting({});
  offer.runs[1].window_from = day(1, 10);
  wanted = {&offer.runs[4], &offer.runs[1], &offer.runs[2], &offer.runs[0], &offer.runs[3]};
  EXPECT_EQ(runs_by_start(offer, day(1, 1)), wanted) << "the first day of a time in which one may begin counts";
}

}  // namespace
}  // namespace leerwijzer::testing
