#include "indexer/sample_dates.hpp"

#include "engine/core/text.hpp"

#include <charconv>
#include <optional>

namespace leerwijzer {
namespace {

constexpr int k_days_ahead = 14;
constexpr int k_most_days = 5'000;

std::chrono::weekday weekday_of(Date date) { return std::chrono::weekday{std::chrono::sys_days{date}}; }

Date first_monday_ahead(std::chrono::month month, Date today) {
  for (std::chrono::year year = today.year();; ++year) {
    const Date monday{std::chrono::sys_days{year / month / std::chrono::Monday[1]}};
    if (days_between(today, monday) >= k_days_ahead) return monday;
  }
}

Date off_the_weekend(Date date) {
  const unsigned day = weekday_of(date).iso_encoding();
  return day <= 5 ? date : plus_days(date, 8 - static_cast<int>(day));
}

std::string day_first(Date date) {
  const std::string iso = format_iso(date);
  return iso.substr(8, 2) + "-" + iso.substr(5, 2) + "-" + iso.substr(0, 4);
}

/// The date of "today+45" and its like, or nothing.
std::optional<std::string> date_of_token(std::string_view token, Date today) {
  bool dutch = false;
  if (const std::size_t bar = token.find('|'); bar != std::string_view::npos) {
    if (trim(token.substr(bar + 1)) != "dd-mm-yyyy") return std::nullopt;
    dutch = true;
    token = token.substr(0, bar);
  }
  token = trim(token);
  const std::size_t sign = token.find_first_of("+-");
  const std::string_view base = token.substr(0, sign);
  int days = 0;
  if (sign != std::string_view::npos) {
    const std::string_view digits = token.substr(sign + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), days);
    if (error != std::errc{} || end != digits.data() + digits.size() || days < 0 || days > k_most_days)
      return std::nullopt;
    if (token[sign] == '-') days = -days;
  }
  Date date{};
  if (base == "today") {
    date = off_the_weekend(plus_days(today, days));
  } else if (base == "sep") {
    date = plus_days(first_monday_ahead(std::chrono::September, today), days);
  } else if (base == "feb") {
    date = plus_days(first_monday_ahead(std::chrono::February, today), days);
  } else {
    return std::nullopt;
  }
  return dutch ? day_first(date) : format_iso(date);
}

}  // namespace

Result<std::string> expand_sample_dates(std::string_view text, Date today) {
  std::string out;
  out.reserve(text.size());
  for (;;) {
    const std::size_t open = text.find("{{");
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find("}}", open);
    const std::string_view token =
        close == std::string_view::npos ? text.substr(open, 40) : text.substr(open + 2, close - open - 2);
    const auto date = close == std::string_view::npos ? std::nullopt : date_of_token(token, today);
    if (!date) {
      return Error{ErrorCode::invalid_input, "\"" + std::string(token.substr(0, 60)) + "\" is not a date token",
                   "Write {{today+45}}, {{sep}}, {{feb-30}}, with |dd-mm-yyyy where that form is wanted.", ""};
    }
    out.append(text.substr(0, open)).append(*date);
    text.remove_prefix(close + 2);
  }
  return out.append(text);
}

}  // namespace leerwijzer
