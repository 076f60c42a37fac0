#include "engine/search/vocabulary.hpp"

#include "engine/language/language_files.hpp"
#include "engine/language/words.hpp"
#include "engine/search/fields.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

constexpr std::uint64_t k_commits_that_matter = 200;
constexpr std::size_t k_shortest_said = 6;
constexpr Xapian::doccount k_offers_a_mention = 50'000;  ///< a word of a larger catalogue stands in one more for each

Spelling read_words(const Xapian::Database& database) {
  const std::string_view prefix = row_of(Field::known_word).prefix;
  // What stands in one offer of a million is a name or a slip; without those the list grows no further.
  const Xapian::doccount least = 1 + database.get_doccount() / k_offers_a_mention;
  std::vector<std::pair<std::string, double>> words;
  const auto end = database.allterms_end(std::string(prefix));
  for (auto term = database.allterms_begin(std::string(prefix)); term != end; ++term) {
    if (term.get_termfreq() < least) continue;
    words.emplace_back((*term).substr(prefix.size()), static_cast<double>(term.get_termfreq()));
  }
  // What people say and catalogues do not, misspelt as often.
  std::set<std::string> said;
  for (const std::string_view line : lines_of_language_file("synonyms.txt")) {
    for (const Word& word : words_of(line)) {
      const bool letters = std::all_of(word.text.begin(), word.text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      if (letters && word.text.size() >= k_shortest_said) said.insert(word.text);
    }
  }
  for (const auto& [word, frequency] : words) said.erase(word);
  for (const std::string& word : said) words.emplace_back(word, 0.0);
  return Spelling(std::move(words));
}

}  // namespace

std::shared_ptr<const Spelling> VocabularyCache::of(const Xapian::Database& database, const std::string& generation) {
  const std::lock_guard lock(mutex_);
  const std::uint64_t revision = database.get_revision();
  const bool fresh =
      words_ && generation == generation_ && revision < revision_ + k_commits_that_matter && revision >= revision_;
  if (!fresh) {
    words_ = std::make_shared<const Spelling>(read_words(database));
    generation_ = generation;
    revision_ = revision;
  }
  return words_;
}

}  // namespace leerwijzer
