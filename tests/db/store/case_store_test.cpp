// Cases in PostgreSQL: who sees them, what is erased when, and what two writers at once do. The store works as a role
// without superuser, as in service, so that row-level security binds it.
#include "engine/store/case_store.hpp"

#include "engine/core/sealing.hpp"
#include "engine/store/sql/case_statements.hpp"
#include "engine/store/transaction.hpp"
#include "tests/support/database.hpp"

#include <gtest/gtest.h>
#include <pqxx/pqxx>

#include <atomic>
#include <thread>

namespace leerwijzer {
namespace {

const Date k_today{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{28}};
const CaseActor k_utrecht{"utrecht", 1, "account 1", false};
const CaseActor k_colleague{"utrecht", 2, "account 2", false};
const CaseActor k_manager{"utrecht", 3, "account 3", true};
const CaseActor k_gouda{"gouda", 9, "account 9", false};

/// A role that may read and write, and is bound by row-level security.
class PlainRole {
 public:
  explicit PlainRole(const testing::TestDatabase& database) : database_(database), name_(database.name() + "_plain") {
    database_.execute("CREATE ROLE \"" + name_ +
                      "\" NOSUPERUSER NOBYPASSRLS; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL "
                      "TABLES IN SCHEMA public TO \"" +
                      name_ + "\"; GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO \"" + name_ + "\"");
  }
  ~PlainRole() {
    try {
      database_.execute("DROP OWNED BY \"" + name_ + "\"; DROP ROLE \"" + name_ + "\"");
    } catch (const std::exception& error) {
      ADD_FAILURE() << error.what();
    }
  }
  PlainRole(const PlainRole&) = delete;
  PlainRole& operator=(const PlainRole&) = delete;

  [[nodiscard]] PoolSettings settings() const {
    PoolSettings settings = database_.settings();
    settings.url += " options='-c role=" + name_ + "'";
    return settings;
  }

 private:
  const testing::TestDatabase& database_;
  std::string name_;
};

class Cases : public ::testing::Test {
 protected:
  testing::TestDatabase database;
  PlainRole role{database};
  Pool pool{role.settings()};
  CaseStore store{pool};

  void SetUp() override {
    for (const char* desk : {"utrecht", "gouda"}) static_cast<void>(store.desk_key_or(desk, "wrapped"));
  }

