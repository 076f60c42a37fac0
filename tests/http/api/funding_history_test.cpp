// Funding over HTTP on a real database: old answers, funds that run out, grants for institutions, and
// nothing that a person says is kept.
#include "api/application.hpp"
#include "api/embedded.hpp"
#include "api/live/postgres_catalogue.hpp"
#include "api/live/postgres_rule_archive.hpp"
#include "api/live/snapshot_loader.hpp"
#include "engine/core/text.hpp"
#include "engine/store/fund_store.hpp"
#include "engine/store/reference_store.hpp"
#include "indexer/importing/scheme_publication.hpp"
#include "tests/support/database.hpp"
#include "tests/support/offers.hpp"
#include "tests/support/running_server.hpp"
#include "tests/support/search_offers.hpp"
#include "tests/unit/funding/small_rules.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <chrono>
#include <functional>
#include <mutex>
#include <thread>

namespace leerwijzer {
namespace {

namespace json = boost::json;

SchemeDocument document_of(const std::string& text) {
  const json::value read = json::parse(text);
  return {std::string(read.at("id").as_string()), std::string(read.at("name").as_string()), text, digest(text)};
}

std::string fund_template() {
  return testing::read_file(testing::root() / "schema" / "templates" / "VOORBEELDFONDS.json");
}

class FundingOnDatabase : public ::testing::Test {
 protected:
  FundingOnDatabase() {
    std::vector<SchemeDocument> schemes = {document_of(fund_template())};
    for (const auto& [name, text] : testing::read_scheme_files()) {
      if (!name.ends_with(".schema.json")) schemes.push_back(document_of(text));
    }
    first = publish_schemes(pool, schemes, "An", "").value().snapshot;
    watch = std::make_unique<SnapshotWatch>(pool, snapshots, std::chrono::milliseconds(50), [](const std::string&) {});
    {
      IndexWriter writer = IndexWriter::create_generation(folder.path()).value();
      writer.commit(ChangeNumber{0});
      writer.publish();
    }
    index = std::make_unique<SearchIndex>(SearchIndex::open({folder.path(), 2}).value());
    services.snapshots = &snapshots;
    services.index = index.get();
    services.catalogue = &catalogue;
    services.archive = &archive;
    services.today = [] { return testing::on(2026, 11, 28); };
    services.vitals = [] { return Vitals{}; };
    ApplicationSettings settings;
    const auto note = [this](const std::string& line) {
      const std::lock_guard lock(mutex);
      log += line + "\n";
    };
    settings.access_log = note;
    settings.error_log = note;
    application = std::make_unique<Application>(settings, services, endpoints());
    server = std::make_unique<testing::RunningServer>(*application, testing::any_port());
  }

  [[nodiscard]] json::object check(const json::object& body) const {
    const auto response = server->post("/v1/funding-checks", json::serialize(body));
    EXPECT_EQ(response.status, 200) << response.body;
    return json::parse(response.body).as_object();
  }

