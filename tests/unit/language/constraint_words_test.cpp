// Words of a search that say a condition, as data: the text, and what is recognised.
#include "engine/language/constraint_words.hpp"
#include "engine/core/text.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leerwijzer {
namespace {

bool is_place(std::string_view name) {
  return name == "Amersfoort" || name == "amersfoort" || name == "Wijk bij Duurstede" || name == "houten" ||
         name == "utrecht" || name == "3811";
}

std::string read(const std::string& text) {
  const std::vector<Word> words = words_of(text);
  std::string all;
  for (const ConstraintWords& found : constraint_words_of(words, is_place)) {
    all += (all.empty() ? "" : "; ") + std::string(name_of(found.kind)) + "=";
    for (std::size_t i = 0; i < found.values.size(); ++i) all += (i > 0 ? "," : "") + found.values[i];
    all += "@" + std::to_string(found.first) + "+" + std::to_string(found.count);
  }
  return all;
}

std::vector<std::string> lines_of(const std::string& name) {
  std::vector<std::string> lines;
  for (const std::string& line :
       split_trimmed(testing::read_file(testing::root() / "tests/cases/language" / name), '\n'))
    if (!line.empty() && !line.starts_with("#")) lines.push_back(line);
  return lines;
}

TEST(ConditionWords, are_recognised) {
  const std::vector<std::string> lines = lines_of("conditions.txt");
  ASSERT_GE(lines.size(), 50U);
  for (const std::string& line : lines) {
    const std::size_t arrow = line.find(" -> ");
    ASSERT_NE(arrow, std::string::npos) << line;
    EXPECT_EQ(read(line.substr(0, arrow)), line.substr(arrow + 4)) << line;
  }
}

TEST(ConditionWords, are_never_seen_where_none_are) {
  const std::vector<std::string> lines = lines_of("no-conditions.txt");
  ASSERT_GE(lines.size(), 80U);
  for (const std::string& line : lines) EXPECT_EQ(read(line), "") << line;
}

TEST(ConditionWords, never_overlap_and_stay_within_the_text) {
  const std::vector<std::string> parts = {"mbo", "4",       "niveau", "in",  "amersfoort", "tot",  "500", "euro",
                                          "op",  "afstand", "vanaf",  "mei", "gratis",     "3811", "zorg"};
  for (std::size_t seed = 0; seed < 2'000; ++seed) {
    std::string text;
    for (std::size_t i = 0, at = seed; i < 6; ++i, at = at * 31 + 7) text += parts[at % parts.size()] + " ";
    const std::vector<Word> words = words_of(text);
    std::size_t end = 0;
    for (const ConstraintWords& found : constraint_words_of(words, is_place)) {
      EXPECT_GE(found.first, end) << text;
      EXPECT_GT(found.count, 0U) << text;
      end = found.first + found.count;
      EXPECT_LE(end, words.size()) << text;
      EXPECT_FALSE(found.values.empty()) << text;
    }
  }
}

}  // namespace
}  // namespace leerwijzer
