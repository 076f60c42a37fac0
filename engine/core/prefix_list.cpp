#include "engine/core/prefix_list.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <queue>

namespace leerwijzer {
namespace {

constexpr std::uint32_t k_none = 0xFFFFFFFFU;
constexpr std::size_t k_shortest_nearest = 4;

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '#' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

}  // namespace

std::string as_typed_words(std::string_view text) {
  std::string out;
  for (const char c : fold(text)) {
    if (is_word_byte(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

PrefixList::PrefixList(const std::vector<Text>& texts) {
  begins_.reserve(texts.size() + 1);
  for (std::uint32_t at = 0; at < texts.size(); ++at) {
    const Text& text = texts[at];
    const auto begin = static_cast<std::uint32_t>(letters_.size());
    begins_.push_back(begin);
    letters_ += text.words;
    for (std::uint32_t offset = 0; offset < text.words.size(); ++offset) {
      const bool starts = offset == 0 || text.words[offset - 1] == ' ';
      if (starts) entries_.push_back({at, begin + offset, offset == 0 ? text.rank_at_start : text.rank});
    }
  }
  begins_.push_back(static_cast<std::uint32_t>(letters_.size()));
  entries_.shrink_to_fit();
  std::sort(entries_.begin(), entries_.end(), [this](const Entry& a, const Entry& b) {
    const int order = from_word(a).compare(from_word(b));
    return order != 0 ? order < 0 : a.offset < b.offset;
  });
  const std::size_t n = entries_.size();
  best_of_.assign(2 * n, k_none);
  for (std::size_t i = 0; i < n; ++i) best_of_[n + i] = static_cast<std::uint32_t>(i);
  const auto better = [this](std::uint32_t a, std::uint32_t b) {
    if (a == k_none || b == k_none) return a == k_none ? b : a;
    return entries_[b].rank < entries_[a].rank || (entries_[b].rank == entries_[a].rank && b < a) ? b : a;
  };
  for (std::size_t i = n; i-- > 1;) best_of_[i] = better(best_of_[2 * i], best_of_[2 * i + 1]);
}

std::string_view PrefixList::from_word(const Entry& entry) const {
  return std::string_view(letters_).substr(entry.offset, begins_[entry.text + 1] - entry.offset);
}

PrefixList::Range PrefixList::range_of(std::string_view prefix) const {
  const auto cut = [&](const Entry& entry) { return from_word(entry).substr(0, prefix.size()); };
  const auto from = std::lower_bound(entries_.begin(), entries_.end(), prefix,
                                     [&](const Entry& entry, std::string_view wanted) { return cut(entry) < wanted; });
  const auto to = std::upper_bound(from, entries_.end(), prefix,
                                   [&](std::string_view wanted, const Entry& entry) { return wanted < cut(entry); });
  return {static_cast<std::size_t>(from - entries_.begin()), static_cast<std::size_t>(to - entries_.begin())};
}

std::uint32_t PrefixList::best_in(Range range) const {
  std::uint32_t best = k_none;
  const auto consider = [&](std::uint32_t one) {
    if (one == k_none) return;
    if (best == k_none || entries_[one].rank < entries_[best].rank ||
        (entries_[one].rank == entries_[best].rank && one < best)) {
      best = one;
    }
  };
  const std::size_t n = entries_.size();
  for (std::size_t from = range.from + n, to = range.to + n; from < to; from /= 2, to /= 2) {
    if (from % 2 == 1) consider(best_of_[from++]);
    if (to % 2 == 1) consider(best_of_[--to]);
  }
  return best;
}

bool PrefixList::each_in(Range range, std::size_t& left, const std::function<bool(std::uint32_t)>& take) const {
  struct Part {
    std::uint32_t best;
    std::uint32_t rank;
    Range range;
  };
  const auto worse = [](const Part& a, const Part& b) {
    return b.rank < a.rank || (b.rank == a.rank && b.best < a.best);
  };
  std::priority_queue<Part, std::vector<Part>, decltype(worse)> parts(worse);
  const auto add = [&](Range part) {
    if (part.from >= part.to) return;
    const std::uint32_t best = best_in(part);
    parts.push({best, entries_[best].rank, part});
  };
  add(range);
  while (!parts.empty() && left > 0) {
    const Part part = parts.top();
    parts.pop();
    --left;
    if (!take(entries_[part.best].text)) return false;
    add({part.range.from, part.best});
    add({part.best + std::size_t{1}, part.range.to});
  }
  return true;
}

void PrefixList::each(std::string_view prefix, std::size_t most,
                      const std::function<bool(std::uint32_t text)>& take) const {
  if (prefix.empty()) return;
  const Range all = range_of(prefix);
  // The end of a text and a space sort before every letter: whole words stand first.
  const auto is_whole = [&](const Entry& entry) {
    const std::string_view rest = from_word(entry).substr(prefix.size());
    return rest.empty() || rest.front() == ' ';
  };
  const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(all.from);
  const auto end = entries_.begin() + static_cast<std::ptrdiff_t>(all.to);
  const auto middle = static_cast<std::size_t>(std::partition_point(begin, end, is_whole) - entries_.begin());
  std::size_t left = most;
  if (each_in({all.from, middle}, left, take)) each_in({middle, all.to}, left, take);
}

bool PrefixList::has(std::string_view prefix) const {
  const Range range = range_of(prefix);
  return range.from < range.to;
}

std::string PrefixList::nearest(std::string_view prefix) const {
  static constexpr std::string_view k_alphabet = "abcdefghijklmnopqrstuvwxyz ";
  if (prefix.size() < k_shortest_nearest || has(prefix)) return {};
  std::string best;
  std::size_t most = 0;
  const auto consider = [&](const std::string& other) {
    const Range range = range_of(other);
    if (range.to - range.from > most) {
      most = range.to - range.from;
      best = other;
    }
  };
  for (std::size_t i = 1; i < prefix.size(); ++i) {
    std::string one(prefix);
    one.erase(i, 1);
    if (one.size() >= k_shortest_nearest - 1) consider(one);
    if (i + 1 < prefix.size()) {
      one = prefix;
      std::swap(one[i], one[i + 1]);
      consider(one);
    }
    for (const char letter : k_alphabet) {
      one = prefix;
      one.insert(i, 1, letter);
      consider(one);
      one = prefix;
      one[i] = letter;
      consider(one);
    }
  }
  return best;
}

std::size_t PrefixList::bytes() const noexcept {
  return letters_.capacity() + begins_.capacity() * sizeof(std::uint32_t) + entries_.capacity() * sizeof(Entry) +
         best_of_.capacity() * sizeof(std::uint32_t);
}

}  // namespace leerwijzer
