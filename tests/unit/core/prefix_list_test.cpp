// The best texts under a beginning: always those that looking at every text would give.
#include "engine/core/prefix_list.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <tuple>

namespace leerwijzer {
namespace {

struct Sample {
  std::vector<std::string> words;
  std::vector<PrefixList::Text> texts;
};

Sample sample_of(std::mt19937& random, std::size_t count) {
  static const std::vector<std::string> k_words = {"las", "lassen", "lasser", "la", "zorg", "c++", "c#",
                                                   "hbo", "v",      "lang",   "zo", "zon",  "4",   "verzorgende"};
  Sample sample;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text;
    for (std::size_t n = 1 + random() % 4; n > 0; --n)
      text += (text.empty() ? "" : " ") + k_words[random() % k_words.size()];
    sample.words.push_back(text);
  }
  std::vector<std::uint32_t> ranks(2 * count);
  for (std::uint32_t i = 0; i < ranks.size(); ++i) ranks[i] = i;
  std::shuffle(ranks.begin(), ranks.end(), random);
  for (std::size_t i = 0; i < count; ++i) {
    sample.texts.push_back(
        {sample.words[i], std::min(ranks[2 * i], ranks[2 * i + 1]), std::max(ranks[2 * i], ranks[2 * i + 1])});
  }
  return sample;
}

/// By looking at every word of every text.
std::vector<std::uint32_t> naive(const Sample& sample, const std::string& prefix) {
  std::vector<std::tuple<bool, std::uint32_t, std::uint32_t>> found;
  for (std::uint32_t i = 0; i < sample.words.size(); ++i) {
    const std::string& text = sample.words[i];
    for (std::size_t at = 0; at < text.size(); ++at) {
      if ((at > 0 && text[at - 1] != ' ') || text.compare(at, prefix.size(), prefix) != 0) continue;
      const std::size_t end = at + prefix.size();
      const bool whole = end == text.size() || text[end] == ' ';
      found.emplace_back(!whole, at == 0 ? sample.texts[i].rank_at_start : sample.texts[i].rank, i);
    }
  }
  std::sort(found.begin(), found.end());
  std::vector<std::uint32_t> texts;
  std::set<std::uint32_t> seen;
  for (const auto& [part, rank, text] : found) {
    if (seen.insert(text).second) texts.push_back(text);
  }
  return texts;
}

TEST(PrefixList, gives_what_looking_at_every_text_gives) {
  std::mt19937 random(5);
  for (int round = 0; round < 60; ++round) {
    const Sample sample = sample_of(random, random() % 60);
    const PrefixList list(sample.texts);
    for (const char* prefix :
         {"l", "la", "las", "lass", "z", "zo", "zorg ", "zorg l", "c", "c+", "c#", "4", "x", "hbo v"}) {
      std::vector<std::uint32_t> found;
      std::set<std::uint32_t> seen;
      list.each(prefix, 100'000, [&](std::uint32_t text) {
        if (seen.insert(text).second) found.push_back(text);
        return true;
      });
      EXPECT_EQ(found, naive(sample, prefix)) << prefix << " of " << sample.words.size();
      EXPECT_EQ(list.has(prefix), !found.empty());
    }
  }
}

TEST(PrefixList, stops_when_it_is_told_to) {
  std::mt19937 random(6);
  const Sample sample = sample_of(random, 50);
  const PrefixList list(sample.texts);
  std::size_t given = 0;
  list.each("l", 3, [&](std::uint32_t) { return ++given < 100; });
  EXPECT_EQ(given, 3U);
  given = 0;
  list.each("l", 100, [&](std::uint32_t) { return ++given < 2; });
  EXPECT_EQ(given, 2U);
  list.each("", 100, [&](std::uint32_t) {
    ADD_FAILURE() << "no letter, no text";
    return false;
  });
}

TEST(PrefixList, puts_one_letter_right_in_words_of_four_letters_and_more) {
  const std::vector<std::string> words = {"verpleegkundige", "verzorgende", "lasser"};
  std::vector<PrefixList::Text> texts;
  for (std::uint32_t i = 0; i < words.size(); ++i) texts.push_back({words[i], i, i});
  const PrefixList list(texts);
  EXPECT_EQ(list.nearest("verplee"), "") << "is known";
  EXPECT_EQ(list.nearest("verpeleg"), "verpleeg");
  EXPECT_EQ(list.nearest("verplegk"), "verpleegk");
  EXPECT_EQ(list.nearest("verpleexk"), "verpleegk");
  EXPECT_EQ(list.nearest("lassser"), "lasser");
  EXPECT_EQ(list.nearest("lax"), "");
  EXPECT_EQ(list.nearest("qqqqqq"), "");
  EXPECT_EQ(PrefixList().nearest("lasser"), "");
}

TEST(TypedWords, are_folded_with_one_space_for_any_signs) {
  EXPECT_EQ(as_typed_words("  HBO-V (deeltijd) "), "hbo v deeltijd");
  EXPECT_EQ(as_typed_words("C++ & C#"), "c++ c#");
  EXPECT_EQ(as_typed_words("Coördinator"), "coordinator");
  EXPECT_EQ(as_typed_words("--- !"), "");
}

}  // namespace
}  // namespace leerwijzer
