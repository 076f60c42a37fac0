// The roles of the programs: each can do its work, and nothing beside it.
#include "engine/core/sealing.hpp"
#include "engine/domain/sealed_note.hpp"
#include "engine/store/acting.hpp"
#include "engine/store/audit.hpp"
#include "engine/store/grants.hpp"
#include "engine/store/migrations.hpp"
#include "engine/store/publication_store.hpp"
#include "engine/store/quarantine_store.hpp"
#include "engine/store/referral_store.hpp"
#include "engine/store/report_store.hpp"
#include "engine/store/retention.hpp"
#include "engine/store/retry.hpp"
#include "engine/store/rule_history.hpp"
#include "engine/store/transaction.hpp"
#include "tests/db/store/catalogue_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pqxx/pqxx>

#include <functional>
#include <optional>

namespace leerwijzer::testing {
namespace {

constexpr const char* k_api = "leerwijzer-api";
constexpr const char* k_indexer = "leerwijzer-indexer";
constexpr Date k_today{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{21}};

/// The catalogue fixture works as the owner, which is what the other tests do.
class Roles : public CatalogueFixture {
 protected:
  Roles() { database.grant(); }

  /// Why the server refuses, as its five letters; empty when it does not. Nothing of it is kept.
  std::string refusal(const std::string& role, const std::string& sql, const std::string& before = "") {
    pqxx::connection connection(role == "owner" ? database.settings().url : database.settings_as(role).url);
    pqxx::work work(connection);
    try {
      if (!before.empty()) work.exec(before);
      work.exec(sql);
      return "";
    } catch (const pqxx::insufficient_privilege&) {
      return "42501";  // of this one the library keeps no letters
    } catch (const pqxx::sql_error& error) {
      return error.sqlstate();
    }
  }
  void expect_refused(const std::string& role, const std::string& sql) {
    EXPECT_EQ(refusal(role, sql), "42501") << role << ": " << sql;
  }
  static std::string acting(const std::string& desk, const std::string& school) {
    return "SELECT set_config('leerwijzer.desk', '" + desk + "', true), set_config('leerwijzer.provider', '" + school +
           "', true)";
  }
  /// Nothing of it is kept.
  std::size_t rows_changed(const std::string& role, const std::string& school, const std::string& sql) {
    pqxx::connection connection(database.settings_as(role).url);
    pqxx::work work(connection);
    work.exec(acting("", school));
    return work.exec(sql).affected_rows();
  }
  void audit(Pool& by, const std::string& subject) {
    in_transaction(by, Access::write, [&](Transaction& tx) { write_audit(tx, {"", "An", "look", subject, ""}); });
  }

