#include "indexer/reading/schedule_words.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace leerwijzer {
namespace {

constexpr double k_days_a_month = 365.25 / 12.0;
constexpr std::size_t k_shortest_daypart = std::string_view("avond").size();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void add_daypart(std::vector<Daypart>& dayparts, Daypart daypart) {
  const auto at = std::lower_bound(dayparts.begin(), dayparts.end(), daypart);
  if (at == dayparts.end() || *at != daypart) dayparts.insert(at, daypart);
}

Error not_a_duration(std::string_view text) {
  return {ErrorCode::invalid_input, "\"" + std::string(truncate_utf8(text, 60)) + "\" is not a duration",
          "Write it as P6M (ISO 8601) or as \"6 maanden\".", ""};
}

Duration operator+(Duration a, const Duration& b) {
  if (b.months) a.months = a.months.value_or(0.0) + *b.months;
  if (b.hours) a.hours = a.hours.value_or(0) + *b.hours;
  return a;
}

std::optional<double> dutch_number(std::string_view word) {
  constexpr auto k_words = std::to_array<std::pair<std::string_view, double>>({
      {"een", 1},
      {"anderhalf", 1.5},
      {"anderhalve", 1.5},
      {"twee", 2},
      {"tweeenhalf", 2.5},
      {"drie", 3},
      {"vier", 4},
      {"vijf", 5},
      {"zes", 6},
      {"zeven", 7},
      {"acht", 8},
      {"negen", 9},
      {"tien", 10},
      {"elf", 11},
      {"twaalf", 12},
      {"half", 0.5},
  });
  for (const auto& [name, value] : k_words) {
    if (name == word) return value;
  }
  return parse_number(word);
}

/// Words of a text, folded, without punctuation but with decimal signs. Whole descriptions come by here, so the words
/// are parts of one folded text and no texts of their own.
class FoldedWords {
 public:
  explicit FoldedWords(std::string_view text) : FoldedWords(fold(text)) {}
  explicit FoldedWords(std::string folded) : folded_(std::move(folded)) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= folded_.size(); ++i) {
      if (i < folded_.size() && belongs_to_word(i)) continue;
      if (i > begin) words_.push_back(std::string_view(folded_).substr(begin, i - begin));
      begin = i + 1;
    }
  }
  FoldedWords(const FoldedWords&) = delete;
  FoldedWords& operator=(const FoldedWords&) = delete;

  [[nodiscard]] auto begin() const noexcept { return words_.begin(); }
  [[nodiscard]] auto end() const noexcept { return words_.end(); }
  [[nodiscard]] bool empty() const noexcept { return words_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t i) const { return words_[i]; }

 private:
  [[nodiscard]] bool belongs_to_word(std::size_t i) const {
    const char c = folded_[i];
    if ((c >= 'a' && c <= 'z') || is_digit(c)) return true;
    return (c == ',' || c == '.') && i > 0 && i + 1 < folded_.size() && is_digit(folded_[i - 1]) &&
           is_digit(folded_[i + 1]);
  }

  std::string folded_;
  std::vector<std::string_view> words_;
};

}  // namespace

std::vector<Daypart> dayparts_of_word(std::string_view word) {
  const std::string key = fold(trim(word));
  if (key == "morning" || key == "ochtend" || key == "ochtenden") return {Daypart::morning};
  if (key == "afternoon" || key == "middag" || key == "middagen") return {Daypart::afternoon};
  if (key == "evening" || key == "night" || key == "avond" || key == "avonden") return {Daypart::evening};
  if (key == "weekend" || key == "zaterdag" || key == "zondag") return {Daypart::weekend};
  if (key == "day" || key == "dag" || key == "overdag") return {Daypart::morning, Daypart::afternoon};
  return {};
}

std::vector<Daypart> dayparts_in_text(std::string_view text) {
  std::vector<Daypart> dayparts;
  for (const std::string_view word : FoldedWords(text)) {
    if (word.size() < k_shortest_daypart) continue;
    const auto ends = [&](std::string_view ending) {
      return word == ending || (word.ends_with(ending) && contains(word, "dag"));
    };
    if (ends("avond") || ends("avonden") || word == "avondcursus" || word == "avondopleiding" || word == "avondles" ||
        word == "avondlessen" || word == "evening" || word == "evenings") {
      add_daypart(dayparts, Daypart::evening);
    }
    if (ends("ochtend") || ends("ochtenden")) add_daypart(dayparts, Daypart::morning);
    if (word.ends_with("dagmiddag") || word.ends_with("dagmiddagen") || word == "middagen")
      add_daypart(dayparts, Daypart::afternoon);
    if (word.starts_with("zaterdag") || word == "weekend" || word == "weekenden" || word == "weekends" ||
        word == "saturday" || word == "saturdays") {
      add_daypart(dayparts, Daypart::weekend);
    }
    if (word == "overdag") {
      add_daypart(dayparts, Daypart::morning);
      add_daypart(dayparts, Daypart::afternoon);
    }
  }
  return dayparts;
}

std::optional<double> hours_per_week_in_text(std::string_view text) {
  std::string folded = fold(text);
  if (!contains(folded, "week")) return std::nullopt;
  const FoldedWords words(std::move(folded));
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    if (words[i + 1] != "uur" && words[i + 1] != "hours" && words[i + 1] != "uren") continue;
    const auto number = dutch_number(words[i]);
    if (!number || *number < 1.0 || *number > 60.0) continue;
    const std::string_view after = words[i + 2];
    const bool weekly =
        after == "week" ||
        ((after == "per" || after == "in" || after == "a") && i + 3 < words.size() &&
         (words[i + 3] == "week" || (words[i + 3] == "de" && i + 4 < words.size() && words[i + 4] == "week")));
    if (weekly) return number;
  }
  return std::nullopt;
}

