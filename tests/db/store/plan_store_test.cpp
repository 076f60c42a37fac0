// Kept plans: what is found again, which of two changes counts, what a share opens, and that nothing readable is left.
#include "engine/store/plan_store.hpp"
#include "engine/domain/sealed_plan.hpp"
#include "engine/domain/stored_plan.hpp"
#include "engine/store/pool.hpp"
#include "tests/support/database.hpp"

#include <gtest/gtest.h>
#include <pqxx/pqxx>

#include <algorithm>
#include <atomic>
#include <thread>

namespace leerwijzer {
namespace {

using testing::TestDatabase;

Date on(int year, unsigned month, unsigned day) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

const Date k_today = on(2026, 11, 21);
const std::string k_words = R"({"learner": {"postcode": "3511EP"}, "title": "Naar de zorg"})";

class KeptPlans : public ::testing::Test {
 protected:
  TestDatabase database;
  PoolSettings settings = [this] {
    PoolSettings one = database.settings();
    one.size = 8;
    return one;
  }();
  Pool pool{settings};
  PlanStore store{pool};
  std::string code = normal_code(random_code()).value();
  std::string share_code = normal_code(random_code()).value();
  std::string digest = digest_of_plan_code(code);

  NewPlan plan(const std::string& words = k_words, Date today = k_today) const {
    NewPlan one;
    one.code_digest = digest;
    one.content = seal_plan(words, code, 1);
    one.expires_at = plus_months(today, k_plan_months);
    return one;
  }
  void add() { ASSERT_TRUE(store.add(plan()).has_value()); }

  PlanChange change(std::int64_t expected, const std::string& words) const {
    PlanChange one;
    one.code_digest = digest;
    one.expected = expected;
    one.content = seal_plan(words, code, expected + 1);
    one.expires_at = plus_months(k_today, k_plan_months);
    return one;
  }
  std::optional<std::string> words_now() {
    const auto found = store.find(digest, k_today);
    return found ? open_plan(found->content, code, found->version) : std::nullopt;
  }

  NewShare share(const std::string& with_code, Date until = plus_days(k_today, 30)) const {
    SealedShare sealed = seal_share("de stappen", "mijn adviseur", code, with_code);
    NewShare one;
    one.code_digest = digest;
    one.expected = 1;
    one.share_digest = digest_of_share_code(with_code);
    one.expires_at = until;
    one.for_owner = sealed.for_owner;
    one.for_holder = sealed.for_holder;
    one.content = sealed.content;
    return one;
  }
  std::optional<std::string> shared_words() {
    const auto opened = store.open_share(digest_of_share_code(share_code), k_today, false);
    return opened ? open_shared(opened->content, share_key(opened->for_holder, share_code).value()) : std::nullopt;
  }
  NewComment comment(const std::string& words) {
    const auto opened = store.open_share(digest_of_share_code(share_code), k_today, false);
    return {digest_of_share_code(share_code),
            seal_comment(words, share_key(opened.value().for_holder, share_code).value())};
  }

  static Retry retry(const std::string& key, const std::string& request) {
    return {secret_digest("test key", key), secret_digest("test request", request)};
  }

