#include "engine/match/interest.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/sector.hpp"
#include "engine/language/sector_words.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr double k_accept = 0.3;  ///< what is liked only moves the order, so the nearest will do
constexpr double k_share_that_is_liked = 0.3;
constexpr std::size_t k_text_limit = 500;
constexpr std::size_t k_most_parts = 12;

/// "koken, mensen helpen en tekenen" in its parts.
std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  for (const std::string& piece : split_trimmed(text, ',')) {
    std::string_view rest = piece;
    while (!rest.empty() && parts.size() < k_most_parts) {
      const std::size_t at = rest.find(" en ");
      const std::string_view part = trim(rest.substr(0, at));
      if (!part.empty()) parts.emplace_back(part);
      rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 4);
    }
  }
  return parts;
}

struct Liked {
  std::vector<SkillShare> skills;
  std::vector<std::string> sectors;
};

bool take_words(const Taxonomy& taxonomy, const std::string& words, Liked& liked) {
  const std::string folded = collapse_spaces(fold(words));
  if (const std::string_view sector = sector_named_by(folded); !sector.empty()) {
    liked.sectors.emplace_back(sector);
    return true;
  }
  if (const auto sector = sector_of_name(words)) {
    liked.sectors.emplace_back(*sector);
    return true;
  }
  const auto skills = taxonomy.resolve_skills(truncate_utf8(words, k_text_limit), 1);
  const auto occupations = taxonomy.resolve_occupations(truncate_utf8(words, k_text_limit), 1);
  const double skill = skills.empty() ? 0.0 : skills.front().confidence;
  const double occupation = occupations.empty() ? 0.0 : occupations.front().confidence;
  if (std::max(skill, occupation) < k_accept) return false;
  if (skill >= occupation) {
    liked.skills.push_back({skills.front().id, 1.0});
    return true;
  }
  for (const RequiredSkill& one : taxonomy.required_skills(occupations.front().id)) {
    if (one.kind == RelationKind::essential) liked.skills.push_back({one.skill, 1.0});
  }
  return true;
}

}  // namespace

Result<Interest> Interest::understand(const Taxonomy& taxonomy, const Likes& likes,
                                      std::vector<std::pair<std::string, std::string>>& notes) {
  Liked liked;
  for (const std::string& sector : likes.sectors)
    liked.sectors.emplace_back(sector_of_name(sector).value_or(std::string_view(sector)));
  for (std::size_t i = 0; i < likes.skills.size(); ++i) {
    const std::string where = "/learner/likes/skills/" + std::to_string(i);
    if (!likes.skills[i].uri.empty()) {
      const Skill* skill = taxonomy.skill_by_uri(likes.skills[i].uri);
      if (skill == nullptr) {
        return Error{ErrorCode::invalid_input, "Deze vaardigheid kennen we niet: " + likes.skills[i].uri,
                     "Zoek de vaardigheid op naam.", where + "/uri"};
      }
      liked.skills.push_back({skill->id, 1.0});
    } else if (!take_words(taxonomy, likes.skills[i].text, liked)) {
      notes.emplace_back(where,
                         "We weten niet wat u bedoelt met \"" + likes.skills[i].text + "\". Gebruik een ander woord.");
    }
  }
  for (const std::string& part : parts_of(likes.text)) {
    if (!take_words(taxonomy, part, liked))
      notes.emplace_back("/learner/likes/text",
                         "We weten niet wat u bedoelt met \"" + part + "\". Gebruik een ander woord.");
  }
  Interest interest;
  std::sort(liked.sectors.begin(), liked.sectors.end());
  liked.sectors.erase(std::unique(liked.sectors.begin(), liked.sectors.end()), liked.sectors.end());
  interest.sectors_ = std::move(liked.sectors);
  interest.by_skills_ = taxonomy.near(liked.skills);
  std::sort(interest.by_skills_.begin(), interest.by_skills_.end(),
            [](const NearOccupation& a, const NearOccupation& b) { return a.occupation->id < b.occupation->id; });
  return interest;
}

bool Interest::likes_sector(const std::string& sector) const {
  return std::find(sectors_.begin(), sectors_.end(), sector) != sectors_.end();
}

double Interest::in(const Occupation& occupation) const {
  if (!occupation.sector.empty() && likes_sector(occupation.sector)) return 1.0;
  const auto found =
      std::lower_bound(by_skills_.begin(), by_skills_.end(), occupation.id,
                       [](const NearOccupation& one, OccupationId id) { return one.occupation->id < id; });
  if (found == by_skills_.end() || found->occupation->id != occupation.id) return 0.0;
  return std::min(1.0, found->overlap / k_share_that_is_liked);
}

}  // namespace leerwijzer