  /// Until the API has seen what changed in the database.
  void await(const std::function<bool()>& seen) const {
    for (int i = 0; i < 200 && !seen(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(25));
    ASSERT_TRUE(seen());
  }

  testing::TestDatabase database;
  Pool pool{database.settings()};
  testing::TemporaryFolder folder;
  std::string first;
  SnapshotHolder snapshots;
  std::unique_ptr<SnapshotWatch> watch;
  std::unique_ptr<SearchIndex> index;
  PostgresCatalogue catalogue{pool};
  PostgresRuleArchive archive{pool};
  Services services;
  mutable std::mutex mutex;
  std::string log;
  std::unique_ptr<Application> application;
  std::unique_ptr<testing::RunningServer> server;
};

json::object question_about_llk() {
  return json::parse(
             R"({"date": "2026-11-28", "priceCents": 145000, "courseStart": "2027-02-01", "courseEnd": "2027-07-31",
                         "facts": {"person.age_on_course_start": 56, "course.path": "hbo_dt"}})")
      .as_object();
}

TEST_F(FundingOnDatabase, an_old_answer_comes_back_word_for_word_after_the_rules_changed) {
  const json::object then = check(question_about_llk());
  EXPECT_EQ(then.at("provenance").at("rulesSnapshot").as_string(), first);
  const std::string next = testing::changed(testing::read_file(testing::root() / "schema" / "funding" / "LLK.json"),
                                            "/parameters/1/value", "50");
  const std::string second = publish_schemes(pool, {document_of(next)}, "An", "lower").value().snapshot;
  await([&] { return snapshots.get()->funding.snapshot() == second; });

  const json::object now = check(question_about_llk());
  EXPECT_EQ(now.at("provenance").at("rulesSnapshot").as_string(), second);
  EXPECT_NE(json::serialize(now.at("schemes")), json::serialize(then.at("schemes")));

  const json::object again = check(then.at("question").as_object());
  EXPECT_EQ(json::serialize(again), json::serialize(then));
}

TEST_F(FundingOnDatabase, rules_that_nobody_published_are_not_found_and_the_known_ones_are_named) {
  json::object body = question_about_llk();
  body["rulesSnapshot"] = "0000";
  const auto response = server->post("/v1/funding-checks", json::serialize(body));
  EXPECT_EQ(response.status, 404) << response.body;
  EXPECT_NE(response.body.find(first), std::string::npos) << response.body;
}

TEST_F(FundingOnDatabase, each_payment_says_who_when_and_to_whom_and_the_months_add_up) {
  const json::object answer =
      check(json::parse(
                R"({"date": "2026-11-28", "priceCents": 100000, "courseStart": "2027-02-01", "courseEnd": "2027-07-31",
                      "facts": {"course.legally_or_cao_mandatory": true, "person.statuses": ["employee_permanent"]}})")
                .as_object());
  for (const char* name : {"certain", "likely", "bestCase"}) {
    const json::value& stack = answer.at("stacks").at(name);
    for (const json::value& payment : stack.at("payments").as_array()) {
      for (const char* key : {"scheme", "name", "amount", "applicant", "payer", "receiver", "apply", "paidOut", "text"})
        EXPECT_TRUE(payment.as_object().contains(key)) << key;
      EXPECT_FALSE(payment.at("text").as_string().empty());
    }
    std::int64_t net = 0;
    for (const json::value& month : stack.at("months").as_array())
      net += month.at("out").as_int64() - month.at("in").as_int64();
    EXPECT_EQ(net, stack.at("net").as_int64());
  }
}

TEST_F(FundingOnDatabase, what_was_declined_is_not_asked_again) {
  const json::object open = check(json::object{});
  const std::string asked(open.at("nextQuestion").at("fact").as_string());
  const json::object next = check(json::object{{"declined", json::array{json::string(asked)}}});
  EXPECT_NE(next.at("nextQuestion").at("fact").as_string(), asked);
  const auto wrong = server->post("/v1/funding-checks", R"({"declined": ["person.incom"]})");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_NE(wrong.body.find("/declined"), std::string::npos) << wrong.body;
}

TEST_F(FundingOnDatabase, a_fund_whose_budget_is_promised_away_is_closed_for_the_next_person) {
  const json::object body{{"schemes", json::array{"VOORBEELDFONDS"}}};
  EXPECT_EQ(check(body).at("schemes").at(0).at("budget"), "open");
  const auto promised = FundStore(pool).promise({"VOORBEELDFONDS", "all", testing::on(2026, 11, 28), "training",
                                                 "Werkcentrum Midden-Utrecht", "Z-1", Cents{30'000'000}, "An"});
  ASSERT_TRUE(promised) << describe(promised.error());
  await([&] { return check(body).at("schemes").at(0).at("budget") == "exhausted"; });
  const json::object answer = check(body);
  EXPECT_EQ(answer.at("schemes").at(0).at("window"), "closed");
  EXPECT_NE(std::string(answer.at("schemes").at(0).at("text").as_string()).find("Het budget is op."),
            std::string::npos);
  EXPECT_EQ(answer.at("question").at("funds").at(0).at("state"), "exhausted");
}

TEST_F(FundingOnDatabase, grants_for_institutions_have_a_list_of_their_own) {
  const auto response = server->get("/v1/grants?applicantType=public_private_consortium");
  ASSERT_EQ(response.status, 200) << response.body;
  const json::value answer = json::parse(response.body);
  EXPECT_EQ(answer.at("total"), 3);
  std::string ids;
  for (const json::value& grant : answer.at("items").as_array()) {
    ids += std::string(grant.at("id").as_string()) + "=" + std::string(grant.at("eligibility").as_string()) + " ";
  }
  EXPECT_NE(ids.find("UTA_IMPULS=yes"), std::string::npos) << ids;
  EXPECT_NE(ids.find("LLO_KAT=no"), std::string::npos) << ids;
  EXPECT_EQ(server->get("/v1/grants?applicantType=person").status, 400);
  const json::object person = check(json::object{});
  for (const json::value& scheme : person.at("schemes").as_array()) EXPECT_NE(scheme.at("id"), "UTA_IMPULS");
}

TEST_F(FundingOnDatabase, nothing_that_a_person_says_is_logged_or_stored) {
  constexpr std::string_view k_income = "3141592";
  constexpr std::string_view k_words = "kanariegeel";
  const std::string facts = R"({"person.annual_income_eurocent": )" + std::string(k_income) +
                            R"(, "person.labour_region": ")" + std::string(k_words) + R"("})";
  EXPECT_EQ(server->post("/v1/funding-checks", R"({"facts": )" + facts + "}").status, 200);
  EXPECT_EQ(server->post("/v1/matches", R"({"learner": {"facts": )" + facts + "}}").status, 200);
  EXPECT_EQ(server->post("/v1/funding-checks", R"({"facts": {"person.kanariegeel": 3141592}})").status, 400);
  EXPECT_EQ(server->post("/v1/funding-checks", R"({"facts": {"person.labour_region": "kanariegeel", )").status, 400);
  EXPECT_EQ(server->post("/v1/funding-checks", R"({"facts": )" + facts + R"(, "rulesSnapshot": "x"})").status, 404);
  EXPECT_LT(server->get("/v1/offers?q=kanariegeel+3141592").status, 500);
  server->stop();
  EXPECT_NE(log.find("/v1/funding-checks"), std::string::npos) << "nothing was logged at all";
  EXPECT_EQ(log.find(k_income), std::string::npos) << log;
  EXPECT_EQ(log.find(k_words), std::string::npos) << log;
  for (const std::string_view word : {k_income, k_words}) {
    EXPECT_EQ(
        database.ask("SELECT string_agg(t.tablename, ',') FROM pg_tables t, LATERAL query_to_xml(format('SELECT * "
                     "FROM %I', t.tablename), true, false, '') x WHERE t.schemaname = 'public' AND x::text LIKE '%" +
                     std::string(word) + "%'"),
        "");
  }
}

/// An example may leave keys out; what it shows must be what is answered.
void expect_within(const json::value& answer, const json::value& example, const std::string& pointer) {
  if (example.is_object() && answer.is_object()) {
    for (const auto& part : example.as_object()) {
      if (part.key() == "provenance" || part.key() == "rulesSnapshot") continue;  // of the day that it was written
      const json::value* there = answer.as_object().if_contains(part.key());
      ASSERT_NE(there, nullptr) << pointer << "/" << part.key();
      expect_within(*there, part.value(), pointer + "/" + std::string(part.key()));
    }
  } else if (example.is_array() && answer.is_array() && example.as_array().size() == answer.as_array().size()) {
    for (std::size_t i = 0; i < example.as_array().size(); ++i)
      expect_within(answer.as_array()[i], example.as_array()[i], pointer + "/" + std::to_string(i));
  } else {
    EXPECT_EQ(answer, example) << pointer;
  }
}

TEST_F(FundingOnDatabase, the_examples_in_the_description_are_what_is_answered) {
  const json::value document = json::parse(embedded_openapi().front().text);
  const auto example_of = [](const json::value& operation) {
    return operation.at("responses").at("200").at("content").at("application/json").at("example");
  };
  const json::value& asked = document.at("paths").at("/funding-checks").at("post");
  expect_within(check(asked.at("requestBody").at("content").at("application/json").at("example").as_object()),
                example_of(asked), "");
  const json::value& grants = document.at("paths").at("/grants").at("get");
  expect_within(json::parse(server->get("/v1/grants?applicantType=public_private_consortium").body), example_of(grants),
                "");
}

TEST_F(FundingOnDatabase, bad_input_is_named) {
  const auto refused = [&](const char* body, const char* field) {
    const auto response = server->post("/v1/funding-checks", body);
    EXPECT_EQ(response.status, 400) << response.body;
    EXPECT_NE(response.body.find(field), std::string::npos) << response.body;
  };
  refused(R"({"courseEnd": "2027-01-01"})", "/courseEnd");
  refused(R"({"courseStart": "2027-01-02", "courseEnd": "2027-01-01"})", "/courseEnd");
  refused(R"({"courseStart": "2027-02-30"})", "/courseStart");
  refused(R"({"funds": [{"scheme": "X", "state": "empty"}]})", "/funds/0");
  refused(R"({"rulesSnapshot": 12})", "/rulesSnapshot");
  refused(R"({"schemes": ["TALENTFONDS"]})", "TALENTFONDS_UTR");
}

}  // namespace
}  // namespace leerwijzer
