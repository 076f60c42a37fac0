#include "tests/db/store/catalogue_fixture.hpp"

#include <functional>

namespace leerwijzer::testing {
namespace {

using Fetches = CatalogueFixture;

TEST_F(Fetches, a_complete_fetch_deletes_what_it_did_not_see) {
  fetch(records(20));
  const auto before = store.fingerprints();
  const ChangeNumber mark = store.latest_change();
  const FetchSummary summary = fetch(records(18));
  EXPECT_TRUE(summary.complete);
  EXPECT_FALSE(summary.collapsed);
  EXPECT_EQ(summary.deleted, 2);
  EXPECT_EQ(summary.kept_back, 0);
  EXPECT_EQ(store.counts().offers, 18);
  const auto changes = store.changes_after(mark, 10);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_TRUE(changes[0].deleted);
  EXPECT_EQ(changes[0].offer, before[18].offer);
  EXPECT_EQ(changes[1].offer, before[19].offer);
}

TEST_F(Fetches, an_incomplete_fetch_deletes_nothing) {
  fetch(records(20));
  const FetchSummary summary = fetch(records(15), {false, "page 3 did not come", ""});
  EXPECT_FALSE(summary.complete);
  EXPECT_FALSE(summary.collapsed);
  EXPECT_EQ(summary.deleted, 0);
  EXPECT_EQ(summary.reason, "page 3 did not come");
  EXPECT_EQ(store.counts().offers, 20);
}

TEST_F(Fetches, an_incomplete_fetch_still_adds_and_changes) {
  fetch(records(2));
  const FetchSummary summary = fetch(records(3, " nieuw"), {false, "cut off", ""});
  EXPECT_EQ(summary.counts.added, 1);
  EXPECT_EQ(summary.counts.changed, 2);
}

TEST_F(Fetches, a_source_that_collapsed_keeps_its_offers_until_a_person_looks) {
  fetch(records(20));
  const FetchSummary summary = fetch(records(9));
  EXPECT_TRUE(summary.complete);
  EXPECT_TRUE(summary.collapsed);
  EXPECT_EQ(summary.deleted, 0);
  EXPECT_EQ(summary.kept_back, 11);
  EXPECT_NE(summary.reason.find("9 of 20"), std::string::npos) << summary.reason;
  EXPECT_EQ(store.counts().offers, 20);

  // A person that looked opens the guard.
  const FetchSummary released = fetch(records(9), {true, "", ""}, {.smallest_share = 0.0});
  EXPECT_EQ(released.deleted, 11);
  EXPECT_EQ(store.counts().offers, 9);
}

TEST_F(Fetches, half_of_the_records_is_no_collapse) {
  fetch(records(20));
  EXPECT_EQ(fetch(records(10)).deleted, 10);
}

TEST_F(Fetches, an_empty_feed_is_a_collapse) {
  fetch(records(10));
  const FetchSummary summary = fetch({});
  EXPECT_TRUE(summary.collapsed);
  EXPECT_EQ(summary.kept_back, 10);
}

TEST_F(Fetches, a_small_source_is_not_guarded) {
  fetch(records(9));
  EXPECT_EQ(fetch(records(1)).deleted, 8);
}

TEST_F(Fetches, new_offers_do_not_hide_a_collapse_of_the_former_ones_by_number_alone) {
  fetch(records(20));
  auto list = records(3);
  list.push_back(record_of(small_offer("new", "Nieuw"), provider));
  const FetchSummary summary = fetch(list);
  EXPECT_TRUE(summary.collapsed);
  EXPECT_EQ(summary.kept_back, 17);
}

TEST_F(Fetches, what_was_kept_back_is_deleted_by_the_next_fetch_that_is_no_collapse) {
  fetch(records(20));
  fetch(records(9));
  const FetchSummary summary = fetch(records(12));
  EXPECT_FALSE(summary.collapsed);
  EXPECT_EQ(summary.deleted, 8);
}

TEST_F(Fetches, a_fetch_left_open_by_a_crash_is_closed_as_aborted_and_deletes_nothing) {
  fetch(records(12));
  const FetchId crashed = store.begin_fetch(source);
  (void)store.store_batch(crashed, records(1, " half"));
  fetch(records(12, " half"));
  const auto history = store.fetches(source, 10);
  ASSERT_EQ(history.size(), 3U);
  EXPECT_EQ(history[0].state, "finished");
  EXPECT_EQ(history[1].fetch, crashed);
  EXPECT_EQ(history[1].state, "aborted");
  EXPECT_FALSE(history[1].ended_at.empty());
  EXPECT_EQ(history[1].counts.changed, 1);
  EXPECT_EQ(history[2].checksum, "sum");
  EXPECT_EQ(store.counts().offers, 12);
}

TEST_F(Fetches, a_fetch_that_was_overtaken_can_store_nothing_more) {
  const FetchId first = store.begin_fetch(source);
  const FetchId second = store.begin_fetch(source);
  const auto list = records(1);
  try {
    (void)store.store_batch(first, list);
    FAIL() << "the first fetch is closed";
  } catch (const ErrorException& e) {
    EXPECT_EQ(e.error().code, ErrorCode::conflict);
  }
  EXPECT_EQ(store.store_batch(second, list).added, 1);
}

TEST_F(Fetches, a_closed_fetch_cannot_be_closed_again) {
  const FetchId id = store.begin_fetch(source);
  (void)store.finish_fetch(id, {true, "", ""});
  try {
    (void)store.finish_fetch(id, {true, "", ""});
    FAIL() << "closed already";
  } catch (const ErrorException& e) {
    EXPECT_EQ(e.error().code, ErrorCode::conflict);
  }
}

TEST_F(Fetches, an_unknown_fetch_or_source_is_not_found) {
  const auto code_of = [](const std::function<void()>& act) {
    try {
      act();
    } catch (const ErrorException& e) {
      return e.error().code;
    }
    return ErrorCode::internal;
  };
  EXPECT_EQ(code_of([&] { (void)store.begin_fetch(SourceId{999}); }), ErrorCode::not_found);
  EXPECT_EQ(code_of([&] { (void)store.store_batch(FetchId{999}, {}); }), ErrorCode::not_found);
  EXPECT_EQ(code_of([&] { (void)store.finish_fetch(FetchId{999}, {}); }), ErrorCode::not_found);
}

TEST_F(Fetches, the_summary_counts_per_provider_and_per_diagnostic) {
  auto list = records(2);
  const Provider other = small_provider("p2", "Academie");
  list.push_back(record_of(small_offer("x", "X"), other));
  list[0].diagnostics = {{Severity::warning, "unknown-level", "o0", "", ""},
                         {Severity::error, "no-title", "o0", "", ""}};
  list[1].diagnostics = {{Severity::warning, "unknown-level", "o1", "", ""}};
  const FetchSummary summary = fetch(list);
  ASSERT_EQ(summary.per_provider.size(), 2U);
  EXPECT_EQ(summary.per_provider[0].first, "Academie");
  EXPECT_EQ(summary.per_provider[0].second.added, 1);
  EXPECT_EQ(summary.per_provider[1].first, "School A");
  EXPECT_EQ(summary.per_provider[1].second.added, 2);
  using Count = std::pair<std::string, std::int64_t>;
  EXPECT_EQ(summary.diagnostics, (std::vector<Count>{{"error no-title", 1}, {"warning unknown-level", 2}}));
}

TEST_F(Fetches, diagnostics_are_those_of_the_last_fetch_that_ended) {
  auto list = records(1);
  list[0].diagnostics = {{Severity::warning, "first", "o0", "", ""}};
  fetch(list);
  list[0].diagnostics = {{Severity::warning, "second", "o0", "", ""}};
  fetch(list);
  (void)store.begin_fetch(source);
  ASSERT_EQ(store.diagnostics(source, 10).size(), 1U);
  EXPECT_EQ(store.diagnostics(source, 10)[0].code, "second");
}

}  // namespace
}  // namespace leerwijzer::testing
