#include "engine/match/understanding.hpp"

#include "engine/language/words.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_words = 64;
constexpr double k_sure = 0.7;  ///< confidence from which a concept counts as meant
constexpr std::size_t k_most_skills = 12;
constexpr std::size_t k_longest_subject = 500;  ///< bytes that the taxonomy looks at
constexpr double k_radius_in_words = 25.0;      ///< kilometres around a place that is named

template <typename E>
std::vector<E> values_of(const std::vector<std::string>& names) {
  std::vector<E> values;
  for (const std::string& name : names) {
    if (const auto value = value_of<E>(name)) values.push_back(*value);
  }
  return values;
}

int number_of(const std::string& text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// The month that comes next, this one included.
Date next_month(int month, Date today) {
  const std::chrono::month wanted{static_cast<unsigned>(month)};
  const std::chrono::year year = wanted < today.month() ? today.year() + std::chrono::years{1} : today.year();
  return year / wanted / std::chrono::day{1};
}

std::string month_name(Date date) {
  const std::string written = format_dutch(date);  // "1 februari 2027"
  return written.substr(written.find(' ') + 1);
}

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i)
    text += (i == 0 ? "" : i + 1 == values.size() ? " of " : ", ") + values[i];
  return text;
}

class Reading {
 public:
  Reading(UnderstoodSearch& out, const Geography& geography, Date today)
      : out_(out), geography_(geography), today_(today) {}

  /// False when a filter of this kind was given: that one counts.
  bool add(const ConstraintWords& found, std::string typed) {
    std::string text;
    switch (found.kind) {
      case ConstraintKind::level: text = level(found.values); break;
      case ConstraintKind::mode: text = mode(found.values); break;
      case ConstraintKind::daypart: text = daypart(found.values); break;
      case ConstraintKind::price: text = price(found.values); break;
      case ConstraintKind::start: text = start(found.values); break;
      case ConstraintKind::place: text = place(found.values); break;
      case ConstraintKind::kind: text = kind(found.values, typed); break;
      case ConstraintKind::language: text = language(found.values); break;
    }
    if (text.empty()) return false;
    out_.words.push_back({found.kind, std::move(typed), std::move(text)});
    return true;
  }

 private:
  std::string level(const std::vector<std::string>& values) {
    if (!out_.filters.levels.empty()) return {};
    out_.filters.levels = values_of<NlqfLevel>(values);
    return "niveau " + joined(values);
  }
  std::string mode(const std::vector<std::string>& values) {
    if (!out_.filters.modes.empty()) return {};
    out_.filters.modes = values_of<DeliveryMode>(values);
    return values.front() == "on-site" ? "op locatie" : "online of thuis te volgen";
  }
  std::string daypart(const std::vector<std::string>& values) {
    if (!out_.filters.dayparts.empty()) return {};
    out_.filters.dayparts = values_of<Daypart>(values);
    if (values.size() > 1) return "overdag";
    if (values.front() == "evening") return "in de avond";
    if (values.front() == "weekend") return "in het weekend";
    return values.front() == "morning" ? "in de ochtend" : "in de middag";
  }
  std::string price(const std::vector<std::string>& values) {
    if (out_.filters.max_price) return {};
    const int euro = number_of(values.front());
    out_.filters.max_price = Cents{static_cast<std::int64_t>(euro) * 100};
    return euro == 0 ? "gratis" : "kost hoogstens " + std::to_string(euro) + " euro";
  }
  std::string start(const std::vector<std::string>& values) {
    if (out_.filters.starts_from || out_.filters.starts_before) return {};
    if (values.front() == "within") {
      const int months = number_of(values.at(1));
      out_.filters.starts_before = plus_months(today_, months);
      return "start binnen " + std::to_string(months) + (months == 1 ? " maand" : " maanden");
    }
    const Date first = next_month(number_of(values.at(1)), today_);
    out_.filters.starts_from = first;
    if (values.front() == "in") out_.filters.starts_before = plus_days(plus_months(first, 1), -1);
    return (values.front() == "in" ? "start in " : "start vanaf ") + month_name(first);
  }
  std::string place(const std::vector<std::string>& values) {
    if (out_.filters.centre) return {};
    const std::string& name = values.front();
    const bool digits = name.front() >= '0' && name.front() <= '9';
    const auto found = digits ? geography_.locate_postcode(name, today_) : geography_.locate_name(name, today_);
    if (!found || !found->point) return {};
    out_.place = *found;
    out_.filters.centre = found->point;
    if (!out_.filters.radius_km) out_.filters.radius_km = k_radius_in_words;
    return "in of bij " + (digits                 ? found->postcode + " " + found->place
                           : found->place.empty() ? found->municipality
                                                  : found->place);
  }
  std::string kind(const std::vector<std::string>& values, const std::string& typed) {
    if (!out_.filters.kinds.empty()) return {};
    out_.filters.kinds = values_of<OfferKind>(values);
    return "soort: " + typed;
  }
  std::string language(const std::vector<std::string>& values) {
    if (!out_.filters.languages.empty()) return {};
    out_.filters.languages = values;
    const std::string& code = values.front();
    return std::string("les in het ") + (code == "en"   ? "Engels"
                                         : code == "de" ? "Duits"
                                         : code == "fr" ? "Frans"
                                                        : "Nederlands");
  }

