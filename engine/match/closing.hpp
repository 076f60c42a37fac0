// Which skills of a gap an offer closes, and how that is known: from its outcomes, or, where the school states none,
// from the qualification that it leads to. Private to engine/match and those who write its answers.
#pragma once

#include "engine/core/enum_names.hpp"
#include "engine/domain/offer.hpp"
#include "engine/taxonomy/taxonomy.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace leerwijzer {

/// outcomes: the school says what is learned (a confidence below 1 was mapped from its words); qualification: it is a
/// registered qualification (crebo, croho, RIO) with the name of the occupation; title: only its name says so.
enum class ClosingBasis : std::uint8_t { outcomes, qualification, title };
template <>
struct EnumNames<ClosingBasis> {
  static constexpr auto names = std::to_array<EnumName<ClosingBasis>>({{ClosingBasis::outcomes, "outcomes"},
                                                                       {ClosingBasis::qualification, "qualification"},
                                                                       {ClosingBasis::title, "title"}});
};

/// A registered qualification is built from what its occupation asks, so its essential skills are likely and its
/// optional ones possible; a name alone says less. Never as sure as an outcome that the school states.
inline constexpr double k_register_essential = 0.7;
inline constexpr double k_register_optional = 0.4;
inline constexpr double k_title_part = 0.7;  ///< of those, where there is no code of a register

struct Closing {
  ClosingBasis basis = ClosingBasis::outcomes;
  std::vector<std::pair<SkillId, double>> skills;  ///< skill of the gap and confidence, by id, once each
};

/// What an offer closes of `gap`. `goal`: the occupation whose skills the gap is made of, where it is one.
[[nodiscard]] Closing closing_of(const Offer& offer, std::span<const RequiredSkill> gap, const Occupation* goal);

/// Does the title of an offer name the occupation and nothing else, but for words such as "opleiding" and "(bbl)"?
[[nodiscard]] bool is_named_after(std::string_view title, const Occupation& occupation);

}  // namespace leerwijzer
