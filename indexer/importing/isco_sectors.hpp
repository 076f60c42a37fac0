// Which sector an occupation belongs to, by its ISCO-08 group.
#pragma once

#include <string_view>

namespace leerwijzer {

/// A code of domain/sector.hpp for one to four digits of ISCO-08; empty when there is none.
[[nodiscard]] std::string_view sector_of_isco(std::string_view group) noexcept;

}  // namespace leerwijzer
