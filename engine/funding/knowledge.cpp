#include "engine/funding/knowledge.hpp"

#include "engine/core/edit_distance.hpp"
#include "engine/core/text.hpp"
#include "engine/funding/contradictions.hpp"

#include <algorithm>
#include <cmath>

namespace leerwijzer {
namespace {

struct FactName {
  std::size_t fact = 0;
  std::string_view part;  ///< after the colon; empty: the whole fact
};

std::optional<FactName> split_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  const auto fact = find_fact(name.substr(0, colon));
  if (!fact) return std::nullopt;
  return FactName{*fact, colon == std::string_view::npos ? std::string_view{} : name.substr(colon + 1)};
}

std::uint64_t bit(std::size_t position) { return std::uint64_t{1} << position; }

std::uint64_t all_words(const FactSpec& spec) {
  return spec.words.size() >= 64 ? ~std::uint64_t{0} : bit(spec.words.size()) - 1;
}

std::uint64_t employee_words(const FactSpec& spec) {
  std::uint64_t mask = 0;
  for (std::string_view word : k_employee_members) {
    if (const auto at = find_word(spec, word)) mask |= bit(*at);
  }
  return mask;
}

void learn_word(const FactSpec& spec, std::string_view word, FactKnowledge& known) {
  known.exact = true;
  if (spec.words.empty()) {
    known.place = fold(word);
    return;
  }
  const auto at = find_word(spec, word);
  known.in = at ? bit(*at) : 0;  // another word than those of the table: none of them holds
  known.out = all_words(spec) & ~known.in;
}

void learn_set(const FactSpec& spec, const std::vector<std::string>& words, FactKnowledge& known) {
  known.exact = true;
  for (const std::string& word : words) {
    const auto at = find_word(spec, word);
    if (at && word == k_employee) {
      known.one_of = employee_words(spec);
    } else if (at) {
      known.in |= bit(*at);
    }
  }
  known.out = all_words(spec) & ~known.in & ~known.one_of;
}

void learn_part(const FactSpec& spec, std::string_view part, const FactValue& value, FactKnowledge& known) {
  if (known.exact) return;
  if (spec.type == FactType::number && std::holds_alternative<double>(value)) {
    if (part == "min") known.low = std::get<double>(value);
    if (part == "max") known.high = std::get<double>(value);
  }
  const auto at = find_word(spec, part);
  if (spec.type == FactType::word_set && at && std::holds_alternative<bool>(value)) {
    const bool holds = std::get<bool>(value);
    const std::uint64_t mask = part == k_employee ? employee_words(spec) : bit(*at);
    if (!holds) known.out |= mask;
    if (holds && part == k_employee) known.one_of = mask;
    if (holds && part != k_employee) known.in |= mask;
  }
}

void learn(const FactName& name, const FactValue& value, FactKnowledge& known) {
  const FactSpec& spec = fact_table()[name.fact];
  if (spec.effort == FactEffort::never && spec.name == "case.never") return;
  if (!name.part.empty()) return learn_part(spec, name.part, value, known);
  if (spec.type == FactType::flag && std::holds_alternative<bool>(value)) {
    known.exact = true;
    known.flag = std::get<bool>(value);
  } else if (spec.type == FactType::number && std::holds_alternative<double>(value)) {
    known.exact = true;
    known.low = known.high = std::get<double>(value);
  } else if (spec.type == FactType::word && std::holds_alternative<std::string>(value)) {
    learn_word(spec, std::get<std::string>(value), known);
  } else if (spec.type == FactType::word_set && std::holds_alternative<std::vector<std::string>>(value)) {
    learn_set(spec, std::get<std::vector<std::string>>(value), known);
  }
}

Error bad_fact(std::string_view name, std::string what, std::string hint) {
  return {ErrorCode::invalid_input, std::move(what), std::move(hint), std::string(name)};
}

/// A word outside the vocabulary is "something else", unless it looks like a slip of the pen.
Result<void> check_word(std::string_view name, const FactSpec& spec, std::string_view word) {
  if (!is_clean_utf8(word)) return bad_fact(name, "the text is not valid UTF-8", "Send the answer as UTF-8.");
  if (spec.words.empty() || find_word(spec, word)) return k_ok;
  const std::size_t slip = word.size() < 5 ? 0 : word.size() < 8 ? 2 : 3;
  for (const FactWord& known : spec.words) {
    if (slip > 0 && edit_distance(word, known.value, slip) <= slip) {
      return bad_fact(name, "\"" + std::string(word.substr(0, 60)) + "\" is not a value of " + std::string(spec.name),
                      "Did you mean \"" + std::string(known.value) + "\"?");
    }
  }
  return k_ok;
}

/// A whole value must lie within what the fact can be; a bound may lie outside, as long as something is left.
Result<void> check_range(std::string_view name, const FactSpec& spec, double value) {
  const FactRange range = fact_range(spec.unit);
  if (name.ends_with(":min") ? value <= range.high : name.ends_with(":max") ? value >= range.low : range.holds(value)) {
    return k_ok;
  }
  return bad_fact(
      name, std::string(name) + " is out of range",
      "It lies between " + format_value(spec.unit, range.low) + " and " + format_value(spec.unit, range.high) + ".");
}

Result<void> check_type(std::string_view name, const FactSpec& spec, FactType type, const FactValue& value) {
  static constexpr std::array<std::string_view, 4> k_expected = {"true or false", "a number", "a word",
                                                                 "a list of words"};
  const bool fits = (type == FactType::flag && std::holds_alternative<bool>(value)) ||
                    (type == FactType::number && std::holds_alternative<double>(value)) ||
                    (type == FactType::word && std::holds_alternative<std::string>(value)) ||
                    (type == FactType::word_set && std::holds_alternative<std::vector<std::string>>(value));
  const std::string expected(k_expected[static_cast<std::size_t>(type)]);
  if (!fits) return bad_fact(name, std::string(name) + " has a value of another type", "Give " + expected + ".");
  if (type == FactType::number && !std::isfinite(std::get<double>(value))) {
    return bad_fact(name, std::string(name) + " is not a finite number", "Give " + expected + ".");
  }
  if (type == FactType::number) return check_range(name, spec, std::get<double>(value));
  if (type == FactType::word) return check_word(name, spec, std::get<std::string>(value));
  if (type == FactType::word_set) {
    for (const std::string& word : std::get<std::vector<std::string>>(value)) {
      if (const auto checked = check_word(name, spec, word); !checked) return checked;
    }
  }
  return k_ok;
}

Result<void> check_part(std::string_view name, const FactName& fact, const FactValue& value) {
  const FactSpec& spec = fact_table()[fact.fact];
  if (spec.type == FactType::number && (fact.part == "min" || fact.part == "max")) {
    return check_type(name, spec, FactType::number, value);
  }
  if (spec.type == FactType::word_set && find_word(spec, fact.part))
    return check_type(name, spec, FactType::flag, value);
  return bad_fact(name, "\"" + std::string(fact.part.substr(0, 60)) + "\" is not a part of " + std::string(spec.name),
                  "Parts are :min and :max of a number, and the words of a set.");
}

/// Does the exact fact contradict one of its parts?
bool contradicts(const FactKnowledge& exact, const FactKnowledge& parts) {
  if (exact.low < parts.low || exact.high > parts.high) return true;
  return (exact.in & parts.out) != 0 || (exact.out & parts.in) != 0;
}

int study_year_start(int date) {
  const int year = date / 10000;
  return (date % 10000 >= 801 ? year : year - 1) * 10000 + 801;
}

}  // namespace

