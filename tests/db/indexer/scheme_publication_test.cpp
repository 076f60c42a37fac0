// Publishing rules: all or nothing, kept under their digest, and any old answer can be given again.
#include "indexer/importing/scheme_publication.hpp"

#include "engine/core/text.hpp"
#include "engine/funding/funding.hpp"
#include "engine/store/rule_history.hpp"
#include "report/funding_json.hpp"
#include "tests/support/database.hpp"
#include "tests/unit/funding/small_rules.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer::testing {
namespace {

SchemeDocument document_of(const std::string& text) {
  const boost::json::value read = boost::json::parse(text);
  return {std::string(read.at("id").as_string()), std::string(read.at("name").as_string()), text, digest(text)};
}

std::vector<SchemeDocument> shipped() {
  std::vector<SchemeDocument> all;
  for (const auto& [name, text] : read_scheme_files()) {
    if (!name.ends_with(".schema.json")) all.push_back(document_of(text));
  }
  return all;
}

class SchemePublication : public ::testing::Test {
 protected:
  Result<Published> publish(const std::vector<SchemeDocument>& schemes, const std::string& reason = "") {
    return publish_schemes(pool, schemes, "An", reason);
  }

  TestDatabase database;
  Pool pool{database.settings()};
  RuleHistory history{pool};
};

TEST_F(SchemePublication, the_shipped_schemes_give_the_digest_that_answers_quote) {
  const Published published = publish(shipped()).value();
  EXPECT_EQ(published.changed, 51);
  EXPECT_EQ(published.snapshot, shipped_rules().snapshot());
  EXPECT_EQ(database.ask("SELECT count(*) FROM rule_snapshot_document"), "51");
}

TEST_F(SchemePublication, the_same_files_again_change_nothing) {
  ASSERT_TRUE(publish(shipped()));
  EXPECT_EQ(publish(shipped())->changed, 0);
  EXPECT_EQ(history.publications(10).size(), 1U);
  EXPECT_EQ(database.ask("SELECT count(*) FROM scheme_document"), "51");
}

TEST_F(SchemePublication, one_file_with_a_misplaced_key_leaves_nothing_half_loaded) {
  ASSERT_TRUE(publish(shipped()));
  const std::string good = small_scheme("/name", "\"Goed\"");
  const std::string bad = changed(open_scheme("TWO", R"({"type": "a", "covers": "fee", "receiver": "worker"})"),
                                  "/versions/0/pays/windows", "[]");
  const auto refused = publish({document_of(good), document_of(bad)});
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().where, "TWO.json#/versions/0/pays/windows");
  EXPECT_EQ(database.ask("SELECT count(*) FROM scheme_document"), "51");
  EXPECT_EQ(database.ask("SELECT count(*) FROM scheme WHERE id IN ('ONE', 'TWO')"), "0");
  EXPECT_EQ(history.publications(10).size(), 1U);
}

TEST_F(SchemePublication, a_change_that_breaks_another_published_scheme_is_refused) {
  ASSERT_TRUE(
      publish({document_of(std::string(k_small_scheme)),
               document_of(changed(open_scheme("TWO", R"({"type": "a", "covers": "fee", "receiver": "worker"})"),
                                   "/stacking", R"([{"with": "ONE", "relation": "allowed", "confidence": "x"}])"))}));
  // The parameter now has two owners.
  const std::string thief =
      changed(open_scheme("THREE", R"({"type": "a", "covers": "fee", "receiver": "worker"})"), "/parameters",
              R"([{"key": "one.age", "validFrom": null, "validTo": null, "value": 1,
                                                        "unit": "years", "confidence": "x", "source": ""}])");
  EXPECT_TRUE(publish({document_of(thief)}).has_error());
  EXPECT_EQ(database.ask("SELECT count(*) FROM scheme WHERE id = 'THREE'"), "0");
}

TEST_F(SchemePublication, any_old_answer_is_given_again_from_its_question_and_its_digest) {
  ASSERT_TRUE(publish({document_of(std::string(k_small_scheme))}));
  const FundingRules then = FundingRules::compile({{"ONE", std::string(k_small_scheme)}}).value();
  FundingQuestion question;
  question.date = date_of("2026-11-28");
  question.price = Cents{100'000};
  question.facts = {{"person.age_on_course_start", FactValue{56.0}},
                    {"course.path", FactValue{std::string("wo")}},
                    {"course.recognised_nl", FactValue{true}}};
  const std::string answer = boost::json::serialize(write_funding_answer(question, then.evaluate(question)));
  const std::string kept = boost::json::serialize(write_question(question, then.snapshot()));

  ASSERT_TRUE(publish({document_of(small_scheme("/parameters/0/value", "50"))}, "a lower age"));
  ASSERT_TRUE(publish({document_of(small_scheme("/versions/0/pays/percentage", "0.1"))}, "less money"));

  const StoredQuestion stored = read_question(kept, "kept.json").value();
  std::vector<std::pair<std::string, std::string>> files;
  for (const SchemeDocument& scheme : history.schemes(stored.snapshot)) files.emplace_back(scheme.id, scheme.document);
  const FundingRules again = FundingRules::compile(files).value();
  EXPECT_EQ(again.snapshot(), then.snapshot());
  EXPECT_EQ(boost::json::serialize(write_funding_answer(stored.question, again.evaluate(stored.question))), answer);
}

TEST_F(SchemePublication, publications_are_listed_newest_first_and_a_change_taken_back_is_one_more) {
  const std::string first = publish({document_of(std::string(k_small_scheme))})->snapshot;
  ASSERT_TRUE(publish({document_of(small_scheme("/name", "\"Anders\""))}, "another name"));
  EXPECT_EQ(publish({document_of(std::string(k_small_scheme))}, "taken back")->snapshot, first);
  const auto publications = history.publications(10);
  ASSERT_EQ(publications.size(), 3U);
  EXPECT_EQ(publications[0].digest, first);
  EXPECT_EQ(publications[0].reason, "taken back");
  EXPECT_EQ(publications[0].by, "An");
  EXPECT_EQ(publications[2].digest, first);
  EXPECT_EQ(history.schemes(first).size(), 1U);
}

TEST_F(SchemePublication, the_history_of_a_scheme_holds_every_document_with_its_source_and_checks) {
  ASSERT_TRUE(publish({document_of(std::string(k_small_scheme))}));
  ASSERT_TRUE(publish({document_of(
      changed(small_scheme("/versions/0/nextCheck", "\"2027-06-01\""), "/versions/0/evidence", "[\"factuur\"]"))}));
  const auto versions = history.versions("ONE");
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].number, 2);
  EXPECT_EQ(versions[0].next_check, date_of("2027-06-01"));
  EXPECT_EQ(versions[0].evidence, "[\"factuur\"]");
  EXPECT_EQ(versions[1].valid_from, date_of("2020-01-01"));
  EXPECT_FALSE(versions[1].valid_to);
  EXPECT_EQ(versions[1].confidence, "verified");
  EXPECT_TRUE(history.versions("NONE").empty());
  EXPECT_TRUE(history.schemes("nothing").empty());
}

TEST_F(SchemePublication, what_was_published_is_never_altered) {
  ASSERT_TRUE(publish({document_of(std::string(k_small_scheme))}));
  for (const char* table : {"rule_snapshot", "rule_snapshot_document", "rule_publication", "scheme_document"}) {
    EXPECT_THROW(database.execute("DELETE FROM " + std::string(table)), ErrorException) << table;
  }
}

}  // namespace
}  // namespace leerwijzer::testing
