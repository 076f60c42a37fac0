// Settings and state of sources: audited, kept, and never in the way of what the catalogue holds.
#include "engine/store/source_store.hpp"
#include "engine/store/audit.hpp"
#include "engine/store/watch_lock.hpp"
#include "tests/db/store/catalogue_fixture.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

using namespace std::chrono_literals;

class Sources : public CatalogueFixture {
 protected:
  FeedRecord record(const std::string& key, const std::string& title) const {
    return record_of(small_offer(key, title), provider);
  }
  Validators known() { return sources.validators(source, "https://x/feed.csv", 7); }
  void keep(FetchId fetch) { sources.keep_validators(source, fetch, "https://x/feed.csv", {"\"a\"", ""}); }

  SourceStore sources{pool};
  Decision an{"An", ""};
};

TEST_F(Sources, are_added_with_settings_and_come_back_whole) {
  SourceSettings settings;
  settings.schedule = "every 6 hours";
  settings.packed_bytes = 5;
  settings.unpacked_bytes = 6'000'000'000;
  settings.most_records = 7;
  settings.deadline_seconds = 8;
  settings.private_hosts = {"feeds.intern", "10.0.0.5"};
  const SourceId id = sources.add({{}, "intern", "csv", "https://feeds.intern/a.csv", 20}, settings, {"An", "new"});
  const SourceEntry found = sources.named("intern");
  EXPECT_EQ(found.source.id, id);
  EXPECT_EQ(found.source.trust_rank, 20);
  EXPECT_EQ(found.settings, settings);
  EXPECT_FALSE(found.state.next_due.has_value()) << "due at once";
  EXPECT_EQ(found.state.fetch_state, "");
  const auto audit = read_audit(pool, "source intern", 10);
  ASSERT_EQ(audit.size(), 1U);
  EXPECT_EQ(audit[0].actor, "An");
  EXPECT_EQ(audit[0].action, "add-source");
  EXPECT_TRUE(audit[0].detail.starts_with("new (")) << audit[0].detail;
}

TEST_F(Sources, of_one_name_are_not_added_twice) {
  try {
    static_cast<void>(sources.add({{}, "school", "csv", "other.csv"}, {}, an));
    FAIL() << "added";
  } catch (const ErrorException& failure) {
    EXPECT_EQ(failure.error().code, ErrorCode::conflict);
  }
  EXPECT_EQ(sources.named("school").source.location, "school.csv");
  EXPECT_TRUE(read_audit(pool, "", 10).empty());
}

TEST_F(Sources, that_are_not_there_are_told_with_the_names_of_those_that_are) {
  try {
    static_cast<void>(sources.named("scool"));
    FAIL() << "found";
  } catch (const ErrorException& failure) {
    EXPECT_EQ(failure.error().code, ErrorCode::not_found);
    EXPECT_NE(failure.error().hint.find("school"), std::string::npos);
  }
}

