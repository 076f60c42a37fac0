// An offer whose runs are over is found only when asked for; the day is an argument, and no day leaves a trace.
#include "engine/domain/expiry.hpp"
#include "engine/search/starts.hpp"
#include "tests/support/search_offers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using testing::bare_offer;
using testing::day;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::offer_with;
using testing::run_from;
using ::testing::UnorderedElementsAre;
using testing::write_index;

const Date k_today = day(2026, 11, 21);

class ExpiryInSearch : public ::testing::Test {
 protected:
  ExpiryInSearch() {
    write_index(folder_.path(), {offer_with(1, "Voorbij", [](Offer& o) { o.runs = {run_from(day(2026, 9, 1))}; }),
                                 offer_with(2, "Straks", [](Offer& o) { o.runs = {run_from(day(2027, 2, 8))}; }),
                                 offer_with(3, "Doorlopend",
                                            [](Offer& o) {
                                              o.runs.emplace_back();
                                              o.runs[0].start_kind = StartKind::rolling;
                                            }),
                                 bare_offer(4, "Onbekend")});
    index_.emplace(SearchIndex::open({folder_.path(), 2}).value());
  }
  std::vector<std::int64_t> found(Date today, bool with_past_only) {
    SearchQuery query;
    query.today = today;
    query.sort = SearchSort::title;
    query.filters.with_past_only = with_past_only;
    return testing::ids(index_->search(query).value());
  }

  testing::TemporaryFolder folder_;
  std::optional<SearchIndex> index_;
};

TEST_F(ExpiryInSearch, past_offers_are_found_only_when_asked_for) {
  EXPECT_THAT(found(k_today, false), UnorderedElementsAre(2, 3, 4));
  EXPECT_THAT(found(k_today, true), UnorderedElementsAre(1, 2, 3, 4));
}

TEST_F(ExpiryInSearch, the_last_day_of_a_start_still_counts) {
  EXPECT_THAT(found(day(2027, 2, 8), false), UnorderedElementsAre(2, 3, 4));
  EXPECT_THAT(found(day(2027, 2, 9), false), UnorderedElementsAre(3, 4));
}

TEST_F(ExpiryInSearch, four_hundred_days_ahead_and_back_give_the_answers_of_their_day) {
  const auto before = found(k_today, false);
  EXPECT_THAT(found(plus_days(k_today, 400), false), UnorderedElementsAre(3, 4)) << "what has no date never expires";
  EXPECT_THAT(found(plus_days(k_today, 400), true), UnorderedElementsAre(1, 2, 3, 4)) << "and nothing is lost";
  EXPECT_THAT(found(plus_days(k_today, -400), false), UnorderedElementsAre(1, 2, 3, 4));
  EXPECT_EQ(found(k_today, false), before);
}

TEST(StartsOfTheIndex, agree_with_the_domain_on_what_is_past) {
  std::vector<leerwijzer::Run> runs(9);
  runs[0] = run_from(k_today);
  runs[1] = run_from(plus_days(k_today, -1));
  runs[2].start_kind = StartKind::window;
  runs[2].window_from = plus_days(k_today, -30);
  runs[3] = runs[2];
  runs[3].window_until = plus_days(k_today, -1);
  runs[4] = runs[2];
  runs[4].window_until = k_today;
  runs[5].start_kind = StartKind::rolling;
  runs[6].enrol_until = plus_days(k_today, -1);
  runs[7].start_kind = StartKind::month;
  runs[8].status = RunStatus::cancelled;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    Offer offer;
    offer.runs = {runs[i]};
    for (const int days : {-400, -31, -1, 0, 1, 400}) {
      const Date today = plus_days(k_today, days);
      EXPECT_EQ(start_fit(starts_of(offer), {today, {}, {}}) == StartFit::past, has_only_past_runs(offer, today))
          << "run " << i << " on " << format_iso(today);
    }
  }
}

}  // namespace
}  // namespace leerwijzer
