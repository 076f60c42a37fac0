#include "tests/unit/advice/advice_cases.hpp"

#include "engine/core/enum_names.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/funding/facts_json.hpp"
#include "tests/unit/funding/shipped_rules.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;

std::string text(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr ? std::string(value->as_string()) : std::string{};
}

std::vector<std::string> texts(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr ? texts_of(*value) : std::vector<std::string>{};
}

Learner learner_of(const json::object& one) {
  Learner learner;
  if (const json::value* facts = one.if_contains("facts")) learner.facts = facts_of(facts->as_object());
  const json::value* given = one.if_contains("learner");
  if (given == nullptr) return learner;
  const json::object& said = given->as_object();
  learner.situations = texts(said, "situations");
  learner.sector = text(said, "sector");
  if (const json::value* year = said.if_contains("birthYear")) learner.birth_year = static_cast<int>(year->as_int64());
  if (said.contains("education")) learner.education = value_of<NlqfLevel>(text(said, "education")).value();
  return learner;
}

AdviceQuestion question_of(const json::object& one) {
  AdviceQuestion question;
  question.date = date_of(one.at("date").as_string());
  question.postcode = text(one, "postcode");
  question.municipality = text(one, "municipality");
  question.establishment_postcode = text(one, "establishmentPostcode");
  question.establishment_municipality = text(one, "establishmentMunicipality");
  const Learner learner = learner_of(one);
  question.situations = learner.situations;
  Goal goal;
  if (const json::value* wanted = one.if_contains("goal")) goal.sector = text(wanted->as_object(), "sector");
  question.facts = advice_facts(learner, &goal, question.date);
  return question;
}

AdviceCase case_of(const json::object& one) {
  AdviceCase out;
  out.name = text(one, "name");
  out.question = question_of(one);
  const json::object& expect = one.at("expect").as_object();
  out.rule = text(expect, "rule");
  out.first = text(expect, "first");
  out.desk = text(expect, "desk");
  out.region = text(expect, "region");
  out.municipality = text(expect, "municipality");
  out.company = text(expect, "establishmentRegion");
  out.kinds = texts(expect, "kinds");
  out.open = texts(expect, "open");
  out.not_open = texts(expect, "notOpen");
  out.not_rules = texts(expect, "not");
  out.not_desks = texts(expect, "notDesks");
  out.has_place = !expect.contains("place");
  if (const json::value* asks = expect.if_contains("asks")) {
    for (const auto& [rule, fact] : asks->as_object()) out.asks.emplace_back(rule, fact.as_string());
  }
  return out;
}

}  // namespace

std::vector<std::filesystem::path> advice_case_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(root() / "tests" / "cases" / "advice")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<AdviceCase> advice_cases(const std::filesystem::path& file) {
  std::vector<AdviceCase> cases;
  const json::value read = json::parse(read_file(file));
  for (const auto& one : read.at("cases").as_array()) cases.push_back(case_of(one.as_object()));
  return cases;
}

}  // namespace leerwijzer::testing