TEST_F(Sources, a_change_is_audited_with_what_was_before_and_is_due_at_once) {
  sources.keep_outcome(source, 3, std::chrono::sys_seconds(2'000'000'000s));
  const std::string what = sources.change("school", "set-source", {"Bo", "asked by mail"}, [](SourceEntry& entry) {
    entry.settings.schedule = "every 6 hours";
    entry.source.trust_rank = 10;
  });
  EXPECT_EQ(what, "trust rank: 50 -> 10; schedule: \"\" -> \"every 6 hours\"");
  const SourceEntry found = sources.named("school");
  EXPECT_EQ(found.state.failures, 0);
  EXPECT_FALSE(found.state.next_due.has_value());
  EXPECT_EQ(read_audit(pool, "source school", 1).at(0).detail, "asked by mail (" + what + ")");
}

TEST_F(Sources, a_change_of_nothing_leaves_no_trace) {
  EXPECT_EQ(sources.change("school", "set-source", an, [](SourceEntry&) {}), "");
  EXPECT_TRUE(read_audit(pool, "", 10).empty());
}

TEST_F(Sources, keep_when_they_are_due_and_how_often_they_failed) {
  sources.keep_outcome(source, 2, std::chrono::sys_seconds(1'800'000'000s), "no answer");
  const SourceState state = sources.named("school").state;
  EXPECT_EQ(state.failures, 2);
  EXPECT_EQ(state.trouble, "no answer");
  EXPECT_EQ(state.next_due, std::chrono::sys_seconds(1'800'000'000s));
}

TEST_F(Sources, that_are_removed_take_their_offers_out_of_the_index_too) {
  static_cast<void>(fetch({record("a", "A"), record("b", "B")}));
  const ChangeNumber before = store.latest_change();
  EXPECT_EQ(sources.remove("school", {"An", "the school stopped"}), 2);
  EXPECT_EQ(store.counts().offers, 0);
  EXPECT_EQ(store.counts().sources, 0);
  const auto changes = store.changes_after(before, 10);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_TRUE(changes[0].deleted && changes[1].deleted);
  EXPECT_EQ(read_audit(pool, "source school", 1).at(0).action, "remove-source");
}

TEST_F(Sources, validators_hold_until_another_fetch_of_the_source) {
  const FetchSummary first = fetch({record("a", "A")});
  keep(first.fetch);
  EXPECT_EQ(known(), (Validators{"\"a\"", ""}));
  EXPECT_TRUE(sources.validators(source, "https://x/other.csv", 7).empty());
  static_cast<void>(store.begin_fetch(source));
  EXPECT_TRUE(known().empty()) << "what that fetch brought is not what the validators are of";
}

TEST_F(Sources, validators_of_a_document_that_was_read_long_ago_are_not_used) {
  keep(fetch({record("a", "A")}).fetch);
  database.execute("UPDATE source_document SET read_at = now() - interval '8 days'");
  EXPECT_TRUE(known().empty());
}

TEST_F(Sources, validators_are_forgotten_when_the_source_is_read_in_another_way) {
  keep(fetch({record("a", "A")}).fetch);
  sources.change("school", "set-source", an, [](SourceEntry& entry) { entry.settings.paused = true; });
  EXPECT_FALSE(known().empty());
  sources.change("school", "set-source", an, [](SourceEntry& entry) { entry.source.profile = "{}"; });
  EXPECT_TRUE(known().empty());
}

TEST_F(Sources, an_unchanged_fetch_sees_every_offer_and_deletes_none) {
  const FetchSummary first = fetch({record("a", "A"), record("b", "B")});
  keep(first.fetch);
  const ChangeNumber before = store.latest_change();
  EXPECT_EQ(sources.record_unchanged(source), 2);
  const auto history = store.fetches(source, 2);
  EXPECT_EQ(history.at(0).state, "unchanged");
  EXPECT_EQ(history.at(0).counts.unchanged, 2);
  EXPECT_EQ(history.at(0).checksum, history.at(1).checksum);
  EXPECT_EQ(database.ask("SELECT count(*) FROM offer_seen WHERE fetch_id = " + std::to_string(history[0].fetch.value)),
            "2");
  EXPECT_EQ(store.latest_change(), before);
  EXPECT_FALSE(known().empty()) << "the next one can be asked in the same way";
  EXPECT_EQ(sources.named("school").state.fetch_state, "unchanged");
}

TEST_F(Sources, the_remarks_of_the_last_reading_stay_when_nothing_had_to_be_read) {
  FeedRecord bad = record("a", "A");
  bad.diagnostics.push_back({Severity::warning, "odd", "a", "", "odd"});
  static_cast<void>(fetch({bad}));
  for (int i = 0; i < 5; ++i) sources.record_unchanged(source);
  EXPECT_EQ(store.diagnostics(source, 10).size(), 1U);
}

TEST_F(Sources, a_feed_of_the_very_same_bytes_is_unchanged_after_reading) {
  static_cast<void>(fetch({record("a", "A")}, {true, "", "sum"}));
  EXPECT_TRUE(fetch({record("a", "A")}, {true, "", "sum"}).complete);
  EXPECT_EQ(store.fetches(source, 1).at(0).state, "unchanged");
  static_cast<void>(fetch({record("a", "A")}, {true, "", "other"}));
  EXPECT_EQ(store.fetches(source, 1).at(0).state, "finished");
  static_cast<void>(fetch({record("a", "A2")}, {true, "", "other"}));
  EXPECT_EQ(store.fetches(source, 1).at(0).state, "finished") << "an offer did change, whatever the checksum says";
}

TEST_F(Sources, only_one_watcher_holds_the_lock_and_its_end_frees_it) {
  Pool other(database.settings());
  {
    auto first = WatchLock::take(pool);
    ASSERT_TRUE(first.has_value());
    EXPECT_TRUE(first->held());
    const auto second = WatchLock::take(other);
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
  }
  EXPECT_TRUE(WatchLock::take(other).has_value());
}

TEST_F(Sources, a_watcher_whose_connection_was_cut_knows_that_the_lock_is_gone) {
  auto lock = WatchLock::take(pool);
  ASSERT_TRUE(lock.has_value());
  database.execute(
      "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database "
      "WHERE l.locktype = 'advisory' AND d.datname = current_database() AND l.pid <> pg_backend_pid()");
  EXPECT_FALSE(lock->held());
}

}  // namespace
}  // namespace leerwijzer::testing
