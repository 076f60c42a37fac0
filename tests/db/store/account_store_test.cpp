// Accounts, sessions and keys in PostgreSQL: who is found where, what is taken once, and what the audit tells.
#include "engine/store/account_store.hpp"
#include "engine/core/sealing.hpp"
#include "engine/store/audit.hpp"
#include "engine/store/pool.hpp"
#include "engine/store/provider_key_store.hpp"
#include "engine/store/session_store.hpp"
#include "tests/support/database.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace leerwijzer::testing {
namespace {

constexpr std::int64_t k_now = 1'795'900'000;
const Workplace k_desk{"desk-a", std::nullopt};
const Workplace k_other_desk{"desk-b", std::nullopt};

std::string digest_for(const std::string& text) { return secret_digest("test", text); }

class Accounts : public ::testing::Test {
 protected:
  TestDatabase database;
  Pool pool{database.settings()};
  AccountStore accounts{pool};
  SessionStore sessions{pool};
  ProviderKeyStore keys{pool};

  NewInvitation invitation(const std::string& email, const Workplace& place = k_desk,
                           AccountRole role = AccountRole::advisor) {
    return {email, place, role, digest_for("code of " + email), k_now + 100, "account 1"};
  }
  std::int64_t invited(const std::string& email, const Workplace& place = k_desk,
                       AccountRole role = AccountRole::advisor) {
    return accounts.invite(invitation(email, place, role), {}, [](const StoredAccount&) { return ""; })->made.id;
  }
  std::int64_t active(const std::string& email, const Workplace& place = k_desk,
                      AccountRole role = AccountRole::advisor) {
    const std::int64_t id = invited(email, place, role);
    const std::string code = digest_for("code of " + email);
    EXPECT_TRUE(accounts.prepare(code, "$argon2id$" + email, "secret of " + email, k_now));
    EXPECT_TRUE(accounts.activate(code, "secret of " + email, 100, {digest_for("r1"), digest_for("r2")}, k_now));
    return id;
  }
  std::int64_t opened(std::int64_t account, const std::string& token, std::int64_t step) {
    LoginProof proof;
    proof.account = account;
    proof.step = step;
    proof.token_digest = digest_for(token);
    proof.now = k_now;
    const auto session = sessions.open(proof);
    return session ? session->session.id : 0;
  }
  ProviderId provider(const std::string& name) {
    database.execute(
        "INSERT INTO source (name, location, format, trust_rank, sample) SELECT 's', '', 'csv', 50, true "
        "WHERE NOT EXISTS (SELECT 1 FROM source)");
    database.execute("INSERT INTO provider (source_id, key, name, content_hash) SELECT id, '" + name + "', '" + name +
                     "', '' FROM source");
    return ProviderId{std::stoll(database.ask("SELECT id FROM provider WHERE key = '" + name + "'"))};
  }
};

TEST_F(Accounts, are_found_at_their_own_workplace_and_at_no_other) {
  const std::int64_t a = invited("a@voorbeeld.nl");
  invited("b@voorbeeld.nl", k_other_desk);
  ASSERT_EQ(accounts.list(k_desk).size(), 1U);
  EXPECT_EQ(accounts.list(k_desk)[0].id, a);
  EXPECT_EQ(accounts.list({}).size(), 2U);
  EXPECT_TRUE(accounts.find(k_desk, a));
  EXPECT_FALSE(accounts.find(k_other_desk, a));
  EXPECT_FALSE(accounts.find({"", ProviderId{1}}, a));
  EXPECT_EQ(accounts.change({a, k_other_desk, 1, std::nullopt, true, "account 9"}).error().code, ErrorCode::not_found);
  EXPECT_EQ(accounts.remove({a, k_other_desk, 1, std::nullopt, std::nullopt, "account 9"}).error().code,
            ErrorCode::not_found);
  EXPECT_EQ(accounts.reset(a, invitation("x@voorbeeld.nl", k_other_desk)).error().code, ErrorCode::not_found);
}

TEST_F(Accounts, have_one_address_for_one_account_and_a_repetition_makes_no_second) {
  const Retry retry{digest_for("key"), digest_for("request")};
  const auto seal = [](const StoredAccount& account) { return "sealed " + std::to_string(account.id); };
  const auto first = accounts.invite(invitation("a@voorbeeld.nl"), retry, seal);
  const auto again = accounts.invite(invitation("a@voorbeeld.nl"), retry, seal);
  ASSERT_TRUE(first && again);
  EXPECT_FALSE(first->earlier);
  EXPECT_EQ(again->earlier, "sealed " + std::to_string(first->made.id));
  EXPECT_EQ(accounts.invite(invitation("a@voorbeeld.nl", k_other_desk), {}, seal).error().code, ErrorCode::conflict);
  EXPECT_EQ(database.ask("SELECT count(*) FROM account"), "1");
}

TEST_F(Accounts, take_an_invitation_once_in_time_and_with_the_secret_that_was_shown_last) {
  const std::int64_t id = invited("a@voorbeeld.nl");
  const std::string code = digest_for("code of a@voorbeeld.nl");
  EXPECT_FALSE(accounts.invitation(digest_for("guess"), k_now));
  EXPECT_FALSE(accounts.invitation(code, k_now + 100)) << "over";
  EXPECT_TRUE(accounts.prepare(code, "$argon2id$1", "first", k_now));
  EXPECT_TRUE(accounts.prepare(code, "$argon2id$2", "second", k_now));
  EXPECT_EQ(accounts.activate(code, "first", 1, {}, k_now).error().code, ErrorCode::not_found);
  const auto account = accounts.activate(code, "second", 77, {digest_for("r")}, k_now);
  ASSERT_TRUE(account);
  EXPECT_EQ(account->status, AccountStatus::active);
  EXPECT_EQ(account->recovery_codes, 1);
  EXPECT_EQ(accounts.activate(code, "second", 77, {}, k_now).error().code, ErrorCode::not_found);
  const auto secrets = accounts.secrets_of(id);
  ASSERT_TRUE(secrets);
  EXPECT_EQ(secrets->password, "$argon2id$2");
  EXPECT_EQ(secrets->totp_secret, "second");
  EXPECT_EQ(secrets->totp_step, 77);
}

TEST_F(Accounts, change_only_in_the_version_that_was_read_and_to_a_role_of_their_place) {
  const std::int64_t id = active("a@voorbeeld.nl");
  const std::int64_t version = accounts.find(k_desk, id)->version;
  EXPECT_EQ(accounts.change({id, k_desk, version + 1, AccountRole::desk_manager, {}, "account 1"}).error().code,
            ErrorCode::precondition_failed);
  EXPECT_EQ(accounts.change({id, k_desk, version, AccountRole::editor, {}, "account 1"}).error().code,
            ErrorCode::invalid_input);
  const auto changed = accounts.change({id, k_desk, version, AccountRole::desk_manager, {}, "account 1"});
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->version, version + 1);
  EXPECT_EQ(read_audit(pool, account_name(id), 1).at(0).detail, "from advisor to desk-manager");
}

