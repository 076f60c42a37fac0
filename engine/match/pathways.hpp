// Where a person could go next: occupations ranked by a sum of named parts, and ways of several steps where one step
// is too far, with the time and money that the courses on the way take. Sentences are Dutch, B1.
//
// The score of an occupation is the sum of its parts: weight x value, each value 0 to 1.
//   overlap   what I can: weighted share of what it asks that is had     0.70 x (1 - s)
//   interest  what I want: see Interest                                  0.70 x s
//   shortage  how hard employers there look for people; unknown is 0.5   0.15
//   modules   share of what is missing that courses within reach teach   0.15
// s is learner.canOrWant: 0 only what I can, 1 only what I want; 0.5 where likes were given without it, 0 where there
// are no likes. Where courses were not looked at, the rest is scaled to 1.
#pragma once

#include "engine/domain/learner.hpp"
#include "engine/domain/shortage.hpp"
#include "engine/match/interest.hpp"
#include "engine/match/module_reach.hpp"
#include "engine/taxonomy/taxonomy.hpp"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

struct ScorePart {
  std::string kind;  ///< overlap, interest, shortage, modules
  double value = 0.0;
  double share = 0.0;  ///< of the score: weight x value
  std::string text;
};

struct NextOccupation : Transition {
  double score = 0.0;
  std::vector<ScorePart> parts;
  const ShortageRow* shortage = nullptr;  ///< of the table that was given; nothing: unknown
};

struct NextOccupationsQuestion {
  const Taxonomy& taxonomy;
  std::span<const SkillShare> had;
  std::vector<OccupationId> held;
  std::string sector;  ///< only work in it; empty: any
  const Interest& interest;
  std::optional<double> can_or_want;
  const ShortageTable* shortage = nullptr;
  std::string region;       ///< slug; empty: unknown
  std::string region_name;  ///< for people
};

/// Best first; equal ones by overlap, then id. Work that shares nothing with what is had or liked is left out.
[[nodiscard]] std::vector<NextOccupation> next_occupations(const NextOccupationsQuestion& question, std::size_t limit);

/// Adds the part of the courses within reach, and puts them in order again.
void weigh_modules(std::vector<NextOccupation>& occupations, const NextOccupationsQuestion& question,
                   const ModuleReach& reach);

struct PathStep {
  Transition to;  ///< overlap, shared and missing as they are before the step
  StepEstimate estimate;
  double still_to_goal = 0.0;  ///< share of what the last occupation asks that is still missing after this step
};

struct Pathway {
  std::vector<PathStep> steps;
  std::optional<std::pair<double, double>> months;  ///< from all steps; nothing where one is unknown
  std::optional<CentsInterval> cost;
  std::string text;
};

/// The way to `goal`: one step where it is near, several where it is too far, one large step where no way was found.
[[nodiscard]] std::vector<OccupationId> way_to(const Taxonomy& taxonomy, OccupationId goal,
                                               std::span<const SkillShare> had);

/// Ways of two or three steps that begin at one of `first` and grow: on to work that is too far in one step, in the
/// same sector or a liked one, and of a higher ISCO skill level than the step before it or than the first. At most 3.
[[nodiscard]] std::vector<std::vector<OccupationId>> ways_that_grow(const NextOccupationsQuestion& question,
                                                                    std::span<const NextOccupation> first);

/// What each step of a way asks when those before it are done. `reach` may hold nothing; all is unknown then.
[[nodiscard]] Pathway describe_way(const NextOccupationsQuestion& question, std::span<const OccupationId> way,
                                   const ModuleReach& reach);

/// The skills that are missing anywhere on these ways, with the weight of the skill, once each, in order of id.
[[nodiscard]] std::vector<std::pair<SkillId, double>> missing_on(const Taxonomy& taxonomy,
                                                                 std::span<const std::vector<OccupationId>> ways,
                                                                 std::span<const SkillShare> had);

}  // namespace leerwijzer
