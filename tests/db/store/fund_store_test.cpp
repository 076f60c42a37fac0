// Promises and payments of a region's fund: never beyond the budget, also when many come at once.
#include "engine/store/fund_store.hpp"

#include "engine/core/text.hpp"
#include "engine/store/reference_store.hpp"
#include "engine/store/reference_version.hpp"
#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace leerwijzer::testing {
namespace {

Date day(const char* text) { return parse_iso_date(text).value(); }

class FundStoreTest : public ::testing::Test {
 protected:
  FundStoreTest() { put(R"([{"from": "2027-01-01", "to": "2028-01-01", "cents": 100000, "nearlyGone": 20000}])"); }

  void put(const std::string& budgets) {
    const std::string document = R"({"id": "F", "fund": {"region": "X", "budgets": )" + budgets + "}}";
    ASSERT_TRUE(ReferenceStore(pool).put_schemes({{"F", "Fonds", document, digest(document)}}).has_value());
  }

  static FundPromise promise_of(const std::string& key, std::int64_t cents) {
    return {"F", key, day("2027-03-01"), "training", "Loket", "Z-1", Cents{cents}, "An"};
  }

  static FundMovement movement_of(const std::string& key, FundMove kind, std::int64_t cents) {
    return {"F", "p", key, kind, day("2027-04-01"), Cents{cents}, "An"};
  }

  FundBalance balance() { return store.balances("F").at(0); }

