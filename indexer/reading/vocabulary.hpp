// Words of catalogues to codes of the domain: levels, kinds, languages, delivery modes, classification codes.
// What is not known stays unknown; the caller reports it with the raw value.
#pragma once

#include "engine/domain/offer.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

/// What a level word says. `known` is false for a word outside every list; a known word may still
/// name no NLQF level (mbo, hbo, wo, post-hbo, none, undivided).
struct LevelWord {
  bool known = false;
  std::optional<NlqfLevel> nlqf;
};
[[nodiscard]] LevelWord level_of_word(std::string_view word);

/// "1" to "8", "4+", "4p", "level_4plus".
[[nodiscard]] std::optional<NlqfLevel> level_of_code(std::string_view code);

/// Lowest level that a sentence on prior education asks for ("mbo niveau 2 of hoger"); nothing when it names none.
[[nodiscard]] std::optional<NlqfLevel> prior_level_of_text(std::string_view text);

/// Kind by a word of a code list ("mbo-certificaat", "cursus", "minor"); nothing when the word says none.
[[nodiscard]] std::optional<OfferKind> kind_of_word(std::string_view word);

/// Kind by phrases in a title or a line on what is awarded; nothing when it says none.
[[nodiscard]] std::optional<OfferKind> kind_in_text(std::string_view text);

/// ISO 639-1 of "nl", "nld", "dut", "nl-NL", "Nederlands", "NL"; empty when it is not a language.
[[nodiscard]] std::string language_of(std::string_view code);

[[nodiscard]] std::optional<DeliveryMode> mode_of_word(std::string_view word);

/// Four digits, or two or three (broad and narrow fields); a lost leading zero is put back
/// ("732" gives "0732"). Empty when it is not an ISCED-F code.
[[nodiscard]] std::string isced_of(std::string_view code);

/// Crebo (9xxxx or 2xxxx, five digits), croho (five digits); other when it is neither.
[[nodiscard]] CodeScheme scheme_of_croho_crebo(std::string_view code, std::optional<NlqfLevel> level);

/// bol, bbl or third way by words in a text; none when it says nothing.
[[nodiscard]] LearningPath path_in_text(std::string_view text);

}  // namespace leerwijzer
