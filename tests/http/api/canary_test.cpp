// Words that a person types are kept nowhere: not in the database, the index, the logs, nor among the answers that are
// given again; only sealed. A new place where somebody may type is one line in k_places.
#include "api/application.hpp"
#include "api/live/postgres_catalogue.hpp"
#include "api/live/postgres_referrals.hpp"
#include "engine/core/sealing.hpp"
#include "tests/http/api/sample_services.hpp"
#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <filesystem>
#include <map>
#include <mutex>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;

/// The platform on a database of its own, each program under its role, with all that it logs.
class Canary : public ::testing::Test {
 protected:
  Canary() {
    services.catalogue = &catalogue;
    services.referrals = &referrals;
    ApplicationSettings settings;
    settings.access_log = [this](const std::string& line) { log(line); };
    settings.error_log = [this](const std::string& line) { log(line); };
    application = std::make_unique<Application>(settings, services, endpoints());
    running = std::make_unique<RunningServer>(*application, any_port());
  }

 public:
  RawResponse post(const std::string& target, const std::string& body) const { return running->post(target, body); }
  RawResponse get(const std::string& target) const { return running->get(target); }
  RawResponse ask(const std::string& bytes) const { return running->ask(bytes); }

  /// As many answers are kept as this.
  int kept_answers() const {
    const std::string figures = get("/metrics").body;
    const std::size_t at = figures.find("\nleerwijzer_cache_answers ");
    return std::stoi(figures.substr(at + std::string("\nleerwijzer_cache_answers ").size()));
  }

  /// Every row of every table as a dump writes it.
  std::string dump() const {
    std::string out;
    const std::string tables = database.ask(
        "SELECT string_agg(quote_ident(relname), ',') FROM pg_class WHERE relnamespace = 'public'::regnamespace AND "
        "relkind IN ('r', 'p', 'm')");
    for (const std::string& table : split_trimmed(tables, ','))
      out += table + "\n" + database.ask("SELECT string_agg(t::text, E'\\n') FROM " + table + " t") + "\n";
    return out;
  }
  static std::string files_below(const std::filesystem::path& folder) {
    std::string out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file()) out += entry.path().string() + "\n" + read_file(entry.path());
    }
    return out;
  }
  std::string logged() const {
    const std::lock_guard lock(mutex);
    return log_text;
  }

 protected:
  void log(const std::string& line) {
    const std::lock_guard lock(mutex);
    log_text += line + "\n";
  }
  static PoolSettings as_api(const TestDatabase& database) {
    database.grant();
    return database.settings_as("leerwijzer-api");
  }
  ReferralKeys keys() const { return ReferralKeys::parse("* " + hex_of(desk.public_key) + "\n", "keys").value(); }

  TestDatabase database;
  KeyPair desk = make_key_pair();
  Pool pool{as_api(database)};
  PostgresCatalogue catalogue{pool};
  PostgresReferrals referrals{pool, keys()};
  Services services = SampleServices::instance().services;
  mutable std::mutex mutex;
  std::string log_text;
  std::unique_ptr<Application> application;
  std::unique_ptr<RunningServer> running;
};

/// Sends the word, and gives the status of the answer.
using Put = int (*)(const Canary&, const std::string& word);

int refer(const Canary& canary, const std::string& word) {
  const json::object request = {{"desk", "midden-utrecht-werkcentrum"},
                                {"remark", "Ik ben " + word},
                                {"learner", {{"occupations", json::array{json::object{{"text", word}}}}}},
                                {"goal", {{"text", word}}},
                                {"contact", {{"channel", "email"}, {"name", word}, {"email", word + "@voorbeeld.nl"}}}};
  const RawResponse preview = canary.post("/v1/referrals/previews", json::serialize(request));
  if (preview.status != 200) return preview.status;
  json::object approved = request;
  approved["consent"] = {{"given", true}, {"version", "2026-11"}};
  json::array sections;
  const json::value shown = json::parse(preview.body);
  for (const auto& part : shown.at("sections").as_array())
    sections.push_back(json::object{{"section", part.at("section")}, {"approval", part.at("approval")}});
  approved["approved"] = sections;
  const std::string body = json::serialize(approved);
  // With a key, so that the answer is remembered for a repetition.
  return canary
      .ask(
          "POST /v1/referrals HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nIdempotency-Key: 0123456789"
          "abcdef" +
          word + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body)
      .status;
}

std::string learner_of(const std::string& word) {
  return R"("learner": {"occupations": [{"text": ")" + word + R"("}], "skills": [{"text": ")" + word +
         R"("}]}, "goal": {"text": ")" + word + R"("})";
}

