// The two programs as an operator meets them.
#include "tests/e2e/platform.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

namespace leerwijzer {
namespace {

using namespace std::chrono_literals;
using testing::Platform;
using testing::Program;
using testing::run_program;

TEST(Help, of_both_programs_teaches_with_examples) {
  for (const char* program : {"leerwijzer-indexer", "leerwijzer-api"}) {
    const auto help = run_program(testing::programs() / program, {"--help"}, {});
    EXPECT_EQ(help.status, 0) << program;
    EXPECT_NE(help.output.find("LEERWIJZER_DATABASE_URL"), std::string::npos) << program;
  }
}

TEST(WrongUse, is_told_with_status_two) {
  for (const auto& [program, verb] :
       {std::pair{"leerwijzer-indexer", "verify"}, std::pair{"leerwijzer-api", "serve"}}) {
    const auto wrong = run_program(testing::programs() / program, {verb, "--no-such-flag"}, {});
    EXPECT_EQ(wrong.status, 2) << program;
    EXPECT_NE(wrong.errors.find("--no-such-flag"), std::string::npos) << program << " said: " << wrong.errors;
    EXPECT_EQ(run_program(testing::programs() / program, {}, {}).status, 2) << program << " without a verb";
  }
}

TEST(Database, that_cannot_be_reached_is_named_with_what_to_do) {
  const std::map<std::string, std::string> nowhere = {
      {"LEERWIJZER_DATABASE_URL", "host=/nonexistent dbname=x"},
      {"LEERWIJZER_INDEX", (Platform::instance().folder() / "index").string()}};
  for (const auto& [program, words] : {std::pair{"leerwijzer-indexer", std::vector<std::string>{"verify"}},
                                       std::pair{"leerwijzer-api", std::vector<std::string>{"serve", "--port", "0"}}}) {
    const auto failed = run_program(testing::programs() / program, words, nowhere);
    EXPECT_EQ(failed.status, 1) << program;
    EXPECT_NE(failed.errors.find("LEERWIJZER_DATABASE_URL"), std::string::npos)
        << program << " said: " << failed.errors;
  }
}

TEST(Database, of_another_schema_version_is_refused_with_what_to_run) {
  const std::map<std::string, std::string> empty = Platform::instance().empty_database();
  for (const auto& [program, words] : {std::pair{"leerwijzer-indexer", std::vector<std::string>{"verify"}},
                                       std::pair{"leerwijzer-api", std::vector<std::string>{"serve", "--port", "0"}}}) {
    const auto refused = run_program(testing::programs() / program, words, empty);
    EXPECT_EQ(refused.status, 1) << program;
    EXPECT_NE(refused.errors.find("leerwijzer-indexer migrate"), std::string::npos)
        << program << " said: " << refused.errors;
  }
}

void write_catalogue(const std::filesystem::path& file, const std::string& title) {
  std::ofstream out(file);
  out << "sleutel;titel;omschrijving;aanbieder;niveau;sector;vorm;prijs;startdata;postcode;plaats\n"
      << "proef-1;" << title
      << ";Een korte proef om te zien dat een wijziging gevonden wordt.;Proefbedrijf;;techniek;klassikaal;100,00;"
      << "doorlopend;3511EP;Utrecht\n";
}

std::int64_t hits(const std::string& words) {
  const auto reply = testing::http_get(Platform::instance().url() + "/v1/offers?q=" + words);
  return reply.status == 200 ? boost::json::parse(reply.body).at("total").to_number<std::int64_t>() : -1;
}

/// Asks until the words are found `wanted` times, at most half a minute.
bool found_in_time(const std::string& words, std::int64_t wanted) {
  for (int tries = 0; tries < 300; ++tries) {
    if (hits(words) == wanted) return true;
    std::this_thread::sleep_for(100ms);
  }
  return false;
}

TEST(Watch, makes_a_change_searchable_and_ends_cleanly) {
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "proef.csv";
  write_catalogue(file, "Kwispelstaartkunde");
  ASSERT_EQ(Platform::instance().indexer({"ingest", file.string(), "--name", "proef", "--sample"}).status, 0);
  ASSERT_TRUE(found_in_time("kwispelstaartkunde", 1));

  Program watch(testing::programs() / "leerwijzer-indexer", {"watch"}, Platform::instance().environment(),
                folder.path());
  std::this_thread::sleep_for(1s);
  write_catalogue(file, "Zwiepstaartkunde");
  const auto changed = std::chrono::steady_clock::now();
  EXPECT_TRUE(found_in_time("zwiepstaartkunde", 1));
  const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - changed).count();
  ::testing::Test::RecordProperty("searchable_after_seconds", std::to_string(seconds));
  EXPECT_EQ(hits("kwispelstaartkunde"), 0);

  watch.signal(SIGTERM);
  EXPECT_EQ(watch.wait(20s).status, 0);
}

TEST(Api, ends_cleanly_when_asked_to) {
  const testing::TemporaryFolder folder;
  Program api(testing::programs() / "leerwijzer-api", {"serve", "--port", "0"},
              Platform::instance().environment("leerwijzer-api"), folder.path());
  const std::string url = api.wait_for_line("listening on ", 60s);
  EXPECT_EQ(testing::http_get(url + "/ready").status, 200);
  api.signal(SIGTERM);
  EXPECT_EQ(api.wait(20s).status, 0);
}

}  // namespace
}  // namespace leerwijzer
