// UTF-8 text: checking, folding, splitting. What feeds and people send is checked here once;
// everything behind it may rely on valid UTF-8 without NUL.
#pragma once

#include "engine/core/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Without white space (ASCII, no-break space) at both ends.
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;

/// Runs of white space become one space; trimmed.
[[nodiscard]] std::string collapse_spaces(std::string_view text);

/// A to Z only; every other byte unchanged.
[[nodiscard]] std::string to_lower_ascii(std::string_view text);

/// Lower case, without diacritics and compatibility forms ("Coördinatie" gives "coordinatie",
/// "ﬁnanciën" gives "financien"). Invalid UTF-8 bytes are dropped.
[[nodiscard]] std::string fold(std::string_view text);

/// Unicode lower case with diacritics kept.
[[nodiscard]] std::string to_lower(std::string_view text);

/// Valid UTF-8 without NUL?
[[nodiscard]] bool is_clean_utf8(std::string_view text) noexcept;

/// Valid UTF-8 whatever comes in: invalid bytes and NUL become U+FFFD.
[[nodiscard]] std::string replace_invalid_utf8(std::string_view text);

/// Number of code points of valid UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view text) noexcept;

/// At most `bytes` bytes, never cutting a code point.
[[nodiscard]] std::string_view truncate_utf8(std::string_view text, std::size_t bytes) noexcept;

/// Parts between separators, each trimmed, empty ones left out.
[[nodiscard]] std::vector<std::string> split_trimmed(std::string_view text, char separator);

/// Parts joined with a separator.
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);

[[nodiscard]] bool contains(std::string_view text, std::string_view part) noexcept;

/// BLAKE2b-128 of the bytes in lower-case hexadecimal (32 characters).
[[nodiscard]] std::string digest(std::string_view bytes);

}  // namespace leerwijzer
