#include "api/client_answers.hpp"

#include "engine/core/text.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <type_traits>
#include <variant>

namespace leerwijzer {
namespace {

namespace json = boost::json;

json::array texts_of(const std::vector<std::string>& list) {
  json::array out;
  for (const std::string& one : list) out.emplace_back(one);
  return out;
}

json::object facts_of(const Facts& facts) {
  json::object out;
  for (const auto& [name, value] : facts) {
    std::visit(
        [&, &key = name](const auto& plain) {
          if constexpr (std::is_same_v<std::decay_t<decltype(plain)>, std::vector<std::string>>)
            out[key] = texts_of(plain);
          else
            out[key] = plain;
        },
        value);
  }
  return out;
}

json::object learner_of(const FormAnswers& answers, const Learner& learner) {
  json::object out;
  if (!learner.postcode.empty()) out["postcode"] = learner.postcode;
  if (!learner.municipality.empty()) out["municipality"] = learner.municipality;
  if (learner.max_travel_km) out["maxTravelKm"] = *learner.max_travel_km;
  if (learner.online_ok) out["onlineOk"] = *learner.online_ok;
  if (learner.birth_year) out["birthYear"] = *learner.birth_year;
  if (!learner.situations.empty()) out["situation"] = texts_of(learner.situations);
  json::array work;
  for (const HeldOccupation& held : learner.occupations) {
    json::object one{{"text", held.occupation.text}};
    if (held.years) one["years"] = *held.years;
    work.push_back(std::move(one));
  }
  if (!work.empty()) out["occupations"] = std::move(work);
  if (learner.hours_per_week) out["hoursPerWeek"] = *learner.hours_per_week;
  if (!answers.dayparts.empty()) out["dayparts"] = texts_of(answers.dayparts);
  if (learner.budget) out["budgetCents"] = learner.budget->value;
  if (!learner.facts.empty()) out["facts"] = facts_of(learner.facts);
  return out;
}

std::string text_in(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains({key.data(), key.size()});
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string{};
}

/// 12, 7,5: as it is typed.
std::string number_in(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains({key.data(), key.size()});
  if (value == nullptr || !value->is_number()) return {};
  std::string text = fmt::format("{}", value->to_number<double>());
  if (const std::size_t dot = text.find('.'); dot != std::string::npos) text[dot] = ',';
  if (text.ends_with(",0")) text.resize(text.size() - 2);
  return text;
}

std::vector<std::string> texts_in(const json::object& object, std::string_view key) {
  std::vector<std::string> out;
  const json::value* value = object.if_contains({key.data(), key.size()});
  if (value == nullptr || !value->is_array()) return out;
  for (const json::value& one : value->get_array()) {
    if (one.is_string()) out.emplace_back(one.get_string());
  }
  return out;
}

std::string fact_text(const json::value& value) {
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_array()) {
    const json::array& list = value.get_array();
    return list.size() == 1 && list.front().is_string() ? std::string(list.front().get_string()) : std::string{};
  }
  return json::serialize(value);
}

void take_learner(const json::object& learner, FormAnswers& answers) {
  answers.place = text_in(learner, "postcode");
  if (answers.place.empty()) answers.place = text_in(learner, "municipality");
  answers.travel = number_in(learner, "maxTravelKm");
  const json::value* online = learner.if_contains("onlineOk");
  answers.online = online == nullptr || !online->is_bool() || online->get_bool();
  answers.birth_year = number_in(learner, "birthYear");
  if (const auto situations = texts_in(learner, "situation"); !situations.empty())
    answers.situation = situations.front();
  if (const json::value* work = learner.if_contains("occupations"); work != nullptr && work->is_array()) {
    for (const json::value& one : work->get_array()) {
      if (!answers.work.empty() || !one.is_object()) continue;
      answers.work = text_in(one.get_object(), "text");
      answers.years = number_in(one.get_object(), "years");
    }
  }
  answers.hours = number_in(learner, "hoursPerWeek");
  answers.dayparts = texts_in(learner, "dayparts");
  if (const json::value* budget = learner.if_contains("budgetCents"); budget != nullptr && budget->is_int64())
    answers.budget = fmt::format("{}", budget->get_int64() / 100);
  if (const json::value* facts = learner.if_contains("facts"); facts != nullptr && facts->is_object()) {
    for (const auto& fact : facts->get_object()) {
      if (std::string text = fact_text(fact.value()); !text.empty())
        answers.facts.emplace_back(std::string(fact.key()), std::move(text));
    }
  }
}

void take_goal(const json::object& goal, FormAnswers& answers) {
  if (const json::value* occupation = goal.if_contains("occupation"); occupation != nullptr && occupation->is_object())
    answers.wish = text_in(occupation->get_object(), "text");
  if (answers.wish.empty()) answers.wish = text_in(goal, "text");
  const json::value* open = goal.if_contains("open");
  answers.open = answers.wish.empty() && open != nullptr && open->is_bool() && open->get_bool();
}

}  // namespace

std::string profile_of(const FormAnswers& answers, const MatchRequest& request) {
  json::object out;
  if (json::object learner = learner_of(answers, request.learner); !learner.empty())
    out["learner"] = std::move(learner);
  if (!request.goal.text.empty())
    out["goal"] = json::object{{"text", request.goal.text}};
  else if (answers.open)
    out["goal"] = json::object{{"open", true}};
  return out.empty() ? std::string{} : json::serialize(out);
}

FormAnswers answers_of_profile(std::string_view profile) {
  FormAnswers answers;
  if (profile.empty()) return answers;
  const json::object all = json::parse(profile).as_object();
  if (const json::value* learner = all.if_contains("learner"); learner != nullptr && learner->is_object())
    take_learner(learner->get_object(), answers);
  if (const json::value* goal = all.if_contains("goal"); goal != nullptr && goal->is_object())
    take_goal(goal->get_object(), answers);
  return answers;
}

}  // namespace leerwijzer
