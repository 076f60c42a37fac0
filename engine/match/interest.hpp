// What a person likes, as a value for every occupation. Private to engine/match.
#pragma once

#include "engine/domain/learner.hpp"
#include "engine/taxonomy/taxonomy.hpp"

#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

/// 1 for work in a liked sector, else the weight of liked skills in what it asks over 0.3 of that (who likes a third of
/// the work likes the work), at most 1. Words are taken apart at commas and "en"; each part is a sector, else a skill,
/// else an occupation whose essential skills are liked.
class Interest {
 public:
  /// Nothing is known of what the person likes.
  Interest() = default;
  /// Fails with invalid_input for a URI that does not exist. Words that mean nothing become a note at their JSON
  /// pointer.
  [[nodiscard]] static Result<Interest> understand(const Taxonomy& taxonomy, const Likes& likes,
                                                   std::vector<std::pair<std::string, std::string>>& notes);

  [[nodiscard]] bool stated() const noexcept { return !sectors_.empty() || !by_skills_.empty(); }
  [[nodiscard]] double in(const Occupation& occupation) const;
  [[nodiscard]] bool likes_sector(const std::string& sector) const;
  /// Occupations that ask a liked skill.
  [[nodiscard]] const std::vector<NearOccupation>& by_skills() const noexcept { return by_skills_; }
  [[nodiscard]] const std::vector<std::string>& sectors() const noexcept { return sectors_; }

 private:
  std::vector<std::string> sectors_;
  std::vector<NearOccupation> by_skills_;  ///< by id, with the weighted share that is liked
};

}  // namespace leerwijzer
