// The header Idempotency-Key: what the store remembers a request by, and the answer encrypted so that only whoever
// repeats key and body can read it.
#pragma once

#include "api/endpoint.hpp"
#include "engine/store/retry.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

inline constexpr auto k_retry_header = std::to_array<std::string_view>({"Idempotency-Key"});

/// Empty where none was sent. Throws ErrorException with invalid_input for one that is too short, too long or not
/// printable.
[[nodiscard]] std::string retry_key_of(const Call& call);

/// Digests of key, caller, method and path, and of the body; empty without a key.
[[nodiscard]] Retry retry_of(const Call& call);

/// Only with a key.
[[nodiscard]] std::string seal_answer(const Call& call, std::string_view answer);
/// Nothing when the bytes were changed.
[[nodiscard]] std::optional<std::string> open_answer(const Call& call, std::string_view sealed);

}  // namespace leerwijzer
