// From pairs of offers that can be one to groups that are one. A group never holds two offers of one feed, nor two
// that a person keeps apart. The outcome follows from the offers alone, in whatever order feeds came.
#pragma once

#include "engine/domain/same_offer.hpp"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

struct GroupCandidate {
  OfferId id;
  SourceId source;
  std::string source_name;  ///< with `key` a name for the offer that does not depend on when it was first stored
  std::string key;
  int trust_rank = 50;
};

struct SameGroup {
  OfferId leader;                ///< its id is the one shown: lowest trust rank, then lowest id (the longest known)
  std::vector<OfferId> members;  ///< two or more, in order of id
  bool operator==(const SameGroup&) const = default;
};

/// Groups in order of their lowest id; candidates that stand alone are left out. Pairs are taken from certain to less
/// certain: by hand, by code in the same town and intensity, by text, by code with town or intensity unstated; within
/// these the most alike first, ties by source name and key. A code that fits more than one offer of a feed joins only
/// those whose titles fit too; with town or intensity unstated it joins only where there is nothing to choose. `apart`
/// holds pairs with the lower id first.
[[nodiscard]] std::vector<SameGroup> group_offers(std::span<const GroupCandidate> candidates,
                                                  std::span<const SamePair> pairs,
                                                  std::span<const std::pair<OfferId, OfferId>> apart);

}  // namespace leerwijzer
