#include "engine/language/spelling.hpp"

#include "engine/language/sounds.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace leerwijzer {
namespace {

constexpr std::size_t k_shortest = 4;
constexpr std::size_t k_longest = 40;
constexpr std::size_t k_shortest_compound = 8;
constexpr std::size_t k_shortest_part = 3;

// Costs of errors, in tenths of one whole error.
constexpr int k_error = 10;
constexpr int k_swap = 8;
constexpr int k_doubled = 4;  ///< and what is not heard
constexpr int k_neighbour = 8;
constexpr int k_alike = 5;           ///< d for t, c for k
constexpr int k_first_letter = 4;    ///< on top: people know how a word begins
constexpr int k_by_sound = 5;        ///< for being written otherwise though it sounds the same
constexpr double k_frequency = 1.5;  ///< a word ten times as frequent may be this much dearer

int allowed(std::size_t length) {
  if (length < 6) return k_error;
  return length < 8 ? 14 : 20;
}

bool sound_alike(char a, char b) {
  static constexpr auto k_pairs = std::to_array<std::string_view>({"dt", "ck", "sz", "fv", "gh", "iy", "ij", "bp"});
  return std::any_of(k_pairs.begin(), k_pairs.end(), [&](std::string_view pair) {
    return (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a);
  });
}

bool are_neighbours(char a, char b) {
  static constexpr auto k_rows = std::to_array<std::string_view>({"qwertyuiop", "asdfghjkl", "zxcvbnm"});
  for (std::size_t row = 0; row < k_rows.size(); ++row) {
    const auto at = k_rows[row].find(a);
    if (at == std::string_view::npos) continue;
    for (std::size_t other = row == 0 ? 0 : row - 1; other <= row + 1 && other < k_rows.size(); ++other) {
      const auto there = k_rows[other].find(b);
      if (there != std::string_view::npos && std::abs(static_cast<int>(at) - static_cast<int>(there)) <= 1) return true;
    }
  }
  return false;
}

int exchange(char a, char b) {
  if (a == b) return 0;
  if (sound_alike(a, b)) return k_alike;
  return are_neighbours(a, b) ? k_neighbour : k_error;
}

/// A letter too many or too few at `at` of a word.
int extra(std::string_view word, std::size_t at) {
  const bool doubled = (at > 0 && word[at - 1] == word[at]) || (at + 1 < word.size() && word[at + 1] == word[at]);
  // An h after a consonant (python, therapie) and a d or t before an s (Nederlands) are not heard.
  const bool silent = at > 0 && ((word[at] == 'h' && std::string_view("tprcg").find(word[at - 1]) < 5) ||
                                 ((word[at] == 'd' || word[at] == 't') && at + 1 < word.size() && word[at + 1] == 's'));
  return (doubled || silent ? k_doubled : k_error) + (at == 0 ? k_first_letter : 0);
}

/// Costs of turning the typed word into each known word, for words in order: what two words begin with alike is
/// worked out once, and all words behind a hopeless beginning are passed over.
class OrderedDistances {
 public:
  OrderedDistances(std::string_view typed, int most) : typed_(typed), most_(most), rows_(k_longest + 1) {
    for (auto& row : rows_) row.resize(typed.size() + 1);
    for (std::size_t i = 0; i < typed.size(); ++i) rows_[0][i + 1] = rows_[0][i] + extra(typed, i);
  }

  /// Visits every word within the cost. `words` is in order; `word_of` gives the text of an element.
  template <typename Words, typename Visit>
  void visit(const Words& words, const Visit& found) {
    std::string_view before;
    for (std::size_t at = 0; at < words.size();) {
      const std::string_view word = words[at].first;
      std::size_t depth = static_cast<std::size_t>(
          std::mismatch(word.begin(), word.end(), before.begin(), before.end()).first - word.begin());
      depth = std::min(depth, known_);
      before = word;
      if (word.size() > k_longest) {
        known_ = depth;
        ++at;
        continue;
      }
      bool hopeless = false;
      while (depth < word.size() && !hopeless) {
        ++depth;
        hopeless = fill(word, depth) > most_;
      }
      known_ = depth;
      if (hopeless) {
        at = behind(words, at, word.substr(0, depth));
        continue;
      }
      if (rows_[word.size()][typed_.size()] <= most_) found(at, rows_[word.size()][typed_.size()]);
      ++at;
    }
  }

 private:
  /// The row of the first `depth` letters of the word; gives its least cost.
  int fill(std::string_view word, std::size_t depth) {
    std::vector<int>& row = rows_[depth];
    const std::vector<int>& above = rows_[depth - 1];
    const char letter = word[depth - 1];
    row[0] = above[0] + extra(word, depth - 1);
    int least = row[0];
    for (std::size_t i = 1; i <= typed_.size(); ++i) {
      const int first = i == 1 && depth == 1 && typed_[0] != letter ? k_first_letter : 0;
      int cost = above[i - 1] + exchange(typed_[i - 1], letter) + first;
      cost = std::min(cost, above[i] + extra(word, depth - 1));
      cost = std::min(cost, row[i - 1] + extra(typed_, i - 1));
      if (i > 1 && depth > 1 && typed_[i - 1] == word[depth - 2] && typed_[i - 2] == letter && typed_[i - 1] != letter)
        cost = std::min(cost, rows_[depth - 2][i - 2] + k_swap);
      row[i] = cost;
      least = std::min(least, cost);
    }
    // A swap may still bring down what looks hopeless here.
    return depth > 1 ? std::min(least, *std::min_element(above.begin(), above.end()) + k_swap) : least;
  }

