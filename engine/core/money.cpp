#include "engine/core/money.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace leerwijzer {
namespace {

constexpr std::int64_t k_largest_cents = 1'000'000'000;  // ten million euro

bool is_digit(char c) { return c >= '0' && c <= '9'; }

Error bad_amount(std::string_view text) {
  return {ErrorCode::invalid_input, "\"" + std::string(text.substr(0, 60)) + "\" is not an amount in euro",
          "Write it as 1250, 1.250,00 or 1250.00.", ""};
}

/// Removes "EUR", "euro", the euro sign, spaces and a closing ",-" or ".-".
std::string strip_currency(std::string_view text) {
  std::string out;
  const std::string lower = to_lower_ascii(text);
  for (std::size_t i = 0; i < lower.size();) {
    if (lower.compare(i, 4, "euro") == 0) {
      i += 4;
    } else if (lower.compare(i, 3, "eur") == 0) {
      i += 3;
    } else if (lower.compare(i, 3, "\xE2\x82\xAC") == 0) {
      i += 3;
    } else if (lower.compare(i, 2, "\xC2\xA0") == 0) {
      i += 2;
    } else if (lower[i] == ' ' || lower[i] == '\t') {
      ++i;
    } else {
      out += lower[i++];
    }
  }
  while (out.ends_with('-')) out.pop_back();
  while (out.ends_with(',') || out.ends_with('.')) out.pop_back();
  return out;
}

/// Two digits of cents from up to many decimals, rounded half up.
std::int64_t cents_of_decimals(std::string_view decimals) {
  std::int64_t cents = 0;
  for (std::size_t i = 0; i < 2; ++i) cents = cents * 10 + (i < decimals.size() ? decimals[i] - '0' : 0);
  if (decimals.size() > 2 && decimals[2] >= '5') ++cents;
  return cents;
}

std::optional<std::int64_t> whole_euros(std::string_view digits) {
  if (digits.empty() || digits.size() > 9 || !std::all_of(digits.begin(), digits.end(), is_digit)) return {};
  std::int64_t value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// "1.250" or "1250": groups of three after the first separator, or no separator at all.
std::optional<std::int64_t> grouped_euros(std::string_view text) {
  std::string digits;
  std::size_t since_separator = 0;
  bool separated = false;
  for (char c : text) {
    if (c == '.' || c == ',' || c == '\'') {
      if (separated ? since_separator != 3 : (since_separator == 0 || since_separator > 3)) return {};
      separated = true;
      since_separator = 0;
    } else if (is_digit(c)) {
      digits += c;
      ++since_separator;
    } else {
      return {};
    }
  }
  if (separated && since_separator != 3) return {};
  return whole_euros(digits);
}

}  // namespace

Cents scaled(Cents amount, double ratio) noexcept {
  return {static_cast<std::int64_t>(std::floor(static_cast<double>(amount.value) * ratio + 0.5 + 1e-9))};
}

std::string format_euro(Cents amount) {
  const bool negative = amount.value < 0;
  const std::int64_t cents = negative ? -amount.value : amount.value;
  std::string euros = std::to_string(cents / 100);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(euros.size()) - 3; at > 0; at -= 3) {
    euros.insert(static_cast<std::size_t>(at), ".");
  }
  std::string text = negative ? "-\xE2\x82\xAC\xC2\xA0" : "\xE2\x82\xAC\xC2\xA0";
  text += euros;
  if (cents % 100 != 0) {
    text += ',';
    text += static_cast<char>('0' + cents % 100 / 10);
    text += static_cast<char>('0' + cents % 10);
  }
  return text;
}

Result<Cents> parse_dutch_amount(std::string_view text) {
  const std::string bare = strip_currency(text);
  const std::size_t last = bare.find_last_of(".,");
  std::string_view whole = bare;
  std::string_view decimals;
  if (last != std::string::npos) {
    const std::size_t trailing = bare.size() - last - 1;
    if (trailing == 1 || trailing == 2) {
      whole = std::string_view(bare).substr(0, last);
      decimals = std::string_view(bare).substr(last + 1);
    }
  }
  const auto euros = grouped_euros(whole);
  if (!euros || !std::all_of(decimals.begin(), decimals.end(), is_digit)) return bad_amount(text);
  const std::int64_t cents =
      *euros * 100 + (decimals.size() == 1 ? (decimals[0] - '0') * 10 : cents_of_decimals(decimals));
  if (cents > k_largest_cents) return bad_amount(text);
  return Cents{cents};
}

Result<Cents> parse_decimal_amount(std::string_view text) {
  std::string_view bare = trim(text);
  const bool negative = bare.starts_with('-');
  if (negative || bare.starts_with('+')) bare.remove_prefix(1);
  const std::size_t point = bare.find('.');
  const auto euros = whole_euros(bare.substr(0, point));
  const std::string_view decimals = point == std::string_view::npos ? std::string_view{} : bare.substr(point + 1);
  if (!euros || decimals.size() > 12 || !std::all_of(decimals.begin(), decimals.end(), is_digit))
    return bad_amount(text);
  const std::int64_t cents = *euros * 100 + cents_of_decimals(decimals);
  if (cents > k_largest_cents) return bad_amount(text);
  return Cents{negative ? -cents : cents};
}

}  // namespace leerwijzer