/// Fills in the form of the pages, and reads what fits with the cookie that came of it.
int send_form(const Canary& canary, const std::string& body) {
  const RawResponse sent = canary.ask(
      "POST /vragen HTTP/1.1\r\nHost: test\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body);
  if (sent.status != 303) return sent.status;
  const std::string cookie = sent.field("set-cookie");
  return canary
      .ask("GET /resultaat HTTP/1.1\r\nHost: test\r\nCookie: " + cookie.substr(0, cookie.find(';')) + "\r\n\r\n")
      .status;
}

struct Place {
  const char* name;
  Put put;
  /// A search stands in an address, without a person: its answer may be given again, from memory, to who asks the same.
  bool is_search = false;
};

constexpr Place k_places[] = {
    {"search for offers", [](const Canary& c, const std::string& w) { return c.get("/v1/offers?q=" + w).status; },
     true},
    {"search page", [](const Canary& c, const std::string& w) { return c.get("/zoeken?q=" + w).status; }, true},
    {"search for occupations",
     [](const Canary& c, const std::string& w) { return c.get("/v1/occupations?q=" + w).status; }, true},
    {"search for skills", [](const Canary& c, const std::string& w) { return c.get("/v1/skills?q=" + w).status; },
     true},
    {"suggestions", [](const Canary& c, const std::string& w) { return c.get("/v1/suggestions?q=" + w).status; }, true},
    {"search for providers",
     [](const Canary& c, const std::string& w) { return c.get("/v1/providers?q=" + w).status; }},
    {"advice points",
     [](const Canary& c, const std::string& w) { return c.get("/v1/advice-points?municipality=" + w).status; }},
    {"match",
     [](const Canary& c, const std::string& w) { return c.post("/v1/matches", "{" + learner_of(w) + "}").status; }},
    {"plan", [](const Canary& c,
                const std::string& w) { return c.post("/v1/plans/compose", "{" + learner_of(w) + "}").status; }},
    {"facts about money",
     [](const Canary& c, const std::string& w) {
       return c.post("/v1/funding-checks", R"({"facts": {")" + w + R"(": ")" + w + "\"}}").status;
     }},
    {"referral", refer},
    {"form of the page",
     [](const Canary& c, const std::string& w) {
       return send_form(c, "werk=" + w + "&wens=" + w + "&situatie=employee&woonplaats=3511");
     }},
    {"form of the page with faults",
     [](const Canary& c, const std::string& w) {
       return send_form(c, "werk=" + w + "&wens=" + w + "&woonplaats=" + w + "&situatie=" + w);
     }},
    {"code of a kept plan",
     [](const Canary& c, const std::string& w) {
       return c
           .ask(
               "POST /mijn-plan HTTP/1.1\r\nHost: test\r\nContent-Type: application/x-www-form-urlencoded\r\n"
               "Content-Length: " +
               std::to_string(w.size() + 5) + "\r\n\r\ncode=" + w)
           .status;
     }},
    {"a body that is broken",
     [](const Canary& c, const std::string& w) { return c.post("/v1/matches", R"({"goal": {"text": ")" + w).status; }},
    {"a field that nobody knows",
     [](const Canary& c, const std::string& w) {
       return c.post("/v1/matches", "{\"" + w + "\": \"" + w + "\"}").status;
     }},
    {"an address that is wrong",
     [](const Canary& c, const std::string& w) { return c.get("/v1/" + w + "?" + w).status; }},
    {"a code that is none",
     [](const Canary& c, const std::string& w) {
       return c.ask("GET /v1/referrals HTTP/1.1\r\nHost: test\r\nLeerwijzer-Code: " + w + "\r\n\r\n").status;
     }},
};

/// A word that is in no dictionary, and another for every place.
std::string word_of(std::size_t number) {
  return "kanarieq" + std::string(1, static_cast<char>('a' + number)) + "xzvw";
}

/// In any of the forms in which a program may write it down.
void expect_nowhere(const std::string& where, const std::string& text, const std::string& word, const char* place) {
  EXPECT_EQ(to_lower_ascii(text).find(word), std::string::npos) << place << ": " << where << " holds " << word;
  EXPECT_EQ(text.find(hex_of(word)), std::string::npos) << place << ": " << where << " holds it as bytes";
}

TEST_F(Canary, words_that_a_person_types_are_kept_nowhere) {
  int taken = 0;
  std::size_t number = 0;
  for (const Place& place : k_places) {
    const std::string word = word_of(number++);
    const int before = kept_answers();
    const int status = place.put(*this, word);
    EXPECT_LT(status, 500) << place.name;
    taken += status < 300 ? 1 : 0;
    if (!place.is_search) {
      EXPECT_EQ(kept_answers(), before) << place.name << " is kept among answers that are given again";
    }
  }
  EXPECT_GE(taken, 9) << "the words did arrive";
  EXPECT_EQ(database.ask("SELECT count(*) FROM referral"), "1");
  running->stop();
  const std::string rows = dump();
  const std::string index = files_below(SampleServices::instance().folder.path());
  ASSERT_GT(index.size(), 10'000U);
  EXPECT_THAT(logged(), ::testing::HasSubstr("\"route\":\"/v1/referrals\""));
  number = 0;
  for (const Place& place : k_places) {
    const std::string word = word_of(number++);
    expect_nowhere("the database", rows, word, place.name);
    expect_nowhere("the index", index, word, place.name);
    expect_nowhere("the log", logged(), word, place.name);
  }
}

TEST_F(Canary, is_seen_where_a_word_is_kept) {
  database.execute("INSERT INTO audit_entry (actor, action, subject) VALUES ('An', 'look', 'kanariegevonden')");
  database.execute("INSERT INTO taxonomy_model (version, part, bytes) VALUES ('x', 0, 'kanariebytes')");
  const std::string rows = dump();
  EXPECT_NE(rows.find("kanariegevonden"), std::string::npos);
  EXPECT_NE(rows.find(hex_of("kanariebytes")), std::string::npos);
  EXPECT_NE(files_below(SampleServices::instance().folder.path()).find("dementie"), std::string::npos)
      << "the words of offers are in the index, in the same form";
}

TEST_F(Canary, an_answer_with_a_word_is_for_nobody_elses_shelf) {
  for (const auto& [target, body] :
       std::map<std::string, std::string>{{"/v1/matches", "{" + learner_of("kanarieplank") + "}"},
                                          {"/v1/plans/compose", "{" + learner_of("kanarieplank") + "}"}}) {
    const RawResponse response = post(target, body);
    EXPECT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(response.field("cache-control"), "no-store") << target;
    EXPECT_EQ(response.field("etag"), "") << target;
  }
}

}  // namespace
}  // namespace leerwijzer::testing
