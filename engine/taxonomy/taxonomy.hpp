// The taxonomy in memory: look-up of occupations and skills by words, what an occupation asks, the
// gap between what is asked and what a person has, and which occupations lie near.
//
// Immutable after build(); safe to share between threads.
#pragma once

#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"
#include "engine/domain/taxonomy.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

struct TaxonomyModels;  // title_models.hpp; made by train_models of taxonomy_training.hpp

/// A concept that words were taken to mean.
template <typename ConceptId>
struct ConceptMatch {
  ConceptId id;
  double confidence = 0.0;    ///< 0 to 1; 1 is an exact label
  std::string matched_label;  ///< the label that the words were closest to
  MatchRelation relation = MatchRelation::exact;
};

using OccupationMatch = ConceptMatch<OccupationId>;
using SkillMatch = ConceptMatch<SkillId>;

struct RequiredSkill {
  SkillId skill;
  RelationKind kind = RelationKind::essential;
  double weight = 0.0;     ///< 0 to 1: essential before optional, general and widely shared skills discounted
  double had_share = 0.0;  ///< of a missing one: how much of it counts as had already, see SkillShare
};

/// How much of a skill counts as had: 1 is had, less is possible only. Never over 1.
struct SkillShare {
  SkillId skill;
  double share = 1.0;
};

/// Required = had + missing, each in order of weight, heaviest first. The weight of a missing skill that is possibly
/// had is less by that share, so that what is surely missing comes first.
struct SkillsGap {
  std::vector<RequiredSkill> required;
  std::vector<RequiredSkill> had;
  std::vector<RequiredSkill> missing;
  double covered_share = 0.0;  ///< weight of `had` over weight of `required`; 1 when nothing is required
};

/// An occupation that shares something with what is had.
struct NearOccupation {
  const Occupation* occupation = nullptr;
  double overlap = 0.0;  ///< weighted share of its required skills that is had already, 0 to 1
};

struct Transition {
  OccupationId occupation;
  double overlap = 0.0;  ///< as NearOccupation::overlap
  std::vector<SkillId> shared;
  std::vector<SkillId> missing;
};

/// From this overlap an occupation is one step away; below it the step is too far.
inline constexpr double k_near_overlap = 0.35;

class Taxonomy {
 public:
  /// `version` is quoted in answers. Relations to unknown ids are ignored. `models` are those of the same version; a
  /// taxonomy without any, or with those of another version, understands words by their letters and other names only.
  /// `overrides` that name an unknown id are ignored.
  [[nodiscard]] static Taxonomy build(std::vector<Occupation> occupations, std::vector<Skill> skills,
                                      const std::vector<OccupationSkill>& relations, std::string version,
                                      TaxonomyModels models, const std::vector<TitleOverride>& overrides = {});
  /// The same with models of its own where the taxonomy is so small that they are made in well under a second.
  [[nodiscard]] static Taxonomy build(std::vector<Occupation> occupations, std::vector<Skill> skills,
                                      const std::vector<OccupationSkill>& relations, std::string version);

  Taxonomy(Taxonomy&&) noexcept;
  Taxonomy& operator=(Taxonomy&&) noexcept;
  ~Taxonomy();

  [[nodiscard]] const std::string& version() const noexcept;
  [[nodiscard]] std::size_t occupation_count() const noexcept;
  [[nodiscard]] std::size_t skill_count() const noexcept;

  [[nodiscard]] const Occupation* occupation(OccupationId id) const noexcept;
  [[nodiscard]] const Skill* skill(SkillId id) const noexcept;
  [[nodiscard]] const Occupation* occupation_by_uri(std::string_view uri) const noexcept;
  [[nodiscard]] const Skill* skill_by_uri(std::string_view uri) const noexcept;

  /// Preferred label in Dutch, else in any language.
  [[nodiscard]] std::string_view label(OccupationId id) const noexcept;
  [[nodiscard]] std::string_view label(SkillId id) const noexcept;

  /// Concepts that the words may mean, by confidence, at most `limit`. Any text up to 500 bytes;
  /// empty when nothing is near. Gendered and bracketed titles, compounds, inflection and small
  /// typing errors are understood. A title with an override comes first with confidence 1.
  [[nodiscard]] std::vector<OccupationMatch> resolve_occupations(std::string_view text, std::size_t limit) const;
  [[nodiscard]] std::vector<SkillMatch> resolve_skills(std::string_view text, std::size_t limit) const;

  /// The skill that a learning outcome or sentence states, or nothing below a confidence of 0.6.
  [[nodiscard]] std::optional<SkillMatch> skill_of_outcome(std::string_view text) const;

  /// Labels that start with, or hold a word that starts with, the folded prefix; preferred labels
  /// first, at most `limit`.
  [[nodiscard]] std::vector<OccupationMatch> suggest_occupations(std::string_view prefix, std::size_t limit) const;
  [[nodiscard]] std::vector<SkillMatch> suggest_skills(std::string_view prefix, std::size_t limit) const;

  /// What an occupation asks, heaviest first; empty for an unknown id.
  [[nodiscard]] std::span<const RequiredSkill> required_skills(OccupationId id) const noexcept;

  /// Weight of a skill wherever it is asked, 0 to 1.
  [[nodiscard]] double weight(SkillId id) const noexcept;

  /// In order of id.
  [[nodiscard]] std::vector<const Occupation*> occupations_in(std::string_view sector) const;

  /// What many occupations of a sector ask, heaviest first, at most 12: weight is that of the skill times the share of
  /// the sector's occupations that ask it (optional counts 0.4). Empty for an unknown sector.
  [[nodiscard]] std::span<const RequiredSkill> core_skills(std::string_view sector) const noexcept;
  /// The same for all occupations together.
  [[nodiscard]] std::span<const RequiredSkill> widely_asked() const noexcept;

  /// Of a skill that is named twice the larger share counts.
  [[nodiscard]] SkillsGap gap(std::span<const RequiredSkill> required, std::span<const SkillShare> had) const;

  /// Every occupation that asks something of what is had, largest overlap first, then by id.
  [[nodiscard]] std::vector<NearOccupation> near(std::span<const SkillShare> had) const;

  /// What somebody with these skills has and misses of an occupation.
  [[nodiscard]] Transition transition_to(OccupationId id, std::span<const SkillShare> had) const;

  /// The occupations to pass on the way to `goal`, `goal` last, so that every step is near (k_near_overlap) for who
  /// has learned the essential skills of those before it; {goal} where it is near already. Among the ways that a
  /// bounded best-first search sees the one on which least is to be learned. Empty when it sees none.
  [[nodiscard]] std::vector<OccupationId> path_to(OccupationId goal, std::span<const SkillShare> had) const;

 private:
  struct Model;
  explicit Taxonomy(std::unique_ptr<const Model> model);
  std::unique_ptr<const Model> model_;
};

}  // namespace leerwijzer
