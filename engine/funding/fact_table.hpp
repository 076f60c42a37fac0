// The vocabulary of the funding rules: every fact that a scheme may ask about, in ONE table, with its
// type, unit, allowed words, the Dutch question, and how a yes and a no of a condition are worded.
// A scheme file that names another fact, word or unit does not load.
#pragma once

#include "engine/core/enum_names.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace leerwijzer {

enum class FactType : std::uint8_t { flag, number, word, word_set };
template <>
struct EnumNames<FactType> {
  static constexpr auto names = std::to_array<EnumName<FactType>>({{FactType::flag, "flag"},
                                                                   {FactType::number, "number"},
                                                                   {FactType::word, "word"},
                                                                   {FactType::word_set, "word_set"}});
};

/// What a number counts. A parameter may only be compared with a fact of the same unit.
enum class FactUnit : std::uint8_t { none, years, months, weeks, hours, eurocent, ratio, level, year };
template <>
struct EnumNames<FactUnit> {
  static constexpr auto names = std::to_array<EnumName<FactUnit>>({
      {FactUnit::none, "x"},
      {FactUnit::years, "years"},
      {FactUnit::months, "months"},
      {FactUnit::weeks, "weeks"},
      {FactUnit::hours, "hours"},
      {FactUnit::eurocent, "eurocent"},
      {FactUnit::ratio, "ratio"},
      {FactUnit::level, "level"},
      {FactUnit::year, "year"},
  });
};

/// One allowed word of a fact, with its Dutch label.
struct FactWord {
  std::string_view value;
  std::string_view label;
};

/// How much it takes to answer: a person knows it, must look it up, must ask somebody. Never: not asked at all.
enum class FactEffort : std::uint8_t { never = 0, knows = 1, looks_up = 2, asks_somebody = 3 };

struct FactSpec {
  std::string_view name;
  FactType type = FactType::flag;
  FactUnit unit = FactUnit::none;
  std::span<const FactWord> words;  ///< empty for word and word_set: any text (a place name)
  std::string_view question;        ///< Dutch, B1
  std::string_view yes;             ///< clause when a condition holds; "{}" is the required value
  std::string_view no;              ///< clause when it does not hold
  FactEffort effort = FactEffort::knows;
  bool sensitive = false;  ///< income, health, nationality: asked only when nothing else remains
};

/// All facts, ordered by name.
[[nodiscard]] std::span<const FactSpec> fact_table() noexcept;

/// Position in the table, or nothing.
[[nodiscard]] std::optional<std::size_t> find_fact(std::string_view name) noexcept;

/// Position of a word of that fact, or nothing.
[[nodiscard]] std::optional<std::size_t> find_word(const FactSpec& spec, std::string_view word) noexcept;

/// The known fact name that is spelled most like `name`; empty when none is near.
[[nodiscard]] std::string_view nearest_fact(std::string_view name);

/// A group word may be stated by a person and means "one of these"; a rule may not use it.
/// "employee" is the only one: which contract somebody has is often not asked.
inline constexpr std::string_view k_employee = "employee";
inline constexpr auto k_employee_members =
    std::to_array<std::string_view>({"employee_permanent", "employee_temporary", "agency_worker"});

/// What a number of that unit can be, both ends included.
struct FactRange {
  double low = 0.0;
  double high = 0.0;
  [[nodiscard]] bool holds(double value) const noexcept { return value >= low && value <= high; }
};
[[nodiscard]] FactRange fact_range(FactUnit unit) noexcept;

/// "57 jaar", "€ 40.000", "20%": a value of that unit for a Dutch sentence.
[[nodiscard]] std::string format_value(FactUnit unit, double value);

}  // namespace leerwijzer