  static NewCase new_case(std::vector<ConsentKind> consents = {ConsentKind::keep}) {
    NewCase made;
    made.code_digest = secret_digest("test", random_bytes(16));
    made.wrapped_key = "key";
    made.label = "label";
    made.consents = std::move(consents);
    if (!made.consents.empty()) made.profile = "profile";
    return made;
  }
  std::int64_t add(const CaseActor& actor = k_utrecht, std::vector<ConsentKind> consents = {ConsentKind::keep}) {
    return store.add(actor, new_case(std::move(consents)), k_today, {}).value().id;
  }
  CaseFile read(std::int64_t id, const CaseActor& actor = k_utrecht) {
    return store.read(actor, id, "read-case").value();
  }
  std::int64_t count(const std::string& table) { return std::stoll(database.ask("SELECT count(*) FROM " + table)); }
  std::int64_t offer(std::int64_t id) {
    return store.offer(k_utrecht, id, {"gouda", "key for gouda", "message"}, k_today, {}).value().id;
  }
};

TEST_F(Cases, run_as_a_role_that_row_level_security_binds) {
  pqxx::connection connection(role.settings().url);
  pqxx::work work(connection);
  EXPECT_EQ(work.exec1("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")[0].as<bool>(),
            false);
}

TEST_F(Cases, come_back_with_all_their_parts) {
  const std::int64_t id = add(k_utrecht, {ConsentKind::keep, ConsentKind::plan});
  ASSERT_TRUE(store.add_note(k_utrecht, id, "first", k_today, {}).has_value());
  ASSERT_TRUE(store.add_shown(k_utrecht, id, ShownKind::plans, "shown", k_today, {}).has_value());
  ASSERT_TRUE(store.keep_share_code(k_utrecht, id, "code", k_today).has_value());
  const CaseFile file = read(id);
  EXPECT_EQ(file.entry.id, id);
  EXPECT_EQ(file.entry.desk, "utrecht");
  EXPECT_EQ(file.entry.advisor, 1);
  EXPECT_EQ(file.entry.status, CaseStatus::open);
  EXPECT_EQ(file.entry.label, "label");
  EXPECT_EQ(file.entry.wrapped_key, "key");
  EXPECT_TRUE(file.entry.has_shared_plan);
  EXPECT_EQ(file.profile, "profile");
  ASSERT_EQ(file.notes.size(), 1U);
  EXPECT_EQ(file.notes[0].text, "first");
  ASSERT_EQ(file.shown.size(), 1U);
  EXPECT_EQ(file.shown[0].kind, ShownKind::plans);
  EXPECT_EQ(file.shown[0].content, "shown");
  EXPECT_EQ(file.consents.size(), 2U);
  EXPECT_EQ(store.share_code(k_utrecht, id).value(), std::pair(std::string("key"), std::string("code")));
}

TEST_F(Cases, of_another_desk_are_neither_found_nor_changed) {
  const std::int64_t id = add();
  const std::int64_t note = store.add_note(k_utrecht, id, "first", k_today, {}).value().id;
  const auto refused = [](const auto& outcome) {
    return outcome.has_error() && outcome.error().code == ErrorCode::not_found;
  };
  EXPECT_TRUE(refused(store.read(k_gouda, id, "read-case")));
  EXPECT_TRUE(refused(store.key_of(k_gouda, id)));
  EXPECT_TRUE(refused(store.change(k_gouda, id, 1, {"x", "", CaseStatus::open, 9, {}}, k_today)));
  CaseActor manager = k_gouda;
  manager.manages = true;
  EXPECT_TRUE(refused(store.erase(manager, id)));
  EXPECT_TRUE(refused(store.add_note(k_gouda, id, "x", k_today, {})));
  EXPECT_TRUE(refused(store.correct_note(k_gouda, id, note, 1, "x", k_today)));
  EXPECT_TRUE(refused(store.add_shown(k_gouda, id, ShownKind::plans, "x", k_today, {})));
  EXPECT_TRUE(refused(store.give_consent(k_gouda, id, ConsentKind::plan, k_today)));
  EXPECT_TRUE(refused(store.withdraw_consent(k_gouda, id, ConsentKind::keep, k_today)));
  EXPECT_TRUE(refused(store.share_code(k_gouda, id)));
  EXPECT_TRUE(refused(store.offer(k_gouda, id, {"delft", "k", ""}, k_today, {})));
  EXPECT_TRUE(refused(store.audit(manager, id, 10)));
  EXPECT_TRUE(store.list(k_gouda, {}, k_today).entries.empty());
  EXPECT_EQ(read(id).notes[0].text, "first");
}

TEST_F(Cases, of_another_desk_stay_hidden_whatever_a_statement_says) {
  const std::int64_t id = add();
  ASSERT_TRUE(store.add_note(k_utrecht, id, "first", k_today, {}).has_value());
  ASSERT_TRUE(store.add_shown(k_utrecht, id, ShownKind::plans, "x", k_today, {}).has_value());
  ASSERT_TRUE(store.add_template(k_utrecht, "x", {}).has_value());
  for (const char* desk : {"gouda", ""}) {
    pqxx::connection connection(role.settings().url);
    pqxx::work work(connection);
    work.exec("SELECT set_config('leerwijzer.desk', " + work.quote(desk) + ", true)");
    for (const char* table :
         {"client_case", "case_note", "case_shown", "case_consent", "case_hand_over", "case_audit", "desk_template"}) {
      EXPECT_EQ(work.exec1("SELECT count(*) FROM " + std::string(table))[0].as<int>(), 0) << table;
      if (std::string_view(table) == "case_audit") continue;
      EXPECT_EQ(work.exec("DELETE FROM " + std::string(table)).affected_rows(), 0) << table;
    }
    EXPECT_EQ(work.exec("UPDATE client_case SET desk = 'gouda'").affected_rows(), 0);
  }
  EXPECT_EQ(count("client_case") + count("case_note") + count("case_shown") + count("desk_template"), 4);
}

TEST_F(Cases, cannot_be_written_for_another_desk) {
  const std::int64_t id = add();
  const auto fails = [&](const std::string& sql) {
    pqxx::connection connection(role.settings().url);
    pqxx::work work(connection);
    work.exec("SELECT set_config('leerwijzer.desk', 'gouda', true)");
    EXPECT_THROW(work.exec(sql), pqxx::insufficient_privilege) << sql;
  };
  fails(
      "INSERT INTO client_case (desk, advisor, status, code_digest, wrapped_key, label, touched_on) "
      "VALUES ('utrecht', 1, 'open', decode(repeat('00', 32), 'hex'), 'k', 'l', '2026-11-28')");
  fails("INSERT INTO case_note (case_id, account, written_by, content) VALUES (" + std::to_string(id) +
        ", 1, 'x', 'x')");
  fails("INSERT INTO case_audit (desk, actor, action) VALUES ('utrecht', 'x', 'x')");
  fails("INSERT INTO desk_template (desk, content, made_by) VALUES ('utrecht', 'x', 'x')");
}

TEST_F(Cases, with_two_edits_of_one_version_take_one) {
  const std::int64_t id = add();
  std::atomic<int> won{0};
  std::atomic<int> lost{0};
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i) {
    writers.emplace_back([&, i] {
      const auto changed =
          store.change(k_utrecht, id, 1, {"label " + std::to_string(i), "", CaseStatus::waiting, 1, {}}, k_today);
      if (changed) ++won;
      if (!changed && changed.error().code == ErrorCode::precondition_failed) ++lost;
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(lost, 3);
  EXPECT_EQ(read(id).entry.version, 2);
  EXPECT_TRUE(read(id).profile.empty()) << "what a change leaves out is erased";
}

TEST_F(Cases, keep_nothing_of_what_a_client_told_without_consent) {
  NewCase made = new_case({});
  made.profile = "profile";
  EXPECT_EQ(store.add(k_utrecht, made, k_today, {}).error().code, ErrorCode::conflict);
  EXPECT_EQ(count("client_case"), 0);
  const std::int64_t id = add(k_utrecht, {});
  EXPECT_EQ(store.add_note(k_utrecht, id, "x", k_today, {}).error().code, ErrorCode::conflict);
  EXPECT_EQ(store.add_shown(k_utrecht, id, ShownKind::matches, "x", k_today, {}).error().code, ErrorCode::conflict);
  EXPECT_EQ(store.change(k_utrecht, id, 1, {"l", "profile", CaseStatus::open, 1, {}}, k_today).error().code,
            ErrorCode::conflict);
  EXPECT_EQ(store.keep_share_code(k_utrecht, id, "c", k_today).error().code, ErrorCode::conflict);
  EXPECT_EQ(store.offer(k_utrecht, id, {"gouda", "k", ""}, k_today, {}).error().code, ErrorCode::conflict);
  EXPECT_TRUE(store.change(k_utrecht, id, 1, {"l", "", CaseStatus::open, 1, {}}, k_today).has_value());
}

TEST_F(Cases, lose_what_rested_on_a_consent_when_it_is_withdrawn) {
  const std::int64_t id = add(k_utrecht, {ConsentKind::keep, ConsentKind::plan, ConsentKind::hand_over});
  ASSERT_TRUE(store.add_note(k_utrecht, id, "x", k_today, {}).has_value());
  ASSERT_TRUE(store.add_shown(k_utrecht, id, ShownKind::matches, "x", k_today, {}).has_value());
  ASSERT_TRUE(store.keep_share_code(k_utrecht, id, "c", k_today).has_value());
  const std::int64_t offered = offer(id);
  ASSERT_TRUE(store.withdraw_consent(k_utrecht, id, ConsentKind::plan, k_today).has_value());
  EXPECT_FALSE(read(id).entry.has_shared_plan);
  EXPECT_EQ(read(id).notes.size(), 1U);
  ASSERT_TRUE(store.withdraw_consent(k_utrecht, id, ConsentKind::hand_over, k_today).has_value());
  EXPECT_EQ(store.decide(k_gouda, {offered, HandOverStatus::accepted, {}}, k_today).error().code, ErrorCode::conflict);
  EXPECT_FALSE(read(id).profile.empty()) << "the desk itself may keep it still";
  ASSERT_TRUE(store.withdraw_consent(k_utrecht, id, ConsentKind::keep, k_today).has_value());
  const CaseFile file = read(id);
  EXPECT_TRUE(file.profile.empty() && file.notes.empty() && file.shown.empty());
  ASSERT_EQ(file.consents.size(), 3U) << "that it was given and withdrawn stays";
  for (const CaseConsent& one : file.consents) EXPECT_FALSE(one.withdrawn_at.empty());
  EXPECT_EQ(store.withdraw_consent(k_utrecht, id, ConsentKind::keep, k_today).error().code, ErrorCode::not_found);
}

TEST_F(Cases, go_to_another_desk_when_it_accepts_and_not_before) {
  const std::int64_t id = add(k_utrecht, {ConsentKind::keep, ConsentKind::hand_over});
  ASSERT_TRUE(store.add_note(k_utrecht, id, "note", k_today, {}).has_value());
  const std::int64_t offered = offer(id);
  EXPECT_EQ(read(id).entry.hand_over, HandOverStatus::offered);
  EXPECT_EQ(store.offer(k_utrecht, id, {"delft", "k", ""}, k_today, {}).error().code, ErrorCode::conflict);
  EXPECT_EQ(store.read(k_gouda, id, "read-case").error().code, ErrorCode::not_found);
  const auto waiting = store.hand_overs(k_gouda, false);
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].message, "message");
  EXPECT_EQ(waiting[0].wrapped_key, "key for gouda");
  EXPECT_EQ(store.hand_overs(k_utrecht, false).at(0).wrapped_key, "key");
  EXPECT_EQ(store.decide(k_utrecht, {offered, HandOverStatus::accepted, {}}, k_today).error().code,
            ErrorCode::conflict);
  EXPECT_EQ(
      store.decide({"delft", 4, "account 4", true}, {offered, HandOverStatus::accepted, {}}, k_today).error().code,
      ErrorCode::not_found);
  ASSERT_TRUE(store.decide(k_gouda, {offered, HandOverStatus::accepted, {}}, k_today).has_value());
  EXPECT_EQ(store.read(k_utrecht, id, "read-case").error().code, ErrorCode::not_found);
  const CaseFile file = read(id, k_gouda);
  EXPECT_EQ(file.entry.advisor, 9);
  EXPECT_EQ(file.entry.wrapped_key, "key for gouda");
  ASSERT_EQ(file.notes.size(), 2U) << "the message became a note";
  EXPECT_EQ(file.notes[1].text, "message");
  const auto told = store.hand_overs(k_utrecht, true);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].status, HandOverStatus::accepted);
  EXPECT_TRUE(told[0].message.empty() && told[0].wrapped_key.empty());
  EXPECT_EQ(store.decide(k_gouda, {offered, HandOverStatus::refused, RefusalReason::no_room}, k_today).error().code,
            ErrorCode::conflict);
  // What the other desk got is erased when the client withdraws.
  ASSERT_TRUE(store.withdraw_consent(k_gouda, id, ConsentKind::hand_over, k_today).has_value());
  EXPECT_TRUE(read(id, k_gouda).profile.empty() && read(id, k_gouda).notes.empty());
}

