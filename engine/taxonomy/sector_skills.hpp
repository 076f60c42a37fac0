// What is asked most: by the occupations of a sector, and by all of them. Made once, with the taxonomy.
#pragma once

#include "engine/taxonomy/taxonomy.hpp"

#include <string>
#include <vector>

namespace leerwijzer {

struct SectorSkills {
  std::string sector;
  std::vector<RequiredSkill> skills;  ///< heaviest first
};

/// `required` has a list for each occupation. See Taxonomy::core_skills for what weighs.
[[nodiscard]] std::vector<SectorSkills> core_skills_by_sector(const std::vector<Occupation>& occupations,
                                                              const std::vector<std::vector<RequiredSkill>>& required);

[[nodiscard]] std::vector<RequiredSkill> widely_asked_skills(const std::vector<std::vector<RequiredSkill>>& required);

}  // namespace leerwijzer
