// When and how long, from the words of catalogues: parts of the day, hours a week, durations, months.
#pragma once

#include "engine/core/error.hpp"
#include "engine/domain/offer.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// "morning", "avond", "weekend"; "day" is morning and afternoon; empty for another word.
[[nodiscard]] std::vector<Daypart> dayparts_of_word(std::string_view word);

/// Parts of the day that a text speaks of ("op dinsdagavond", "zaterdagen"), in order of the enum.
[[nodiscard]] std::vector<Daypart> dayparts_in_text(std::string_view text);

/// Hours a week that a text states ("12 uur per week", "ongeveer 8 tot 10 uur in de week" gives 10); 1 to 60.
[[nodiscard]] std::optional<double> hours_per_week_in_text(std::string_view text);

/// A duration as months and, where it is one of hours or days, the hours.
struct Duration {
  std::optional<double> months;
  std::optional<int> hours;
  bool operator==(const Duration&) const = default;
};

/// ISO 8601 ("P1Y6M", "P10W", "P2D", "PT30H", and the common wrong "P1DT30H4S").
[[nodiscard]] Result<Duration> parse_iso_duration(std::string_view text);

/// A number and a unit: hour, day, week, month, year and their Dutch words.
[[nodiscard]] std::optional<Duration> duration_of(double number, std::string_view unit);

/// "3 jaar", "10 weken", "1 dag", "anderhalf jaar", "2,5 maand", "18 maanden".
[[nodiscard]] Result<Duration> parse_dutch_duration(std::string_view text);

/// "40 uur", "5 EC", "120 sbu", "32" (hours).
[[nodiscard]] Result<int> parse_study_load(std::string_view text);

/// A number with a comma or a point; nothing for anything else.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

/// Is this the name of a month, with or without a year ("september", "begin februari 2027")?
[[nodiscard]] bool names_a_month(std::string_view text);

/// "najaar", "eerste semester", "periode 2"?
[[nodiscard]] bool names_a_semester(std::string_view text);

}  // namespace leerwijzer
