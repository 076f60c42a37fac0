#include "api/wire/composed_content.hpp"

#include "api/wire/json_values.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <variant>

namespace leerwijzer {
namespace {

namespace json = boost::json;

void add(json::object& out, std::string_view key, json::value value) {
  const bool empty = value.is_null() || (value.is_string() && value.get_string().empty()) ||
                     (value.is_array() && value.get_array().empty()) ||
                     (value.is_object() && value.get_object().empty());
  if (!empty) out[{key.data(), key.size()}] = std::move(value);
}

json::object write_concept(const ConceptRef& reference) {
  if (!reference.uri.empty()) return {{"uri", reference.uri}};
  return {{"text", reference.text}};
}

json::array write_concepts(const std::vector<ConceptRef>& references) {
  json::array list;
  for (const ConceptRef& one : references) list.push_back(write_concept(one));
  return list;
}

json::value write_fact(const FactValue& value) {
  return std::visit(
      [](const auto& one) -> json::value {
        if constexpr (std::is_same_v<std::decay_t<decltype(one)>, std::vector<std::string>>) {
          return text_list(one);
        } else {
          return json::value(one);
        }
      },
      value);
}

void add_background(json::object& out, const Learner& learner) {
  add(out, "birthYear", value_or_null(learner.birth_year));
  add(out, "situation", text_list(learner.situations));
  json::array occupations;
  for (const HeldOccupation& held : learner.occupations) {
    json::object one = write_concept(held.occupation);
    add(one, "years", value_or_null(held.years));
    add(one, "lastYear", value_or_null(held.last_year));
    occupations.push_back(std::move(one));
  }
  add(out, "occupations", std::move(occupations));
  add(out, "skills", write_concepts(learner.skills));
  add(out, "skillsNotHad", write_concepts(learner.skills_not_had));
  json::object education;
  if (learner.education) education["nlqf"] = name_of(*learner.education);
  add(education, "diplomas", text_list(learner.diplomas));
  add(out, "education", std::move(education));
  json::object likes;
  add(likes, "skills", write_concepts(learner.likes.skills));
  add(likes, "sectors", text_list(learner.likes.sectors));
  add(likes, "text", json::value(json::string(learner.likes.text)));
  add(out, "likes", std::move(likes));
  add(out, "canOrWant", value_or_null(learner.can_or_want));
}

void add_wishes(json::object& out, const Learner& learner) {
  add(out, "hoursPerWeek", value_or_null(learner.hours_per_week));
  add(out, "dayparts", name_list(learner.dayparts));
  add(out, "startFrom", date_or_null(learner.start_from));
  add(out, "maxMonths", value_or_null(learner.max_months));
  add(out, "budgetCents", cents_or_null(learner.budget));
  add(out, "languages", text_list(learner.languages));
  add(out, "accessibility", name_list(learner.accessibility));
  add(out, "hard", name_list(learner.hard));
}

json::object write_learner_asked(const Learner& learner) {
  json::object out;
  add(out, "postcode", json::value(json::string(learner.postcode)));
  add(out, "municipality", json::value(json::string(learner.municipality)));
  add(out, "maxTravelKm", value_or_null(learner.max_travel_km));
  add(out, "onlineOk", value_or_null(learner.online_ok));
  add_background(out, learner);
  add_wishes(out, learner);
  json::object facts;
  for (const auto& [name, value] : learner.facts) facts[name] = write_fact(value);
  add(out, "facts", std::move(facts));
  return out;
}

json::object write_goal_asked(const Goal& goal) {
  json::object out;
  if (goal.occupation) out["occupation"] = write_concept(*goal.occupation);
  add(out, "skills", write_concepts(goal.skills));
  add(out, "text", json::value(json::string(goal.text)));
  add(out, "sector", json::value(json::string(goal.sector)));
  if (goal.open) out["open"] = true;
  return out;
}

PlannedStep step_to_keep(const PlanRequest& request, const PlanAnswer& answer, const ComposedStep& one) {
  const Offer& offer = answer.all.hits[one.hit].offer;
  const PlanModule& module = answer.problem.modules[one.hit];
  PlannedStep step;
  step.offer = offer.id;
  step.title = title_of(offer);
  step.provider = offer.provider;
  step.provider_name = offer.provider_name;
  step.start = one.step.start;
  step.end = one.step.end;
  if (one.step.run) {
    const PlanRun& run = module.runs[*one.step.run];
    step.run = run.key;
    step.start_kind = name_of(run.kind);
    step.enrol_until = run.enrol_until;
  }
  step.gross = module.gross;
  step.net = module.net;
  step.pinned = std::find(request.pins.begin(), request.pins.end(), offer.id) != request.pins.end();
  return step;
}

}  // namespace

PlanContent content_to_keep(const PlanRequest& request, const PlanAnswer& answer, const ComposedPlan& plan,
                            const std::string& title) {
  json::object document;
  document["title"] = truncate_utf8(title, k_title_characters);
  add(document, "learner", write_learner_asked(request.match.learner));
  document["goal"] = write_goal_asked(request.match.goal);
  document["variant"] = name_of(plan.plan.variant);
  PlanContent content = read_plan_content(json::serialize(document));
  for (const ComposedStep& one : plan.steps) content.plan.steps.push_back(step_to_keep(request, answer, one));
  return content;
}

}  // namespace leerwijzer
