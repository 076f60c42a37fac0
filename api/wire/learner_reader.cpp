#include "api/wire/learner_reader.hpp"

#include "api/wire/vocabulary.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <cmath>
#include <limits>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::string_view k_too_many = "Dat is te veel om te lezen. Kies wat het belangrijkst is.";

std::string snake_case(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      out += '_';
      out += static_cast<char>(c - 'A' + 'a');
    } else {
      out += c;
    }
  }
  return out;
}

/// Nothing, with a fault noted, for a value of a kind that no fact has.
std::optional<FactValue> fact_value(ObjectReader& reader, const std::string& key, const json::value& value) {
  if (value.is_bool()) return FactValue(value.get_bool());
  if (value.is_number()) {
    const double number = value.to_number<double>();
    if (std::isfinite(number) && std::abs(number) <= 1e12) return FactValue(number);
    reader.fault(key, "The number is out of range.", "Give a number below a million million.");
    return std::nullopt;
  }
  if (value.is_string()) {
    auto text = reader.text(key);
    return text ? std::optional<FactValue>(std::move(*text)) : std::nullopt;
  }
  if (value.is_array()) return FactValue(reader.texts(key));
  reader.fault(key, "A fact is true or false, a number, a text, or a list of texts.",
               "Give one of those, or null when it is not known.");
  return std::nullopt;
}

void read_place(ObjectReader& reader, Learner& learner) {
  learner.postcode = reader.text("postcode", 10).value_or("");
  learner.municipality = reader.text("municipality", 100).value_or("");
  learner.max_travel_km = reader.number("maxTravelKm", 0, 500, "De reisafstand is 0 tot 500 kilometer.");
  learner.online_ok = reader.boolean("onlineOk");
}

void read_concepts(ObjectReader& reader, std::string_view key, std::vector<ConceptRef>& into) {
  reader.objects(
      key, [&](ObjectReader& one) { into.push_back(read_concept(one)); }, k_too_many);
}

void read_skills(ObjectReader& reader, Learner& learner) {
  read_concepts(reader, "skills", learner.skills);
  read_concepts(reader, "skillsNotHad", learner.skills_not_had);
  for (const std::int64_t id : reader.integers("modulesDone", 1, std::numeric_limits<std::int32_t>::max()))
    learner.modules_done.push_back({id});
  reader.object("likes", [&](ObjectReader& likes) {
    read_concepts(likes, "skills", learner.likes.skills);
    learner.likes.sectors = likes.choices("sectors", sector_names());
    learner.likes.text = likes.text("text").value_or("");
  });
  learner.can_or_want = reader.number("canOrWant", 0, 1, "Deze waarde is 0 tot 1: 0 is wat u kunt, 1 is wat u wilt.");
}

void read_background(ObjectReader& reader, Learner& learner) {
  if (const auto year = reader.integer("birthYear", 1900, 2200, "Dit geboortejaar kan niet kloppen."))
    learner.birth_year = static_cast<int>(*year);
  learner.situations = reader.choices("situation", situation_names());
  reader.objects(
      "occupations",
      [&](ObjectReader& one) {
        HeldOccupation held;
        held.occupation = read_concept(one);
        held.years = one.number("years", 0, 80, "Het aantal jaren is 0 tot 80.");
        if (const auto year = one.integer("lastYear", 1900, 2200, "Dit jaar kan niet kloppen."))
          held.last_year = static_cast<int>(*year);
        learner.occupations.push_back(std::move(held));
      },
      k_too_many);
  read_skills(reader, learner);
  reader.object("education", [&](ObjectReader& education) {
    const json::value* level = education.any("nlqf");
    if (level != nullptr) {
      const std::string name = level->is_number()   ? json::serialize(*level)
                               : level->is_string() ? std::string(level->get_string())
                                                    : std::string{};
      learner.education = value_of<NlqfLevel>(name);
      if (!learner.education) education.fault("nlqf", "This is not an NLQF level.", "Use 1 to 8, or \"4+\".");
    }
    learner.diplomas = education.texts("diplomas");
  });
}

void read_wishes(ObjectReader& reader, Learner& learner) {
  learner.hours_per_week = reader.number("hoursPerWeek", 0, 80, "Het aantal uur per week is 0 tot 80.");
  learner.dayparts = reader.enums<Daypart>("dayparts");
  learner.start_from = reader.date("startFrom");
  learner.max_months = reader.number("maxMonths", 0.1, 120, "De duur is 1 tot 120 maanden.");
  if (const auto budget = reader.integer("budgetCents", 0, 1'000'000'000, "Het budget kan niet onder nul zijn."))
    learner.budget = Cents{*budget};
  learner.languages = reader.texts("languages");
  learner.accessibility = reader.enums<AccessNeed>("accessibility");
  learner.hard = reader.enums<Wish>("hard");
  learner.sector = reader.choice("sector", sector_names()).value_or("");
}

}  // namespace

ConceptRef read_concept(ObjectReader& reader) {
  ConceptRef reference;
  reference.text = reader.text("text").value_or("");
  reference.uri = reader.text("uri").value_or("");
  if (!reference.text.empty() && !reference.uri.empty()) {
    reader.fault("uri", "Both text and uri are given.", "Give one of the two.");
  }
  return reference;
}

void read_facts(ObjectReader& reader, std::string_view prefix, Facts& facts) {
  for (const auto& entry : reader.raw()) {
    const std::string key(entry.key());
    if (entry.value().is_null()) continue;
    auto value = fact_value(reader, key, entry.value());
    if (value) facts[prefix.empty() ? key : std::string(prefix) + snake_case(key)] = std::move(*value);
  }
  reader.take_all_keys();
}

Learner read_learner(ObjectReader& reader) {
  Learner learner;
  read_place(reader, learner);
  read_background(reader, learner);
  read_wishes(reader, learner);
  reader.object("employer", [&](ObjectReader& employer) { read_facts(employer, "employer.", learner.facts); });
  reader.object("facts", [&](ObjectReader& facts) { read_facts(facts, "", learner.facts); });
  return learner;
}

}  // namespace leerwijzer
