// Money in euro cents. Amounts never pass through floating point.
#pragma once

#include "engine/core/error.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace leerwijzer {

struct Cents {
  std::int64_t value = 0;

  constexpr auto operator<=>(const Cents&) const = default;
  constexpr Cents& operator+=(Cents other) noexcept {
    value += other.value;
    return *this;
  }
  constexpr Cents& operator-=(Cents other) noexcept {
    value -= other.value;
    return *this;
  }
  friend constexpr Cents operator+(Cents a, Cents b) noexcept { return {a.value + b.value}; }
  friend constexpr Cents operator-(Cents a, Cents b) noexcept { return {a.value - b.value}; }
};

/// Both ends included; min <= max.
struct CentsInterval {
  Cents min;
  Cents max;
  bool operator==(const CentsInterval&) const = default;
};

/// `ratio` of an amount, rounded half up to the cent. ratio in [0, 10].
[[nodiscard]] Cents scaled(Cents amount, double ratio) noexcept;

/// "€ 1.450" or "€ 12,50" with a no-break space after the sign, as Dutch pages write it.
[[nodiscard]] std::string format_euro(Cents amount);

/// Reads an amount as Dutch catalogues write it: "1.250,00", "27.500", "349,50", "EUR 1.250,-",
/// "€ 495", "1250.00". One or two trailing digits after the last separator are decimals, three are
/// thousands. Fails with invalid_input on anything else, on negative amounts, and above 10 million
/// euro.
[[nodiscard]] Result<Cents> parse_dutch_amount(std::string_view text);

/// Reads a machine amount: digits, optionally a point and decimals ("300.84", "1250"). At most
/// two decimals count; further ones are rounded. Negative amounts (discounts) are allowed.
[[nodiscard]] Result<Cents> parse_decimal_amount(std::string_view text);

}  // namespace leerwijzer
