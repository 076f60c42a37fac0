// leerwijzer-indexer check as a step in the build of an institution: no database, no index, an exit status.
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace leerwijzer {
namespace {

class Check : public ::testing::Test {
 protected:
  testing::ProgramResult check(const std::string& text, std::vector<std::string> more = {}) {
    const std::filesystem::path file = folder.path() / "feed.csv";
    std::ofstream(file) << text;
    std::vector<std::string> words = {"check", file.string(), "--today", "2026-11-21"};
    words.insert(words.end(), more.begin(), more.end());
    return testing::run_program(testing::programs() / "leerwijzer-indexer", words, {});
  }

  testing::TemporaryFolder folder;
  const std::string head = "sleutel;titel;omschrijving;prijs;startdata;postcode\n";
  const std::string fair = "L-1;Basiscursus lassen;U leert lassen.;1250,00;2027-02-08;3511EP\n";
  const std::string doubtful = "L-2;Lassen voor gevorderden;U leert meer.;100,00;2027-02-08;35 EP\n";
};

TEST_F(Check, tells_by_its_status_whether_a_feed_can_be_published) {
  EXPECT_EQ(check(head + fair).status, 0);
  EXPECT_EQ(check(head + fair, {"--strict"}).status, 0);
  EXPECT_EQ(check(head + fair + doubtful).status, 0) << "a warning is no error";
  EXPECT_EQ(check(head + fair + doubtful, {"--strict"}).status, 1);
  EXPECT_EQ(check(head + fair + "L-3;;;;;\n").status, 1);
  EXPECT_EQ(check("").status, 2) << "an empty file is in no format";
  EXPECT_EQ(check("<html><body>Onderhoud</body></html>").status, 2);
}

TEST_F(Check, writes_its_report_where_it_is_asked_to) {
  const std::filesystem::path page = folder.path() / "report.html";
  EXPECT_EQ(check(head + doubtful, {"--html", "--out", page.string()}).status, 0);
  EXPECT_NE(testing::read_file(page).find("Dit is geen Nederlandse postcode"), std::string::npos);
  const auto json =
      check(head + doubtful, {"--json", "--taxonomy", (testing::root() / "schema" / "taxonomy").string()});
  EXPECT_TRUE(json.output.starts_with("{\"subject\":\"file\"")) << json.output.substr(0, 80);
  EXPECT_NE(json.output.find("\"outcomesChecked\":true"), std::string::npos);
}

}  // namespace
}  // namespace leerwijzer
