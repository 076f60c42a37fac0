// A plan, its shares and its comments as they are stored: padded, and encrypted with keys that follow from codes which
// are not stored. A share has a key of its own, so that its holder can open what was chosen and nothing else.
#pragma once

#include "engine/core/sealing.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

/// With zeros to a power of two of at least `least` bytes, so that the length tells little.
[[nodiscard]] std::string padded(std::string_view text, std::size_t least);
/// Nothing for what padded() did not make.
[[nodiscard]] std::optional<std::string> unpadded(std::string_view text);

/// What the database knows a code by. Codes in their one form (normal_code).
[[nodiscard]] std::string digest_of_plan_code(std::string_view code);
[[nodiscard]] std::string digest_of_share_code(std::string_view share_code);

/// One version: its number is in the key, so that a row in another's place does not open.
[[nodiscard]] std::string seal_plan(std::string_view text, std::string_view code, std::int64_t version);
/// Nothing when code or version is another, or the bytes were changed.
[[nodiscard]] std::optional<std::string> open_plan(std::string_view sealed, std::string_view code,
                                                   std::int64_t version);

struct SealedShare {
  std::string for_owner;   ///< key and terms, for the code of the plan
  std::string for_holder;  ///< key, for the code of the share
  std::string content;
};

/// `terms`: what the owner called it and allowed, as text. `content`: what the holder may see.
[[nodiscard]] SealedShare seal_share(std::string_view content, std::string_view terms, std::string_view code,
                                     std::string_view share_code);

struct OpenedTerms {
  std::string key;  ///< of the share, k_key_bytes bytes
  std::string terms;
};
[[nodiscard]] std::optional<OpenedTerms> open_terms(std::string_view for_owner, std::string_view code);

/// The key of a share, for its holder.
[[nodiscard]] std::optional<std::string> share_key(std::string_view for_holder, std::string_view share_code);

[[nodiscard]] std::string seal_shared(std::string_view content, std::string_view key);
[[nodiscard]] std::optional<std::string> open_shared(std::string_view sealed, std::string_view key);

/// `key`: of the share, as owner and holder both have it.
[[nodiscard]] std::string seal_comment(std::string_view text, std::string_view key);
[[nodiscard]] std::optional<std::string> open_comment(std::string_view sealed, std::string_view key);

}  // namespace leerwijzer
