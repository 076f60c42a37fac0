// Words of a search that say a condition and not a subject: "mbo 4", "online", "in Amersfoort",
// "gratis", "vanaf januari". Only recognises; what a place name is, the caller knows.
#pragma once

#include "engine/core/enum_names.hpp"
#include "engine/language/words.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

enum class ConstraintKind : std::uint8_t { level, mode, daypart, price, start, place, kind, language };
template <>
struct EnumNames<ConstraintKind> {
  static constexpr auto names = std::to_array<EnumName<ConstraintKind>>({
      {ConstraintKind::level, "level"},
      {ConstraintKind::mode, "mode"},
      {ConstraintKind::daypart, "daypart"},
      {ConstraintKind::price, "price"},
      {ConstraintKind::start, "start"},
      {ConstraintKind::place, "place"},
      {ConstraintKind::kind, "kind"},
      {ConstraintKind::language, "language"},
  });
};

/// Words [first, first + count) of a text say this condition.
struct ConstraintWords {
  ConstraintKind kind = ConstraintKind::level;
  std::size_t first = 0;
  std::size_t count = 0;
  /// level: NLQF levels; mode, daypart, kind: names of the domain; price: whole euros, at most; start: "in" or "from"
  /// and the number of the month, or "within" and a number of months; place: the name or the four digits of a
  /// postcode; language: ISO 639-1.
  std::vector<std::string> values;
};

/// Is this the name of a place? Words as typed, with spaces between them.
using IsPlace = std::function<bool(std::string_view)>;

/// In order of the text, without overlap; of each kind at most one, the first.
[[nodiscard]] std::vector<ConstraintWords> constraint_words_of(std::span<const Word> words, const IsPlace& is_place);

}  // namespace leerwijzer
