#include "api/web/form.hpp"

#include "api/http/target.hpp"
#include "api/wire/vocabulary.hpp"
#include "engine/core/text.hpp"
#include "engine/domain/sector.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace leerwijzer {
namespace {

constexpr std::string_view k_fact_prefix = "feit.";
constexpr std::size_t k_most_facts = 60;
constexpr std::size_t k_most_likes = 8;
constexpr std::size_t k_most_modules = 12;  ///< that are pinned, or banned

std::optional<double> decimal(std::string_view text) {
  std::string plain(trim(text));
  std::replace(plain.begin(), plain.end(), ',', '.');
  double value = 0.0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (error != std::errc{} || end != plain.data() + plain.size()) return std::nullopt;
  return value;
}

std::string* single_field(FormAnswers& answers, std::string_view name) {
  if (name == "woonplaats") return &answers.place;
  if (name == "afstand") return &answers.travel;
  if (name == "werk") return &answers.work;
  if (name == "jaren") return &answers.years;
  if (name == "situatie") return &answers.situation;
  if (name == "geboortejaar") return &answers.birth_year;
  if (name == "wens") return &answers.wish;
  if (name == "uren") return &answers.hours;
  if (name == "budget") return &answers.budget;
  if (name == "anders") return &answers.different;
  return nullptr;
}

void add_offer_id(std::vector<OfferId>& ids, const std::string& text) {
  std::int32_t id = 0;  // as the database counts
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc{} || end != text.data() + text.size() || id < 1 || ids.size() >= k_most_modules) return;
  if (std::find(ids.begin(), ids.end(), OfferId{id}) == ids.end()) ids.push_back(OfferId{id});
}

void set_fact(FormAnswers& answers, std::string name, std::string value) {
  std::erase_if(answers.facts, [&](const auto& fact) { return fact.first == name; });
  if (!value.empty() && answers.facts.size() < k_most_facts)
    answers.facts.emplace_back(std::move(name), std::move(value));
}

void take(FormAnswers& answers, const std::string& name, std::string value) {
  if (count_code_points(value) > 200) {
    throw InvalidInput({{name, "Deze tekst is te lang.", "Gebruik hoogstens 200 tekens."}});
  }
  if (std::string* field = single_field(answers, name)) {
    *field = name == "afstand" && value == "geen" ? std::string{} : std::move(value);
  } else if (name == "weetniet") {
    answers.open = value == "ja";
  } else if (name == "dagdeel") {
    if (value_of<Daypart>(value)) answers.dayparts.push_back(std::move(value));
  } else if (name == "online") {
    answers.online = value == "ja";
  } else if (name == "leuk") {
    if (sector_label(value) != value && answers.likes.size() < k_most_likes) answers.likes.push_back(std::move(value));
  } else if (name == "vast") {
    add_offer_id(answers.pins, value);
  } else if (name == "niet") {
    add_offer_id(answers.bans, value);
  } else if (name.starts_with(k_fact_prefix)) {
    set_fact(answers, name.substr(k_fact_prefix.size()), std::move(value));
  }
}

