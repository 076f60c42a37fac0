#include "engine/taxonomy/sector_skills.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_core_skills = 12;
constexpr std::size_t k_fewest_askers = 2;  ///< what one occupation asks says nothing of its sector

struct Asked {
  double weight = 0.0;
  std::size_t askers = 0;
};

using Lists = std::vector<const std::vector<RequiredSkill>*>;

std::vector<RequiredSkill> most_asked(const Lists& lists) {
  std::map<SkillId, Asked> asked;
  for (const auto* list : lists) {
    for (const RequiredSkill& one : *list) {
      asked[one.skill].weight += one.weight;
      ++asked[one.skill].askers;
    }
  }
  const std::size_t fewest = lists.size() > k_fewest_askers ? k_fewest_askers : 1;
  std::vector<RequiredSkill> skills;
  for (const auto& [skill, one] : asked) {
    if (one.askers < fewest) continue;
    skills.push_back({skill, RelationKind::essential, one.weight / static_cast<double>(lists.size())});
  }
  std::stable_sort(skills.begin(), skills.end(),
                   [](const RequiredSkill& a, const RequiredSkill& b) { return a.weight > b.weight; });
  if (skills.size() > k_core_skills) skills.resize(k_core_skills);
  return skills;
}

}  // namespace

std::vector<SectorSkills> core_skills_by_sector(const std::vector<Occupation>& occupations,
                                                const std::vector<std::vector<RequiredSkill>>& required) {
  std::map<std::string, Lists> by_sector;
  for (std::size_t at = 0; at < occupations.size(); ++at) {
    if (!occupations[at].sector.empty() && !required[at].empty())
      by_sector[occupations[at].sector].push_back(&required[at]);
  }
  std::vector<SectorSkills> all;
  for (const auto& [sector, lists] : by_sector) all.push_back({sector, most_asked(lists)});
  return all;
}

std::vector<RequiredSkill> widely_asked_skills(const std::vector<std::vector<RequiredSkill>>& required) {
  Lists lists;
  for (const auto& list : required) {
    if (!list.empty()) lists.push_back(&list);
  }
  return most_asked(lists);
}

}  // namespace leerwijzer
