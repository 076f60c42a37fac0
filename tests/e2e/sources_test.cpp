// Sources as an operator keeps them.
#include "tests/e2e/platform.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace leerwijzer {
namespace {

using testing::Platform;
using testing::ProgramResult;

ProgramResult sources(std::vector<std::string> words) {
  words.insert(words.begin(), "sources");
  return Platform::instance().indexer(words);
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(Sources, are_added_changed_paused_and_removed_by_somebody) {
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "bron.csv";
  std::ofstream(file) << "sleutel;titel;aanbieder\nb-1;Bronnenleer;Bronhuis\n";
  ASSERT_EQ(sources({"add", "bron", file.string(), "--format", "csv", "--sample", "true", "--by", "An"}).status, 0);
  ASSERT_EQ(Platform::instance().indexer({"ingest", file.string(), "--name", "bron", "--sample"}).status, 0);
  const auto again = sources({"add", "bron", file.string(), "--by", "An"});
  EXPECT_EQ(again.status, 1);
  EXPECT_TRUE(holds(again.errors, "sources set bron")) << again.errors;

  const auto changed = sources({"set", "bron", "--schedule", "daily at 03:00", "--trust-rank", "7", "--by", "An"});
  EXPECT_TRUE(holds(changed.output, "schedule: \"\" -> \"daily at 03:00\"")) << changed.output << changed.errors;
  EXPECT_EQ(sources({"pause", "bron", "--by", "An"}).status, 0);
  const auto list = sources({});
  EXPECT_TRUE(holds(list.output, "bron (csv)")) << list.output;
  EXPECT_TRUE(holds(list.output, "1 offers, trust rank 7, daily at 03:00")) << list.output;
  EXPECT_TRUE(holds(list.output, "next fetch: paused")) << list.output;
  EXPECT_EQ(sources({"resume", "bron", "--by", "An"}).status, 0);

  const auto unsure = sources({"remove", "bron", "--by", "An"});
  EXPECT_EQ(unsure.status, 1);
  EXPECT_TRUE(holds(unsure.errors, "--yes")) << unsure.errors;
  const auto removed = sources({"remove", "bron", "--by", "An", "--yes"});
  EXPECT_EQ(removed.status, 0) << removed.errors;
  EXPECT_TRUE(holds(removed.output, "with 1 offers")) << removed.output;
  EXPECT_TRUE(holds(removed.output, "1 removed")) << "from the index too: " << removed.output;
  EXPECT_FALSE(holds(sources({}).output, "bron ("));
}

TEST(Sources, with_a_password_in_the_address_or_a_schedule_that_is_none_are_refused) {
  const auto password = sources({"add", "geheim", "https://an:hunter2@school.example/x", "--by", "An"});
  EXPECT_EQ(password.status, 1);
  EXPECT_TRUE(holds(password.errors, "LEERWIJZER_CREDENTIALS_")) << password.errors;
  EXPECT_FALSE(holds(password.errors, "hunter2")) << password.errors;
  const auto schedule = sources({"add", "x", "https://school.example/x", "--schedule", "soms", "--by", "An"});
  EXPECT_EQ(schedule.status, 2);
  EXPECT_TRUE(holds(schedule.errors, "every 6 hours")) << schedule.errors;
  EXPECT_EQ(sources({"set", "bestaat-niet", "--trust-rank", "1", "--by", "An"}).status, 1);
}

TEST(Sources, say_how_they_are_written) {
  const auto help = sources({"--help"});
  EXPECT_EQ(help.status, 0);
  EXPECT_TRUE(holds(help.output, "Ocp-Apim-Subscription-Key")) << help.output;
  EXPECT_TRUE(holds(sources({"add", "--help"}).output, "daily at 03:00"));
}

}  // namespace
}  // namespace leerwijzer
