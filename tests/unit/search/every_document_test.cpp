// Queries that threads make at once.
#include "engine/search/filters.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace leerwijzer {
namespace {

TEST(EveryDocument, is_a_query_that_four_threads_make_and_copy_at_once) {
  constexpr int k_threads = 4;
  constexpr int k_copies = 200'000;
  std::vector<std::size_t> empty(k_threads);
  {
    std::vector<std::jthread> threads;
    for (std::size_t& count : empty) {
      threads.emplace_back([&count] {
        for (int i = 0; i < k_copies; ++i) {
          const Xapian::Query query = every_document();
          const Xapian::Query copy = query;  // NOLINT(performance-unnecessary-copy-initialization)
          if (copy.empty()) ++count;
        }
      });
    }
  }
  EXPECT_EQ(empty, std::vector<std::size_t>(k_threads)) << "and it is never the query that matches nothing";
}

TEST(EveryDocument, matches_every_document) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (int i = 0; i < 3; ++i) database.add_document(Xapian::Document());
  Xapian::Enquire enquire(database);
  enquire.set_query(every_document());
  EXPECT_EQ(enquire.get_mset(0, 10).size(), 3U);
}

}  // namespace
}  // namespace leerwijzer
