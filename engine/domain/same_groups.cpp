#include "engine/domain/same_groups.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace leerwijzer {
namespace {

/// By hand, by code, by text, by code that leaves something open.
int certainty(const SamePair& pair) {
  switch (pair.ground) {
    case SameGround::by_hand: return 0;
    case SameGround::code: return pair.exact ? 1 : 3;
    case SameGround::text: return 2;
  }
  return 4;
}

class Grouping {
 public:
  Grouping(std::span<const GroupCandidate> candidates, std::span<const std::pair<OfferId, OfferId>> apart)
      : candidates_(candidates), apart_(apart.begin(), apart.end()), group_of_(candidates.size()) {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      index_.emplace(candidates[i].id, i);
      group_of_[i] = i;
      members_.push_back({i});
    }
  }

  void take(std::span<const SamePair> pairs);
  [[nodiscard]] std::vector<SameGroup> groups() const;

 private:
  using FitsOf = std::map<std::pair<OfferId, SourceId>, int>;

  [[nodiscard]] const GroupCandidate& candidate(OfferId id) const { return candidates_[index_.at(id)]; }
  [[nodiscard]] std::vector<SamePair> sure_pairs(std::span<const SamePair> pairs) const;
  void count_fits(std::span<const SamePair> pairs, bool exact_only, FitsOf& fits) const;
  [[nodiscard]] bool fits_one_only(const SamePair& pair, const FitsOf& fits) const;
  [[nodiscard]] bool goes_before(const SamePair& a, const SamePair& b) const;
  [[nodiscard]] bool may_join(std::size_t a, std::size_t b) const;
  void join(const SamePair& pair);

  std::span<const GroupCandidate> candidates_;
  std::set<std::pair<OfferId, OfferId>> apart_;
  std::unordered_map<OfferId, std::size_t> index_;
  std::vector<std::size_t> group_of_;              // by candidate
  std::vector<std::vector<std::size_t>> members_;  // by group; empty once it went into another
};

/// How many offers of each feed an offer can be one with; only by code in the same town and intensity, or at all.
void Grouping::count_fits(std::span<const SamePair> pairs, bool exact_only, FitsOf& fits) const {
  for (const SamePair& pair : pairs) {
    if (exact_only ? certainty(pair) != 1 : certainty(pair) == 0) continue;
    ++fits[{pair.a, candidate(pair.b).source}];
    ++fits[{pair.b, candidate(pair.a).source}];
  }
}

bool Grouping::fits_one_only(const SamePair& pair, const FitsOf& fits) const {
  return fits.at({pair.a, candidate(pair.b).source}) == 1 && fits.at({pair.b, candidate(pair.a).source}) == 1;
}

std::vector<SamePair> Grouping::sure_pairs(std::span<const SamePair> pairs) const {
  FitsOf exact;
  FitsOf all;
  count_fits(pairs, true, exact);
  count_fits(pairs, false, all);
  std::vector<SamePair> sure;
  std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(sure), [&](const SamePair& pair) {
    if (certainty(pair) == 3) return fits_one_only(pair, all);
    if (certainty(pair) != 1) return true;
    return pair.title >= same_offer::k_ambiguous_title || fits_one_only(pair, exact);
  });
  return sure;
}

bool Grouping::goes_before(const SamePair& a, const SamePair& b) const {
  if (certainty(a) != certainty(b)) return certainty(a) < certainty(b);
  if (a.title != b.title) return a.title > b.title;
  if (a.text != b.text) return a.text > b.text;
  const auto names = [this](const SamePair& pair) {
    const GroupCandidate& one = candidate(pair.a);
    const GroupCandidate& other = candidate(pair.b);
    const auto first = std::tie(one.source_name, one.key);
    const auto second = std::tie(other.source_name, other.key);
    return std::pair(std::min(first, second), std::max(first, second));
  };
  return names(a) < names(b);
}

bool Grouping::may_join(std::size_t a, std::size_t b) const {
  for (const std::size_t one : members_[a]) {
    for (const std::size_t other : members_[b]) {
      const auto ids = std::minmax(candidates_[one].id, candidates_[other].id);
      if (candidates_[one].source == candidates_[other].source) return false;
      if (apart_.contains({ids.first, ids.second})) return false;
    }
  }
  return true;
}

void Grouping::join(const SamePair& pair) {
  const std::size_t into = group_of_[index_.at(pair.a)];
  const std::size_t from = group_of_[index_.at(pair.b)];
  if (into == from || !may_join(into, from)) return;
  for (const std::size_t member : members_[from]) {
    group_of_[member] = into;
    members_[into].push_back(member);
  }
  members_[from].clear();
}

void Grouping::take(std::span<const SamePair> pairs) {
  std::vector<SamePair> known;
  std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(known),
               [&](const SamePair& pair) { return index_.contains(pair.a) && index_.contains(pair.b); });
  std::vector<SamePair> sure = sure_pairs(known);
  std::sort(sure.begin(), sure.end(), [this](const SamePair& a, const SamePair& b) { return goes_before(a, b); });
  for (const SamePair& pair : sure) join(pair);
}

std::vector<SameGroup> Grouping::groups() const {
  std::vector<SameGroup> groups;
  for (const std::vector<std::size_t>& members : members_) {
    if (members.size() < 2) continue;
    SameGroup group;
    const std::size_t leader = *std::min_element(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
      return std::tie(candidates_[a].trust_rank, candidates_[a].id) <
             std::tie(candidates_[b].trust_rank, candidates_[b].id);
    });
    group.leader = candidates_[leader].id;
    for (const std::size_t member : members) group.members.push_back(candidates_[member].id);
    std::sort(group.members.begin(), group.members.end());
    groups.push_back(std::move(group));
  }
  std::sort(groups.begin(), groups.end(), [](const SameGroup& a, const SameGroup& b) { return a.members < b.members; });
  return groups;
}

}  // namespace

std::vector<SameGroup> group_offers(std::span<const GroupCandidate> candidates, std::span<const SamePair> pairs,
                                    std::span<const std::pair<OfferId, OfferId>> apart) {
  Grouping grouping(candidates, apart);
  grouping.take(pairs);
  return grouping.groups();
}

}  // namespace leerwijzer