void learn_facts(const Facts& facts, Knowledge& knowledge) {
  static const std::size_t k_never = *find_fact("case.never");
  knowledge[k_never].exact = true;
  for (const auto& [name, value] : facts) {
    if (const auto split = split_name(name)) learn(*split, value, knowledge[split->fact]);
  }
}

Result<void> check_fact_names_and_types(const Facts& facts) {
  for (const auto& [name, value] : facts) {
    const auto split = split_name(name);
    if (!split) {
      const std::string near(nearest_fact(name));
      return bad_fact(std::string_view(name).substr(0, 80), "the fact \"" + name.substr(0, 80) + "\" is not known",
                      near.empty() ? "The names are those of the funding rules." : "Did you mean \"" + near + "\"?");
    }
    const FactSpec& spec = fact_table()[split->fact];
    const auto checked =
        split->part.empty() ? check_type(name, spec, spec.type, value) : check_part(name, *split, value);
    if (!checked) return checked;
    const auto whole = facts.find(spec.name);
    if (split->part.empty() || whole == facts.end()) continue;
    FactKnowledge exact;
    FactKnowledge part;
    learn({split->fact, {}}, whole->second, exact);
    learn(*split, value, part);
    if (exact.exact && contradicts(exact, part)) {
      return bad_fact(name, name + " contradicts " + std::string(spec.name), "Leave one of the two out.");
    }
  }
  Knowledge knowledge{};
  learn_facts(facts, knowledge);
  if (const auto found = find_contradiction(knowledge)) {
    return bad_fact(found->fact, std::string(found->fact) + " contradicts " + std::string(found->other), found->hint);
  }
  return k_ok;
}

std::optional<double> parameter_value(const CompiledRules& rules, const ParamRef& ref, const AskedDates& dates) {
  const bool by_course = ref.axis == DateAxis::course_start || ref.axis == DateAxis::study_year_start;
  const bool open_end = by_course && !dates.course_start;
  int date = by_course && dates.course_start ? *dates.course_start : dates.today;
  if (ref.axis == DateAxis::study_year_start) date = study_year_start(date);
  std::optional<double> value;
  for (const ParameterPeriod& period : rules.parameters[ref.parameter].periods) {
    const bool touches = open_end ? period.span.to > date : period.span.contains(date);
    if (!touches) continue;
    if (value) return std::nullopt;  // two periods claim the date
    if (open_end && (period.span.from > date || period.span.to != DateSpan{}.to)) return std::nullopt;
    value = period.value;
  }
  return value;
}

bool has_conflicting_sources(const CompiledRules& rules, const ParamRef& ref, const AskedDates& dates) {
  int date = dates.course_start && ref.axis != DateAxis::application && ref.axis != DateAxis::today
                 ? *dates.course_start
                 : dates.today;
  if (ref.axis == DateAxis::study_year_start) date = study_year_start(date);
  const auto& periods = rules.parameters[ref.parameter].periods;
  return std::any_of(periods.begin(), periods.end(),
                     [&](const ParameterPeriod& period) { return period.conflicting && period.span.contains(date); });
}

}  // namespace leerwijzer
