// Occupations and skills of a taxonomy (ESCO, CompetentNL, or the shipped sample), as stored.
#pragma once

#include "engine/core/enum_names.hpp"
#include "engine/core/ids.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace leerwijzer {

/// How a label names its concept.
enum class LabelKind : std::uint8_t { preferred, alternative, hidden };
template <>
struct EnumNames<LabelKind> {
  static constexpr auto names = std::to_array<EnumName<LabelKind>>({
      {LabelKind::preferred, "preferred"},
      {LabelKind::alternative, "alternative"},
      {LabelKind::hidden, "hidden"},
  });
};

/// How much an occupation needs a skill.
enum class RelationKind : std::uint8_t { essential, optional };
template <>
struct EnumNames<RelationKind> {
  static constexpr auto names = std::to_array<EnumName<RelationKind>>({
      {RelationKind::essential, "essential"},
      {RelationKind::optional, "optional"},
  });
};

/// How the concept that words were taken to mean relates to them.
enum class MatchRelation : std::uint8_t { exact, close, broader };
template <>
struct EnumNames<MatchRelation> {
  static constexpr auto names = std::to_array<EnumName<MatchRelation>>({
      {MatchRelation::exact, "exact"},      // a label of the concept, but for its form
      {MatchRelation::close, "close"},      // the nearest
      {MatchRelation::broader, "broader"},  // the words say more than any concept
  });
};

/// How widely a skill is used (ESCO reuseLevel).
enum class ReuseLevel : std::uint8_t { unknown, transversal, cross_sector, sector_specific, occupation_specific };
template <>
struct EnumNames<ReuseLevel> {
  static constexpr auto names = std::to_array<EnumName<ReuseLevel>>({
      {ReuseLevel::unknown, "unknown"},
      {ReuseLevel::transversal, "transversal"},
      {ReuseLevel::cross_sector, "cross-sector"},
      {ReuseLevel::sector_specific, "sector-specific"},
      {ReuseLevel::occupation_specific, "occupation-specific"},
  });
};

struct Label {
  LabelKind kind = LabelKind::preferred;
  std::string language;
  std::string text;
};

struct Occupation {
  OccupationId id;
  std::string uri;
  std::string isco_group;  ///< four digits of ISCO-08
  std::string sector;      ///< a code of domain/sector.hpp; empty when unknown
  std::string description;
  std::vector<Label> labels;
};

struct Skill {
  SkillId id;
  std::string uri;
  bool knowledge = false;  ///< ESCO skillType "knowledge"
  ReuseLevel reuse = ReuseLevel::unknown;
  std::string description;
  std::vector<Label> labels;
};

/// What a title means by decision of a person; it wins over everything else.
struct TitleOverride {
  std::string title;
  OccupationId occupation;
};

struct OccupationSkill {
  OccupationId occupation;
  SkillId skill;
  RelationKind kind = RelationKind::essential;
};

}  // namespace leerwijzer
