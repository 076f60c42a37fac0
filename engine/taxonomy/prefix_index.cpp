#include "engine/taxonomy/prefix_index.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace leerwijzer {
namespace {

constexpr std::size_t k_longest_prefix = 100;  ///< bytes

/// Folded, with every run of signs as one space, so that "hbo-v" is found by "hbo v" and "hbo-v".
std::string searchable(std::string_view text) {
  std::string out;
  for (char c : fold(text)) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '#' ||
                      (static_cast<unsigned char>(c) & 0x80U) != 0;
    if (word) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

}  // namespace

PrefixIndex::PrefixIndex(const std::vector<MatchableLabel>& labels) {
  for (std::uint32_t at = 0; at < labels.size(); ++at) {
    texts_.push_back(searchable(labels[at].text));
    rankings_.push_back({!labels[at].dutch, labels[at].kind != LabelKind::preferred, labels[at].concept_index});
    const std::string& text = texts_.back();
    for (std::uint32_t offset = 0; offset < text.size(); ++offset) {
      if (offset == 0 || text[offset - 1] == ' ') entries_.push_back({offset, at});
    }
  }
  std::sort(entries_.begin(), entries_.end(), [this](const Entry& a, const Entry& b) {
    const int order = text_from(a).compare(text_from(b));
    return order != 0 ? order < 0 : std::tie(a.label, a.offset) < std::tie(b.label, b.offset);
  });
}

std::vector<std::uint32_t> PrefixIndex::find(std::string_view prefix, std::size_t limit) const {
  const std::string wanted = searchable(truncate_utf8(trim(prefix), k_longest_prefix));
  if (wanted.empty()) return {};
  const auto first =
      std::lower_bound(entries_.begin(), entries_.end(), wanted,
                       [this](const Entry& entry, const std::string& text) { return text_from(entry) < text; });
  std::vector<Entry> found;
  for (auto entry = first; entry != entries_.end() && text_from(*entry).starts_with(wanted); ++entry)
    found.push_back(*entry);
  const auto key = [this](const Entry& entry) {
    const Ranking& ranking = rankings_[entry.label];
    return std::make_tuple(ranking.other_language, ranking.not_preferred, entry.offset != 0, texts_[entry.label].size(),
                           entry.label);
  };
  std::sort(found.begin(), found.end(), [&](const Entry& a, const Entry& b) { return key(a) < key(b); });
  std::vector<std::uint32_t> labels;
  std::unordered_set<std::uint32_t> seen;
  for (const Entry& entry : found) {
    if (labels.size() >= limit) break;
    if (seen.insert(rankings_[entry.label].concept_index).second) labels.push_back(entry.label);
  }
  return labels;
}

}  // namespace leerwijzer