std::optional<Duration> duration_of(double number, std::string_view unit) {
  if (!(number > 0.0) || number > 10'000.0) return std::nullopt;
  const std::string key = fold(trim(unit));
  const auto is = [&](auto... names) { return ((key == names) || ...); };
  if (is("year", "years", "jaar", "jaren")) return Duration{number * 12.0, {}};
  if (is("month", "months", "maand", "maanden")) return Duration{number, {}};
  if (is("week", "weeks", "weken")) return Duration{number * 7.0 / k_days_a_month, {}};
  if (is("day", "days", "dag", "dagen", "lesdagen", "dagdelen", "avonden"))
    return Duration{number / k_days_a_month, {}};
  if (is("hour", "hours", "uur", "uren")) return Duration{{}, static_cast<int>(std::ceil(number))};
  return std::nullopt;
}

Result<Duration> parse_iso_duration(std::string_view text) {
  std::string_view rest = trim(text);
  if (!rest.starts_with('P') && !rest.starts_with('p')) return not_a_duration(text);
  rest.remove_prefix(1);
  Duration total;
  bool in_time = false;
  bool any = false;
  while (!rest.empty()) {
    if (rest.front() == 'T' || rest.front() == 't') {
      in_time = true;
      rest.remove_prefix(1);
      continue;
    }
    std::size_t digits = 0;
    while (digits < rest.size() && (is_digit(rest[digits]) || rest[digits] == '.' || rest[digits] == ',')) ++digits;
    if (digits == 0 || digits == rest.size()) return not_a_duration(text);
    const auto number = parse_number(rest.substr(0, digits));
    const char unit = to_lower_ascii(rest.substr(digits, 1))[0];
    rest.remove_prefix(digits + 1);
    if (!number || *number > 10'000.0) return not_a_duration(text);
    const std::string_view name = in_time       ? (unit == 'h' ? "hour" : "")
                                  : unit == 'y' ? "year"
                                  : unit == 'm' ? "month"
                                  : unit == 'w' ? "week"
                                  : unit == 'd' ? "day"
                                                : "";
    const bool small = in_time && (unit == 'm' || unit == 's');
    if (name.empty() && !small) return not_a_duration(text);
    any = true;
    if (const auto part = name.empty() ? std::nullopt : duration_of(*number, name)) total = total + *part;
  }
  if (!any) return not_a_duration(text);
  return total;
}

Result<Duration> parse_dutch_duration(std::string_view text) {
  const std::string_view bare = trim(text);
  if (bare.starts_with('P')) return parse_iso_duration(bare);
  const FoldedWords words(bare);
  std::optional<Duration> total;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view unit = i + 1 < words.size() ? words[i + 1] : std::string_view{};
    auto number = dutch_number(words[i]);
    if (!number) {  // "10weken"
      std::size_t digits = 0;
      while (digits < words[i].size() && is_digit(words[i][digits])) ++digits;
      number = parse_number(words[i].substr(0, digits));
      unit = words[i].substr(digits);
    }
    if (!number) continue;
    if (const auto part = duration_of(*number, unit)) total = total ? *total + *part : *part;
  }
  if (!total) return not_a_duration(text);
  return *total;
}

Result<int> parse_study_load(std::string_view text) {
  const FoldedWords words(text);
  if (!words.empty()) {
    const auto number = parse_number(words[0]);
    const std::string_view unit = words.size() > 1 ? words[1] : "uur";
    if (number && *number > 0.0 && *number <= 20'000.0) {
      if (unit == "ec" || unit == "ects" || unit == "ecs" || unit == "studiepunten")
        return static_cast<int>(std::lround(*number * 28.0));
      if (unit == "uur" || unit == "uren" || unit == "sbu" || unit == "hours" || unit == "hour")
        return static_cast<int>(std::ceil(*number));
    }
  }
  return Error{ErrorCode::invalid_input, "\"" + std::string(truncate_utf8(text, 60)) + "\" is not a study load",
               "Write it as \"40 uur\" or \"5 EC\".", ""};
}

std::optional<double> parse_number(std::string_view text) {
  const std::string_view bare = trim(text);
  double value = 0.0;
  double scale = 0.0;
  bool any = false;
  if (bare.size() > 12) return std::nullopt;
  for (char c : bare) {
    if ((c == ',' || c == '.') && scale == 0.0 && any) {
      scale = 0.1;
    } else if (is_digit(c)) {
      any = true;
      if (scale == 0.0) {
        value = value * 10.0 + (c - '0');
      } else {
        value += scale * (c - '0');
        scale /= 10.0;
      }
    } else {
      return std::nullopt;
    }
  }
  if (!any) return std::nullopt;
  return value;
}

bool names_a_month(std::string_view text) {
  constexpr auto k_months = std::to_array<std::string_view>(
      {"januari",  "februari", "maart",   "april",    "mei",   "juni", "juli", "augustus", "september", "oktober",
       "november", "december", "january", "february", "march", "may",  "june", "july",     "august",    "october"});
  const FoldedWords words(text);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return std::find(k_months.begin(), k_months.end(), word) != k_months.end();
  });
}

bool names_a_semester(std::string_view text) {
  const FoldedWords words(text);
  return std::any_of(words.begin(), words.end(), [](std::string_view word) {
    return word == "semester" || word == "periode" || word == "blok" || word == "kwartaal" || word == "najaar" ||
           word == "voorjaar" || word == "zomer" || word == "winter" || word == "herfst" || word == "lente";
  });
}

}  // namespace leerwijzer