  template <typename Words>
  static std::size_t behind(const Words& words, std::size_t at, std::string_view beginning) {
    const auto from = words.begin() + static_cast<std::ptrdiff_t>(at);
    const auto next = std::partition_point(from, words.end(), [&](const auto& entry) {
      return std::string_view(entry.first).substr(0, beginning.size()) <= beginning;
    });
    return static_cast<std::size_t>(next - words.begin());
  }

  std::string_view typed_;
  int most_;
  std::vector<std::vector<int>> rows_;  ///< by number of letters of the known word
  std::size_t known_ = 0;               ///< rows that hold for the word before
};

}  // namespace

Spelling::Spelling(std::vector<std::pair<std::string, double>> vocabulary) : words_(std::move(vocabulary)) {
  std::sort(words_.begin(), words_.end());
  for (std::size_t i = 0; i < words_.size(); ++i)
    sounds_.emplace_back(sounds_of(words_[i].first), static_cast<std::uint32_t>(i));
  std::sort(sounds_.begin(), sounds_.end());
}

bool Spelling::knows(std::string_view folded) const {
  const auto at = std::lower_bound(words_.begin(), words_.end(), folded,
                                   [](const auto& entry, std::string_view word) { return entry.first < word; });
  return at != words_.end() && at->first == folded;
}

Spelling::Better Spelling::better(std::string_view folded) const {
  if (folded.size() < k_shortest || folded.size() > k_longest || knows(folded)) return {};
  if (!std::all_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return {};
  Better best;
  const auto consider = [&](const std::pair<std::string, double>& entry, int cost) {
    if (entry.first.size() + 1 < k_shortest) return;  // no short word is meant by a long one
    const double weighed = cost - k_frequency * std::log10(1.0 + std::max(0.0, entry.second));
    const bool is_better =
        best.word == nullptr || weighed < best.cost || (weighed == best.cost && entry.first < best.word->first);
    if (is_better) best = {&entry, weighed};
  };
  const int most = allowed(folded.size());
  OrderedDistances(folded, most).visit(words_, [&](std::size_t at, int cost) { consider(words_[at], cost); });
  const std::string said = sounds_of(folded);
  if (said.size() >= k_shortest - 1) {
    OrderedDistances(said, most - k_by_sound).visit(sounds_, [&](std::size_t at, int cost) {
      consider(words_[sounds_[at].second], cost + k_by_sound);
    });
  }
  return best;
}

std::optional<std::string> Spelling::correction(std::string_view folded) const {
  const Better best = better(folded);
  if (best.word == nullptr) return std::nullopt;
  return best.word->first;
}

std::optional<std::string> Spelling::correction_of_any(std::string_view folded,
                                                       const std::function<bool(std::string_view)>& is_part) const {
  if (auto whole = correction(folded)) return whole;
  if (folded.size() > k_shortest && !knows(folded)) {
    for (const std::string_view ending : {"s", "en", "n"}) {
      if (!folded.ends_with(ending)) continue;
      if (auto stem = correction(folded.substr(0, folded.size() - ending.size()))) return stem;
    }
  }
  return compound(folded, is_part);
}

std::optional<std::string> Spelling::compound(std::string_view folded,
                                              const std::function<bool(std::string_view)>& is_part) const {
  if (folded.size() < k_shortest_compound || folded.size() > k_longest || knows(folded)) return std::nullopt;
  const auto is_known = [&](std::string_view part) {
    return part.size() >= k_shortest_part && (knows(part) || is_part(part));
  };
  const auto is_first = [&](std::string_view part) {
    if (is_known(part)) return true;
    for (const std::string_view link : {"s", "en", "n", "e"}) {
      if (part.ends_with(link) && is_known(part.substr(0, part.size() - link.size()))) return true;
    }
    return false;
  };
  std::optional<std::string> best;
  double best_cost = 0.0;
  const auto consider = [&](std::string text, double cost) {
    if (best && best_cost <= cost) return;
    best = std::move(text);
    best_cost = cost;
  };
  for (std::size_t cut = k_shortest_part; cut + k_shortest_part <= folded.size(); ++cut) {
    const std::string_view first = folded.substr(0, cut);
    const std::string_view last = folded.substr(cut);
    // The longer the part that is known, the surer the cut.
    if (is_first(first)) {
      if (const Better right = better(last); right.word != nullptr)
        consider(std::string(first) + right.word->first, right.cost - static_cast<double>(first.size()) / 2.0);
    }
    if (is_known(last)) {
      if (const Better left = better(first); left.word != nullptr)
        consider(left.word->first + std::string(last), left.cost - static_cast<double>(last.size()) / 2.0);
    }
  }
  return best;
}

}  // namespace leerwijzer