  /// Every row of every table as text, as a dump would hold it.
  std::string dump() {
    pqxx::connection connection(database.settings().url);
    pqxx::work work(connection);
    std::string text;
    for (const auto& table :
         work.exec("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
      for (const auto& row : work.exec("SELECT t::text FROM " + work.quote_name(table[0].as<std::string>()) + " t"))
        text += row[0].as<std::string>("") + "\n";
    }
    return text;
  }
};

TEST_F(KeptPlans, come_back_with_their_code_and_with_no_other) {
  add();
  const auto found = store.find(digest, k_today);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->version, 1);
  EXPECT_EQ(found->expires_at, on(2027, 11, 21));
  EXPECT_EQ(found->made_at.size(), 20U);
  EXPECT_EQ(words_now(), k_words);
  EXPECT_FALSE(store.find(digest_of_plan_code(share_code), k_today).has_value());
}

TEST_F(KeptPlans, added_once_more_after_a_lost_answer_are_there_once) {
  const NewPlan one = plan();
  ASSERT_TRUE(store.add(one).has_value());
  ASSERT_TRUE(store.add(one).has_value());
  EXPECT_EQ(database.ask("SELECT count(*) FROM stored_plan"), "1");
  EXPECT_EQ(store.add(plan("other words")).error().code, ErrorCode::conflict) << "a code is never given twice";
}

TEST_F(KeptPlans, with_one_idempotency_key_are_stored_once_and_answered_the_same) {
  NewPlan one = plan();
  one.retry = retry("key", "body");
  one.retry_answer = "first";
  EXPECT_FALSE(store.add(one)->repeated);
  NewPlan again = plan();
  again.code_digest = digest_of_plan_code(share_code);
  again.retry = one.retry;
  again.retry_answer = "second";
  const auto repeated = store.add(again);
  ASSERT_TRUE(repeated.has_value());
  EXPECT_TRUE(repeated->repeated);
  EXPECT_EQ(repeated->retry_answer, "first");
  EXPECT_EQ(database.ask("SELECT count(*) FROM stored_plan"), "1");
  again.retry = retry("key", "another body");
  EXPECT_EQ(store.add(again).error().code, ErrorCode::conflict);
}

TEST_F(KeptPlans, of_eight_changes_of_one_version_exactly_one_is_made) {
  add();
  for (std::int64_t round = 1; round <= 5; ++round) {
    std::atomic<int> made{0};
    std::atomic<int> lost{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&, i] {
        const auto done = store.change(change(round, "writer " + std::to_string(i)), k_today);
        if (done) ++made;
        if (!done && done.error().code == ErrorCode::precondition_failed) ++lost;
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(made, 1);
    EXPECT_EQ(lost, 7);
    EXPECT_EQ(store.find(digest, k_today)->version, round + 1);
    EXPECT_TRUE(words_now().value().starts_with("writer "));
  }
  EXPECT_EQ(store.versions(digest, k_today).size(), 6U);
}

TEST_F(KeptPlans, changed_once_more_after_a_lost_answer_have_one_version_more) {
  add();
  const PlanChange one = change(1, "two");
  ASSERT_TRUE(store.change(one, k_today).has_value());
  ASSERT_TRUE(store.change(one, k_today).has_value()) << "the same bytes are the same change";
  EXPECT_EQ(store.find(digest, k_today)->version, 2);
  EXPECT_EQ(store.change(change(1, "two"), k_today).error().code, ErrorCode::precondition_failed);
  PlanChange unknown = change(1, "x");
  unknown.code_digest = digest_of_plan_code(share_code);
  EXPECT_EQ(store.change(unknown, k_today).error().code, ErrorCode::not_found);
}

TEST_F(KeptPlans, keep_twenty_versions_with_what_each_brought_back) {
  add();
  for (std::int64_t i = 1; i <= 30; ++i)
    ASSERT_TRUE(store.change(change(i, "version " + std::to_string(i + 1)), k_today).has_value());
  PlanChange undo = change(31, "version 30");
  undo.restores = 30;
  ASSERT_TRUE(store.change(undo, k_today).has_value());
  const auto versions = store.versions(digest, k_today);
  ASSERT_EQ(versions.size(), 20U);
  EXPECT_EQ(versions.front().version, 32);
  EXPECT_EQ(versions.front().restores, 30);
  EXPECT_EQ(versions.back().version, 13);
  EXPECT_FALSE(versions.back().restores.has_value());
  for (const KeptVersion& one : versions) EXPECT_TRUE(open_plan(one.content, code, one.version).has_value());
  EXPECT_EQ(words_now(), "version 30");
}

TEST_F(KeptPlans, are_never_kept_shorter_by_a_clock_that_went_back) {
  add();
  PlanChange one = change(1, "two");
  one.expires_at = on(2026, 12, 1);
  ASSERT_TRUE(store.change(one, k_today).has_value());
  EXPECT_EQ(store.find(digest, k_today)->expires_at, on(2027, 11, 21));
}

TEST_F(KeptPlans, that_are_shared_are_opened_with_the_code_of_the_share_until_it_is_revoked) {
  add();
  const auto added = store.add_share(share(share_code), k_today);
  ASSERT_TRUE(added.has_value());
  EXPECT_EQ(shared_words(), "de stappen");
  EXPECT_FALSE(store.open_share(digest, k_today, true).has_value()) << "the code of the plan is no code of a share";
  EXPECT_TRUE(store.revoke_share(digest, added->id, k_today));
  EXPECT_FALSE(store.open_share(digest_of_share_code(share_code), k_today, true).has_value());
  EXPECT_TRUE(store.revoke_share(digest, added->id, k_today)) << "again is no fault";
  EXPECT_FALSE(store.revoke_share(digest, added->id + 1, k_today));
  EXPECT_FALSE(store.revoke_share(digest_of_plan_code(share_code), added->id, k_today)) << "of another's plan";
  EXPECT_EQ(database.ask("SELECT count(*) FROM plan_share WHERE content IS NOT NULL OR for_holder IS NOT NULL"), "0");
}

TEST_F(KeptPlans, refresh_their_shares_with_every_change_and_not_the_revoked) {
  add();
  ASSERT_TRUE(store.add_share(share(share_code), k_today).has_value());
  const std::string other = normal_code(random_code()).value();
  const auto revoked = store.add_share(share(other), k_today);
  ASSERT_TRUE(store.revoke_share(digest, revoked->id, k_today));
  PlanChange one = change(1, "two");
  int refreshed = 0;
  one.refresh = [&](const std::string& for_owner) {
    ++refreshed;
    const auto opened = open_terms(for_owner, code);
    return opened ? seal_shared("nieuwe stappen", opened->key) : std::string{};
  };
  ASSERT_TRUE(store.change(one, k_today).has_value());
  EXPECT_EQ(refreshed, 1);
  EXPECT_EQ(shared_words(), "nieuwe stappen");
}

TEST_F(KeptPlans, are_not_shared_as_they_were_before_a_change) {
  add();
  ASSERT_TRUE(store.change(change(1, "two"), k_today).has_value());
  EXPECT_EQ(store.add_share(share(share_code), k_today).error().code, ErrorCode::precondition_failed);
  NewShare now = share(share_code);
  now.expected = 2;
  EXPECT_TRUE(store.add_share(now, k_today).has_value());
}

TEST_F(KeptPlans, are_shared_with_ten_at_most) {
  add();
  std::int64_t last = 0;
  for (int i = 0; i < 10; ++i) last = store.add_share(share(normal_code(random_code()).value()), k_today)->id;
  EXPECT_EQ(store.add_share(share(share_code), k_today).error().code, ErrorCode::conflict);
  ASSERT_TRUE(store.revoke_share(digest, last, k_today));
  EXPECT_TRUE(store.add_share(share(share_code), k_today).has_value());
}

TEST_F(KeptPlans, tell_their_owner_who_opened_them_and_what_was_said) {
  add();
  ASSERT_TRUE(store.add_share(share(share_code), k_today).has_value());
  ASSERT_TRUE(store.open_share(digest_of_share_code(share_code), k_today, true).has_value());
  const NewComment said = comment("Vraag naar een proefles");
  ASSERT_TRUE(store.add_comment(said, k_today).has_value());
  ASSERT_TRUE(store.add_comment(said, k_today).has_value()) << "once more after a lost answer";
  const auto shares = store.shares(digest, k_today);
  ASSERT_EQ(shares.size(), 1U);
  ASSERT_EQ(shares[0].events.size(), 2U);
  EXPECT_EQ(shares[0].events[0].what, "opened");
  EXPECT_EQ(shares[0].events[1].what, "commented");
  ASSERT_EQ(shares[0].comments.size(), 1U);
  const auto opened = open_terms(shares[0].for_owner, code);
  EXPECT_EQ(opened.value().terms, "mijn adviseur");
  EXPECT_EQ(open_comment(shares[0].comments[0].content, opened->key), "Vraag naar een proefles");
}

TEST_F(KeptPlans, take_fifty_comments_a_share) {
  add();
  ASSERT_TRUE(store.add_share(share(share_code), k_today).has_value());
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(store.add_comment(comment(std::to_string(i)), k_today).has_value());
  EXPECT_EQ(store.add_comment(comment("51"), k_today).error().code, ErrorCode::conflict);
}

TEST_F(KeptPlans, that_are_deleted_take_versions_shares_log_and_comments_with_them) {
  add();
  ASSERT_TRUE(store.add_share(share(share_code), k_today).has_value());
  ASSERT_TRUE(store.open_share(digest_of_share_code(share_code), k_today, true).has_value());
  ASSERT_TRUE(store.add_comment(comment("x"), k_today).has_value());
  EXPECT_TRUE(store.remove(digest));
  EXPECT_FALSE(store.remove(digest));
  EXPECT_FALSE(store.open_share(digest_of_share_code(share_code), k_today, true).has_value());
  for (const char* table :
       {"stored_plan", "stored_plan_version", "plan_share", "plan_share_event", "plan_share_comment"})
    EXPECT_EQ(database.ask(std::string("SELECT count(*) FROM ") + table), "0") << table;
}

TEST_F(KeptPlans, leave_no_word_no_postcode_and_no_code_in_a_dump) {
  NewPlan one = plan();
  one.retry = retry("my-idempotency-key", "Naar de zorg");
  one.retry_answer = encrypt(secret_digest("test", "key"), code);
  ASSERT_TRUE(store.add(one).has_value());
  ASSERT_TRUE(store.add_share(share(share_code), k_today).has_value());
  ASSERT_TRUE(store.add_comment(comment("Vraag naar een proefles"), k_today).has_value());
  const std::string text = dump();
  EXPECT_NE(text.find(hex_of(digest)), std::string::npos) << "the dump is read as it should be";
  for (const std::string& word :
       {std::string("3511EP"), std::string("zorg"), std::string("postcode"), std::string("stappen"),
        std::string("adviseur"), std::string("proefles"), std::string("my-idempotency-key"), code, share_code}) {
    EXPECT_EQ(text.find(word), std::string::npos) << word;
    EXPECT_EQ(text.find(hex_of(word)), std::string::npos) << word;
  }
}

TEST_F(KeptPlans, are_not_found_from_the_day_that_their_time_is_over) {
  add();
  EXPECT_TRUE(store.find(digest, on(2027, 11, 20)).has_value());
  EXPECT_FALSE(store.find(digest, on(2027, 11, 21)).has_value()) << "also before it was pruned";
  EXPECT_TRUE(store.versions(digest, on(2027, 11, 21)).empty());
  EXPECT_TRUE(store.find(digest, k_today).has_value()) << "and it is there again when the clock was wrong";
}

TEST_F(KeptPlans, are_pruned_when_both_clocks_say_so) {
  ASSERT_TRUE(store.add(plan(k_words, on(2019, 1, 1))).has_value());
  NewPlan later = plan();
  later.code_digest = digest_of_plan_code(share_code);
  later.expires_at = on(2190, 1, 1);
  ASSERT_TRUE(store.add(later).has_value());
  EXPECT_EQ(store.prune(on(2019, 12, 31), false).plans, 0);
  EXPECT_EQ(store.prune(on(2020, 1, 1), true).plans, 1);
  EXPECT_EQ(store.prune(on(2020, 1, 1), false).plans, 1);
  EXPECT_EQ(store.prune(on(2200, 1, 1), false).plans, 0) << "a clock that jumped ahead removes nothing";
  EXPECT_EQ(database.ask("SELECT count(*) FROM stored_plan"), "1");
}

TEST_F(KeptPlans, end_their_shares_on_the_day_that_was_said) {
  const Date then = on(2020, 1, 1);
  NewPlan long_kept = plan();
  long_kept.expires_at = on(2190, 1, 1);
  ASSERT_TRUE(store.add(long_kept).has_value());
  ASSERT_TRUE(store.add_share(share(share_code, plus_days(then, 10)), then).has_value());
  EXPECT_TRUE(store.open_share(digest_of_share_code(share_code), plus_days(then, 9), false).has_value());
  EXPECT_FALSE(store.open_share(digest_of_share_code(share_code), plus_days(then, 10), false).has_value());
  EXPECT_EQ(store.prune(plus_days(then, 10), true).shares, 1);
  EXPECT_EQ(store.prune(plus_days(then, 10), false).shares, 1);
  EXPECT_EQ(database.ask("SELECT count(*) FROM plan_share WHERE content IS NOT NULL"), "0");
  EXPECT_EQ(store.shares(digest, then).size(), 1U) << "its owner still sees that it was there";
  EXPECT_EQ(store.prune(plus_days(then, 375), false).shares, 0);
  EXPECT_TRUE(store.shares(digest, then).empty());
}

}  // namespace
}  // namespace leerwijzer
