// What a fetch withholds, and what becomes of it.
#include "engine/store/audit.hpp"
#include "engine/store/quarantine_store.hpp"
#include "tests/db/store/catalogue_fixture.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <thread>

namespace leerwijzer::testing {
namespace {

class Quarantine : public CatalogueFixture {
 protected:
  QuarantineStore quarantine{pool};
  Provider other = small_provider("p2", "Academie");

  /// `first` offers of School A and `second` of Academie.
  std::vector<FeedRecord> of_two(int first, int second) const {
    auto list = records(first);
    for (int i = 0; i < second; ++i)
      list.push_back(record_of(small_offer("x" + std::to_string(i), "Training " + std::to_string(i)), other));
    return list;
  }
  QuarantineEntry only_entry(bool closed_too = false) {
    const auto entries = quarantine.list({.closed_too = closed_too});
    EXPECT_EQ(entries.size(), 1U);
    return entries.empty() ? QuarantineEntry{} : entries[0];
  }
  static ErrorCode code_of(const std::function<void()>& act) {
    try {
      act();
    } catch (const ErrorException& e) {
      return e.error().code;
    }
    return ErrorCode::internal;
  }
};

TEST_F(Quarantine, a_feed_with_a_tenth_of_its_offers_waits_with_their_titles) {
  fetch(records(20));
  const FetchSummary summary = fetch(records(2));
  EXPECT_EQ(summary.kept_back, 18);
  EXPECT_EQ(store.counts().offers, 20);
  const QuarantineEntry entry = only_entry();
  EXPECT_EQ(entry.cause, "collapsed");
  EXPECT_EQ(entry.source_name, "school");
  EXPECT_EQ(entry.fetch, summary.fetch);
  EXPECT_EQ(entry.offers_before, 20);
  EXPECT_EQ(entry.offers_seen, 2);
  EXPECT_EQ(entry.offers_held, 18);
  EXPECT_EQ(entry.offers_absent, 18);
  const auto offers = quarantine.offers(entry.id, 100);
  ASSERT_EQ(offers.size(), 18U);
  EXPECT_EQ(offers[0].key, "o2");
  EXPECT_EQ(offers[0].title, "Cursus o2");
  EXPECT_EQ(offers[0].status, "absent");
}

TEST_F(Quarantine, an_empty_feed_deletes_nothing_however_small_the_source) {
  fetch(records(2));
  const FetchSummary summary = fetch({});
  EXPECT_TRUE(summary.collapsed);
  EXPECT_EQ(store.counts().offers, 2);
  EXPECT_EQ(only_entry().offers_held, 2);
}

TEST_F(Quarantine, the_same_collapse_again_is_the_same_entry) {
  fetch(records(20));
  fetch(records(2));
  const auto first = only_entry();
  const FetchSummary again = fetch(records(1));
  const auto second = only_entry();
  EXPECT_EQ(first.id, second.id);
  EXPECT_EQ(second.fetch, again.fetch);
  EXPECT_EQ(second.offers_held, 19);
}

TEST_F(Quarantine, one_provider_that_vanishes_from_a_feed_of_many_is_withheld) {
  fetch(of_two(20, 6));
  const FetchSummary summary = fetch(of_two(18, 0));
  EXPECT_FALSE(summary.collapsed);
  EXPECT_TRUE(summary.complete);
  EXPECT_EQ(summary.deleted, 2) << "the other provider goes on as usual";
  EXPECT_EQ(summary.kept_back, 6);
  EXPECT_NE(summary.reason.find("0 of 6 offers of Academie"), std::string::npos) << summary.reason;
  const QuarantineEntry entry = only_entry();
  EXPECT_EQ(entry.cause, "provider-collapsed");
  EXPECT_EQ(entry.provider_name, "Academie");
  EXPECT_EQ(store.counts().offers, 24);
}

TEST_F(Quarantine, a_provider_with_few_offers_may_leave_a_feed_of_many) {
  fetch(of_two(20, 4));
  EXPECT_EQ(fetch(of_two(20, 0)).deleted, 4);
  EXPECT_TRUE(quarantine.list({.closed_too = true}).empty());
}

TEST_F(Quarantine, an_unreadable_feed_is_withheld_though_it_was_not_complete) {
  fetch(records(20));
  const FetchSummary summary = fetch(records(1), {false, "a web page came where a feed was expected", "", true});
  EXPECT_FALSE(summary.complete);
  EXPECT_EQ(summary.kept_back, 19);
  EXPECT_EQ(only_entry().cause, "unreadable");
  EXPECT_NE(only_entry().explanation.find("web page"), std::string::npos);
}

TEST_F(Quarantine, an_ordinary_incomplete_fetch_opens_no_entry) {
  fetch(records(20));
  fetch(records(1), {false, "page 2 did not come", ""});
  EXPECT_TRUE(quarantine.list({}).empty());
}

TEST_F(Quarantine, a_release_deletes_what_is_still_absent_with_change_log_and_audit) {
  fetch(records(20));
  fetch(records(2));
  const auto id = only_entry().id;
  // Meanwhile three of them come back in a fetch that was cut off.
  fetch(records(5), {false, "cut off", ""});
  const ChangeNumber mark = store.latest_change();
  EXPECT_EQ(quarantine.release(id, {"A. Jansen", "gestopt"}), 15);
  EXPECT_EQ(store.counts().offers, 5);
  const auto changes = store.changes_after(mark, 100);
  ASSERT_EQ(changes.size(), 15U);
  EXPECT_TRUE(std::ranges::all_of(changes, [](const Change& c) { return c.deleted; }));
  const QuarantineEntry entry = quarantine.entry(id);
  EXPECT_EQ(entry.state, QuarantineState::released);
  EXPECT_EQ(entry.closed_by, "A. Jansen");
  EXPECT_EQ(entry.closed_why, "gestopt");
  EXPECT_EQ(entry.deleted, 15);
  EXPECT_FALSE(entry.closed_at.empty());
  const auto audit = read_audit(pool, "source school", 10);
  ASSERT_EQ(audit.size(), 1U);
  EXPECT_EQ(audit[0].actor, "A. Jansen");
  EXPECT_EQ(audit[0].action, "release-quarantine");
  EXPECT_NE(audit[0].detail.find("15 offers deleted: gestopt"), std::string::npos) << audit[0].detail;
  const auto offers = quarantine.offers(id, 100);
  EXPECT_EQ(std::ranges::count(offers, "back", &QuarantinedOffer::status), 3);
  EXPECT_EQ(std::ranges::count(offers, "deleted", &QuarantinedOffer::status), 15);
}

TEST_F(Quarantine, an_entry_is_decided_once) {
  fetch(records(20));
  fetch(records(2));
  const auto id = only_entry().id;
  (void)quarantine.release(id, {"A", "eerst"});
  EXPECT_EQ(code_of([&] { (void)quarantine.release(id, {"B", "later"}); }), ErrorCode::conflict);
  EXPECT_EQ(code_of([&] { quarantine.drop(id, {"B", "later"}); }), ErrorCode::conflict);
  EXPECT_EQ(quarantine.entry(id).closed_by, "A");
  EXPECT_EQ(read_audit(pool, "", 10).size(), 1U);
}

TEST_F(Quarantine, of_two_releases_at_once_one_wins) {
  fetch(records(20));
  fetch(records(2));
  const auto id = only_entry().id;
  std::atomic<int> won{0};
  std::atomic<int> lost{0};
  {
    std::vector<std::jthread> both;
    for (const char* name : {"A", "B"}) {
      both.emplace_back([&, name] {
        try {
          won += quarantine.release(id, {name, "tegelijk"}) == 18 ? 1 : 0;
        } catch (const ErrorException& e) {
          lost += e.error().code == ErrorCode::conflict ? 1 : 0;
        }
      });
    }
  }
  EXPECT_EQ(won, 1);
  EXPECT_EQ(lost, 1);
  EXPECT_EQ(read_audit(pool, "", 10).size(), 1U);
  EXPECT_EQ(store.counts().offers, 2);
}

TEST_F(Quarantine, a_decision_needs_a_person_a_reason_and_an_entry) {
  fetch(records(20));
  fetch(records(2));
  const auto id = only_entry().id;
  EXPECT_EQ(code_of([&] { (void)quarantine.release(id, {" ", "x"}); }), ErrorCode::invalid_input);
  EXPECT_EQ(code_of([&] { (void)quarantine.release(id, {"A", ""}); }), ErrorCode::invalid_input);
  EXPECT_EQ(code_of([&] { (void)quarantine.release(999, {"A", "x"}); }), ErrorCode::not_found);
  EXPECT_EQ(code_of([&] { (void)quarantine.entry(999); }), ErrorCode::not_found);
  EXPECT_EQ(store.counts().offers, 20);
}

TEST_F(Quarantine, a_later_good_fetch_heals_it_by_itself) {
  fetch(records(20));
  fetch(records(2));
  const FetchSummary good = fetch(records(20));
  EXPECT_EQ(good.deleted, 0);
  const QuarantineEntry entry = only_entry(true);
  EXPECT_EQ(entry.state, QuarantineState::healed);
  EXPECT_EQ(entry.closed_by, "fetch " + std::to_string(good.fetch.value));
  EXPECT_EQ(entry.closed_why, "18 of 18 offers came back");
  EXPECT_EQ(entry.offers_absent, 0);
  EXPECT_TRUE(read_audit(pool, "", 10).empty()) << "no person decided";
}

TEST_F(Quarantine, a_provider_heals_while_the_rest_of_the_feed_is_untouched) {
  fetch(of_two(20, 6));
  fetch(of_two(20, 0));
  fetch(of_two(20, 6));
  EXPECT_EQ(only_entry(true).state, QuarantineState::healed);
  EXPECT_EQ(store.counts().offers, 26);
}

TEST_F(Quarantine, dropping_keeps_the_offers_and_the_same_absence_does_not_ask_again) {
  fetch(records(20));
  fetch(records(2));
  quarantine.drop(only_entry().id, {"A", "hun export is stuk"});
  const FetchSummary same = fetch(records(2));
  EXPECT_EQ(same.kept_back, 18);
  EXPECT_TRUE(quarantine.list({}).empty());
  EXPECT_EQ(store.counts().offers, 20);

  fetch(records(1));  // one more is missing: another question
  EXPECT_EQ(only_entry().offers_held, 19);
  EXPECT_EQ(store.counts().offers, 20);
}

TEST_F(Quarantine, offers_that_came_back_after_a_drop_and_vanish_again_are_asked_about_again) {
  fetch(records(20));
  fetch(records(2));
  quarantine.drop(only_entry().id, {"A", "hun export is stuk"});
  fetch(records(20));
  fetch(records(2));
  EXPECT_EQ(quarantine.list({}).size(), 1U);
}

TEST_F(Quarantine, a_collapse_accepted_at_ingest_deletes_and_is_audited) {
  fetch(records(20));
  fetch(records(2));
  CollapseGuard guard;
  guard.accepted_by = "A. Jansen";
  const FetchSummary summary = fetch(records(2), {true, "", ""}, guard);
  EXPECT_EQ(summary.deleted, 18);
  EXPECT_EQ(store.counts().offers, 2);
  const auto audit = read_audit(pool, "source school", 10);
  ASSERT_EQ(audit.size(), 1U);
  EXPECT_EQ(audit[0].action, "accept-collapse");
  EXPECT_EQ(audit[0].actor, "A. Jansen");
  EXPECT_NE(audit[0].detail.find("2 of 20 offers are left"), std::string::npos) << audit[0].detail;
  EXPECT_EQ(only_entry(true).state, QuarantineState::released);
  // Nothing to accept: nothing to audit.
  fetch(records(2), {true, "", ""}, guard);
  EXPECT_EQ(read_audit(pool, "source school", 10).size(), 1U);
}

TEST_F(Quarantine, a_release_while_a_fetch_runs_does_not_lose_what_that_fetch_sees) {
  fetch(records(20));
  fetch(records(2));
  const FetchId running = store.begin_fetch(source);
  (void)store.store_batch(running, records(10));
  EXPECT_EQ(quarantine.release(only_entry().id, {"A", "x"}), 10);
  const FetchSummary end =
      (static_cast<void>(store.store_batch(running, records(20))), store.finish_fetch(running, {true, "", ""}));
  EXPECT_EQ(end.counts.added, 10) << "what was released and came after all is stored again";
  EXPECT_EQ(store.counts().offers, 20);
}

TEST_F(Quarantine, replacing_every_offer_by_another_is_no_collapse) {
  // A supplier that numbers its offers anew: nothing is lost, so nobody has to look.
  fetch(records(12));
  std::vector<FeedRecord> renamed;
  for (int i = 0; i < 12; ++i)
    renamed.push_back(record_of(small_offer("new" + std::to_string(i), "Cursus o" + std::to_string(i)), provider));
  const FetchSummary summary = fetch(renamed);
  EXPECT_EQ(summary.deleted, 12);
  EXPECT_EQ(summary.counts.added, 12);
  EXPECT_TRUE(quarantine.list({.closed_too = true}).empty());
}

TEST_F(Quarantine, offers_of_records_that_could_not_be_used_are_not_absent) {
  fetch(records(12));
  const FetchId id = store.begin_fetch(source);
  (void)store.store_batch(id, records(11));
  const std::vector<std::string> kept{"o11", "unheard-of"};
  store.keep_former(id, kept);
  EXPECT_EQ(store.finish_fetch(id, {true, "", ""}).deleted, 0);
  EXPECT_EQ(store.counts().offers, 12);
}

}  // namespace
}  // namespace leerwijzer::testing