  Pool api{database.settings_as(k_api)};
  Pool indexer{database.settings_as(k_indexer)};
};

TEST_F(Roles, every_table_has_a_line_in_the_grants) {
  const std::string_view grants = embedded_grants().front().text;
  pqxx::connection connection(database.settings().url);
  pqxx::work work(connection);
  std::size_t tables = 0;
  for (const auto& row : work.exec("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
    const std::string line = "('" + row[0].as<std::string>() + "',";
    EXPECT_NE(grants.find(line), std::string_view::npos)
        << row[0].c_str() << " is closed to every program: give it a line in schema/grants.sql";
    ++tables;
  }
  EXPECT_GT(tables, 60U);
}

TEST_F(Roles, setting_the_rights_again_changes_nothing) {
  const std::string rights =
      "SELECT string_agg(relname || coalesce(relacl::text, ''), ',' ORDER BY relname) FROM pg_class "
      "WHERE relnamespace = 'public'::regnamespace";
  const std::string before = database.ask(rights);
  database.grant();
  EXPECT_EQ(database.ask(rights), before);
  EXPECT_THAT(before, ::testing::HasSubstr("leerwijzer-api"));
}

TEST_F(Roles, what_an_earlier_version_gave_is_taken_back) {
  database.execute(
      "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO \"leerwijzer-api\"");
  database.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO \"leerwijzer-api\"");
  database.grant();
  database.execute("CREATE TABLE later (id int)");
  expect_refused(k_api, "SELECT * FROM later");
  expect_refused(k_api, "DELETE FROM provider");
}

TEST_F(Roles, the_indexer_reads_feeds_and_forgets_what_is_over) {
  CatalogueStore work(indexer);
  const SourceId school = work.put_source({{}, "another", "csv", "another.csv"});
  for (const char* edition : {"", " 2", " 3"}) {
    const FetchId id = work.begin_fetch(school);
    std::vector<FeedRecord> list = {record_of(full_offer("a"), provider),
                                    record_of(small_offer("b", std::string("Lassen") + edition), provider)};
    static_cast<void>(work.store_batch(id, list));
    static_cast<void>(work.finish_fetch(id, {true, "", "sum"}, {}));
  }
  EXPECT_EQ(work.counts().offers, 2);
  audit(indexer, "source another");
  EXPECT_EQ(read_audit(indexer, "source another", 5).size(), 1U);
  Retention retention;
  retention.keep_from = Date{std::chrono::year{2190}, std::chrono::month{1}, std::chrono::day{1}};
  retention.indexed = ChangeNumber{1'000'000};
  retention.audit_from = Date{std::chrono::year{2000}, std::chrono::month{1}, std::chrono::day{1}};
  EXPECT_GT(prune(indexer, retention).former_bodies, 0);
  EXPECT_EQ(ReferralStore(indexer).prune(k_today, false), 0);
  EXPECT_TRUE(require_current_schema(indexer).has_value());
}

TEST_F(Roles, the_api_shows_the_catalogue_and_takes_referrals) {
  fetch({record_of(full_offer("a"), provider), record_of(small_offer("b", "Lassen"), provider)});
  CatalogueStore catalogue(api);
  const Offer first = all().front();
  EXPECT_TRUE(catalogue.shown_offer(first.id).has_value());
  EXPECT_TRUE(catalogue.traced_offer(first.id).has_value());
  EXPECT_EQ(ReportStore(api).find_providers("", 0, 10).total, 1);
  EXPECT_TRUE(RuleHistory(api).publications(5).empty());
  EXPECT_TRUE(require_current_schema(api).has_value());

  ReferralStore referrals(api);
  const std::string code = normal_code(random_code()).value();
  const SealedNote note = seal_note("Ik wil leren lassen.", make_key_pair().public_key, code);
  NewReferral referral;
  referral.code_digest = digest_of_code(code);
  referral.desk = "midden-utrecht-werkcentrum";
  referral.sections = {NoteSection::goal};
  referral.consent_version = "2026-11";
  referral.expires_at = plus_days(k_today, 90);
  referral.content = note.content;
  referral.key_for_desk = note.key_for_desk;
  referral.key_for_person = note.key_for_person;
  ASSERT_TRUE(referrals.add(referral).has_value());
  EXPECT_TRUE(referrals.find(referral.code_digest, k_today).has_value());
  EXPECT_TRUE(referrals.withdraw(referral.code_digest, k_today));
}

TEST_F(Roles, the_api_remembers_answers_and_the_indexer_forgets_them_after_a_day) {
  const Retry retry{std::string(32, 'k'), std::string(32, 'b')};
  const auto once = [&] {
    return in_transaction(api, Access::write, [&](Transaction& tx) -> std::optional<std::string> {
      const auto earlier = earlier_answer(tx, retry).value();
      if (!earlier) remember_answer(tx, retry, "sealed");
      return earlier;
    });
  };
  EXPECT_FALSE(once().has_value());
  EXPECT_EQ(once(), "sealed");
  Retention retention;
  retention.keep_from = Date{std::chrono::year{2000}, std::chrono::month{1}, std::chrono::day{1}};
  EXPECT_EQ(prune(indexer, retention).retries, 0);
  database.execute("UPDATE retry SET at = now() - interval '25 hours'");
  retention.dry_run = true;
  EXPECT_EQ(prune(indexer, retention).retries, 1);
  retention.dry_run = false;
  EXPECT_EQ(prune(indexer, retention).retries, 1);
  EXPECT_FALSE(once().has_value());
  expect_refused(k_indexer, "SELECT answer FROM retry");
}

TEST_F(Roles, no_program_can_change_the_schema_or_the_rights) {
  for (const char* role : {k_api, k_indexer}) {
    for (const char* sql :
         {"DROP TABLE offer", "ALTER TABLE offer ADD x int", "TRUNCATE offer CASCADE", "CREATE TABLE mine (id int)",
          "CREATE INDEX ON offer (key)", "ALTER TABLE audit_entry DISABLE TRIGGER ALL", "DROP FUNCTION forget_audit",
          "UPDATE schema_migration SET checksum = ''", "INSERT INTO schema_migration VALUES (999, 'x', 'x')",
          "CREATE POLICY p ON offer USING (true)", "SET ROLE leerwijzer", "CREATE ROLE another",
          "UPDATE scheme_version SET position = position", "DELETE FROM rule_publication"})
      expect_refused(role, sql);
  }
  expect_refused(k_api, "SELECT forget_audit('2000-01-01')");
}

TEST_F(Roles, the_api_writes_only_offers_of_the_provider_for_which_it_acts) {
  fetch({record_of(full_offer("a"), provider)});
  const char* const touch = "UPDATE offer SET key = key";
  EXPECT_EQ(rows_changed(k_api, "1", touch), 0U) << "a feed is nobody's in particular";
  database.execute("UPDATE source SET provider_id = (SELECT min(id) FROM provider)");
  const std::string owner = database.ask("SELECT min(id) FROM provider");
  EXPECT_EQ(rows_changed(k_api, owner, touch), 1U);
  EXPECT_EQ(rows_changed(k_api, owner + "0", touch), 0U);
  EXPECT_EQ(rows_changed(k_api, "", touch), 0U);
  const char* const look = "SELECT body FROM raw_record";
  EXPECT_EQ(rows_changed(k_api, owner, look), 1U);
  EXPECT_EQ(rows_changed(k_api, owner + "0", look), 0U);
}

TEST_F(Roles, the_api_publishes_changes_and_withdraws_what_is_of_a_provider) {
  fetch({record_of(full_offer("a"), provider)});
  const ProviderId own{std::stoll(database.ask("SELECT min(id) FROM provider"))};
  PublicationStore publications(api);
  DraftChange draft;
  draft.provider = own;
  draft.key = "las-1";
  draft.title = "Lassen";
  draft.draft = "{}";
  ASSERT_TRUE(publications.put(draft));
  PublishOrder order;
  order.provider = own;
  order.key = "las-1";
  order.version = 1;
  order.body = R"({"title":"Lassen"})";
  order.offer = small_offer("las-1", "Lassen");
  order.actor = "key 1";
  const auto published = publications.publish(order);
  ASSERT_TRUE(published) << published.error().what;
  EXPECT_EQ(database.ask("SELECT count(*) FROM offer WHERE key = 'las-1'"), "1");
  EXPECT_EQ(database.ask("SELECT count(*) FROM offer WHERE key = 'a'"), "1");
}

TEST_F(Roles, the_api_cannot_touch_the_catalogue_of_feeds_nor_see_what_only_feeds_need) {
  for (const char* sql : {"INSERT INTO source (name, format, location) VALUES ('x', 'csv', 'x')", "DELETE FROM source",
                          "DELETE FROM provider", "DELETE FROM change_log", "SELECT body FROM raw_record_history",
                          "SELECT * FROM source_document", "UPDATE scheme SET id = id", "SELECT * FROM fund_promise",
                          "DELETE FROM referral", "DELETE FROM retry", "UPDATE retry SET answer = ''",
                          "SELECT * FROM occupation FOR UPDATE"})
    expect_refused(k_api, sql);
}

TEST_F(Roles, nobody_can_change_the_audit_and_the_owner_only_forgets_what_is_older_than_a_year) {
  audit(api, "recent");
  audit(indexer, "old");
  for (const char* role : {k_api, k_indexer}) {
    for (const char* sql : {"UPDATE audit_entry SET actor = 'Bo'", "DELETE FROM audit_entry", "TRUNCATE audit_entry",
                            "SELECT set_config('leerwijzer.forgets_audit', 'on', true); DELETE FROM audit_entry"})
      expect_refused(role, sql);
  }
  for (const char* sql : {"UPDATE audit_entry SET actor = 'Bo'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"})
    expect_refused("owner", sql);
  EXPECT_EQ(refusal("owner", "DELETE FROM audit_entry", "SET leerwijzer.forgets_audit = 'on'"), "42501")
      << "the last year is kept, whatever is set";
  EXPECT_EQ(refusal(k_indexer, "SELECT forget_audit((now() - interval '364 days')::date)"), "22023");
  EXPECT_EQ(refusal(k_indexer, "SELECT forget_audit(NULL)"), "22023");

  // Time passes: only somebody who can switch triggers off can make that.
  database.execute(
      "ALTER TABLE audit_entry DISABLE TRIGGER USER;"
      "UPDATE audit_entry SET at = now() - interval '8 years' WHERE subject = 'old';"
      "ALTER TABLE audit_entry ENABLE TRIGGER USER");
  EXPECT_EQ(refusal("owner", "DELETE FROM audit_entry WHERE subject = 'old'"), "42501");
  Retention retention;
  retention.keep_from = Date{std::chrono::year{2000}, std::chrono::month{1}, std::chrono::day{1}};
  EXPECT_EQ(prune(indexer, retention).audit, 0) << "nothing is forgotten unasked";
  retention.audit_from = Date{std::chrono::year{2020}, std::chrono::month{1}, std::chrono::day{1}};
  EXPECT_EQ(prune(indexer, retention).audit, 1);
  ASSERT_EQ(read_audit(pool, "", 10).size(), 1U);
  EXPECT_EQ(read_audit(pool, "", 10)[0].subject, "recent");
}

TEST_F(Roles, nobody_can_change_the_audit_of_cases_and_of_every_desk_the_old_is_forgotten) {
  database.execute(
      "INSERT INTO case_audit (desk, actor, action, detail, at) VALUES"
      " ('a', 'account 1', 'read-case', 'recent', now()),"
      " ('a', 'account 1', 'read-case', 'old', now() - interval '8 years'),"
      " ('b', 'account 2', 'read-case', 'old', now() - interval '8 years')");
  for (const char* role : {k_api, k_indexer}) {
    for (const char* sql : {"UPDATE case_audit SET actor = 'Bo'", "DELETE FROM case_audit", "TRUNCATE case_audit",
                            "SELECT set_config('leerwijzer.forgets_audit', 'on', true); DELETE FROM case_audit"})
      expect_refused(role, sql);
  }
  for (const char* sql : {"UPDATE case_audit SET actor = 'Bo'", "DELETE FROM case_audit", "TRUNCATE case_audit"})
    expect_refused("owner", sql);
  expect_refused(k_api, "SELECT forget_case_audit('2000-01-01')");
  EXPECT_EQ(refusal(k_indexer, "SELECT forget_case_audit((now() - interval '364 days')::date)"), "22023");
  EXPECT_EQ(refusal("owner", "DELETE FROM case_audit", "SET leerwijzer.forgets_audit = 'on'"), "42501")
      << "the last year is kept, whatever is set";

  Retention retention;
  retention.keep_from = Date{std::chrono::year{2000}, std::chrono::month{1}, std::chrono::day{1}};
  EXPECT_EQ(prune(indexer, retention).case_audit, 0) << "nothing is forgotten unasked";
  retention.audit_from = Date{std::chrono::year{2020}, std::chrono::month{1}, std::chrono::day{1}};
  EXPECT_EQ(prune(indexer, retention).case_audit, 2);
  EXPECT_EQ(database.ask("SELECT detail FROM case_audit"), "recent");
}

/// A table as those of cases are, with the policy that they have.
class RolesOfDesks : public Roles {
 protected:
  RolesOfDesks() {
    database.execute(
        "CREATE TABLE desk_thing (desk text NOT NULL, words text NOT NULL);"
        "ALTER TABLE desk_thing ENABLE ROW LEVEL SECURITY; ALTER TABLE desk_thing FORCE ROW LEVEL SECURITY;"
        "CREATE POLICY of_desk ON desk_thing USING (desk = current_setting('leerwijzer.desk', true));"
        "CREATE TABLE provider_thing (provider text NOT NULL, words text NOT NULL);"
        "ALTER TABLE provider_thing ENABLE ROW LEVEL SECURITY; ALTER TABLE provider_thing FORCE ROW LEVEL SECURITY;"
        "CREATE POLICY of_provider ON provider_thing USING (provider = current_setting('leerwijzer.provider', true));"
        "INSERT INTO desk_thing VALUES ('a', 'of a'), ('b', 'of b');"
        "INSERT INTO provider_thing VALUES ('7', 'of 7'), ('8', 'of 8')");
    database.grant();
    database.execute(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON desk_thing, provider_thing TO \"leerwijzer-api\";"
        "GRANT SELECT ON desk_thing, provider_thing TO \"leerwijzer-indexer\"");
  }
  std::string sees(const std::string& role, const std::string& desk, const std::string& school,
                   const std::string& sql) {
    pqxx::connection connection(database.settings_as(role).url);
    pqxx::work work(connection);
    work.exec(acting(desk, school));
    const auto rows = work.exec(sql);
    return rows[0][0].is_null() ? "" : rows[0][0].as<std::string>();
  }
};

TEST_F(RolesOfDesks, the_api_sees_and_writes_for_the_desk_or_provider_that_it_acts_for) {
  const std::string things = "SELECT string_agg(words, ',' ORDER BY words) FROM desk_thing";
  const std::string of_providers = "SELECT string_agg(words, ',' ORDER BY words) FROM provider_thing";
  EXPECT_EQ(sees(k_api, "a", "", things), "of a");
  EXPECT_EQ(sees(k_api, "b", "", things), "of b");
  EXPECT_EQ(sees(k_api, "", "", things), "") << "acting for nobody shows nothing";
  EXPECT_EQ(sees(k_api, "", "7", things), "");
  EXPECT_EQ(sees(k_api, "", "7", of_providers), "of 7");
  EXPECT_EQ(sees(k_api, "a", "", "WITH gone AS (DELETE FROM desk_thing RETURNING words) SELECT count(*) FROM gone"),
            "1");
  EXPECT_EQ(refusal(k_api, "INSERT INTO desk_thing VALUES ('b', 'slipped in')", acting("a", "")), "42501");
  EXPECT_EQ(refusal(k_api, "UPDATE desk_thing SET desk = 'b'", acting("a", "")), "42501");
  EXPECT_EQ(refusal(k_api, "SET row_security = off; SELECT * FROM desk_thing", acting("a", "")), "42501");
  EXPECT_EQ(sees(k_indexer, "", "", things), "of a,of b");
}

TEST_F(RolesOfDesks, what_a_transaction_acts_for_ends_with_it) {
  const auto seen = [&](const std::function<void(Transaction&)>& act) {
    return in_transaction(api, Access::read, [&](Transaction& tx) {
      act(tx);
      static constexpr Statement k_count{"count-things", "SELECT count(*) FROM desk_thing"};
      return tx.run(k_count)[0][0].as<int>();
    });
  };
  EXPECT_EQ(seen([](Transaction& tx) { act_for_desk(tx, "a"); }), 1);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(seen([](Transaction&) {}), 0) << "on a connection that is used again";
  EXPECT_EQ(seen([](Transaction& tx) { act_for_provider(tx, ProviderId{7}); }), 0);
}

}  // namespace
}  // namespace leerwijzer::testing
