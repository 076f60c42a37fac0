// Words that name a whole sector ("zorg", "techniek"), from schema/language/sector-words.txt.
#pragma once

#include <string_view>

namespace leerwijzer {

/// The code of the sector (domain/sector.hpp) that a folded word names; empty when it names none.
[[nodiscard]] std::string_view sector_named_by(std::string_view folded);

}  // namespace leerwijzer
