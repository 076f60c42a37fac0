#include "engine/taxonomy/title_text.hpp"

#include "engine/core/text.hpp"
#include "engine/language/words.hpp"

#include <algorithm>

namespace leerwijzer {

std::uint64_t feature_of(std::string_view word) {
  std::uint64_t hash = 1469598103934665603ULL;  // FNV-1a, 64 bits
  for (char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

Features features_of(const std::vector<std::string>& words) {
  Features features;
  features.reserve(words.size());
  for (const std::string& word : words) features.push_back(feature_of(word));
  return features;
}

std::vector<std::string> conflated(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  out.reserve(words.size());
  for (const std::string& word : words) out.push_back(conflate(word));
  return out;
}

std::string bag_of(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return join(words, " ");
}

Features grams_of(const std::vector<std::string>& words, std::size_t shortest, std::size_t longest) {
  Features grams;
  for (const std::string& word : words) {
    const std::string bounded = "_" + word + "_";
    for (std::size_t length = shortest; length <= longest; ++length) {
      for (std::size_t at = 0; at + length <= bounded.size(); ++at) {
        std::uint64_t gram = length;  // the bytes themselves fit
        for (std::size_t i = at; i < at + length; ++i) gram = (gram << 8U) | static_cast<unsigned char>(bounded[i]);
        grams.push_back(gram);
      }
    }
  }
  return grams;
}

std::vector<std::string> english_words_of(std::string_view text) {
  std::vector<std::string> words;
  for (Word& word : words_of(text)) {
    if (word.parts.empty()) {
      words.push_back(std::move(word.text));
    } else {
      for (std::string& part : word.parts) words.push_back(std::move(part));
    }
  }
  for (std::string& word : words) {
    if (word.size() > 4 && word.ends_with('s') && !word.ends_with("ss")) word.pop_back();
  }
  return words;
}

}  // namespace leerwijzer
