// NLQF levels and where a level comes from. A level that was inferred from words or duration is never
// shown as an official level.
#pragma once

#include "engine/core/enum_names.hpp"

#include <cstdint>
#include <optional>

namespace leerwijzer {

/// The Dutch qualification framework; level_4_plus is vwo, between 4 and 5. Ordered.
enum class NlqfLevel : std::uint8_t {
  level_1,
  level_2,
  level_3,
  level_4,
  level_4_plus,
  level_5,
  level_6,
  level_7,
  level_8
};
template <>
struct EnumNames<NlqfLevel> {
  static constexpr auto names = std::to_array<EnumName<NlqfLevel>>({
      {NlqfLevel::level_1, "1"},
      {NlqfLevel::level_2, "2"},
      {NlqfLevel::level_3, "3"},
      {NlqfLevel::level_4, "4"},
      {NlqfLevel::level_4_plus, "4+"},
      {NlqfLevel::level_5, "5"},
      {NlqfLevel::level_6, "6"},
      {NlqfLevel::level_7, "7"},
      {NlqfLevel::level_8, "8"},
  });
};

/// Who says so: the provider, the national register, or we from the words of the offer.
enum class LevelBasis : std::uint8_t { unknown, stated, register_, inferred };
template <>
struct EnumNames<LevelBasis> {
  static constexpr auto names = std::to_array<EnumName<LevelBasis>>({
      {LevelBasis::unknown, "unknown"},
      {LevelBasis::stated, "stated"},
      {LevelBasis::register_, "register"},
      {LevelBasis::inferred, "inferred"},
  });
};

struct Level {
  std::optional<NlqfLevel> nlqf;  ///< nothing: the level is unknown
  LevelBasis basis = LevelBasis::unknown;
  bool operator==(const Level&) const = default;
};

}  // namespace leerwijzer
