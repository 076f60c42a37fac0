// Referrals: who may read them, how they go on, and that nothing readable is left behind.
#include "engine/core/sealing.hpp"
#include "engine/domain/sealed_note.hpp"
#include "engine/store/audit.hpp"
#include "engine/store/migrations.hpp"
#include "engine/store/pool.hpp"
#include "engine/store/referral_store.hpp"
#include "tests/support/database.hpp"

#include <gtest/gtest.h>
#include <pqxx/pqxx>

#include <algorithm>

namespace leerwijzer {
namespace {

using testing::TestDatabase;

Date on(int year, unsigned month, unsigned day) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

const Date k_today = on(2026, 11, 21);
const std::string k_words = "Mijn naam is Sam. Ik krijg Wajong.";

class Referrals : public ::testing::Test {
 protected:
  TestDatabase database;
  Pool pool{database.settings()};
  ReferralStore store{pool};
  KeyPair desk = make_key_pair();
  std::string code = normal_code(random_code()).value();

  NewReferral referral(const std::string& with_code, const std::string& desk_id = "midden-utrecht-werkcentrum") const {
    const SealedNote note = seal_note(k_words, desk.public_key, with_code);
    NewReferral one;
    one.code_digest = digest_of_code(with_code);
    one.desk = desk_id;
    one.sections = {NoteSection::contact, NoteSection::situation};
    one.consent_version = "2026-11";
    one.expires_at = plus_days(k_today, k_referral_days);
    one.content = note.content;
    one.key_for_desk = note.key_for_desk;
    one.key_for_person = note.key_for_person;
    return one;
  }
  void add() { ASSERT_TRUE(store.add(referral(code)).has_value()); }
  std::int64_t only_id() {
    const auto all = store.list("", true, k_today, 10);
    return all.size() == 1 ? all[0].id : 0;
  }
  StoredReferral found() { return store.find(digest_of_code(code), k_today).value(); }
  Result<void> change(ReferralStatus status, std::optional<RefusalReason> reason = {}) {
    return store.change({only_id(), status, reason, "A. Jansen", k_today});
  }

