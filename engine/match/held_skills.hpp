// The skills that a person has, from what was stated and denied, work, diplomas and finished modules. Private to
// engine/match.
//
// How sure a ground makes a skill, 0 to 1 (our own judgement; nobody publishes such figures):
//   work      relation x experience x recency
//             relation    0.95 essential, 0.45 optional
//             experience  1 - 0.5 exp(-years / 1.5); 0.9 where the years are unknown
//             recency     0.25 + 0.75 x 2^(-years since / 12); 1 where the last year is unknown
//   diploma   0.8 essential, 0.3 optional for the work it was for; 0.8 for a skill it names; from abroad x 0.65
//   module    0.9 x confidence of the outcome
//   stated    1; denied 0
// Grounds of different work, diplomas and modules add up as independent ones: 1 - product of (1 - ground), at most
// 0.97; of one and the same occupation the surest counts. From 0.6 a skill is likely and counts as had; from 0.15 it is
// possible and counts for half of its sureness; below that it is left out. Adding work, diplomas, modules or skills
// never lowers any of these, so that it never raises the gap.
#pragma once

#include "engine/domain/learner.hpp"
#include "engine/domain/offer.hpp"
#include "engine/match/goal.hpp"
#include "engine/match/learner_picture.hpp"

#include <optional>
#include <span>
#include <vector>

namespace leerwijzer {

/// What skills follow from. `modules` are the offers of learner.modules_done, in that order; nothing where one is not
/// in the index.
struct SkillSources {
  const Taxonomy& taxonomy;
  const Learner& learner;
  const HeldMatches& held;
  std::span<const std::optional<Offer>> modules;
  Date today{};
};

/// Without questions. Fails with invalid_input, naming the field: a URI that does not exist, or a skill that is both
/// stated and denied.
[[nodiscard]] Result<LearnerPicture> understand_learner(const SkillSources& sources);

/// How much of each skill counts as had, see above.
[[nodiscard]] std::vector<SkillShare> shares_of(std::span<const HeldSkill> skills);

/// The skills that count as had whole, in order of id.
[[nodiscard]] std::vector<SkillId> counted_as_had(std::span<const HeldSkill> skills);

/// The ground that work gives; `since` in whole years, nothing where it is unknown.
[[nodiscard]] double sureness_of_work(RelationKind relation, std::optional<double> years, std::optional<int> since);

}  // namespace leerwijzer
