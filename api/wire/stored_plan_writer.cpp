#include "api/wire/json_values.hpp"
#include "api/wire/stored_plan_wire.hpp"
#include "api/wire/writers.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

json::value interval_or_null(const std::optional<CentsInterval>& price) {
  if (!price) return nullptr;
  return json::object{{"min", price->min.value}, {"max", price->max.value}};
}

json::value provider_of(const PlannedStep& step) {
  if (!step.provider.stored() && step.provider_name.empty()) return nullptr;
  const json::value id = step.provider.stored() ? json::value(step.provider.value) : json::value(nullptr);
  return json::object{{"id", id}, {"name", step.provider_name}};
}

json::object write_step(const PlannedStep& step) {
  json::object out;
  out["offerId"] = step.offer.value;
  out["run"] = text_or_null(step.run);
  out["title"] = step.title;
  out["provider"] = provider_of(step);
  out["startKind"] = text_or_null(step.start_kind);
  out["start"] = date_or_null(step.start);
  out["end"] = date_or_null(step.end);
  out["enrolUntil"] = date_or_null(step.enrol_until);
  out["price"] = json::object{{"gross", interval_or_null(step.gross)}, {"net", interval_or_null(step.net)}};
  out["pinned"] = step.pinned;
  out["state"] = name_of(step.state);
  out["why"] = text_or_null(step.why);
  out["note"] = text_or_null(step.note);
  return out;
}

/// What was checked when it was read is JSON; should it not be, it is left out.
json::value part_of(const std::string& text) {
  boost::system::error_code failed;
  json::value value = json::parse(text, failed);
  return failed ? json::value(nullptr) : value;
}

json::value value_of_remark(const RemarkValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return json::value(json::string(*text));
  if (const auto* price = std::get_if<CentsInterval>(&value)) return interval_or_null(*price);
  return nullptr;
}

}  // namespace

json::array write_steps(const StoredPlan& plan) {
  json::array steps;
  for (const PlannedStep& step : plan.steps) steps.push_back(write_step(step));
  return steps;
}

json::object write_plan_content(const StoredPlan& plan) {
  json::object out;
  out["title"] = plan.title;
  if (!plan.learner.empty()) out["learner"] = part_of(plan.learner);
  if (!plan.goal.empty()) out["goal"] = part_of(plan.goal);
  if (!plan.filters.empty()) out["filters"] = part_of(plan.filters);
  out["variant"] = text_or_null(plan.variant);
  out["steps"] = write_steps(plan);
  return out;
}

json::object write_seen(const SeenMoney& seen) {
  json::array steps;
  for (const auto& schemes : seen.steps) {
    json::array list;
    for (const SeenScheme& one : schemes)
      list.push_back(json::object{{"scheme", one.id}, {"name", one.name}, {"standing", name_of(one.standing)}});
    steps.push_back(json::object{{"schemes", std::move(list)}});
  }
  return {
      {"on", date_or_null(seen.on)}, {"rulesSnapshot", text_or_null(seen.rules_snapshot)}, {"steps", std::move(steps)}};
}

std::string write_kept(const StoredPlan& plan, const SeenMoney& seen) {
  return json::serialize(json::object{{"plan", write_plan_content(plan)}, {"seen", write_seen(seen)}});
}

json::array write_remarks(const std::vector<PlanRemark>& remarks, const StoredPlan& plan) {
  json::array list;
  for (const PlanRemark& one : remarks) {
    list.push_back(json::object{{"code", name_of(one.kind)},
                                {"step", one.step + 1},
                                {"offerId", plan.steps[one.step].offer.value},
                                {"scheme", text_or_null(one.scheme)},
                                {"old", value_of_remark(one.before)},
                                {"new", value_of_remark(one.now)},
                                {"text", one.text}});
  }
  return list;
}

}  // namespace leerwijzer