TEST_F(Accounts, lose_their_sessions_with_a_lock_a_reset_and_a_removal) {
  const std::int64_t id = active("a@voorbeeld.nl");
  ASSERT_NE(opened(id, "t1", 101), 0);
  auto account = accounts.change({id, k_desk, accounts.find(k_desk, id)->version, {}, true, "account 1"});
  EXPECT_FALSE(sessions.find(digest_for("t1")));
  EXPECT_EQ(opened(id, "t2", 102), 0) << "a locked account opens none";
  account = accounts.change({id, k_desk, account->version, {}, false, "account 1"});
  EXPECT_EQ(account->status, AccountStatus::active);
  ASSERT_NE(opened(id, "t3", 103), 0);
  account = accounts.reset(id, invitation("a@voorbeeld.nl"));
  ASSERT_TRUE(account);
  EXPECT_FALSE(sessions.find(digest_for("t3")));
  EXPECT_EQ(accounts.secrets_of(id)->password, "");
  EXPECT_TRUE(accounts.remove({id, k_desk, account->version, {}, {}, "account 1"}));
  EXPECT_EQ(database.ask("SELECT count(*) FROM account_invitation"), "0");
}

TEST_F(Accounts, leave_no_address_in_the_audit) {
  const std::int64_t id = active("herkenbaar@voorbeeld.nl");
  opened(id, "t", 101);
  sessions.note_failure(std::nullopt, false);
  sessions.note_failure(id, true);
  static_cast<void>(accounts.remove({id, k_desk, accounts.find(k_desk, id)->version, {}, {}, "account 1"}));
  EXPECT_EQ(database.ask("SELECT count(*) FROM audit_entry a WHERE a::text LIKE '%herkenbaar%'"), "0");
  EXPECT_GE(std::stoi(database.ask("SELECT count(*) FROM audit_entry")), 6);
}

