// What the words of a search mean beside their letters: conditions that are said in words become
// filters, and what is left names a subject. The person sees each and can undo it.
#pragma once

#include "engine/advice/geography.hpp"
#include "engine/core/date.hpp"
#include "engine/language/constraint_words.hpp"
#include "engine/search/search_index.hpp"
#include "engine/taxonomy/taxonomy.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

struct UnderstoodWords {
  ConstraintKind kind = ConstraintKind::level;
  std::string typed;  ///< the words, as typed
  std::string text;   ///< Dutch, B1: what they were taken to mean
};

struct UnderstoodSearch {
  std::string subject;                 ///< the words that are left; empty when all of them say conditions
  std::vector<UnderstoodWords> words;  ///< in order of the text
  SearchFilters filters;               ///< those given, and what the words add
  std::optional<FoundPlace> place;     ///< that the words name
  SkillsMeant related_skills;          ///< what the subject means in the taxonomy, which must still be there
};

/// Reads a search of at most some thousands of bytes. A condition of a kind in `as_words` stays words; so does one
/// that `filters` has already. `today` decides which January is meant.
[[nodiscard]] UnderstoodSearch understand(std::string_view text, const SearchFilters& filters,
                                          const std::vector<ConstraintKind>& as_words, const Taxonomy& taxonomy,
                                          const Geography& geography, Date today);

}  // namespace leerwijzer
