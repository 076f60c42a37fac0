// A stage works in order behind its giver, is never far behind, and hands its failure back.
#include "indexer/pipeline/stage.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

namespace leerwijzer {
namespace {

TEST(Stage, works_on_everything_in_order) {
  std::vector<int> done;
  std::vector<int> given(1'000);
  std::iota(given.begin(), given.end(), 0);
  Stage<int> stage(3, [&](int item) { done.push_back(item); });
  for (int item : given) stage.give(item);
  stage.drain();
  EXPECT_EQ(done, given);
}

TEST(Stage, lets_no_more_wait_than_it_may) {
  std::atomic<int> alive = 0;
  std::atomic<int> most = 0;
  struct Counted {
    explicit Counted(std::atomic<int>& in) : count(in) { ++count; }
    ~Counted() { --count; }
    std::atomic<int>& count;
  };
  Stage<std::shared_ptr<Counted>> stage(2, [&](const std::shared_ptr<Counted>&) {
    int seen = most;
    while (alive > seen && !most.compare_exchange_weak(seen, alive)) {
    }
  });
  for (int i = 0; i < 500; ++i) stage.give(std::make_shared<Counted>(alive));
  stage.drain();
  EXPECT_GE(most, 1);
  EXPECT_LE(most, 4) << "one that is worked on, two that wait, one in the giver's hands";
}

TEST(Stage, throws_at_the_giver_what_the_work_threw_and_does_nothing_after_it) {
  std::vector<int> done;
  Stage<int> stage(2, [&](int item) {
    if (item == 5) throw std::runtime_error("five");
    done.push_back(item);
  });
  const auto give_all = [&] {
    for (int i = 0; i < 100; ++i) stage.give(i);
    stage.drain();
  };
  EXPECT_THROW(give_all(), std::runtime_error);
  EXPECT_THROW(stage.give(100), std::runtime_error) << "and again, for who goes on";
  EXPECT_THROW(stage.drain(), std::runtime_error);
  EXPECT_EQ(done, (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST(Stage, that_goes_without_being_drained_finishes_the_item_in_hand) {
  std::atomic<int> begun = 0;
  std::atomic<int> ended = 0;
  {
    Stage<int> stage(5, [&](int) {
      ++begun;
      std::this_thread::yield();
      ++ended;
    });
    for (int i = 0; i < 5; ++i) stage.give(i);
    while (begun == 0) std::this_thread::yield();
  }
  EXPECT_EQ(begun, ended);
  EXPECT_GE(ended, 1);
  EXPECT_LE(ended, 5);
}

TEST(Stage, without_work_ends_at_once) {
  Stage<int> stage(1, [](int) { FAIL() << "nothing was given"; });
  stage.drain();
}

}  // namespace
}  // namespace leerwijzer
