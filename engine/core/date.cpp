#include "engine/core/date.hpp"

#include "engine/core/text.hpp"

#include <array>
#include <cstdio>
#include <optional>

namespace leerwijzer {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;

Error bad_date(std::string_view text) {
  return {ErrorCode::invalid_input, "\"" + std::string(text.substr(0, 40)) + "\" is not a date",
          "Write it as 2027-02-08 (year, month, day).", ""};
}

std::optional<int> number(std::string_view digits) {
  if (digits.empty() || digits.size() > 4) return {};
  int value = 0;
  for (char c : digits) {
    if (c < '0' || c > '9') return {};
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<Date> make_date(std::optional<int> y, std::optional<int> m, std::optional<int> d) {
  if (!y || !m || !d || *y < 1900 || *y > 2200) return {};
  const Date date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return {};
  return date;
}

/// "8-2-2027", "08/02/2027", "8.2.2027".
std::optional<Date> day_first(std::string_view text) {
  const std::size_t first = text.find_first_of("-/.");
  if (first == std::string_view::npos) return {};
  const std::size_t second = text.find_first_of("-/.", first + 1);
  if (second == std::string_view::npos || text.size() - second != 5) return {};
  return make_date(number(text.substr(second + 1)), number(text.substr(first + 1, second - first - 1)),
                   number(text.substr(0, first)));
}

std::optional<Date> iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  return make_date(number(text.substr(0, 4)), number(text.substr(5, 2)), number(text.substr(8, 2)));
}

sys_days last_sunday(year y, month m) { return sys_days{y / m / std::chrono::Sunday[std::chrono::last]}; }

}  // namespace

Result<Date> parse_iso_date(std::string_view text) {
  if (const auto date = iso(text)) return *date;
  return bad_date(text);
}

Result<Date> parse_feed_date(std::string_view text) {
  const std::string_view bare = trim(text);
  if (bare.size() >= 10) {
    if (const auto date = iso(bare.substr(0, 10));
        date && (bare.size() == 10 || bare[10] == 'T' || bare[10] == ' ' || bare[10] == '+' || bare[10] == 'Z')) {
      return *date;
    }
  }
  if (const auto date = day_first(bare)) return *date;
  if (bare.size() == 8) {
    if (const auto date = make_date(number(bare.substr(0, 4)), number(bare.substr(4, 2)), number(bare.substr(6, 2)))) {
      return *date;
    }
  }
  return bad_date(text);
}

std::string format_iso(Date date) {
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return buffer.data();
}

std::string format_dutch(Date date) {
  static constexpr std::array<const char*, 12> k_months = {"januari",   "februari", "maart",    "april",
                                                           "mei",       "juni",     "juli",     "augustus",
                                                           "september", "oktober",  "november", "december"};
  return std::to_string(static_cast<unsigned>(date.day())) + " " +
         k_months[(static_cast<unsigned>(date.month()) + 11) % 12] + " " +
         std::to_string(static_cast<int>(date.year()));
}

Date plus_days(Date date, int days) { return Date{sys_days{date} + std::chrono::days{days}}; }

Date plus_months(Date date, int months) {
  const Date moved = date + std::chrono::months{months};
  return moved.ok() ? moved : Date{moved.year() / moved.month() / std::chrono::last};
}

int days_between(Date from, Date to) { return static_cast<int>((sys_days{to} - sys_days{from}).count()); }

int years_between(Date from, Date to) {
  const int years = static_cast<int>(to.year()) - static_cast<int>(from.year());
  const bool not_yet = to.month() < from.month() || (to.month() == from.month() && to.day() < from.day());
  return not_yet ? years - 1 : years;
}

int as_number(Date date) {
  return static_cast<int>(date.year()) * 10000 + static_cast<int>(static_cast<unsigned>(date.month())) * 100 +
         static_cast<int>(static_cast<unsigned>(date.day()));
}

Date amsterdam_date(std::chrono::sys_seconds moment) {
  const Date utc{std::chrono::floor<std::chrono::days>(moment)};
  const auto summer_from = last_sunday(utc.year(), month{3}) + std::chrono::hours{1};
  const auto summer_until = last_sunday(utc.year(), month{10}) + std::chrono::hours{1};
  const bool summer = moment >= summer_from && moment < summer_until;
  return Date{std::chrono::floor<std::chrono::days>(moment + std::chrono::hours{summer ? 2 : 1})};
}

}  // namespace leerwijzer