  TestDatabase database;
  Pool pool{database.settings()};
  FundStore store{pool};
};

TEST_F(FundStoreTest, a_promise_holds_its_amount_until_it_is_released) {
  EXPECT_TRUE(store.promise(promise_of("p", 60'000)).value());
  EXPECT_EQ(balance().remaining, Cents{40'000});
  EXPECT_TRUE(store.move(movement_of("m1", FundMove::pay, 45'000)).value());
  EXPECT_EQ(balance().remaining, Cents{40'000});
  EXPECT_EQ(balance().paid, Cents{45'000});
  EXPECT_TRUE(store.move(movement_of("m2", FundMove::release, 15'000)).value());
  EXPECT_EQ(balance().remaining, Cents{55'000});
  EXPECT_TRUE(store.open_promises("F").empty());
}

TEST_F(FundStoreTest, beyond_what_is_left_it_is_refused_and_says_how_much_is) {
  ASSERT_TRUE(store.promise(promise_of("p", 60'000)).has_value());
  const auto refused = store.promise(promise_of("q", 40'001));
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_EQ(refused.error().hint, "400.00 euro is left.");
  EXPECT_TRUE(store.promise(promise_of("q", 40'000)).value());
  EXPECT_EQ(balance().state, "exhausted");
}

TEST_F(FundStoreTest, near_its_end_the_state_says_so) {
  EXPECT_EQ(balance().state, "open");
  ASSERT_TRUE(store.promise(promise_of("p", 79'999)).has_value());
  EXPECT_EQ(balance().state, "open");
  ASSERT_TRUE(store.promise(promise_of("q", 1)).has_value());
  EXPECT_EQ(balance().state, "nearly");
}

TEST_F(FundStoreTest, the_same_key_twice_is_one_promise_also_when_the_budget_is_gone) {
  ASSERT_TRUE(store.promise(promise_of("p", 100'000)).value());
  EXPECT_FALSE(store.promise(promise_of("p", 100'000)).value());
  EXPECT_EQ(balance().promises, 1);
  const auto other = store.promise(promise_of("p", 1));
  ASSERT_TRUE(other.has_error());
  EXPECT_EQ(other.error().code, ErrorCode::conflict);
  EXPECT_EQ(other.error().where, "--key");
}

TEST_F(FundStoreTest, the_same_key_twice_is_one_payment) {
  ASSERT_TRUE(store.promise(promise_of("p", 50'000)).value());
  EXPECT_TRUE(store.move(movement_of("m", FundMove::pay, 50'000)).value());
  EXPECT_FALSE(store.move(movement_of("m", FundMove::pay, 50'000)).value());
  EXPECT_TRUE(store.move(movement_of("m", FundMove::release, 50'000)).has_error());
  EXPECT_EQ(balance().paid, Cents{50'000});
}

TEST_F(FundStoreTest, no_more_is_paid_or_released_than_was_promised) {
  ASSERT_TRUE(store.promise(promise_of("p", 50'000)).value());
  ASSERT_TRUE(store.move(movement_of("m", FundMove::pay, 30'000)).value());
  const auto beyond = store.move(movement_of("n", FundMove::release, 20'001));
  ASSERT_TRUE(beyond.has_error());
  EXPECT_EQ(beyond.error().hint, "200.00 euro is open.");
  EXPECT_EQ(store.move({"F", "nobody", "m", FundMove::pay, day("2027-04-01"), Cents{1}, "An"}).error().code,
            ErrorCode::not_found);
}

TEST_F(FundStoreTest, a_day_without_a_budget_and_a_fund_that_does_not_exist_are_refused) {
  FundPromise late = promise_of("p", 1);
  late.on = day("2028-01-01");
  EXPECT_EQ(store.promise(late).error().where, "--on");
  FundPromise lost = promise_of("p", 1);
  lost.scheme = "G";
  EXPECT_EQ(store.promise(lost).error().code, ErrorCode::not_found);
}

TEST_F(FundStoreTest, a_budget_that_is_raised_counts_at_once_and_the_old_one_is_kept) {
  ASSERT_TRUE(store.promise(promise_of("p", 100'000)).value());
  put(R"([{"from": "2027-01-01", "to": "2028-01-01", "cents": 150000, "nearlyGone": 20000}])");
  EXPECT_EQ(balance().remaining, Cents{50'000});
  EXPECT_TRUE(store.promise(promise_of("q", 50'000)).value());
  EXPECT_EQ(database.ask("SELECT string_agg(cents::text, ' ' ORDER BY document_id) FROM fund_budget"), "100000 150000");
}

TEST_F(FundStoreTest, promises_that_come_at_once_never_exceed_the_budget) {
  constexpr int k_threads = 8;
  constexpr int k_each = 25;
  std::atomic<std::int64_t> promised{0};
  std::atomic<int> other_faults{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < k_threads; ++t) {
    threads.emplace_back([&, t] {
      PoolSettings settings = database.settings();
      settings.size = 1;
      Pool own(settings);
      FundStore mine(own);
      for (int i = 0; i < k_each; ++i) {
        const std::int64_t cents = 700 + (t * k_each + i) % 300;
        const auto done = mine.promise(promise_of(std::to_string(t) + "-" + std::to_string(i), cents));
        if (done)
          promised += cents;
        else if (done.error().code != ErrorCode::conflict)
          ++other_faults;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(other_faults, 0);
  EXPECT_LE(promised, 100'000);
  EXPECT_GT(promised, 100'000 - 1'000) << "what fits is not refused";
  EXPECT_EQ(balance().promised, Cents{promised});
  EXPECT_EQ(balance().remaining, Cents{100'000 - promised});
}

TEST_F(FundStoreTest, the_same_promise_from_many_sides_at_once_is_made_once) {
  std::atomic<int> made{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 6; ++t) {
    threads.emplace_back([&] {
      Pool own(database.settings());
      const auto done = FundStore(own).promise(promise_of("p", 30'000));
      if (done && *done) ++made;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(made, 1);
  EXPECT_EQ(balance().promised, Cents{30'000});
}

TEST_F(FundStoreTest, what_was_written_is_never_altered) {
  ASSERT_TRUE(store.promise(promise_of("p", 1'000)).value());
  EXPECT_THROW(database.execute("UPDATE fund_promise SET cents = 1"), ErrorException);
  EXPECT_THROW(database.execute("DELETE FROM fund_promise"), ErrorException);
  EXPECT_THROW(
      database.execute("INSERT INTO fund_promise (scheme_id, key, promised_on, voucher, desk, reference, cents, "
                       "promised_by) VALUES ('F', 'x', '2027-03-01', '', '', '', 99001, 'An')"),
      ErrorException);
}

TEST_F(FundStoreTest, budgets_that_overlap_are_refused_by_the_database) {
  const std::string document =
      R"({"fund": {"region": "X", "budgets": [{"from": "2027-01-01", "to": "2028-01-01", "cents": 1},
                                             {"from": "2027-12-31", "to": "2029-01-01", "cents": 1}]}})";
  EXPECT_EQ(ReferenceStore(pool).put_schemes({{"G", "Fonds", document, digest(document)}}).error().code,
            ErrorCode::conflict);
}

TEST_F(FundStoreTest, the_report_adds_up_by_month_voucher_and_desk) {
  ASSERT_TRUE(store.promise(promise_of("p", 50'000)).value());
  ASSERT_TRUE(store.promise(promise_of("q", 10'000)).value());
  ASSERT_TRUE(store.move(movement_of("m", FundMove::pay, 20'000)).value());
  const auto parts = store.parts("F");
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].month, "2027-03");
  EXPECT_EQ(parts[0].promises, 2);
  EXPECT_EQ(parts[0].promised, Cents{60'000});
  EXPECT_EQ(parts[0].paid, Cents{20'000});
  ASSERT_EQ(store.open_promises("F").size(), 2U);
  EXPECT_EQ(store.open_promises("F")[0].open, Cents{30'000});
}

TEST_F(FundStoreTest, the_stamp_of_the_reference_data_changes_with_the_state_and_not_with_each_promise) {
  const std::string before = reference_version(pool);
  ASSERT_TRUE(store.promise(promise_of("p", 10'000)).value());
  EXPECT_EQ(reference_version(pool), before);
  ASSERT_TRUE(store.promise(promise_of("q", 75'000)).value());
  const std::string nearly = reference_version(pool);
  EXPECT_NE(nearly, before);
  ASSERT_TRUE(store.promise(promise_of("r", 15'000)).value());
  EXPECT_NE(reference_version(pool), nearly);
}

}  // namespace
}  // namespace leerwijzer::testing