TEST_F(Accounts, take_each_code_once_also_when_two_come_at_once) {
  const std::int64_t id = active("a@voorbeeld.nl");
  std::atomic<int> let_in{0};
  std::vector<std::thread> people;
  for (int i = 0; i < 4; ++i) {
    people.emplace_back([&, i] {
      if (opened(id, "t" + std::to_string(i), 500) != 0) ++let_in;
    });
  }
  for (std::thread& one : people) one.join();
  EXPECT_EQ(let_in, 1);
  EXPECT_EQ(opened(id, "later", 499), 0) << "nor an earlier one";
}

TEST_F(Accounts, take_each_recovery_code_once) {
  const std::int64_t id = active("a@voorbeeld.nl");
  LoginProof proof{id, std::nullopt, digest_for("r1"), digest_for("t1"), "", "", k_now};
  EXPECT_TRUE(sessions.open(proof));
  proof.token_digest = digest_for("t2");
  EXPECT_EQ(sessions.open(proof).error().code, ErrorCode::unauthenticated);
  EXPECT_EQ(accounts.find(k_desk, id)->recovery_codes, 1);
}

TEST_F(Accounts, count_attempts_before_they_are_looked_at) {
  const std::vector<GuessedAt> what = {{digest_for("account"), 2}, {digest_for("address"), 100}};
  EXPECT_TRUE(sessions.begin_attempt(what, k_now).allowed);
  EXPECT_FALSE(sessions.begin_attempt(what, k_now).slows);
  EXPECT_TRUE(sessions.begin_attempt(what, k_now).slows);
  EXPECT_FALSE(sessions.begin_attempt(what, k_now + 1).allowed);
  EXPECT_TRUE(sessions.begin_attempt({{digest_for("another"), 2}, {digest_for("address"), 100}}, k_now).allowed);
  EXPECT_TRUE(sessions.begin_attempt(what, k_now + 2).allowed) << "two seconds after the third";
  sessions.forgive(digest_for("account"), digest_for("address"));
  EXPECT_FALSE(sessions.begin_attempt(what, k_now + 3).slows);
}

TEST_F(Accounts, forget_failures_sessions_and_begun_logins_that_are_over) {
  const std::int64_t id = active("a@voorbeeld.nl");
  opened(id, "t", 101);
  static_cast<void>(sessions.begin_attempt({{digest_for("account"), 2}}, k_now));
  sessions.begin_oidc(digest_for("state"), {"org", "sealed"}, k_now + 600);
  EXPECT_EQ(sessions.prune(k_now + 500, false), 0);
  EXPECT_EQ(sessions.prune(k_now + 2 * 24 * 3600, true), 3);
  EXPECT_EQ(sessions.prune(k_now + 2 * 24 * 3600, false), 3) << "the dry run removed nothing";
  EXPECT_EQ(sessions.prune(k_now + 2 * 24 * 3600, false), 0);
}

TEST_F(Accounts, come_back_from_elsewhere_with_a_state_once_and_in_time) {
  sessions.begin_oidc(digest_for("one"), {"org", "sealed"}, k_now + 600);
  sessions.begin_oidc(digest_for("two"), {"org", "sealed"}, k_now + 600);
  EXPECT_FALSE(sessions.take_oidc(digest_for("none"), k_now));
  ASSERT_TRUE(sessions.take_oidc(digest_for("one"), k_now));
  EXPECT_FALSE(sessions.take_oidc(digest_for("one"), k_now));
  EXPECT_FALSE(sessions.take_oidc(digest_for("two"), k_now + 600));
}

