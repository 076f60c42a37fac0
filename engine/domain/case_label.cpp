#include "engine/domain/case_label.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Groups of digits; `joined`: with what people write within a number left out.
std::vector<std::string> digit_groups(std::string_view text, std::string_view joined) {
  std::vector<std::string> groups;
  std::string group;
  for (const char c : text) {
    if (is_digit(c)) {
      group += c;
    } else if (group.empty() || joined.find(c) == std::string_view::npos) {
      if (!group.empty()) groups.push_back(group);
      group.clear();
    }
  }
  if (!group.empty()) groups.push_back(group);
  return groups;
}

/// Nine digits that pass the eleven test of the citizen service number.
bool is_bsn(std::string_view digits) {
  if (digits.size() != 9 || digits == "000000000") return false;
  int sum = -(digits[8] - '0');
  for (std::size_t i = 0; i < 8; ++i) sum += static_cast<int>(9 - i) * (digits[i] - '0');
  return sum % 11 == 0;
}

bool has_bsn(std::string_view label) {
  for (const std::string_view joined : {std::string_view(""), std::string_view(" .-")}) {
    const auto groups = digit_groups(label, joined);
    if (std::any_of(groups.begin(), groups.end(), is_bsn)) return true;
  }
  return false;
}

bool has_email(std::string_view label) {
  for (std::size_t at = label.find('@'); at != std::string_view::npos; at = label.find('@', at + 1)) {
    const std::string_view after = label.substr(at + 1);
    const std::string_view host = after.substr(0, after.find(' '));
    if (at > 0 && label[at - 1] != ' ' && host.find('.') != std::string_view::npos) return true;
  }
  return false;
}

/// Ten digits from 0, or a number abroad from + or 00.
bool has_phone(std::string_view label) {
  std::string flat;
  for (const char c : label) {
    if (std::string_view(" -.()/").find(c) == std::string_view::npos) flat += c;
  }
  for (std::size_t i = 0; i < flat.size(); ++i) {
    if (i > 0 && (is_digit(flat[i - 1]) || flat[i - 1] == '+')) continue;
    const std::size_t from = flat[i] == '+' ? i + 1 : i;
    const std::size_t end = std::min(flat.find_first_not_of("0123456789", from), flat.size());
    const std::size_t count = end - from;
    if (flat[i] == '+' && count >= 8 && count <= 15) return true;
    if (flat[i] == '0' && (count == 10 || (count > 10 && count <= 15 && flat.compare(i, 2, "00") == 0))) return true;
  }
  return false;
}

int number_of(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool is_birthday(int year, int month, int day, Date today) {
  const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                  std::chrono::day{static_cast<unsigned>(day)}};
  if (month < 1 || day < 1 || !date.ok() || date > today) return false;
  const int age = years_between(date, today);
  return age >= 14 && age <= 110;
}

/// A year of two digits is taken as it makes a person of working age.
int full_year(const std::string& digits, Date today) {
  const int year = number_of(digits);
  if (digits.size() != 2) return year;
  const int now = static_cast<int>(today.year());
  const int in_this_century = now / 100 * 100 + year;
  return in_this_century > now - 14 ? in_this_century - 100 : in_this_century;
}

constexpr auto k_months = std::to_array<std::string_view>(
    {"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "maart"});

std::string with_months_as_numbers(std::string_view label) {
  std::string out;
  for (const std::string& word : split_trimmed(label, ' ')) {
    const std::string lower = to_lower_ascii(word);
    std::string written = word;
    for (std::size_t i = 0; i < k_months.size(); ++i) {
      const bool is_month = lower.starts_with(k_months[i]) && lower.size() <= 10;
      if (is_month) written = std::to_string(i == 12 ? 3 : i + 1);
    }
    out += (out.empty() ? "" : "-") + written;
  }
  return out;
}

bool has_birth_date(std::string_view label, Date today) {
  for (const std::string& text : {std::string(label), with_months_as_numbers(label)}) {
    const std::vector<std::string> parts = digit_groups(text, "");
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].size() == 8) {
        const std::string& p = parts[i];
        if (is_birthday(number_of(p.substr(0, 4)), number_of(p.substr(4, 2)), number_of(p.substr(6)), today))
          return true;
        if (is_birthday(number_of(p.substr(4)), number_of(p.substr(2, 2)), number_of(p.substr(0, 2)), today))
          return true;
      }
      if (i + 2 >= parts.size() || parts[i + 1].size() > 2) continue;
      const bool year_first = parts[i].size() == 4 && parts[i + 2].size() <= 2;
      const bool year_last = parts[i].size() <= 2 && (parts[i + 2].size() == 4 || parts[i + 2].size() == 2);
      const int month = number_of(parts[i + 1]);
      if (year_first && is_birthday(number_of(parts[i]), month, number_of(parts[i + 2]), today)) return true;
      if (year_last && is_birthday(full_year(parts[i + 2], today), month, number_of(parts[i]), today)) return true;
    }
  }
  return false;
}

bool starts_with_capital(std::string_view word) {
  const std::string_view first = truncate_utf8(word, 4);
  const std::string one(first.substr(0, first.find_first_of("abcdefghijklmnopqrstuvwxyz")));
  return !one.empty() && to_lower(one) != one && !is_digit(word.front());
}

constexpr auto k_particles =
    std::to_array<std::string_view>({"van", "de", "der", "den", "het", "ter", "ten", "el", "al", "bin", "te", "von"});
constexpr auto k_titles = std::to_array<std::string_view>({"dhr", "mw", "mevr", "meneer", "mevrouw", "heer"});

bool is_one_of(const auto& words, std::string_view word) {
  std::string lower = to_lower_ascii(word);
  while (!lower.empty() && (lower.back() == '.' || lower.back() == ',')) lower.pop_back();
  return std::find(words.begin(), words.end(), lower) != words.end();
}

/// "Jan Jansen", "J. de Vries", "mevrouw Bakker".
bool has_name(std::string_view label) {
  bool after_name = false;
  for (const std::string& word : split_trimmed(label, ' ')) {
    if (is_one_of(k_titles, word)) {
      after_name = true;
    } else if (starts_with_capital(word)) {
      if (after_name) return true;
      after_name = true;
    } else if (!is_one_of(k_particles, word)) {
      after_name = false;
    }
  }
  return false;
}

}  // namespace

LabelFinding check_label(std::string_view label, Date today) {
  if (has_email(label)) return LabelFinding::email;
  // "06-12 34 56 78" holds what could be a date, and is none.
  if (has_phone(label)) return LabelFinding::phone;
  if (has_birth_date(label, today)) return LabelFinding::birth_date;
  if (has_bsn(label)) return LabelFinding::bsn;
  return has_name(label) ? LabelFinding::name : LabelFinding::none;
}

std::string_view words_of(LabelFinding finding) noexcept {
  switch (finding) {
    case LabelFinding::none: return {};
    case LabelFinding::name: return "Dit lijkt op een naam. Kies liever woorden waaraan niemand de persoon herkent.";
    case LabelFinding::bsn: return "Dit lijkt op een burgerservicenummer. Dat mag hier niet staan.";
    case LabelFinding::email: return "Dit lijkt op een e-mailadres. Dat mag hier niet staan.";
    case LabelFinding::phone: return "Dit lijkt op een telefoonnummer. Dat mag hier niet staan.";
    case LabelFinding::birth_date: return "Dit lijkt op een geboortedatum. Die mag hier niet staan.";
  }
  return {};
}

}  // namespace leerwijzer
