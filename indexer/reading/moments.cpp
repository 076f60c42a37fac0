#include "indexer/reading/moments.hpp"

#include "engine/core/date.hpp"
#include "engine/core/text.hpp"

#include <chrono>
#include <optional>

namespace leerwijzer {
namespace {

using std::chrono::minutes;
using std::chrono::sys_days;
using Minute = std::chrono::sys_time<minutes>;

std::optional<int> two_digits(std::string_view text, std::size_t at) {
  if (at + 2 > text.size()) return std::nullopt;
  const char a = text[at];
  const char b = text[at + 1];
  if (a < '0' || a > '9' || b < '0' || b > '9') return std::nullopt;
  return (a - '0') * 10 + (b - '0');
}

/// "Z", "+01:00", "-0530" at the end of a time; nothing where there is no zone.
std::optional<minutes> zone_of(std::string_view time) {
  if (time.ends_with('Z') || time.ends_with('z')) return minutes{0};
  const std::size_t at = time.find_first_of("+-");
  if (at == std::string_view::npos) return std::nullopt;
  const auto hours = two_digits(time, at + 1);
  const bool colon = at + 3 < time.size() && time[at + 3] == ':';
  const auto rest = two_digits(time, at + (colon ? 4 : 3));
  if (!hours) return std::nullopt;
  const minutes offset{*hours * 60 + rest.value_or(0)};
  return time[at] == '-' ? -offset : offset;
}

}  // namespace

std::string dutch_day_of_moment(std::string_view moment) {
  const std::string_view bare = trim(moment);
  if (bare.size() < 17 || (bare[10] != 'T' && bare[10] != ' ')) return std::string(bare);
  const auto date = parse_feed_date(bare.substr(0, 10));
  const auto hour = two_digits(bare, 11);
  const auto minute = two_digits(bare, 14);
  const auto zone = zone_of(bare.substr(11));
  if (!date || !hour || !minute || !zone) return std::string(bare);
  const Minute utc = Minute{sys_days{*date}} + minutes{*hour * 60 + *minute} - *zone;
  return format_iso(amsterdam_date(utc));
}

}  // namespace leerwijzer