TEST_F(Cases, stay_where_they_are_when_the_other_desk_refuses_or_the_desk_withdraws) {
  const std::int64_t id = add(k_utrecht, {ConsentKind::keep, ConsentKind::hand_over});
  const std::int64_t first = offer(id);
  EXPECT_EQ(store.decide(k_gouda, {first, HandOverStatus::refused, {}}, k_today).error().code,
            ErrorCode::invalid_input);
  ASSERT_TRUE(store.decide(k_gouda, {first, HandOverStatus::refused, RefusalReason::no_room}, k_today).has_value());
  EXPECT_EQ(read(id).hand_overs.at(0).refusal, RefusalReason::no_room);
  const std::int64_t second = offer(id);
  ASSERT_TRUE(store.decide(k_colleague, {second, HandOverStatus::withdrawn, {}}, k_today).has_value());
  EXPECT_TRUE(store.hand_overs(k_gouda, false).empty());
  EXPECT_EQ(store.read(k_gouda, id, "read-case").error().code, ErrorCode::not_found);
  EXPECT_EQ(database.ask("SELECT count(*) FROM case_hand_over WHERE key_for_desk IS NOT NULL OR message IS NOT NULL"),
            "0");
}

TEST_F(Cases, that_come_back_are_seen_by_one_desk_only) {
  const std::int64_t id = add(k_utrecht, {ConsentKind::keep, ConsentKind::hand_over});
  ASSERT_TRUE(store.decide(k_gouda, {offer(id), HandOverStatus::accepted, {}}, k_today).has_value());
  const auto back = store.offer(k_gouda, id, {"utrecht", "key again", ""}, k_today, {});
  ASSERT_TRUE(store.decide(k_utrecht, {back.value().id, HandOverStatus::accepted, {}}, k_today).has_value());
  EXPECT_EQ(read(id).entry.wrapped_key, "key again");
  EXPECT_EQ(store.read(k_gouda, id, "read-case").error().code, ErrorCode::not_found);
  EXPECT_EQ(store.list(k_gouda, {}, k_today).total, 0);
}