/// Empty again, as a form that does not send it means.
void clear_step(FormAnswers& answers, FormStep step) {
  const bool all = step == FormStep::all;
  if (all || step == FormStep::place) {
    answers.place.clear();
    answers.online = false;  // a box that is not ticked is not sent
  }
  if (all || step == FormStep::work) answers.work = answers.years = answers.situation = answers.birth_year = "";
  if (all || step == FormStep::wish) {
    answers.wish.clear();
    answers.open = false;
  }
  if (all || step == FormStep::means) {
    answers.hours = answers.budget = "";
    answers.dayparts.clear();
  }
  if (step == FormStep::other_work) {
    answers.different.clear();
    answers.likes.clear();
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

void set_place(const FormAnswers& answers, const Snapshot& snapshot, const Texts& texts, FormQuestion& question) {
  const std::string place(trim(answers.place));
  if (place.empty()) return;
  Learner& learner = question.request.learner;
  const bool digits = place.front() >= '0' && place.front() <= '9';
  const auto found = digits ? snapshot.geography.locate_postcode(place, question.request.today)
                            : snapshot.geography.locate_name(place, question.request.today);
  if (!found) {
    question.faults.push_back({"woonplaats", texts.with("fault.place", {{"place", place}}), found.error().hint});
  } else if (digits) {
    learner.postcode = place;
  } else {
    learner.municipality = place;
  }
}

void set_amounts(const FormAnswers& answers, const Texts& texts, FormQuestion& question) {
  Learner& learner = question.request.learner;
  if (!trim(answers.hours).empty()) {
    learner.hours_per_week = decimal(answers.hours);
    if (!learner.hours_per_week || *learner.hours_per_week < 0 || *learner.hours_per_week > 80) {
      learner.hours_per_week.reset();
      question.faults.push_back({"uren", texts.text("fault.hours"), ""});
    }
  }
  if (!trim(answers.birth_year).empty()) {
    const auto year = decimal(answers.birth_year);
    const int now = static_cast<int>(question.request.today.year());
    if (year && *year == std::floor(*year) && *year >= now - 110 && *year <= now - 12) {
      learner.birth_year = static_cast<int>(*year);
    } else {
      question.faults.push_back({"geboortejaar", texts.text("fault.birth_year"), ""});
    }
  }
  if (!trim(answers.budget).empty()) {
    if (const auto budget = parse_dutch_amount(answers.budget)) {
      learner.budget = *budget;
    } else {
      question.faults.push_back({"budget", texts.text("fault.budget"), ""});
    }
  }
}

}  // namespace

std::vector<std::pair<std::string, std::string>> FormAnswers::fields(bool but_wish) const {
  std::vector<std::pair<std::string, std::string>> out = {
      {"woonplaats", place},   {"afstand", travel.empty() ? "geen" : travel},
      {"werk", work},          {"jaren", years},
      {"situatie", situation}, {"geboortejaar", birth_year}};
  if (!but_wish) {
    out.emplace_back("wens", wish);
    if (open) out.emplace_back("weetniet", "ja");
  }
  out.emplace_back("uren", hours);
  for (const std::string& daypart : dayparts) out.emplace_back("dagdeel", daypart);
  if (online) out.emplace_back("online", "ja");
  out.emplace_back("budget", budget);
  out.emplace_back("anders", different);
  for (const std::string& sector : likes) out.emplace_back("leuk", sector);
  for (const OfferId id : pins) out.emplace_back("vast", std::to_string(id.value));
  for (const OfferId id : bans) out.emplace_back("niet", std::to_string(id.value));
  for (auto& fact : fact_fields()) out.push_back(std::move(fact));
  return out;
}

std::vector<std::pair<std::string, std::string>> FormAnswers::fact_fields() const {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [name, value] : facts) out.emplace_back(std::string(k_fact_prefix) + name, value);
  return out;
}

FormAnswers read_form(std::string_view body) { return with_step({}, FormStep::all, body); }

FormAnswers with_step(FormAnswers before, FormStep step, std::string_view body) {
  auto pairs = parse_form(body);
  if (!pairs) throw ErrorException(pairs.error());
  clear_step(before, step);
  for (auto& [name, value] : *pairs) take(before, name, std::move(value));
  return before;
}

FormAnswers without_answer(FormAnswers before, std::string_view name) {
  if (name == "wens") before.open = false;
  if (name == "werk") before.years.clear();
  if (name == "dagdeel") before.dayparts.clear();
  if (name == "leuk") before.likes.clear();
  if (std::string* field = single_field(before, name)) field->clear();
  return before;
}

FormQuestion question_of(const FormAnswers& answers, const Snapshot& snapshot, Date today, const Texts& texts) {
  FormQuestion question;
  MatchRequest& request = question.request;
  request.today = today;
  request.limit = 10;
  set_place(answers, snapshot, texts, question);
  set_amounts(answers, texts, question);
  Learner& learner = request.learner;
  if (const auto travel = decimal(answers.travel); travel && *travel >= 0 && *travel <= 500)
    learner.max_travel_km = travel;
  learner.online_ok = answers.online;
  if (!trim(answers.work).empty()) {
    HeldOccupation held{{std::string(trim(answers.work)), ""}};
    if (const auto years = decimal(answers.years); years && *years >= 0 && *years <= 60) held.years = years;
    learner.occupations.push_back(std::move(held));
  }
  const auto situations = situation_names();
  if (std::find(situations.begin(), situations.end(), answers.situation) != situations.end()) {
    learner.situations = {answers.situation};
  }
  for (const std::string& daypart : answers.dayparts) learner.dayparts.push_back(*value_of<Daypart>(daypart));
  learner.likes.sectors = answers.likes;
  if (const auto different = decimal(answers.different); different && *different >= 0 && *different <= 4)
    learner.can_or_want = *different / 4;
  for (const auto& [name, text] : answers.facts) {
    if (auto value = fact_of(snapshot.funding, name, text)) learner.facts[name] = std::move(*value);
  }
  const std::string wish(trim(answers.wish));
  request.goal.open = answers.open || wish.empty();
  if (!request.goal.open) request.goal.text = wish;
  return question;
}

PlanRequest plan_question_of(const FormAnswers& answers, const MatchRequest& match) {
  PlanRequest request;
  request.match = match;
  request.pins = answers.pins;
  request.bans = answers.bans;
  return request;
}

}  // namespace leerwijzer
