// How far two words lie apart, for "did you mean".
#pragma once

#include <cstddef>
#include <string_view>

namespace leerwijzer {

/// Insertions, deletions, replacements and swaps of neighbours between two words; `most` + 1 when
/// there are more than `most`, or a word is longer than 80 bytes. Counts bytes, which is the same as letters in
/// folded Dutch.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most);

}  // namespace leerwijzer
