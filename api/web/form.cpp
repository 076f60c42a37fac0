#include "api/web/form.hpp"

#include "api/http/target.hpp"
#include "api/wire/vocabulary.hpp"
#include "engine/core/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace leerwijzer {
namespace {

constexpr std::string_view k_fact_prefix = "feit.";
constexpr std::size_t k_most_facts = 60;

std::optional<double> decimal(std::string_view text) {
  std::string plain(trim(text));
  std::replace(plain.begin(), plain.end(), ',', '.');
  double value = 0.0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (error != std::errc{} || end != plain.data() + plain.size()) return std::nullopt;
  return value;
}

void take(FormAnswers& answers, const std::string& name, std::string value) {
  if (count_code_points(value) > 200) {
    throw InvalidInput({{name, "Deze tekst is te lang.", "Gebruik hoogstens 200 tekens."}});
  }
  if (name == "woonplaats") {
    answers.place = std::move(value);
  } else if (name == "afstand") {
    answers.travel = value == "geen" ? "" : value;
  } else if (name == "werk") {
    answers.work = std::move(value);
  } else if (name == "situatie") {
    answers.situation = std::move(value);
  } else if (name == "geboortejaar") {
    answers.birth_year = std::move(value);
  } else if (name == "wens") {
    answers.wish = std::move(value);
  } else if (name == "weetniet") {
    answers.open = value == "ja";
  } else if (name == "uren") {
    answers.hours = std::move(value);
  } else if (name == "dagdeel") {
    if (value_of<Daypart>(value)) answers.dayparts.push_back(std::move(value));
  } else if (name == "online") {
    answers.online = value == "ja";
  } else if (name == "budget") {
    answers.budget = std::move(value);
  } else if (name.starts_with(k_fact_prefix) && !value.empty() && answers.facts.size() < k_most_facts) {
    answers.facts.emplace_back(name.substr(k_fact_prefix.size()), std::move(value));
  }
}

/// The kind of a fact is known to the rules only: the first reading that they accept.
std::optional<FactValue> fact_of(const FundingRules& rules, const std::string& name, const std::string& text) {
  std::vector<FactValue> readings;
  if (text == "true" || text == "false") readings.emplace_back(text == "true");
  if (const auto number = decimal(text)) readings.emplace_back(*number);
  readings.emplace_back(text);
  readings.emplace_back(std::vector<std::string>{text});
  for (FactValue& reading : readings) {
    if (rules.check_facts({{name, reading}})) return std::move(reading);
  }
  return std::nullopt;
}

void set_place(const FormAnswers& answers, const Snapshot& snapshot, FormQuestion& question) {
  const std::string place(trim(answers.place));
  if (place.empty()) return;
  Learner& learner = question.request.learner;
  const bool digits = place.front() >= '0' && place.front() <= '9';
  const auto found = digits ? snapshot.geography.locate_postcode(place, question.request.today)
                            : snapshot.geography.locate_name(place, question.request.today);
  if (!found) {
    question.faults.push_back({"woonplaats", found.error().what + ". " + found.error().hint, ""});
  } else if (digits) {
    learner.postcode = place;
  } else {
    learner.municipality = place;
  }
}

void set_amounts(const FormAnswers& answers, FormQuestion& question) {
  Learner& learner = question.request.learner;
  if (!trim(answers.hours).empty()) {
    learner.hours_per_week = decimal(answers.hours);
    if (!learner.hours_per_week || *learner.hours_per_week < 0 || *learner.hours_per_week > 80) {
      learner.hours_per_week.reset();
      question.faults.push_back({"uren", "Vul het aantal uren in als getal van 0 tot 80, bijvoorbeeld 12.", ""});
    }
  }
  if (!trim(answers.birth_year).empty()) {
    const auto year = decimal(answers.birth_year);
    const int now = static_cast<int>(question.request.today.year());
    if (year && *year == std::floor(*year) && *year >= now - 110 && *year <= now - 12) {
      learner.birth_year = static_cast<int>(*year);
    } else {
      question.faults.push_back({"geboortejaar", "Vul het jaar in met vier cijfers, bijvoorbeeld 1985.", ""});
    }
  }
  if (!trim(answers.budget).empty()) {
    if (const auto budget = parse_dutch_amount(answers.budget)) {
      learner.budget = *budget;
    } else {
      question.faults.push_back({"budget", "Vul het bedrag in als getal, bijvoorbeeld 500.", ""});
    }
  }
}

}  // namespace

std::vector<std::pair<std::string, std::string>> FormAnswers::fields(bool but_wish) const {
  std::vector<std::pair<std::string, std::string>> out = {{"woonplaats", place},
                                                          {"afstand", travel.empty() ? "geen" : travel},
                                                          {"werk", work},
                                                          {"situatie", situation},
                                                          {"geboortejaar", birth_year}};
  if (!but_wish) {
    out.emplace_back("wens", wish);
    if (open) out.emplace_back("weetniet", "ja");
  }
  out.emplace_back("uren", hours);
  for (const std::string& daypart : dayparts) out.emplace_back("dagdeel", daypart);
  if (online) out.emplace_back("online", "ja");
  out.emplace_back("budget", budget);
  for (auto& fact : fact_fields()) out.push_back(std::move(fact));
  return out;
}

std::vector<std::pair<std::string, std::string>> FormAnswers::fact_fields() const {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [name, value] : facts) out.emplace_back(std::string(k_fact_prefix) + name, value);
  return out;
}

FormAnswers read_form(std::string_view body) {
  auto pairs = parse_form(body);
  if (!pairs) throw ErrorException(pairs.error());
  FormAnswers answers;
  answers.online = false;  // a box that is not ticked is not sent
  for (auto& [name, value] : *pairs) take(answers, name, std::move(value));
  return answers;
}

FormQuestion question_of(const FormAnswers& answers, const Snapshot& snapshot, Date today) {
  FormQuestion question;
  MatchRequest& request = question.request;
  request.today = today;
  request.limit = 10;
  set_place(answers, snapshot, question);
  set_amounts(answers, question);
  Learner& learner = request.learner;
  if (const auto travel = decimal(answers.travel); travel && *travel >= 0 && *travel <= 500)
    learner.max_travel_km = travel;
  learner.online_ok = answers.online;
  if (!trim(answers.work).empty()) learner.occupations.push_back({{std::string(trim(answers.work)), ""}, std::nullopt});
  const auto situations = situation_names();
  if (std::find(situations.begin(), situations.end(), answers.situation) != situations.end()) {
    learner.situations = {answers.situation};
  }
  for (const std::string& daypart : answers.dayparts) learner.dayparts.push_back(*value_of<Daypart>(daypart));
  for (const auto& [name, text] : answers.facts) {
    if (auto value = fact_of(snapshot.funding, name, text)) learner.facts[name] = std::move(*value);
  }
  const std::string wish(trim(answers.wish));
  request.goal.open = answers.open || wish.empty();
  if (!request.goal.open) request.goal.text = wish;
  return question;
}

}  // namespace leerwijzer
