// A feed that collapses, as an operator meets it: ingest, quarantine, release, and the record as it was delivered.
#include "tests/e2e/platform.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace leerwijzer {
namespace {

using testing::Platform;
using testing::run_program;

class TrustVerbs : public ::testing::Test {
 protected:
  TrustVerbs() {
    environment_["LEERWIJZER_INDEX"] = (folder_.path() / "index").string();
    EXPECT_EQ(indexer({"migrate"}).status, 0);
  }
  testing::ProgramResult indexer(const std::vector<std::string>& words) {
    return run_program(testing::programs() / "leerwijzer-indexer", words, environment_);
  }
  testing::ProgramResult ingest(int rows, const std::string& price) {
    const auto file = folder_.path() / "school.csv";
    std::ofstream out(file);
    out << "sleutel;titel;aanbieder;prijs\n";
    for (int i = 1; i <= rows; ++i) out << "K-" << i << ";Lassen " << i << ";Werkplaats;" << price << '\n';
    out.close();
    return indexer({"ingest", file.string(), "--name", "school"});
  }

  testing::TemporaryFolder folder_;
  std::map<std::string, std::string> environment_ = Platform::instance().empty_database();
};

TEST_F(TrustVerbs, take_an_operator_from_a_collapse_to_a_decision) {
  ASSERT_EQ(ingest(20, "100").status, 0);
  const auto collapsed = ingest(2, "150");
  EXPECT_EQ(collapsed.status, 1);
  EXPECT_NE(collapsed.errors.find("quarantine list"), std::string::npos) << collapsed.errors;

  const auto list = indexer({"quarantine", "list"});
  EXPECT_EQ(list.status, 0);
  EXPECT_NE(list.output.find("school: 18 offers, 18 still absent"), std::string::npos) << list.output;
  const auto shown = indexer({"quarantine", "show", "1"});
  EXPECT_NE(shown.output.find("Lassen 3"), std::string::npos) << shown.output;
  EXPECT_NE(shown.output.find("far fewer offers than before"), std::string::npos) << shown.output;

  EXPECT_EQ(indexer({"quarantine", "release", "1", "--by", "A. Jansen"}).status, 2) << "a reason is asked for";
  const auto released = indexer({"quarantine", "release", "1", "--by", "A. Jansen", "--reason", "gestopt"});
  EXPECT_EQ(released.status, 0) << released.errors;
  EXPECT_NE(released.output.find("18 offers deleted"), std::string::npos) << released.output;
  EXPECT_NE(released.output.find("18 removed, 2 in all"), std::string::npos) << released.output;
  EXPECT_EQ(indexer({"quarantine", "release", "1", "--by", "B", "--reason", "ook"}).status, 1);
  EXPECT_NE(indexer({"quarantine", "list"}).output.find("Nothing waits"), std::string::npos);

  const auto raw = indexer({"raw", "school", "K-1"});
  EXPECT_EQ(raw.output, "K-1;Lassen 1;Werkplaats;150\n");
  EXPECT_NE(raw.errors.find("fetch 2"), std::string::npos) << raw.errors;
  const auto history = indexer({"raw", "school", "K-1", "--history"});
  EXPECT_EQ(std::count(history.output.begin(), history.output.end(), '\n'), 2) << history.output;
  EXPECT_EQ(indexer({"raw", "school", "K-99"}).status, 1);

  const auto would = indexer({"prune", "--keep-days", "30", "--today", "2190-01-01", "--dry-run"});
  EXPECT_NE(would.output.find("2 former bodies"), std::string::npos) << would.output << would.errors;
  const auto pruned = indexer({"prune", "--keep-days", "30", "--today", "2190-01-01"});
  EXPECT_NE(pruned.output.find("18 raw records of offers that are gone"), std::string::npos) << pruned.output;
  EXPECT_NE(pruned.output.find("entries of the change log"), std::string::npos) << pruned.output;
  EXPECT_NE(indexer({"prune", "--today", "2190-01-01"}).output.find("nothing"), std::string::npos);
  EXPECT_EQ(indexer({"prune", "--keep-days", "none"}).status, 2);
  EXPECT_EQ(ingest(2, "150").status, 0) << "and all goes on";
}

}  // namespace
}  // namespace leerwijzer