TEST_F(Accounts, of_another_organisation_follow_what_it_says_now) {
  const auto made = accounts.external(digest_for("u1"), "u@org.nl", k_desk, AccountRole::advisor);
  ASSERT_TRUE(made);
  const auto same = accounts.external(digest_for("u1"), "u@org.nl", k_desk, AccountRole::advisor);
  EXPECT_EQ(same->id, made->id);
  EXPECT_EQ(same->version, made->version);
  const auto moved = accounts.external(digest_for("u1"), "u@org.nl", k_other_desk, AccountRole::desk_manager);
  EXPECT_EQ(moved->id, made->id);
  EXPECT_EQ(moved->place, k_other_desk);
  EXPECT_FALSE(accounts.secrets_of_email("u@org.nl")) << "there is no password to guess at";
  EXPECT_NE(invited("u@org.nl"), 0) << "the address elsewhere takes nobody's place here";
  static_cast<void>(accounts.change({made->id, k_other_desk, moved->version, {}, true, "account 1"}));
  EXPECT_EQ(accounts.external(digest_for("u1"), "u@org.nl", k_desk, AccountRole::advisor).error().code,
            ErrorCode::permission_denied);
}

TEST_F(Accounts, end_one_session_or_all_others_and_only_their_own) {
  const std::int64_t a = active("a@voorbeeld.nl");
  const std::int64_t b = active("b@voorbeeld.nl");
  const std::int64_t first = opened(a, "a1", 101);
  opened(a, "a2", 102);
  opened(a, "a3", 103);
  const std::int64_t other = opened(b, "b1", 101);
  EXPECT_FALSE(sessions.end(a, other));
  EXPECT_EQ(sessions.list(a).size(), 3U);
  EXPECT_EQ(sessions.end_others(a, first), 2);
  EXPECT_TRUE(sessions.find(digest_for("a1")));
  EXPECT_TRUE(sessions.find(digest_for("b1")));
  accounts.set_password(b, "$argon2id$new", 0);
  EXPECT_FALSE(sessions.find(digest_for("b1")));
}

TEST_F(Accounts, have_keys_that_end_are_revoked_and_are_replaced_with_an_overlap) {
  const ProviderId school = provider("school");
  const ProviderId other = provider("other");
  NewProviderKey wish;
  wish.provider = school;
  wish.name = "Rooster";
  wish.prefix = "0123456789";
  wish.digest = digest_for("key");
  wish.scopes = {KeyScope::read, KeyScope::publish};
  wish.now = k_now;
  wish.expires_at = k_now + 1000;
  wish.by = "account 1";
  const auto seal = [](const ProviderKey&) { return std::string("sealed"); };
  const auto first = keys.add(wish, {}, seal);
  ASSERT_TRUE(first);
  EXPECT_EQ(keys.find("0123456789", k_now)->key.scopes, wish.scopes);
  EXPECT_FALSE(keys.find("0123456789", k_now + 1000));
  EXPECT_TRUE(keys.list(other, k_now).empty());
  wish.prefix = "9876543210";
  wish.replaces = first->made.id;
  wish.overlap_until = k_now + 50;
  wish.provider = other;
  EXPECT_EQ(keys.add(wish, {}, seal).error().code, ErrorCode::not_found) << "the key of another school";
  wish.provider = school;
  ASSERT_TRUE(keys.add(wish, {}, seal));
  EXPECT_TRUE(keys.find("0123456789", k_now + 49));
  EXPECT_FALSE(keys.find("0123456789", k_now + 50));
  EXPECT_FALSE(keys.revoke(other, first->made.id, "account 1", k_now));
  EXPECT_TRUE(keys.revoke(school, first->made.id, "account 1", k_now));
  EXPECT_FALSE(keys.find("0123456789", k_now));
  EXPECT_EQ(read_audit(pool, key_name(first->made.id), 10).size(), 2U);
}

TEST_F(Accounts, are_at_most_20_keys_of_a_school) {
  NewProviderKey wish;
  wish.provider = provider("school");
  wish.name = "k";
  wish.digest = digest_for("key");
  wish.scopes = {KeyScope::read};
  wish.now = k_now;
  wish.expires_at = k_now + 1000;
  wish.by = "account 1";
  const auto seal = [](const ProviderKey&) { return std::string(); };
  for (std::size_t i = 0; i < k_most_provider_keys; ++i) {
    wish.prefix = random_key().prefix;
    ASSERT_TRUE(keys.add(wish, {}, seal));
  }
  wish.prefix = random_key().prefix;
  EXPECT_EQ(keys.add(wish, {}, seal).error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace leerwijzer::testing
