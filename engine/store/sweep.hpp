// The end of a fetch: what was not seen is deleted, or withheld as a quarantine entry when too much is missing.
// Only for files inside engine/store.
#pragma once

#include "engine/store/catalogue_store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace leerwijzer {

class Transaction;

struct SweepOutcome {
  std::string state;  ///< of the fetch: finished, incomplete or collapsed
  std::string reason;
  std::vector<OfferId> deleted;  ///< in order; not yet on the change log
  std::int64_t kept_back = 0;
};

/// Deletes what a complete fetch did not see, or withholds it; heals the entries of what came back.
[[nodiscard]] SweepOutcome sweep(Transaction& tx, FetchId fetch, SourceId source, const FeedEnd& end,
                                 const CollapseGuard& guard);

}  // namespace leerwijzer
