// The invariants as the database holds them: a row that breaks one is refused, whoever writes it.
#include "engine/domain/feed.hpp"
#include "engine/domain/offer.hpp"
#include "engine/domain/taxonomy.hpp"
#include "tests/support/database.hpp"

#include <gtest/gtest.h>

#include <set>

namespace leerwijzer::testing {
namespace {

class Constraints : public ::testing::Test {
 protected:
  void SetUp() override {
    database.execute(R"(
      INSERT INTO source (name, format, location) VALUES ('s', 'csv', '');
      INSERT INTO provider (source_id, key, name, content_hash) VALUES (1, 'p', 'P', 'h');
      INSERT INTO offer (source_id, key, kind, kind_basis, level_basis, level_raw, sector, intensity, path, dayparts,
                         hours_per_week_basis, url, contact_email, contact_phone, awarded, quality, body_hash, content_hash)
      VALUES (1, 'o', 'course', 'unknown', 'unknown', '', '', 'unknown', 'none', '{}', 'unknown', '', '', '', '', 0, '', '');
      INSERT INTO run (offer_id, position, key, start_kind, start_text, status, modes, dayparts)
      VALUES (1, 0, 'r', 'unknown', '', 'open', '{}', '{}');
      INSERT INTO scheme VALUES ('LLK', 'Levenlanglerenkrediet');
      INSERT INTO scheme_document (scheme_id, number, name, document, checksum) VALUES ('LLK', 1, 'L', '{}', 'c'))");
  }

  void refused(const std::string& sql, const std::string& constraint = "") {
    try {
      database.execute(sql);
      ADD_FAILURE() << "was accepted: " << sql;
    } catch (const ErrorException& e) {
      EXPECT_EQ(e.error().code, ErrorCode::conflict) << e.what();
      EXPECT_NE(e.error().what.find(constraint), std::string::npos) << e.what();
    }
  }
  void accepted(const std::string& sql) { EXPECT_NO_THROW(database.execute(sql)) << sql; }

