// Who decides, for the audit: as given with --by, else the user that runs the program.
#pragma once

#include "engine/core/error.hpp"
#include "engine/core/text.hpp"

#include <cstdlib>
#include <string>

namespace leerwijzer {

/// Throws ErrorException (invalid_input) when nobody is named and the system does not say who runs this.
[[nodiscard]] inline std::string actor_of(const std::string& by) {
  if (!trim(by).empty()) return std::string(trim(by));
  for (const char* variable : {"USER", "LOGNAME"}) {
    const char* found = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): nobody sets it
    if (found != nullptr && *found != '\0') return found;
  }
  throw ErrorException({ErrorCode::invalid_input, "Nobody is named who decides", "Give --by NAME.", "--by"});
}

}  // namespace leerwijzer