TEST_F(Cases, are_audited_at_every_read_and_change_and_that_cannot_be_changed) {
  const std::int64_t id = add();
  static_cast<void>(read(id, k_colleague));
  static_cast<void>(store.list(k_colleague, {}, k_today));
  ASSERT_TRUE(store.erase(k_manager, id).has_value());
  const auto entries = store.audit(k_manager, id, 20);
  ASSERT_TRUE(entries.has_value()) << "also of a case that is gone";
  std::vector<std::string> actions;
  for (const AuditEntry& one : *entries) actions.push_back(one.actor + " " + one.action);
  EXPECT_EQ(actions, (std::vector<std::string>{"account 3 erase-case", "account 2 list-case", "account 2 read-case",
                                               "account 1 give-consent", "account 1 add-case"}));
  for (const char* sql : {"UPDATE case_audit SET actor = 'x'", "DELETE FROM case_audit", "TRUNCATE case_audit"})
    EXPECT_THROW(database.execute(sql), ErrorException) << sql << ", even for the owner";
}

TEST_F(Cases, are_erased_with_everything_by_their_advisor_or_the_manager) {
  const std::int64_t id = add(k_utrecht, {ConsentKind::keep, ConsentKind::hand_over});
  ASSERT_TRUE(store.add_note(k_utrecht, id, "x", k_today, {}).has_value());
  ASSERT_TRUE(store.add_shown(k_utrecht, id, ShownKind::matches, "x", k_today, {}).has_value());
  static_cast<void>(offer(id));
  EXPECT_EQ(store.erase(k_colleague, id).error().code, ErrorCode::permission_denied);
  ASSERT_TRUE(store.erase(k_utrecht, id).has_value());
  for (const char* table : {"client_case", "case_note", "case_shown", "case_consent", "case_hand_over"})
    EXPECT_EQ(count(table), 0) << table;
  EXPECT_EQ(store.erase(k_utrecht, id).error().code, ErrorCode::not_found);
}

