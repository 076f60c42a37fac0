// How a learner was understood: the skills that a person has, each with its grounds, diplomas, what was not understood,
// and the questions that would tell most. Sentences are Dutch, B1.
#pragma once

#include "engine/core/enum_names.hpp"
#include "engine/core/ids.hpp"
#include "engine/domain/level.hpp"
#include "engine/taxonomy/taxonomy.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

/// How surely a skill is had. Stated and likely ones count as had; a possible one takes part of the weight off the
/// gap; a denied one counts for nothing, whatever implies it.
enum class Certainty : std::uint8_t { stated, likely, possible, denied };
template <>
struct EnumNames<Certainty> {
  static constexpr auto names = std::to_array<EnumName<Certainty>>({{Certainty::stated, "stated"},
                                                                    {Certainty::likely, "likely"},
                                                                    {Certainty::possible, "possible"},
                                                                    {Certainty::denied, "denied"}});
};

/// Why we think that a person has a skill, or not.
struct SkillGround {
  enum class Kind : std::uint8_t { stated, denied, essential, optional, diploma, module };
  Kind kind = Kind::stated;
  double sureness = 1.0;  ///< of this ground alone, 0 to 1
  std::string text;
};
template <>
struct EnumNames<SkillGround::Kind> {
  static constexpr auto names = std::to_array<EnumName<SkillGround::Kind>>({
      {SkillGround::Kind::stated, "stated"},
      {SkillGround::Kind::denied, "denied"},
      {SkillGround::Kind::essential, "occupation-essential"},
      {SkillGround::Kind::optional, "occupation-optional"},
      {SkillGround::Kind::diploma, "diploma"},
      {SkillGround::Kind::module, "module"},
  });
};

struct HeldSkill {
  SkillId skill;
  Certainty certainty = Certainty::possible;
  double sureness = 0.0;             ///< 0 to 1
  std::vector<SkillGround> grounds;  ///< the surest first
};

struct UnderstoodDiploma {
  std::string words;                          ///< as the person wrote it
  std::optional<NlqfLevel> level;             ///< that the words say
  bool foreign = false;                       ///< the words say that it is from abroad
  std::optional<OccupationMatch> occupation;  ///< that it was for
  std::optional<SkillMatch> skill;            ///< where it names a skill rather than work
  std::string text;                           ///< how it was taken
};

/// A question that a person can answer with yes or no: "Kunt u dit al?"
struct ConfirmingQuestion {
  SkillId skill;
  double sureness = 0.0;     ///< as far as we know now
  double informative = 0.0;  ///< expected change of the weight of the gap, as share of its whole
  double if_yes = 0.0;       ///< change of the weight of the gap, as share of its whole; never over 0
  double if_no = 0.0;        ///< never under 0
  std::string text;
  std::string yes_text;
  std::string no_text;
};

struct LearnerPicture {
  std::vector<HeldSkill> skills;  ///< stated, denied, likely, possible; then the surest, then by id
  std::vector<UnderstoodDiploma> diplomas;
  std::vector<ConfirmingQuestion> questions;               ///< most informative first, at most 5
  std::vector<std::pair<std::string, std::string>> notes;  ///< JSON pointer of a field, and what to know about it
};

}  // namespace leerwijzer
