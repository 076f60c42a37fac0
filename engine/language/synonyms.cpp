#include "engine/language/synonyms.hpp"

#include "engine/core/text.hpp"
#include "engine/language/language_files.hpp"
#include "engine/language/words.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

std::vector<std::string> texts_of(std::string_view phrase) {
  std::vector<std::string> texts;
  for (Word& word : words_of(phrase)) texts.push_back(std::move(word.text));
  return texts;
}

std::vector<std::string> conflated(std::span<const std::string> words) {
  std::vector<std::string> out;
  out.reserve(words.size());
  for (const std::string& word : words) out.push_back(conflate(word));
  return out;
}

}  // namespace

Synonyms::Synonyms(std::span<const std::string_view> lines) {
  const auto add = [&](const std::vector<std::string>& name, const std::vector<std::string>& meaning) {
    if (name.empty() || meaning.empty() || name == meaning) return;
    auto& meanings = by_name_[conflated(name)];
    if (std::find(meanings.begin(), meanings.end(), meaning) == meanings.end()) meanings.push_back(meaning);
    longest_ = std::max(longest_, name.size());
  };
  for (std::string_view line : lines) {
    if (const std::size_t arrow = line.find('>'); arrow != std::string_view::npos) {
      add(texts_of(line.substr(0, arrow)), texts_of(line.substr(arrow + 1)));
      continue;
    }
    std::vector<std::vector<std::string>> names;
    for (const std::string& name : split_trimmed(line, '=')) names.push_back(texts_of(name));
    for (const auto& name : names) {
      for (const auto& other : names) add(name, other);
    }
  }
}

const Synonyms& Synonyms::shipped() {
  static const Synonyms synonyms{lines_of_language_file("synonyms.txt")};
  return synonyms;
}

std::vector<Replacement> Synonyms::find(std::span<const std::string> words) const {
  const std::vector<std::string> stems = conflated(words);
  std::vector<Replacement> found;
  for (std::size_t first = 0; first < stems.size(); ++first) {
    for (std::size_t count = std::min(longest_, stems.size() - first); count > 0; --count) {
      const auto from = stems.begin() + static_cast<std::ptrdiff_t>(first);
      const auto entry = by_name_.find(std::vector<std::string>(from, from + static_cast<std::ptrdiff_t>(count)));
      if (entry != by_name_.end()) found.push_back({first, count, entry->second});
    }
  }
  return found;
}

std::vector<std::vector<std::string>> Synonyms::variants(std::span<const std::string> words, std::size_t limit) const {
  std::vector<std::vector<std::string>> variants;
  for (const Replacement& replacement : find(words)) {
    for (const std::vector<std::string>& alternative : replacement.alternatives) {
      if (variants.size() >= limit) return variants;
      const auto at = [&](std::size_t i) { return words.begin() + static_cast<std::ptrdiff_t>(i); };
      std::vector<std::string> variant(words.begin(), at(replacement.first));
      variant.insert(variant.end(), alternative.begin(), alternative.end());
      variant.insert(variant.end(), at(replacement.first + replacement.count), words.end());
      variants.push_back(std::move(variant));
    }
  }
  return variants;
}

}  // namespace leerwijzer
