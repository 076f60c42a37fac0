// The sectors that offers, occupations and facets are told apart by, and how ISCED-F fields map to them.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace leerwijzer {

struct Sector {
  std::string_view code;   ///< "zorg-welzijn"
  std::string_view label;  ///< "Zorg en welzijn"
};

/// All sectors, in the order in which they are shown.
[[nodiscard]] std::span<const Sector> sectors() noexcept;

/// The sector with that code or label (any case), or nothing.
[[nodiscard]] std::optional<std::string_view> sector_of_name(std::string_view name);

/// The sector of an ISCED-F 2013 code of two to four digits ("0913" gives zorg-welzijn), or nothing.
[[nodiscard]] std::optional<std::string_view> sector_of_isced_f(std::string_view code) noexcept;

/// Dutch label of a code; the code itself when it is unknown.
[[nodiscard]] std::string_view sector_label(std::string_view code) noexcept;

}  // namespace leerwijzer
