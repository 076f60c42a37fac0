#include "engine/search/vocabulary.hpp"

#include "engine/search/fields.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

constexpr std::uint64_t k_commits_that_matter = 200;
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
