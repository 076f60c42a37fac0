// Text that was written in UTF-8 and once read as Windows-1252 ("cafÃ©", "foto’s" as "fotoâ€™s"), put right.
#pragma once

#include <string>
#include <string_view>

namespace leerwijzer {

/// The text with such damage undone, also where it happened twice; the same text where there is none. Only sequences
/// that give a Latin letter, a sign or punctuation are taken for damage, so that honest text stays as it is.
[[nodiscard]] std::string repaired_encoding(std::string_view text);

}  // namespace leerwijzer
