// Optimistic locking over HTTP: an answer about something that can be changed carries its ETag, and a change says with
// If-Match which state it changes.
#pragma once

#include "api/endpoint.hpp"

#include <cstdint>
#include <string>

namespace leerwijzer {

/// The strong tag of a version: "\"7\"".
[[nodiscard]] std::string tag_of(std::int64_t version);

/// The version that If-Match names. Throws ErrorException: precondition_required without If-Match, invalid_input for a
/// tag that is none of ours ("*" is refused: it says nothing of what was read).
[[nodiscard]] std::int64_t expected_version(const Call& call);

/// What is answered when the version is another by now.
[[nodiscard]] Error changed_since();

}  // namespace leerwijzer
