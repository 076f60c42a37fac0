// A small dictionary of known words that finds the commonest at one error from a mistyped word: every word is kept
// under itself and under each form with one letter left out (symmetric deletion), so that a look-up is a few dozen
// look-ups in a table whatever the size of the dictionary.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leerwijzer::bench {

class NearWords {
 public:
  void add(std::string word, std::uint64_t occurrences) {
    const auto place = static_cast<std::uint32_t>(words_.size());
    for_each_form(word, [&](std::string form) { forms_[std::move(form)].push_back(place); });
    words_.emplace_back(std::move(word), occurrences);
  }

  /// The commonest word within one insertion, deletion, replacement or swap; nothing where there is none.
  [[nodiscard]] std::optional<std::string> nearest(std::string_view mistyped) const {
    const std::pair<std::string, std::uint64_t>* best = nullptr;
    for_each_form(mistyped, [&](const std::string& form) {
      const auto found = forms_.find(form);
      if (found == forms_.end()) return;
      for (const std::uint32_t place : found->second) {
        const auto& word = words_[place];
        if (one_error(mistyped, word.first) && (best == nullptr || word.second > best->second)) best = &word;
      }
    });
    return best == nullptr ? std::nullopt : std::optional(best->first);
  }

 private:
  static void for_each_form(std::string_view word, const auto& take) {
    take(std::string(word));
    for (std::size_t i = 0; i < word.size(); ++i) {
      take(std::string(word.substr(0, i)).append(word.substr(i + 1)));
    }
  }

  /// Bytes; a Dutch letter with an accent counts for two.
  static bool one_error(std::string_view a, std::string_view b) {
    std::size_t start = 0;
    while (start < a.size() && start < b.size() && a[start] == b[start]) ++start;
    a.remove_prefix(start);
    b.remove_prefix(start);
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
      a.remove_suffix(1);
      b.remove_suffix(1);
    }
    if (a.size() <= 1 && b.size() <= 1) return true;
    return a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
  }

  std::vector<std::pair<std::string, std::uint64_t>> words_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> forms_;
};

}  // namespace leerwijzer::bench
