// Bringing scheme files into force: stored, compiled and kept under their digest in one transaction.
#pragma once

#include "engine/core/error.hpp"
#include "engine/store/reference_store.hpp"

#include <string>
#include <vector>

namespace leerwijzer {

class Pool;

struct Published {
  int changed = 0;       ///< schemes that are new or changed
  std::string snapshot;  ///< digest of all rules that are in force now
};

/// Nothing is stored when any of the schemes that would then be in force does not compile.
[[nodiscard]] Result<Published> publish_schemes(Pool& pool, const std::vector<SchemeDocument>& schemes,
                                                const std::string& by, const std::string& reason);

}  // namespace leerwijzer