  UnderstoodSearch& out_;
  const Geography& geography_;
  Date today_;
};

/// The skill that the words name, or those that the occupation asks for.
std::vector<std::pair<SkillId, double>> skills_meant_by(const std::string& subject, const Taxonomy& taxonomy) {
  std::vector<std::pair<SkillId, double>> meant;
  if (subject.empty() || subject.size() > k_longest_subject) return meant;
  for (const SkillMatch& skill : taxonomy.resolve_skills(subject, 3)) {
    if (skill.confidence >= k_sure) meant.emplace_back(skill.id, skill.confidence);
  }
  for (const OccupationMatch& occupation : taxonomy.resolve_occupations(subject, 1)) {
    if (occupation.confidence < k_sure) continue;
    for (const RequiredSkill& required : taxonomy.required_skills(occupation.id)) {
      if (meant.size() >= k_most_skills) break;
      meant.emplace_back(required.skill, required.weight * occupation.confidence);
    }
  }
  return meant;
}

}  // namespace

UnderstoodSearch understand(std::string_view text, const SearchFilters& filters,
                            const std::vector<ConstraintKind>& as_words, const Taxonomy& taxonomy,
                            const Geography& geography, Date today) {
  UnderstoodSearch out;
  out.filters = filters;
  out.subject = std::string(text);
  const std::vector<Word> words = words_of(text, k_most_words);
  const IsPlace is_place = [&](std::string_view name) {
    const bool digits = !name.empty() && name.front() >= '0' && name.front() <= '9';
    return digits ? geography.locate_postcode(name, today).has_value() : geography.knows_name(name);
  };
  std::vector<bool> taken(words.size(), false);
  Reading reading(out, geography, today);
  // A text of many words is no search line: it is searched as it stands.
  if (words.size() < k_most_words) {
    for (const ConstraintWords& found : constraint_words_of(words, is_place)) {
      if (std::find(as_words.begin(), as_words.end(), found.kind) != as_words.end()) continue;
      std::string typed;
      for (std::size_t i = 0; i < found.count; ++i) typed += (i > 0 ? " " : "") + words[found.first + i].typed;
      if (!reading.add(found, std::move(typed))) continue;
      std::fill_n(taken.begin() + static_cast<std::ptrdiff_t>(found.first), found.count, true);
    }
  }
  if (!out.words.empty()) {
    out.subject.clear();
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!taken[i]) out.subject += (out.subject.empty() ? "" : " ") + words[i].typed;
    }
  }
  out.related_skills = [subject = out.subject, &taxonomy] { return skills_meant_by(subject, taxonomy); };
  return out;
}

}  // namespace leerwijzer
