// Which form of a word to search by, measured: our conflation, Snowball's Dutch stemmer, Kraaij and Pohlmann's, and the
// words as they are written, on the judged searches, with everything else the same and nothing but plain BM25.
#include "engine/core/text.hpp"
#include "engine/language/compounds.hpp"
#include "engine/language/words.hpp"
#include "tests/e2e/judged_searches.hpp"
#include "tests/e2e/platform.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer::testing {
namespace {

/// The stemmers cut derivation too (lasser to las), which costs job titles more than it brings here.
constexpr double k_may_differ = 0.01;

using Conflation = std::function<std::string(const std::string&)>;

struct Text {
  std::int64_t offer = 0;
  double weight = 1.0;
  std::string text;
};

/// Titles, outcomes, summaries and descriptions with the weights of the index.
std::vector<Text> texts_of_the_catalogue() {
  const std::string rows = Platform::instance().sql(
      "SELECT string_agg(id || ' ' || weight || ' ' || translate(text, E'|\\n\\r', '   '), '|' ORDER BY id, weight, "
      "text) "
      "FROM (SELECT offer_id AS id, text, CASE field WHEN 'title' THEN 7 WHEN 'summary' THEN 3 ELSE 1 END AS weight "
      "FROM offer_text UNION ALL SELECT offer_id, text, 5 FROM offer_outcome) AS one");
  std::vector<Text> texts;
  for (const std::string& row : split_trimmed(rows, '|')) {
    const std::size_t first = row.find(' ');
    const std::size_t second = row.find(' ', first + 1);
    if (second == std::string::npos) continue;
    texts.push_back({std::stoll(row), std::stod(row.substr(first + 1)), row.substr(second + 1)});
  }
  return texts;
}

std::vector<std::string> terms_of(const std::string& text, const Conflation& conflation) {
  std::vector<std::string> terms;
  for (const Word& word : words_of(text)) {
    if (is_stop_word(word.text)) continue;
    terms.push_back(conflation(word.text));
    const auto parts = CompoundSplitter::shipped().split(word.text);
    if (parts.size() < 2) continue;
    for (const std::string& part : parts) terms.push_back(conflation(part));
  }
  return terms;
}

/// Plain BM25 over the catalogue.
class PlainSearch {
 public:
  PlainSearch(const std::vector<Text>& texts, Conflation conflation) : conflation_(std::move(conflation)) {
    for (const Text& text : texts) {
      for (const std::string& term : terms_of(text.text, conflation_)) {
        postings_[term][text.offer] += text.weight;
        lengths_[text.offer] += text.weight;
      }
    }
    for (const auto& [offer, length] : lengths_) mean_length_ += length / static_cast<double>(lengths_.size());
  }

  [[nodiscard]] std::vector<std::int64_t> search(const std::string& words) const {
    std::map<std::int64_t, double> scores;
    const auto all = static_cast<double>(lengths_.size());
    for (const std::string& term : terms_of(words, conflation_)) {
      const auto found = postings_.find(term);
      if (found == postings_.end()) continue;
      const auto having = static_cast<double>(found->second.size());
      for (const auto& [offer, times] : found->second) {
        const double length = 0.6 + 0.4 * lengths_.at(offer) / mean_length_;
        scores[offer] += std::log(1.0 + (all - having + 0.5) / (having + 0.5)) * times * 2.2 / (times + 1.2 * length);
      }
    }
    std::vector<std::pair<double, std::int64_t>> order;
    for (const auto& [offer, score] : scores) order.emplace_back(-score, offer);
    std::sort(order.begin(), order.end());
    std::vector<std::int64_t> hits;
    for (std::size_t i = 0; i < std::min<std::size_t>(50, order.size()); ++i) hits.push_back(order[i].second);
    return hits;
  }

 private:
  Conflation conflation_;
  std::map<std::string, std::map<std::int64_t, double>> postings_;
  std::map<std::int64_t, double> lengths_;
  double mean_length_ = 0.0;
};

Conflation stemmer(const char* name) {
  return [stem = Xapian::Stem(name)](const std::string& word) { return stem(word); };
}

TEST(Conflation, is_about_as_good_as_the_stemmers_for_dutch) {
  const std::vector<Text> texts = texts_of_the_catalogue();
  ASSERT_GT(texts.size(), 1'000U);
  const auto ids = ids_by_key();
  const std::vector<std::string> kinds = {"exact", "inflected", "compound", "goal", "constraint", "abbreviation"};
  const std::vector<std::pair<std::string, Conflation>> all = {
      {"as written", [](const std::string& word) { return word; }},
      {"ours", [](const std::string& word) { return conflate(word); }},
      {"snowball dutch", stemmer("dutch")},
      {"kraaij_pohlmann", stemmer("kraaij_pohlmann")}};
  std::map<std::string, double> means;
  for (const auto& [name, conflation] : all) {
    const PlainSearch index(texts, conflation);
    std::printf("  %-16s", name.c_str());
    double sum = 0.0;
    double searches = 0.0;
    for (const std::string& kind : kinds) {
      double of_kind = 0.0;
      const auto judged = read_judgments(root() / "tests/relevance" / (kind + ".txt"), ids);
      for (const JudgedSearch& one : judged) of_kind += judge(one, index.search(one.words)).ndcg;
      sum += of_kind;
      searches += static_cast<double>(judged.size());
      std::printf(" %s %.3f", kind.c_str(), of_kind / static_cast<double>(judged.size()));
    }
    means[name] = sum / searches;
    std::printf(" | all %.3f\n", means[name]);
  }
  for (const auto& [name, mean] : means) EXPECT_GE(means["ours"], mean - k_may_differ) << name;
}

}  // namespace
}  // namespace leerwijzer::testing