TEST_F(Cases, take_corrections_of_a_note_from_its_writer_and_of_its_last_version) {
  const std::int64_t id = add();
  const std::int64_t note = store.add_note(k_utrecht, id, "first", k_today, {}).value().id;
  EXPECT_EQ(store.correct_note(k_colleague, id, note, 1, "x", k_today).error().code, ErrorCode::permission_denied);
  ASSERT_TRUE(store.correct_note(k_utrecht, id, note, 1, "second", k_today).has_value());
  EXPECT_EQ(store.correct_note(k_utrecht, id, note, 1, "third", k_today).error().code, ErrorCode::precondition_failed);
  EXPECT_EQ(store.correct_note(k_utrecht, id, note + 1, 1, "x", k_today).error().code, ErrorCode::not_found);
  EXPECT_EQ(read(id).notes.at(0).text, "second");
  EXPECT_FALSE(read(id).notes.at(0).corrected_at.empty());
}

TEST_F(Cases, are_listed_by_what_is_to_be_done_first) {
  const auto with_action = [&](std::optional<Date> day, const CaseActor& actor) {
    NewCase made = new_case();
    made.next_action = day;
    return store.add(actor, made, k_today, {}).value().id;
  };
  const std::int64_t later = with_action(plus_days(k_today, 9), k_utrecht);
  const std::int64_t none = with_action({}, k_utrecht);
  const std::int64_t overdue = with_action(plus_days(k_today, -1), k_colleague);
  const CaseLoad load = store.list(k_utrecht, {}, k_today);
  std::vector<std::int64_t> ids;
  for (const CaseEntry& entry : load.entries) ids.push_back(entry.id);
  EXPECT_EQ(ids, (std::vector{overdue, later, none}));
  EXPECT_EQ(load.total, 3);
  EXPECT_EQ(load.open, 3);
  EXPECT_EQ(load.overdue, 1);
  CaseFilter own;
  own.advisor = 2;
  EXPECT_EQ(store.list(k_utrecht, own, k_today).total, 1);
  CaseFilter ended;
  ended.status = CaseStatus::ended;
  EXPECT_EQ(store.list(k_utrecht, ended, k_today).total, 0);
  CaseFilter page;
  page.offset = 1;
  page.limit = 1;
  EXPECT_EQ(store.list(k_utrecht, page, k_today).entries.at(0).id, later);
}

