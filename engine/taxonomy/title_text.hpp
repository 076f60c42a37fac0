// What the models of titles are made of: words and pieces of words of a text, as numbers. The numbers are the same on
// every machine and in every version, for models are stored with them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

using Features = std::vector<std::uint64_t>;

[[nodiscard]] std::uint64_t feature_of(std::string_view word);
[[nodiscard]] Features features_of(const std::vector<std::string>& words);

/// Each word in one form for its inflections.
[[nodiscard]] std::vector<std::string> conflated(const std::vector<std::string>& words);

/// Distinct words in alphabetical order, joined by spaces.
[[nodiscard]] std::string bag_of(std::vector<std::string> words);

/// Character n-grams of each word with its bounds; `longest` at most 6.
[[nodiscard]] Features grams_of(const std::vector<std::string>& words, std::size_t shortest, std::size_t longest);

/// Words of an English text without the -s of a plural.
[[nodiscard]] std::vector<std::string> english_words_of(std::string_view text);

}  // namespace leerwijzer