  TestDatabase database;
};

std::string cost(const std::string& amount, const std::string& confirmed, int position) {
  return "INSERT INTO cost (offer_id, position, kind, required, amount, vat_basis, period, confirmed, payer, note) "
         "VALUES (1, " +
         std::to_string(position) + ", 'tuition', true, " + amount + ", 'unknown', 'whole', " + confirmed + ", '', '')";
}

TEST_F(Constraints, only_a_stated_zero_is_an_unconfirmed_price) {
  refused(cost("NULL", "false", 0), "only_a_stated_zero_is_unconfirmed");
  refused(cost("100", "false", 0), "only_a_stated_zero_is_unconfirmed");
  accepted(cost("0", "false", 0));
  accepted(cost("0", "true", 1));
  accepted(cost("NULL", "true", 2));
}

TEST_F(Constraints, only_fixed_starts_and_windows_have_dates) {
  for (const char* kind : {"rolling", "on_agreement", "unknown", "month", "semester", "text"}) {
    for (const char* column : {"start_date", "end_date", "window_from", "window_until"}) {
      refused("UPDATE run SET start_kind = '" + std::string(kind) + "', " + column + " = '2027-01-01'",
              "only_dated_kinds_have_dates");
    }
  }
  accepted("UPDATE run SET start_kind = 'fixed', start_date = '2027-01-01'");
  accepted("UPDATE run SET start_kind = 'window', start_date = NULL, window_from = '2027-01-01'");
}

TEST_F(Constraints, a_level_has_a_basis_and_a_basis_has_a_level) {
  refused("UPDATE offer SET level = '4'", "level_has_a_basis");
  refused("UPDATE offer SET level_basis = 'stated'", "level_has_a_basis");
  accepted("UPDATE offer SET level = '4+', level_basis = 'register'");
}

TEST_F(Constraints, keys_are_unique_within_their_owner) {
  refused("INSERT INTO provider (source_id, key, name, content_hash) VALUES (1, 'p', 'Q', 'h')",
          "provider_source_id_key_key");
  refused("INSERT INTO offer OVERRIDING USER VALUE SELECT * FROM offer", "offer_source_id_key_key");
  refused(
      "INSERT INTO run (offer_id, position, key, start_kind, start_text, status, modes, dayparts) "
      "VALUES (1, 1, 'r', 'unknown', '', 'open', '{}', '{}')",
      "run_key_within_offer");
  refused("INSERT INTO source (name, format, location) VALUES ('s', 'csv', '')", "source_name_key");
  accepted(cost("1", "true", 0));
  refused(cost("1", "true", 0), "cost_offer_id_run_position_position_key");
}

TEST_F(Constraints, a_source_has_one_open_fetch) {
  accepted("INSERT INTO \"fetch\" (source_id) VALUES (1)");
  refused("INSERT INTO \"fetch\" (source_id) VALUES (1)", "fetch_one_open");
  refused("UPDATE \"fetch\" SET state = 'finished'");
}

TEST_F(Constraints, parts_belong_to_something_that_exists) {
  refused("INSERT INTO offer_text VALUES (99, 0, 'title', 'nl', 'x')", "offer_text_offer_id_fkey");
  refused("INSERT INTO session VALUES (1, 7, 0, NULL, '', '')", "session_offer_id_run_position_fkey");
  refused("INSERT INTO offer_outcome VALUES (1, 0, 'x', 'nl', 99, 0.5)", "offer_outcome_skill_id_fkey");
  refused("UPDATE offer SET provider_id = 99", "offer_provider_id_fkey");
}

TEST_F(Constraints, parts_go_with_their_offer) {
  accepted(cost("1", "true", 0));
  accepted("INSERT INTO session VALUES (1, 0, 0, NULL, '', '')");
  accepted("DELETE FROM offer");
  EXPECT_EQ(
      database.ask("SELECT (SELECT count(*) FROM run) + (SELECT count(*) FROM cost) + (SELECT count(*) FROM session)"),
      "0");
}

TEST_F(Constraints, shares_and_points_are_within_their_range) {
  refused("UPDATE offer SET quality = 1.5");
  refused("UPDATE offer SET quality = 'NaN'");
  refused("UPDATE offer SET duration_months = 'Infinity'");
  refused("INSERT INTO offer_outcome VALUES (1, 0, 'x', 'nl', NULL, 2)");
  refused("INSERT INTO location VALUES (1, NULL, 0, '', '', '', '', 52, NULL)", "point_is_whole");
  refused("INSERT INTO location VALUES (1, NULL, 0, '', '', '', '', 520, 5)");
}

TEST_F(Constraints, periods_of_a_scheme_and_of_a_parameter_do_not_overlap) {
  const std::string version = "INSERT INTO scheme_version VALUES (1, ";
  accepted(version + "0, '[2024-01-01,2025-01-01)', '{}')");
  accepted(version + "1, '[2025-01-01,)', '{}')");
  refused(version + "2, '[2024-12-31,2025-01-01)', '{}')", "scheme_versions_do_not_overlap");
  refused(version + "2, 'empty', '{}')");
  const std::string parameter = "INSERT INTO parameter VALUES (1, ";
  accepted(parameter + "0, 'a', '[2024-01-01,2025-01-01)', '1', '', '', '')");
  accepted(parameter + "1, 'b', '[2024-01-01,2025-01-01)', '1', '', '', '')");
  refused(parameter + "2, 'a', '[2024-06-01,)', '2', '', '', '')", "parameter_values_do_not_overlap");
}

TEST_F(Constraints, what_was_imported_of_a_scheme_is_never_altered) {
  for (const char* table : {"scheme_document", "scheme_version", "parameter", "stacking"}) {
    refused("DELETE FROM " + std::string(table), "never altered");
  }
  refused("UPDATE scheme_document SET document = '{}'", "never altered");
}

/// The words that a domain of the database allows.
std::set<std::string> words_of(const TestDatabase& database, const std::string& domain) {
  std::set<std::string> words;
  const std::string text = database.ask(
      "SELECT string_agg(m[1], ' ') FROM pg_constraint c JOIN pg_type t ON t.oid = c.contypid, "
      "regexp_matches(pg_get_constraintdef(c.oid), '''([^'']*)''', 'g') m WHERE t.typname = '" +
      domain + "'");
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.insert(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

template <typename E>
void same_words(const TestDatabase& database, const std::string& domain) {
  std::set<std::string> names;
  for (const auto& [value, name] : EnumNames<E>::names) names.emplace(name);
  EXPECT_EQ(words_of(database, domain), names) << domain;
}

TEST_F(Constraints, the_words_of_the_database_are_those_of_the_program) {
  same_words<Severity>(database, "severity");
  same_words<IdentifierScheme>(database, "identifier_scheme");
  same_words<OfferKind>(database, "offer_kind");
  same_words<DeliveryMode>(database, "delivery_mode");
  same_words<Intensity>(database, "intensity");
  same_words<LearningPath>(database, "learning_path");
  same_words<StartKind>(database, "start_kind");
  same_words<RunStatus>(database, "run_status");
  same_words<Daypart>(database, "daypart");
  same_words<CostKind>(database, "cost_kind");
  same_words<VatBasis>(database, "vat_basis");
  same_words<CostPeriod>(database, "cost_period");
  same_words<CodeScheme>(database, "code_scheme");
  same_words<Basis>(database, "basis");
  same_words<TextField>(database, "text_field");
  same_words<NlqfLevel>(database, "nlqf_level");
  same_words<LevelBasis>(database, "level_basis");
  same_words<LabelKind>(database, "label_kind");
  same_words<RelationKind>(database, "relation_kind");
  same_words<ReuseLevel>(database, "reuse_level");
}

TEST_F(Constraints, every_foreign_key_has_an_index) {
  EXPECT_EQ(database.ask(R"(
    SELECT string_agg(c.conrelid::regclass || ' ' || c.conname, ', ')
      FROM pg_constraint c
     WHERE c.contype = 'f'
       AND NOT EXISTS (SELECT 1 FROM pg_index i
                        WHERE i.indrelid = c.conrelid
                          AND c.conkey <@ (i.indkey::int2[])[0:array_length(c.conkey, 1) - 1]))"),
            "");
}

}  // namespace
}  // namespace leerwijzer::testing
