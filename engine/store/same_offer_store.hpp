// What a person sees and decides of offers that several feeds tell of: which are shown as one and why, and the undo.
// A decision is kept by source and key, so it holds for later fetches as well, and every one is audited.
#pragma once

#include "engine/domain/same_offer.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

class Pool;

struct ReviewedOffer {
  OfferId id;
  std::string source;
  std::string key;
  std::string provider;
  std::string title;
};

struct ReviewedGroup {
  OfferId leader;
  std::vector<ReviewedOffer> members;  ///< in order of id
  std::vector<SamePair> pairs;         ///< why: the pairs among the members
};

struct SameDecision {
  std::string source_a;
  std::string key_a;
  std::string source_b;
  std::string key_b;
  bool together = false;  ///< true: one offer; false: kept apart
};

/// Who decides, and why; goes to the audit.
struct DecidedBy {
  std::string actor;
  std::string reason;
};

/// Every function throws ErrorException as the stores do, not_found for an offer that does not exist.
class SameOfferStore {
 public:
  explicit SameOfferStore(Pool& pool) : pool_(pool) {}

  /// Groups in order of leader, after `after`; of one source, or all when it is empty.
  [[nodiscard]] std::vector<ReviewedGroup> groups(const std::string& source, OfferId after, int limit);

  /// The group that an offer is in; one member and no pairs when it stands alone.
  [[nodiscard]] ReviewedGroup group_of(OfferId offer);

  /// Keeps an offer apart from all that it is shown with now; gives those. conflict when it stands alone already.
  std::vector<OfferId> split(OfferId offer, const DecidedBy& by);

  /// Makes two offers one. invalid_input when they are of one source; conflict when they still are not one, because
  /// a group would hold two offers of one source or a pair that is kept apart.
  void join(OfferId one, OfferId other, const DecidedBy& by);

  /// Takes back what was decided about an offer: from now on the rules decide. How many decisions there were.
  std::int64_t undecide(OfferId offer, const DecidedBy& by);

  [[nodiscard]] std::vector<SameDecision> decisions(int limit);

  /// All groups anew from the offers; for how many offers that changed something. For a catalogue of before there
  /// were groups, and after other thresholds.
  std::int64_t regroup(const DecidedBy& by);

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
