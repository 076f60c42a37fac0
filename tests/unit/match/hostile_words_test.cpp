// Texts that no person types to find something: each gets an answer, and for a bounded amount of work, counted in words
// and terms. tests/cases/language/hostile.json holds them; {"repeat", "times"} stands for a long one.
#include "engine/match/understanding.hpp"
#include "engine/search/analysis.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/regions.hpp"
#include "tests/support/search_offers.hpp"
#include "tests/support/taxonomy.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <set>
#include <string>
#include <vector>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;

constexpr std::size_t k_most_words = 32;
constexpr std::size_t k_most_terms = 1'000;  ///< of a whole query, synonyms and parts of compounds included

std::vector<std::string> hostile_texts() {
  std::vector<std::string> texts;
  const json::value cases = json::parse(read_file(root() / "tests/cases/language/hostile.json"));
  for (const json::value& one : cases.as_array()) {
    if (one.is_string()) {
      texts.emplace_back(one.as_string());
      continue;
    }
    std::string text;
    for (std::int64_t i = 0; i < one.at("times").as_int64(); ++i) text += one.at("repeat").as_string().c_str();
    if (text.empty()) text.assign(static_cast<std::size_t>(one.at("times").as_int64()), '\0');
    texts.push_back(std::move(text));
  }
  texts.emplace_back("\xFF\xFE\xC3");
  texts.emplace_back("\xED\xA0\x80 \xF8\x88\x80\x80\x80 lassen");
  return texts;
}

TEST(HostileWords, are_at_most_so_many_words_and_terms) {
  for (const std::string& text : hostile_texts()) {
    const std::vector<QueryWord> words = query_words_of(text, k_most_words);
    EXPECT_LE(words.size(), k_most_words) << text.substr(0, 40);
    std::size_t terms = 0;
    for (const QueryWord& word : words) {
      terms += word.loosely.size();
      for (const Way& way : word.ways) {
        terms += way.terms.size();
        for (const std::string& term : way.terms) EXPECT_LE(term.size(), 245U) << text.substr(0, 40);
      }
    }
    EXPECT_LE(terms, k_most_terms) << text.substr(0, 40);
  }
}

TEST(HostileWords, get_an_answer_through_understanding_and_search) {
  const OfferIndex index({bare_offer(1, "Lassen"), bare_offer(2, "Koken"), bare_offer(3, "Verzorgende IG")});
  for (const std::string& text : hostile_texts()) {
    UnderstoodSearch meant = understand(text, {}, {}, shipped_taxonomy(), shipped_geography(), day(2026, 11, 21));
    std::set<ConstraintKind> kinds;
    for (const UnderstoodWords& one : meant.words) EXPECT_TRUE(kinds.insert(one.kind).second) << text.substr(0, 40);
    EXPECT_LE(meant.subject.size(), text.size()) << text.substr(0, 40);
    SearchQuery query;
    query.text = std::move(meant.subject);
    query.filters = std::move(meant.filters);
    query.related_skills = std::move(meant.related_skills);
    query.today = day(2026, 11, 21);
    const auto answer = index.index().search(query);
    ASSERT_TRUE(answer.has_value()) << text.substr(0, 40);
    EXPECT_LE(answer.value().hits.size(), 3U);
  }
}

TEST(HostileWords, of_operators_are_words_like_others) {
  const OfferIndex index({bare_offer(1, "Lassen"), bare_offer(2, "Koken")});
  EXPECT_TRUE(index.search("XLunknown").hits.empty());
  EXPECT_TRUE(index.search("\U0001F600").hits.empty());
  EXPECT_TRUE(index.search("*").hits.empty());
}

}  // namespace
}  // namespace leerwijzer::testing
