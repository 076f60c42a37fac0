// Small pictures as inline SVG, drawn from numbers. Each says in its title what it shows.
#pragma once

#include "api/web/texts.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace leerwijzer {

struct SkillCounts {
  std::size_t had = 0;
  std::size_t learned = 0;  ///< here
  std::size_t open = 0;     ///< still to come
};

/// One dot a skill. `id` must be unique on the page. Empty when there is nothing to show.
[[nodiscard]] std::string skills_picture(const Texts& texts, std::string_view id, const SkillCounts& counts,
                                         bool big = false);

/// One leg of a way: solid for the share that is there (0 to 1), dots for what is still to come; lying and standing.
[[nodiscard]] std::string leg_picture(double share);

}  // namespace leerwijzer
