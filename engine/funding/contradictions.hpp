// Facts that cannot hold together: somebody of 17 with bijstand, a job-seeker without benefit who has WW.
// Said before a verdict is given, so that a slip of the pen is corrected and not paid for.
#pragma once

#include "engine/funding/knowledge.hpp"

#include <optional>
#include <string_view>

namespace leerwijzer {

struct Contradiction {
  std::string_view fact;
  std::string_view other;  ///< may be the same fact: two members of a set, or bounds that cross
  std::string hint;
};

/// The first contradiction, in the order of the table in contradictions.cpp. What is only partly known contradicts
/// when no completion is left.
[[nodiscard]] std::optional<Contradiction> find_contradiction(const Knowledge& knowledge);

}  // namespace leerwijzer
