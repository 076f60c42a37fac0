#include "tests/db/store/catalogue_fixture.hpp"

#include <atomic>
#include <set>
#include <thread>

namespace leerwijzer::testing {
namespace {

using ChangeLog = CatalogueFixture;

TEST_F(ChangeLog, an_empty_log_is_at_number_zero) {
  EXPECT_EQ(store.latest_change(), ChangeNumber{});
  EXPECT_TRUE(store.changes_after(ChangeNumber{}, 10).empty());
}

TEST_F(ChangeLog, several_changes_of_one_offer_come_once_with_the_last_number) {
  fetch(records(2));
  fetch(records(2, " b"));
  fetch(records(1, " c"));
  const auto changes = store.changes_after(ChangeNumber{}, 10);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_FALSE(changes[0].deleted);
  EXPECT_TRUE(changes[1].deleted);
  EXPECT_LT(changes[0].number, changes[1].number);
  EXPECT_EQ(changes[1].number, store.latest_change());
}

TEST_F(ChangeLog, reading_on_from_the_last_number_misses_nothing) {
  fetch(records(5));
  std::set<OfferId> seen;
  ChangeNumber at;
  for (;;) {
    const auto part = store.changes_after(at, 2);
    if (part.empty()) break;
    for (const Change& change : part) {
      EXPECT_GT(change.number, at);
      at = change.number;
      EXPECT_TRUE(seen.insert(change.offer).second);
    }
  }
  EXPECT_EQ(seen.size(), 5U);
}

/// Four writers of four sources; a reader that follows the log must see every offer although the
/// writers commit in any order.
TEST_F(ChangeLog, a_reader_that_follows_concurrent_writers_misses_nothing) {
  constexpr int k_writers = 4;
  constexpr int k_batches = 12;
  std::atomic<int> running = k_writers;
  std::vector<std::thread> writers;
  for (int w = 0; w < k_writers; ++w) {
    writers.emplace_back([&, w] {
      const SourceId own = store.put_source({{}, "source " + std::to_string(w), "csv", ""});
      const FetchId id = store.begin_fetch(own);
      for (int b = 0; b < k_batches; ++b) {
        std::vector<FeedRecord> list;
        for (int i = 0; i < 3; ++i) {
          list.push_back(record_of(small_offer(std::to_string(b) + "-" + std::to_string(i), "T"), provider));
        }
        (void)store.store_batch(id, list);
      }
      --running;
    });
  }
  std::set<OfferId> seen;
  ChangeNumber at;
  for (bool last = false;;) {
    const auto part = store.changes_after(at, 7);
    for (const Change& change : part) {
      seen.insert(change.offer);
      at = change.number;
    }
    if (part.empty() && last) break;
    last = running == 0;
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(k_writers * k_batches * 3));
}

}  // namespace
}  // namespace leerwijzer::testing
