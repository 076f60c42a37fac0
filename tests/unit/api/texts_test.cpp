// The words of the pages: the same keys and places in every language, none missing and none left over, and no sentence
// in a template. Whether people can read them: readable_texts_test.cpp.
#include "api/web/texts.hpp"

#include "api/embedded.hpp"
#include "api/web/template_text.hpp"
#include "engine/core/text.hpp"

#include "tests/support/paths.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace leerwijzer {
namespace {

std::vector<std::string> all_matches(const std::string& text, const std::string& pattern) {
  std::vector<std::string> out;
  const std::regex expression(pattern);
  for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) out.push_back((*it)[1]);
  return out;
}

std::set<std::string> places_in(const std::string& text) {
  const auto found = all_matches(text, R"(\{([a-z_]+)\})");
  return {found.begin(), found.end()};
}

std::vector<std::pair<std::string, std::string>> templates() {
  std::vector<std::pair<std::string, std::string>> out;
  for (const EmbeddedFile& file : embedded_web()) {
    if (file.name.ends_with(".mustache")) out.emplace_back(file.name, file.text);
  }
  return out;
}

std::string sources() {
  std::stringstream all;
  for (const char* folder : {"/api/web", "/api/endpoints", "/api"}) {
    for (const auto& entry : std::filesystem::directory_iterator(testing::root().string() + folder)) {
      if (entry.path().extension() == ".cpp") all << std::ifstream(entry.path()).rdbuf();
    }
  }
  return all.str();
}

/// What the pages name, and the beginnings of what they put together.
struct Named {
  std::set<std::string> whole;
  std::set<std::string> beginnings = {"privacy.", "accessibility.", "value.", "date."};
};

Named named_texts() {
  Named named;
  for (const auto& [name, text] : templates()) {
    for (const std::string& key : all_matches(text, R"(\[\[([a-z][^\]]*)\]\])")) named.whole.insert(key);
  }
  const std::string code = sources();
  for (const std::string& key : all_matches(code, R"re("([a-z_]+(?:\.[a-z_0-9]+)+)")re")) named.whole.insert(key);
  for (const std::string& stem : all_matches(code, R"re("([a-z_]+(?:\.[a-z_]+)*\.)")re")) named.beginnings.insert(stem);
  // choices_data(texts, "travel", ...) puts the value behind a dot.
  for (const std::string& stem : all_matches(code, R"re(choices_data\(\s*texts,\s*"([a-z]+)")re"))
    named.beginnings.insert(stem + ".");
  return named;
}

bool is_named(const Named& named, const std::string& key) {
  const std::size_t dot = key.rfind('.');
  const std::string last = dot == std::string::npos ? "" : key.substr(dot);
  if (named.whole.contains(key)) return true;
  if ((last == ".one" || last == ".many") && named.whole.contains(key.substr(0, dot))) return true;
  for (const std::string& stem : named.beginnings) {
    if (key.starts_with(stem)) return true;
  }
  return false;
}

TEST(Texts, both_languages_have_the_same_keys_and_places) {
  const auto& dutch = Texts::in(Language::nl).all();
  const auto& english = Texts::in(Language::en).all();
  EXPECT_GT(dutch.size(), 300U);
  for (const auto& [key, text] : dutch) {
    ASSERT_TRUE(english.contains(key)) << key << " is missing in English";
    EXPECT_EQ(places_in(text), places_in(english.at(key))) << key;
    EXPECT_FALSE(text.empty()) << key;
    EXPECT_FALSE(english.at(key).empty()) << key;
  }
  for (const auto& [key, text] : english) EXPECT_TRUE(dutch.contains(key)) << key << " is missing in Dutch";
}

TEST(Texts, no_text_is_missing_and_none_is_left_over) {
  for (const Language language : {Language::nl, Language::en}) {
    for (const auto& [name, text] : templates()) EXPECT_NO_THROW(compiled_template(name, language)) << name;
  }
  const Named named = named_texts();
  for (const auto& [key, text] : Texts::in(Language::nl).all())
    EXPECT_TRUE(is_named(named, key)) << key << " is unused";
}

TEST(Texts, no_sentence_stands_in_a_template) {
  for (const auto& [name, text] : templates()) {
    std::string bare = std::regex_replace(text, std::regex(R"(\[\[[^\]]*\]\]|\{\{\{?[^}]*\}?\}\})"), " ");
    for (const std::string& value : all_matches(bare, R"re( (?:aria-label|alt|title|placeholder)="([^"]*)")re"))
      EXPECT_TRUE(trim(value).empty()) << name << ": " << value;
    bare = std::regex_replace(bare, std::regex("<[^>]*>"), " ");
    bare = std::regex_replace(bare, std::regex("Leerwijzer|&[a-z]+;"), " ");
    EXPECT_FALSE(std::regex_search(bare, std::regex("[A-Za-z]{2}"))) << name << ": " << bare;
  }
}

TEST(Texts, fills_in_places_and_counts) {
  const Texts& dutch = Texts::in(Language::nl);
  EXPECT_EQ(dutch.counted("result.heading", 1), "1 opleiding voor u");
  EXPECT_EQ(dutch.counted("result.heading", 1284), "1.284 opleidingen voor u");
  EXPECT_EQ(dutch.with("chip.within", {{"km", "25"}}), "tot 25 km");
  EXPECT_EQ(dutch.with("chip.within", {}), "tot  km");
  EXPECT_THROW(static_cast<void>(dutch.text("no.such.text")), std::logic_error);
}

TEST(Texts, writes_dates_and_money_as_each_language_does) {
  const Date day = parse_iso_date("2027-02-08").value();
  const Texts& dutch = Texts::in(Language::nl);
  const Texts& english = Texts::in(Language::en);
  EXPECT_EQ(dutch.date(day), format_dutch(day));
  EXPECT_EQ(english.date(day), "8 February 2027");
  EXPECT_EQ(dutch.money(Cents{145'000}), format_euro(Cents{145'000}));
  EXPECT_EQ(english.money(Cents{145'000}), "€1,450");
  EXPECT_EQ(english.money(Cents{145'050}), "€1,450.50");
  EXPECT_EQ(english.money(CentsInterval{Cents{0}, Cents{50'000}}), "€0 to €500");
  EXPECT_EQ(dutch.decimal(7.5), "7,5");
  EXPECT_EQ(english.decimal(7.5), "7.5");
  EXPECT_EQ(dutch.decimal(8.0), "8");
}

TEST(Texts, the_path_says_the_language) {
  EXPECT_EQ(language_of_path("/en/zoeken"), Language::en);
  EXPECT_EQ(path_without_language("/en/zoeken"), "/zoeken");
  EXPECT_EQ(path_without_language("/en"), "/");
  EXPECT_EQ(language_of_path("/en"), Language::en);
  EXPECT_EQ(language_of_path("/energie"), Language::nl);
  EXPECT_EQ(path_without_language("/energie"), "/energie");
  EXPECT_EQ(path_without_language("/en/v1/offers"), "/en/v1/offers") << "the API has no language in its address";
  EXPECT_EQ(language_of_path("/en/v1/offers"), Language::nl);
  EXPECT_EQ(path_without_language("/en/v1x"), "/v1x");
}

}  // namespace
}  // namespace leerwijzer
