// What somebody may be typing: occupations, skills, places and offers in one order. From the first letter
// well under a millisecond.
#pragma once

#include "engine/advice/geography.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/search/search_index.hpp"
#include "engine/taxonomy/taxonomy.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

enum class SuggestionKind : std::uint8_t { occupation, skill, offer, place };
template <>
struct EnumNames<SuggestionKind> {
  static constexpr auto names = std::to_array<EnumName<SuggestionKind>>({{SuggestionKind::occupation, "occupation"},
                                                                         {SuggestionKind::skill, "skill"},
                                                                         {SuggestionKind::offer, "offer"},
                                                                         {SuggestionKind::place, "place"}});
};

struct Suggestion {
  SuggestionKind kind = SuggestionKind::occupation;
  std::int64_t id = 0;  ///< of the concept or the offer; 0 for a place
  std::string label;
};

/// At most `limit` of each kind, best fit first: the label itself, then labels that begin with the words as whole
/// words, then those that begin so with the last word unfinished, then those with it further on; preferred labels
/// before other names of a concept. Of equal fit occupations before places, skills and offers, each in its own order.
/// Any text; empty for one without a letter or digit.
[[nodiscard]] Result<std::vector<Suggestion>> suggest(const Taxonomy& taxonomy, const Geography& geography,
                                                      const SearchIndex& index, std::string_view typed,
                                                      std::size_t limit);

}  // namespace leerwijzer
