// Small pictures as inline SVG, drawn from numbers. Each says in its title what it shows.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leerwijzer {

/// One dot a skill: had, learned here, still open. `id` must be unique on the page. Empty when there is
/// nothing to show.
[[nodiscard]] std::string skills_picture(std::string_view id, std::size_t had, std::size_t learned, std::size_t open);

/// A stretch of line: solid for the share that is there (0 to 1), dots for what is still to come.
[[nodiscard]] std::string overlap_picture(double share);

}  // namespace leerwijzer
