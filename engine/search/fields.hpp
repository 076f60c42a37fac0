// What the index holds of an offer, in one table: the prefix of its terms, the weight of its words,
// the slot of its value. Whoever adds a field adds a row and raises k_index_schema.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace leerwijzer {

/// Raised whenever documents of the old and the new program would differ.
inline constexpr int k_index_schema = 3;

/// Xapian refuses terms over 245 bytes.
inline constexpr std::size_t k_longest_term = 200;

enum class Field : std::uint8_t {
  title,
  outcomes,
  codes,
  provider,
  summary,
  description,
  place,  // words
  title_word,
  pair,
  known_word,  // words as written
  level,
  sector,
  mode,
  kind,
  language,
  provider_id,
  daypart,
  skill,  // terms to filter by
  offer_id,
  columns,
  content_hash  // values
};

enum class FieldUse : std::uint8_t {
  words,    ///< analysed; all such fields share their terms, each word counting `weight` times
  spelled,  ///< words or pairs of words, for suggestions, spelling and phrases
  filter,   ///< exact terms; a field that can be unknown then has the term prefix + "unknown"
  value,    ///< in a slot
};

inline constexpr std::uint32_t k_no_slot = 0xFFFFFFFFU;

struct FieldRow {
  Field field;
  std::string_view name;
  FieldUse use;
  std::string_view prefix;  ///< title words also stand under their own, for a bonus
  std::uint32_t weight = 0;
  std::uint32_t slot = k_no_slot;
  bool may_be_unknown = false;
};

inline constexpr auto k_fields = std::to_array<FieldRow>({
    {Field::title, "title", FieldUse::words, "S", 7, k_no_slot, false},
    {Field::outcomes, "outcomes", FieldUse::words, "", 5, k_no_slot, false},
    {Field::codes, "codes", FieldUse::words, "", 5, k_no_slot, false},
    {Field::provider, "provider", FieldUse::words, "", 3, k_no_slot, false},
    {Field::summary, "summary", FieldUse::words, "", 3, k_no_slot, false},
    {Field::description, "description", FieldUse::words, "", 1, k_no_slot, false},
    {Field::place, "place", FieldUse::words, "", 2, k_no_slot, false},
    {Field::title_word, "title_word", FieldUse::spelled, "XT", 0, k_no_slot, false},
    {Field::pair, "pair", FieldUse::spelled, "XB", 0, k_no_slot, false},
    {Field::known_word, "known_word", FieldUse::spelled, "XW", 0, k_no_slot, false},
    {Field::level, "level", FieldUse::filter, "XL", 0, k_no_slot, true},
    {Field::sector, "sector", FieldUse::filter, "XC", 0, k_no_slot, true},
    {Field::mode, "mode", FieldUse::filter, "XM", 0, k_no_slot, true},
    {Field::kind, "kind", FieldUse::filter, "XK", 0, k_no_slot, false},
    {Field::language, "language", FieldUse::filter, "XG", 0, k_no_slot, true},
    {Field::provider_id, "provider_id", FieldUse::filter, "XP", 0, k_no_slot, true},
    {Field::daypart, "daypart", FieldUse::filter, "XD", 0, k_no_slot, true},
    {Field::skill, "skill", FieldUse::filter, "XS", 0, k_no_slot, true},
    {Field::offer_id, "offer_id", FieldUse::filter, "Q", 0, k_no_slot, false},
    {Field::columns, "columns", FieldUse::value, "", 0, 0, false},
    {Field::content_hash, "content_hash", FieldUse::value, "", 0, 1, false},
});

[[nodiscard]] constexpr const FieldRow& row_of(Field field) { return k_fields[static_cast<std::size_t>(field)]; }

[[nodiscard]] constexpr bool rows_are_in_order() {
  for (std::size_t i = 0; i < k_fields.size(); ++i) {
    if (static_cast<std::size_t>(k_fields[i].field) != i) return false;
  }
  return true;
}
static_assert(rows_are_in_order(), "k_fields has one row for each Field, in its order");

inline constexpr std::string_view k_unknown = "unknown";

[[nodiscard]] inline std::string term_of(Field field, std::string_view value) {
  return std::string(row_of(field).prefix) + std::string(value);
}

[[nodiscard]] constexpr std::uint32_t slot_of(Field field) { return row_of(field).slot; }

}  // namespace leerwijzer