TEST_F(Cases, are_made_once_under_one_key) {
  const NewCase made = new_case();
  const Once once{{std::string(32, 'k'), std::string(32, 'r')},
                  [](std::int64_t id) { return "sealed " + std::to_string(id); }};
  const auto first = store.add(k_utrecht, made, k_today, once);
  ASSERT_TRUE(first.has_value());
  const auto again = store.add(k_utrecht, new_case(), k_today, once);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->earlier, "sealed " + std::to_string(first->id));
  EXPECT_EQ(count("client_case"), 1);
  const Once other{{std::string(32, 'k'), std::string(32, 'q')}, once.seal};
  EXPECT_EQ(store.add(k_utrecht, new_case(), k_today, other).error().code, ErrorCode::conflict);
}

TEST_F(Cases, that_nobody_touches_are_warned_about_for_a_month_and_then_erased) {
  const std::int64_t id = add();
  const Date year = plus_months(k_today, k_months_untouched);
  EXPECT_EQ(store.prune(plus_days(year, -1), false).warned, 0);
  EXPECT_EQ(store.prune(year, true).warned, 0) << "a dry run changes nothing";
  EXPECT_EQ(store.prune(year, false).warned, 1);
  EXPECT_EQ(read(id).entry.warned_on, year);
  EXPECT_EQ(erased_from(read(id).entry), plus_days(year, k_days_warned));
  EXPECT_EQ(store.prune(plus_days(year, k_days_warned - 1), false).erased, 0);
  EXPECT_EQ(store.prune(plus_days(year, k_days_warned), true).erased, 1);
  EXPECT_EQ(store.prune(plus_days(year, k_days_warned), false).erased, 1);
  EXPECT_EQ(count("client_case"), 0);
  EXPECT_EQ(store.audit(k_manager, id, 1).value().at(0).actor, "prune");
}

TEST_F(Cases, that_are_touched_again_are_warned_about_no_longer) {
  const std::int64_t id = add();
  const Date year = plus_months(k_today, k_months_untouched);
  EXPECT_EQ(store.prune(year, false).warned, 1);
  ASSERT_TRUE(store.add_note(k_utrecht, id, "called", plus_days(year, 3), {}).has_value());
  EXPECT_EQ(store.prune(plus_days(year, k_days_warned), false).erased, 0);
  EXPECT_FALSE(read(id).entry.warned_on.has_value());
}

TEST_F(Cases, that_ended_are_erased_after_half_a_year) {
  const std::int64_t id = add();
  ASSERT_TRUE(store.change(k_utrecht, id, 1, {"l", "p", CaseStatus::ended, 1, {}}, k_today).has_value());
  EXPECT_EQ(read(id).entry.ended_on, k_today);
  const Date end = plus_months(k_today, k_months_after_end);
  EXPECT_EQ(store.prune(plus_days(end, -1), false).erased, 0);
  EXPECT_EQ(store.prune(end, false).erased, 1);
}

TEST_F(Cases, of_a_referral_are_made_once) {
  NewCase made = new_case();
  made.referral = 12;
  ASSERT_TRUE(store.add(k_utrecht, made, k_today, {}).has_value());
  NewCase again = new_case();
  again.referral = 12;
  EXPECT_EQ(store.add(k_utrecht, again, k_today, {}).error().code, ErrorCode::conflict);
}

TEST_F(Cases, have_templates_that_are_of_one_desk) {
  const std::int64_t id = store.add_template(k_utrecht, "care", {}).value().id;
  EXPECT_EQ(store.templates(k_utrecht).at(0), std::pair(id, std::string("care")));
  EXPECT_TRUE(store.templates(k_gouda).empty());
  EXPECT_FALSE(store.remove_template(k_gouda, id));
  EXPECT_TRUE(store.remove_template(k_utrecht, id));
  EXPECT_TRUE(store.templates(k_utrecht).empty());
}

}  // namespace
}  // namespace leerwijzer
