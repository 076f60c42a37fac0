#include "engine/search/vocabulary.hpp"

#include "engine/search/fields.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

constexpr std::uint64_t k_commits_that_matter = 200;

Spelling read_words(const Xapian::Database& database) {
  const std::string_view prefix = row_of(Field::known_word).prefix;
  std::vector<std::pair<std::string, double>> words;
  const auto end = database.allterms_end(std::string(prefix));
  for (auto term = database.allterms_begin(std::string(prefix)); term != end; ++term) {
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
