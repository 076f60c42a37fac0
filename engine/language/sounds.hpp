// What a Dutch word sounds like, so that words that are written differently but said alike come out
// the same: ei and ij, au and ou, c and k, d and t at the end, the -n of a plural.
#pragma once

#include <string>
#include <string_view>

namespace leerwijzer {

/// A folded word as its sounds, one letter each ("verpleegkundige" and "verpleechkundege" give nearly the same).
/// Not meant to be read. Signs and digits are kept.
[[nodiscard]] std::string sounds_of(std::string_view folded);

}  // namespace leerwijzer
