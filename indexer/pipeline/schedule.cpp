#include "indexer/pipeline/schedule.hpp"

#include "engine/core/date.hpp"
#include "engine/core/text.hpp"

#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

constexpr seconds k_shortest = 5s;
constexpr seconds k_longest = std::chrono::days(31);

std::optional<int> number_of(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::optional<seconds> unit_of(std::string_view word) {
  constexpr auto k_units = std::to_array<std::pair<std::string_view, int>>(
      {{"second", 1}, {"minute", 60}, {"hour", 3'600}, {"day", 86'400}});
  if (word.ends_with('s')) word.remove_suffix(1);
  for (const auto& [name, length] : k_units) {
    if (name == word) return seconds(length);
  }
  return std::nullopt;
}

/// "every day", "every 6 hours", without the first word.
std::optional<seconds> interval_of(const std::vector<std::string>& words) {
  if (words.size() < 2 || words.size() > 3) return std::nullopt;
  const auto unit = unit_of(words.back());
  const auto count = words.size() == 2 ? std::optional(1) : number_of(words[1]);
  if (!unit || !count || *count > k_longest / *unit) return std::nullopt;
  const seconds length = *unit * *count;
  return length < k_shortest ? std::nullopt : std::optional(length);
}

/// "03:00" as minutes since midnight.
std::optional<std::chrono::minutes> time_of(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hours = number_of(text.substr(0, 2));
  const auto minutes = number_of(text.substr(3));
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
}

/// The same turning points as amsterdam_date() has: the last Sundays of March and October, 01:00 UTC.
bool is_summer(sys_seconds moment) {
  using namespace std::chrono;
  const year in = year_month_day(floor<days>(moment)).year();
  const sys_seconds from = sys_days(in / March / Sunday[last]) + hours(1);
  const sys_seconds until = sys_days(in / October / Sunday[last]) + hours(1);
  return moment >= from && moment < until;
}

sys_seconds moment_of(Date date, std::chrono::minutes since_midnight) {
  const sys_seconds local = sys_days(date) + since_midnight;
  return is_summer(local - 2h) ? local - 2h : local - 1h;
}

}  // namespace

Result<FetchSchedule> parse_schedule(std::string_view text) {
  std::vector<std::string> words = split_trimmed(to_lower_ascii(collapse_spaces(text)), ' ');
  if (!words.empty() && words[0] == "every") {
    if (const auto interval = interval_of(words)) return FetchSchedule{*interval, {}};
  }
  if (words.size() == 4 && words[3] == "europe/amsterdam") words.pop_back();
  if (words.size() == 3 && words[0] == "daily" && words[1] == "at") {
    if (const auto time = time_of(words[2])) return FetchSchedule{0s, time};
  }
  return Error{ErrorCode::invalid_input, "\"" + std::string(text) + "\" is no schedule",
               "Write \"every 15 minutes\", \"every 6 hours\" (5 seconds to 31 days) or \"daily at 03:00\".",
               "--schedule"};
}

sys_seconds next_after(const FetchSchedule& schedule, sys_seconds from) {
  if (!schedule.daily) return from + schedule.every;
  Date date = plus_days(amsterdam_date(from), -1);
  for (;; date = plus_days(date, 1)) {
    const sys_seconds moment = moment_of(date, *schedule.daily);
    if (moment > from) return moment;
  }
}

}  // namespace leerwijzer