  /// Every row of every table as text, as a dump would hold it.
  std::string dump() {
    pqxx::connection connection(database.settings().url);
    pqxx::work work(connection);
    std::string text;
    for (const auto& table :
         work.exec("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
      const std::string name = table[0].as<std::string>();
      for (const auto& row : work.exec("SELECT t::text, encode(convert_to(t::text, 'UTF8'), 'escape') FROM " +
                                       work.quote_name(name) + " t"))
        text += row[0].as<std::string>("") + "\n" + row[1].as<std::string>("") + "\n";
    }
    return text;
  }
};

TEST_F(Referrals, come_back_sealed_and_open_with_the_key_and_with_the_code) {
  add();
  const StoredReferral one = found();
  EXPECT_EQ(one.status, ReferralStatus::received);
  EXPECT_EQ(one.desk, "midden-utrecht-werkcentrum");
  EXPECT_EQ(one.sections, (std::vector<NoteSection>{NoteSection::contact, NoteSection::situation}));
  EXPECT_EQ(one.consent_version, "2026-11");
  EXPECT_EQ(one.consented_at.size(), 20U);
  EXPECT_EQ(one.expires_at, plus_days(k_today, k_referral_days));
  const SealedNote note{one.content, one.key_for_desk, one.key_for_person};
  EXPECT_EQ(open_note_as_desk(note, desk), k_words);
  EXPECT_EQ(open_note_with_code(note, code), k_words);
  EXPECT_FALSE(store.find(digest_of_code("other"), k_today).has_value());
}

TEST_F(Referrals, leave_none_of_the_words_nor_the_code_in_a_dump) {
  NewReferral one = referral(code);
  one.retry_digest = digest_of_retry("0123456789abcdef");
  one.request_digest = digest_of_request("{\"remark\": \"Wajong\"}");
  one.retry_code = code_for_retry(code, "0123456789abcdef", "{}");
  ASSERT_TRUE(store.add(one).has_value());
  ASSERT_TRUE(change(ReferralStatus::seen).has_value());
  const std::string text = dump();
  EXPECT_NE(text.find("midden-utrecht-werkcentrum"), std::string::npos);
  for (const std::string& word :
       {std::string("Sam"), std::string("Wajong"), std::string("naam"), code, std::string("0123456789abcdef"),
        hex_of("Wajong"), hex_of(code), hex_of(desk.secret_key)})
    EXPECT_EQ(text.find(word), std::string::npos) << word;
  EXPECT_TRUE(store.withdraw(digest_of_code(code), k_today));
  const std::string after = dump();
  for (const std::string* part : {&one.content, &one.key_for_desk, &one.key_for_person, &one.retry_code})
    EXPECT_EQ(after.find(hex_of(*part)), std::string::npos);
}

TEST_F(Referrals, that_are_withdrawn_lose_their_content_at_once_and_stay_so) {
  add();
  EXPECT_TRUE(store.withdraw(digest_of_code(code), k_today));
  EXPECT_EQ(found().status, ReferralStatus::withdrawn);
  EXPECT_TRUE(found().content.empty() && found().key_for_desk.empty() && found().key_for_person.empty());
  EXPECT_TRUE(store.withdraw(digest_of_code(code), k_today));
  EXPECT_FALSE(store.withdraw(digest_of_code("nobody"), k_today));
  EXPECT_EQ(change(ReferralStatus::seen).error().code, ErrorCode::conflict);
  EXPECT_TRUE(store.list("", false, k_today, 10).empty());
}

TEST_F(Referrals, go_on_step_by_step_with_a_reason_for_a_refusal) {
  add();
  EXPECT_EQ(change(ReferralStatus::done).error().code, ErrorCode::conflict);
  EXPECT_EQ(change(ReferralStatus::refused).error().code, ErrorCode::invalid_input);
  EXPECT_EQ(change(ReferralStatus::seen, RefusalReason::no_room).error().code, ErrorCode::invalid_input);
  ASSERT_TRUE(change(ReferralStatus::seen).has_value());
  ASSERT_TRUE(change(ReferralStatus::refused, RefusalReason::not_our_region).has_value());
  EXPECT_EQ(found().status, ReferralStatus::refused);
  EXPECT_EQ(found().refusal, RefusalReason::not_our_region);
  EXPECT_EQ(found().expires_at, plus_days(k_today, k_days_after_end));
  EXPECT_TRUE(store.withdraw(digest_of_code(code), k_today)) << "the person may still have it erased";
  EXPECT_EQ(store.change({999, ReferralStatus::seen, {}, "A", k_today}).error().code, ErrorCode::not_found);
  EXPECT_EQ(store.change({only_id(), ReferralStatus::seen, {}, "", k_today}).error().code, ErrorCode::invalid_input);
}

TEST_F(Referrals, are_audited_step_by_step_without_a_word_of_their_content) {
  add();
  ASSERT_TRUE(change(ReferralStatus::seen).has_value());
  EXPECT_TRUE(store.withdraw(digest_of_code(code), k_today));
  const auto entries = read_audit(pool, "referral " + std::to_string(only_id()), 10);
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].action, "withdraw-referral");
  EXPECT_EQ(entries[1].actor, "A. Jansen");
  EXPECT_EQ(entries[1].detail, "received to seen");
  EXPECT_EQ(entries[2].actor, "person");
  EXPECT_NE(entries[2].detail.find("contact, situation"), std::string::npos);
}

TEST_F(Referrals, with_the_same_idempotency_key_are_stored_once) {
  NewReferral one = referral(code);
  one.retry_digest = digest_of_retry("0123456789abcdef");
  one.request_digest = digest_of_request("{}");
  one.retry_code = code_for_retry(code, "0123456789abcdef", "{}");
  EXPECT_FALSE(store.add(one)->repeated);
  NewReferral again = referral(normal_code(random_code()).value());
  again.retry_digest = one.retry_digest;
  again.request_digest = one.request_digest;
  again.retry_code = "other";
  const auto repeated = store.add(again);
  ASSERT_TRUE(repeated.has_value());
  EXPECT_TRUE(repeated->repeated);
  EXPECT_EQ(code_of_retry(repeated->retry_code, "0123456789abcdef", "{}"), code);
  again.request_digest = digest_of_request("{\"a\": 1}");
  EXPECT_EQ(store.add(again).error().code, ErrorCode::conflict);
  EXPECT_NE(only_id(), 0);
}

TEST_F(Referrals, are_listed_by_desk_oldest_first) {
  add();
  ASSERT_TRUE(store.add(referral(normal_code(random_code()).value(), "amersfoort-werkcentrum")).has_value());
  ASSERT_TRUE(store.add(referral(normal_code(random_code()).value())).has_value());
  const auto utrecht = store.list("midden-utrecht-werkcentrum", false, k_today, 10);
  ASSERT_EQ(utrecht.size(), 2U);
  EXPECT_LT(utrecht[0].id, utrecht[1].id);
  EXPECT_TRUE(utrecht[0].content.empty());
  EXPECT_EQ(store.list("", false, k_today, 10).size(), 3U);
  EXPECT_EQ(store.list("", false, k_today, 1).size(), 1U);
  EXPECT_TRUE(store.list("nobody", true, k_today, 10).empty());
}

TEST_F(Referrals, are_gone_on_the_day_that_their_keeping_ends) {
  add();
  const Date end = plus_days(k_today, k_referral_days);
  EXPECT_TRUE(store.find(digest_of_code(code), plus_days(end, -1)).has_value());
  EXPECT_FALSE(store.find(digest_of_code(code), end).has_value()) << "also before it was pruned";
  EXPECT_EQ(store.prune(plus_days(end, -1), false), 0);
  EXPECT_EQ(store.prune(end, true), 1);
  EXPECT_EQ(store.prune(end, false), 1);
  EXPECT_EQ(store.prune(end, false), 0);
  EXPECT_TRUE(store.list("", true, k_today, 10).empty());
}

}  // namespace
}  // namespace leerwijzer
