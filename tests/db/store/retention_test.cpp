// Former bodies of raw records, and what pruning takes and leaves.
#include "engine/store/retention.hpp"
#include "engine/store/quarantine_store.hpp"
#include "tests/db/store/catalogue_fixture.hpp"

#include <functional>

namespace leerwijzer::testing {
namespace {

/// Days far on either side of whatever the clock of the database says.
constexpr Date k_long_ago{std::chrono::year{2000}, std::chrono::month{1}, std::chrono::day{1}};
constexpr Date k_far_ahead{std::chrono::year{2190}, std::chrono::month{1}, std::chrono::day{1}};

class RetentionOfRecords : public CatalogueFixture {
 protected:
  /// One record whose body is this.
  FetchSummary deliver(const std::string& body, int others = 0) {
    auto list = records(others + 1);
    for (FeedRecord& record : list) record.raw.body = body;
    return fetch(list);
  }
  std::vector<RawVersion> versions() { return raw_versions(pool, "school", "o0"); }
};

TEST_F(RetentionOfRecords, a_former_body_is_kept_byte_for_byte_with_its_fetch_and_date) {
  const std::string first("\x00\xFF first", 8);
  const FetchId began = deliver(first).fetch;
  const FetchId second = deliver("second").fetch;
  const auto found = versions();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].fetch, second);
  EXPECT_TRUE(found[0].replaced_at.empty());
  EXPECT_EQ(found[1].fetch, began);
  EXPECT_FALSE(found[1].replaced_at.empty());
  EXPECT_FALSE(found[1].stored_at.empty());
  EXPECT_EQ(found[1].bytes, 8);
  EXPECT_EQ(raw_body(pool, "school", "o0", found[0].digest), "second");
  EXPECT_EQ(raw_body(pool, "school", "o0", found[1].digest), first);
  EXPECT_FALSE(raw_body(pool, "school", "o0", "none").has_value());
}

TEST_F(RetentionOfRecords, an_unchanged_record_adds_no_version) {
  const FetchId first = deliver("same").fetch;
  deliver("same");
  deliver("same");
  ASSERT_EQ(versions().size(), 1U);
  EXPECT_EQ(versions()[0].fetch, first);
}

TEST_F(RetentionOfRecords, an_unknown_source_is_told_and_an_unknown_key_has_no_versions) {
  EXPECT_TRUE(raw_versions(pool, "school", "nothing").empty());
  try {
    (void)raw_versions(pool, "no-such-school", "o0");
    FAIL() << "there is no such source";
  } catch (const ErrorException& e) {
    EXPECT_EQ(e.error().code, ErrorCode::not_found);
  }
}

TEST_F(RetentionOfRecords, pruning_takes_former_bodies_and_leaves_the_latest) {
  deliver("a");
  deliver("b");
  deliver("c");
  EXPECT_EQ(prune(pool, {.keep_from = k_long_ago}).former_bodies, 0);
  const Pruned pruned = prune(pool, {.keep_from = k_far_ahead});
  EXPECT_EQ(pruned.former_bodies, 2);
  EXPECT_EQ(pruned.raw_records, 0);
  ASSERT_EQ(versions().size(), 1U);
  EXPECT_EQ(raw_body(pool, "school", "o0", versions()[0].digest), "c");
  EXPECT_EQ(store.counts().offers, 1);
}

TEST_F(RetentionOfRecords, a_dry_run_counts_and_removes_nothing) {
  deliver("a");
  deliver("b");
  EXPECT_EQ(prune(pool, {.keep_from = k_far_ahead, .dry_run = true}).former_bodies, 1);
  EXPECT_EQ(versions().size(), 2U);
}

TEST_F(RetentionOfRecords, the_record_of_a_deleted_offer_is_kept_until_its_time_is_over) {
  deliver("a", 3);
  fetch({records(4)[1], records(4)[2], records(4)[3]});
  ASSERT_EQ(store.counts().offers, 3);
  ASSERT_EQ(versions().size(), 1U);
  EXPECT_FALSE(versions()[0].gone_at.empty());
  EXPECT_EQ(prune(pool, {.keep_from = k_long_ago}).raw_records, 0);
  EXPECT_EQ(prune(pool, {.keep_from = k_far_ahead}).raw_records, 1);
  EXPECT_TRUE(versions().empty());
}

TEST_F(RetentionOfRecords, an_offer_that_came_back_unchanged_keeps_its_record) {
  deliver("a", 3);
  auto rest = records(4);
  for (FeedRecord& record : rest) record.raw.body = "a";
  rest.erase(rest.begin());
  fetch(rest);
  deliver("a", 3);
  EXPECT_EQ(prune(pool, {.keep_from = k_far_ahead}).raw_records, 0);
  EXPECT_EQ(versions().size(), 1U);
}

TEST_F(RetentionOfRecords, the_last_fetches_and_those_that_something_came_with_stay) {
  for (const char* body : {"1", "2", "3", "4", "5", "6"}) deliver(body);
  deliver("6");  // brings nothing new
  // Seven fetches: the last three stay, and the sixth brought the body that is there now.
  const Pruned pruned = prune(pool, {.keep_from = k_far_ahead});
  EXPECT_EQ(pruned.fetches, 4);
  EXPECT_EQ(store.fetches(source, 10).size(), 3U);
  EXPECT_EQ(prune(pool, {.keep_from = k_far_ahead}).fetches, 0) << "again changes nothing";
}

TEST_F(RetentionOfRecords, a_waiting_quarantine_keeps_its_fetch_and_its_list) {
  fetch(records(20));
  const FetchId collapsed = fetch(records(2)).fetch;
  for (int i = 0; i < 4; ++i) fetch(records(2), {false, "cut off", ""});
  (void)prune(pool, {.keep_from = k_far_ahead});
  QuarantineStore quarantine(pool);
  const auto entries = quarantine.list({});
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].fetch, collapsed);
  EXPECT_EQ(entries[0].offers_held, 18);
  EXPECT_EQ(quarantine.release(entries[0].id, {"A", "x"}), 18);
}

TEST_F(RetentionOfRecords, changes_are_pruned_only_as_far_as_every_index_has_come) {
  fetch(records(3));
  const ChangeNumber mark = store.latest_change();
  fetch(records(3, " b"));
  const ChangeNumber end = store.latest_change();
  EXPECT_EQ(prune(pool, {.keep_from = k_far_ahead}).changes, 0) << "no index is named";
  EXPECT_EQ(prune(pool, {.keep_from = k_far_ahead, .indexed = mark}).changes, 3);
  EXPECT_EQ(store.changes_after(mark, 10).size(), 3U);
  EXPECT_EQ(store.latest_change(), end);
  // Everything is indexed: the newest entry stays all the same, because it tells where the log stands.
  EXPECT_EQ(prune(pool, {.keep_from = k_far_ahead, .indexed = end}).changes, 2);
  EXPECT_EQ(store.latest_change(), end);
}

TEST_F(RetentionOfRecords, an_index_below_what_was_pruned_is_told_to_rebuild) {
  fetch(records(3));
  const ChangeNumber end = store.latest_change();
  (void)prune(pool, {.keep_from = k_far_ahead, .indexed = end});
  try {
    (void)store.changes_after(ChangeNumber{}, 10);
    FAIL() << "changes are missing";
  } catch (const ErrorException& e) {
    EXPECT_EQ(e.error().code, ErrorCode::conflict);
    EXPECT_NE(e.error().hint.find("rebuild"), std::string::npos);
  }
  EXPECT_TRUE(store.changes_after(end, 10).empty());
}

}  // namespace
}  // namespace leerwijzer::testing
