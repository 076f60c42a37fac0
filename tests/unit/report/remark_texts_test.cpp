// Every remark that a reader or the store can make has words for an institution.
#include "report/remark_texts.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace leerwijzer::testing {
namespace {

namespace fs = std::filesystem;

/// Codes by the file that first uses them: the first text of error(, warning(, info( and add(, and the text after a
/// severity.
std::map<std::string, std::string> codes_in_sources() {
  // One hyphen at least, so that plain words are not taken for codes.
  static const std::regex k_call(
      R"re(\b(?:error|warning|info|add|fault|incident|remark)\(\s*"([a-z0-9]+(?:-[a-z0-9]+)+)"\s*,)re");
  static const std::regex k_severity(R"re(Severity::[a-z]+\s*,\s*"([a-z0-9]+(?:-[a-z0-9]+)*)")re");
  static const std::regex k_choice(
      R"re(\b(?:error|warning|info|add)\(\s*[^;"()]*\?\s*"([a-z0-9]+(?:-[a-z0-9]+)+)"\s*:\s*"([a-z0-9]+(?:-[a-z0-9]+)+)")re");
  std::map<std::string, std::string> codes;
  for (const char* folder : {"indexer", "engine/store"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root() / folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".cpp" && extension != ".hpp") continue;
      const std::string text = read_file(entry.path());
      for (const std::regex* pattern : {&k_call, &k_severity, &k_choice}) {
        for (std::sregex_iterator found(text.begin(), text.end(), *pattern), end; found != end; ++found) {
          for (std::size_t group = 1; group < found->size(); ++group)
            codes.emplace((*found)[group], entry.path().string());
        }
      }
    }
  }
  return codes;
}

TEST(RemarkTexts, exist_for_every_code_in_the_sources) {
  const auto codes = codes_in_sources();
  EXPECT_GT(codes.size(), 90U) << "the test looks in the wrong place";
  for (const auto& [code, file] : codes) {
    EXPECT_TRUE(has_remark_text(code)) << code << " (" << file << ") has no words in schema/report/remarks.nl.json";
  }
}

TEST(RemarkTexts, say_what_it_means_and_what_to_change) {
  for (const std::string& code : remark_codes()) {
    const RemarkText& text = remark_text(code);
    EXPECT_TRUE(text.means.ends_with('.')) << code;
    EXPECT_TRUE(text.change.ends_with('.')) << code;
    EXPECT_EQ(text.means.find("  "), std::string::npos) << code;
  }
}

TEST(RemarkTexts, of_a_code_without_words_point_at_the_message) {
  EXPECT_FALSE(has_remark_text("no-such-code"));
  EXPECT_FALSE(remark_text("no-such-code").means.empty());
  EXPECT_FALSE(remark_text("no-such-code").change.empty());
}

}  // namespace
}  // namespace leerwijzer::testing
