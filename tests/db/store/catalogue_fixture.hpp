// A migrated database, a store on it, and a source to fetch from.
#pragma once

#include "engine/store/catalogue_store.hpp"
#include "engine/store/pool.hpp"
#include "tests/support/database.hpp"
#include "tests/support/offers.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace leerwijzer::testing {

class CatalogueFixture : public ::testing::Test {
 protected:
  TestDatabase database;
  Pool pool{database.settings()};
  CatalogueStore store{pool};
  SourceId source = store.put_source({{}, "school", "csv", "school.csv"});
  Provider provider = small_provider("p1", "School A");

  /// One whole fetch.
  FetchSummary fetch(const std::vector<FeedRecord>& records, const FeedEnd& end = {true, "", "sum"},
                     CollapseGuard guard = {}) {
    const FetchId id = store.begin_fetch(source);
    last_counts = store.store_batch(id, records);
    return store.finish_fetch(id, end, guard);
  }

  /// Records of small offers with these keys; the title follows from the key and `edition`.
  std::vector<FeedRecord> records(int count, const std::string& edition = "") const {
    std::vector<FeedRecord> list;
    for (int i = 0; i < count; ++i) {
      const std::string key = "o" + std::to_string(i);
      list.push_back(record_of(small_offer(key, "Cursus " + key + edition), provider));
    }
    return list;
  }

  /// Every offer, in order of id.
  std::vector<Offer> all() {
    std::vector<Offer> list;
    store.for_each_batch([&](std::span<const Offer> batch) { list.insert(list.end(), batch.begin(), batch.end()); });
    return list;
  }

  BatchCounts last_counts;
};

}  // namespace leerwijzer::testing
