#include "engine/taxonomy/prefix_index.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_set>

namespace leerwijzer {
namespace {

constexpr std::size_t k_longest_prefix = 100;  ///< bytes
constexpr std::size_t k_most_looked_at = 500;  ///< labels, before enough concepts are found

}  // namespace

PrefixIndex::PrefixIndex(const std::vector<MatchableLabel>& labels) {
  std::vector<std::string> words;
  struct Place {
    std::uint32_t label;
    bool inside;  ///< a word in the label, not its first
  };
  std::vector<Place> places;
  for (std::uint32_t at = 0; at < labels.size(); ++at) {
    words.push_back(as_typed_words(labels[at].text));
    concepts_.push_back(labels[at].concept_index);
    places.push_back({at, false});
    places.push_back({at, true});
  }
  std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
    const auto key = [&](const Place& place) {
      const MatchableLabel& label = labels[place.label];
      return std::make_tuple(!label.dutch, label.kind != LabelKind::preferred, place.inside, words[place.label].size(),
                             place.label);
    };
    return key(a) < key(b);
  });
  std::vector<PrefixList::Text> texts(labels.size());
  for (std::uint32_t rank = 0; rank < places.size(); ++rank) {
    PrefixList::Text& text = texts[places[rank].label];
    (places[rank].inside ? text.rank : text.rank_at_start) = rank;
  }
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i].words = words[i];
  list_ = PrefixList(texts);
}

std::vector<std::uint32_t> PrefixIndex::find(std::string_view prefix, std::size_t limit) const {
  std::vector<std::uint32_t> labels;
  std::unordered_set<std::uint32_t> seen;
  const auto take = [&](std::uint32_t label) {
    if (labels.size() < limit && seen.insert(concepts_[label]).second) labels.push_back(label);
    return labels.size() < limit;
  };
  const std::string wanted = as_typed_words(truncate_utf8(trim(prefix), k_longest_prefix));
  list_.each(wanted, k_most_looked_at, take);
  if (labels.empty()) list_.each(list_.nearest(wanted), k_most_looked_at, take);
  return labels;
}

}  // namespace leerwijzer
