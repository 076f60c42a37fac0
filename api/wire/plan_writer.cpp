#include "api/wire/json_values.hpp"
#include "api/wire/plan_wire.hpp"
#include "api/wire/writers.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

json::array write_swaps(const ComposedStep& step, const PlanAnswer& answer) {
  json::array list;
  for (const PlanSwap& swap : step.swaps) {
    const Offer& offer = answer.all.hits[swap.module].offer;
    list.push_back(json::object{{"offerId", offer.id.value},
                                {"title", title_of(offer)},
                                {"coveredShare", rounded(swap.covered_share, 1e4)},
                                {"costChange", swap.cost_change},
                                {"finishChangeDays", swap.finish_change}});
  }
  return list;
}

json::object write_step(const ComposedStep& one, const PlanAnswer& answer, const Taxonomy& taxonomy) {
  const SearchHit& hit = answer.all.hits[one.hit];
  const PlanModule& module = answer.problem.modules[one.hit];
  const PlanRun& run = module.runs[*one.step.run];
  json::object out;
  out["offerId"] = hit.offer.id.value;
  out["title"] = title_of(hit.offer);
  out["provider"] = json::object{{"id", hit.offer.provider.value}, {"name", hit.offer.provider_name}};
  out["run"] = text_or_null(run.key);
  out["startKind"] = name_of(run.kind);
  out["start"] = format_iso(one.step.start);
  out["end"] = format_iso(one.step.end);
  out["inConsultation"] = one.step.in_consultation;
  out["durationAssumed"] = module.duration_assumed && !(run.kind == PlanStart::dated && run.end);
  out["enrolUntil"] = date_or_null(run.enrol_until);
  out["hoursPerWeek"] = value_or_null(hit.offer.hours_per_week);
  out["place"] = text_or_null(run.place);
  out["online"] = run.online;
  out["distanceKm"] = rounded_or_null(run.distance_km, 10);
  out["price"] = json::object{{"gross", write_interval(module.gross)}, {"net", write_interval(module.net)}};
  json::array closes;
  for (const SkillId skill : one.step.closes) {
    if (skill != k_goal_itself) closes.push_back(write_skill(taxonomy, skill));
  }
  out["closes"] = std::move(closes);
  out["why"] = one.why;
  out["when"] = one.when;
  out["swaps"] = write_swaps(one, answer);
  return out;
}

json::array write_deadlines(const ComposedPlan& plan) {
  json::array list;
  for (const PlanDeadline& one : plan.deadlines) {
    list.push_back(json::object{{"date", format_iso(one.date)},
                                {"kind", name_of(one.kind)},
                                {"offerId", one.offer.value},
                                {"scheme", text_or_null(one.scheme)},
                                {"title", one.title},
                                {"text", one.text}});
  }
  return list;
}

json::array write_months(const ComposedPlan& plan) {
  json::array list;
  for (const PlanMonth& month : months_of(plan)) {
    json::array written;
    for (const PlanPayment* one : month.payments) {
      written.push_back(json::object{{"from", one->from},
                                     {"to", one->to},
                                     {"date", format_iso(one->date)},
                                     {"amount", one->amount.value},
                                     {"certain", one->certain},
                                     {"offerId", one->offer.value},
                                     {"text", one->text}});
    }
    list.push_back(json::object{{"month", format_iso(month.month / std::chrono::day{1}).substr(0, 7)},
                                {"in", month.in.value},
                                {"out", month.out.value},
                                {"payments", std::move(written)}});
  }
  return list;
}

json::object write_proof(const Plan& plan) {
  json::array stages;
  bool proven = true;
  for (const PlanStage& stage : plan.stages) {
    proven = proven && stage.proven;
    stages.push_back(json::object{{"kind", name_of(stage.kind)},
                                  {"value", rounded(stage.value, 1e6)},
                                  {"bound", rounded(stage.bound, 1e6)},
                                  {"proven", stage.proven}});
  }
  return {{"optimal", proven}, {"nodes", plan.nodes}, {"stages", std::move(stages)}};
}

json::object write_plan(const ComposedPlan& one, const PlanAnswer& answer, const Taxonomy& taxonomy) {
  const Plan& plan = one.plan;
  json::object out;
  out["variant"] = name_of(plan.variant);
  out["name"] = one.name;
  out["text"] = one.text;
  json::array steps;
  for (const ComposedStep& step : one.steps) steps.push_back(write_step(step, answer, taxonomy));
  out["steps"] = std::move(steps);
  out["finish"] = date_or_null(plan.finish);
  out["coveredShare"] = rounded(plan.covered_share, 1e4);
  json::array uncovered;
  for (const auto& [skill, share] : plan.uncovered) {
    if (skill == k_goal_itself) continue;
    json::object open = write_skill(taxonomy, skill);
    open["share"] = rounded(share, 1e4);
    uncovered.push_back(std::move(open));
  }
  out["uncovered"] = std::move(uncovered);
  out["price"] = json::object{
      {"gross", write_interval(plan.gross)}, {"net", write_interval(plan.net)}, {"unknown", plan.unknown_prices}};
  out["deadlines"] = write_deadlines(one);
  out["months"] = write_months(one);
  json::array beyond;
  for (const PlanLimit limit : plan.beyond) beyond.push_back(json::string(name_of(limit)));
  out["beyond"] = std::move(beyond);
  out["proof"] = write_proof(plan);
  return out;
}

}  // namespace

json::object write_plans(const PlanAnswer& answer, const Snapshot& snapshot) {
  json::object out;
  const json::object match = write_match(answer.all.answer, snapshot);
  for (const char* key : {"goal", "held", "gap", "transitions"}) out[key] = match.at(key);
  out["text"] = answer.text;
  out["candidates"] = answer.all.hits.size();
  json::array plans;
  for (const ComposedPlan& one : answer.plans) plans.push_back(write_plan(one, answer, snapshot.taxonomy));
  out["plans"] = std::move(plans);
  json::array refused;
  for (std::size_t i = 0; i < answer.refused.size(); ++i) {
    const RefusedPin& pin = answer.composition.refused[i];
    refused.push_back(json::object{{"offerId", pin.id.value},
                                   {"reason", name_of(pin.reason)},
                                   {"limit", name_or_null(pin.limit)},
                                   {"text", answer.refused[i]}});
  }
  out["refused"] = std::move(refused);
  json::array relax;
  for (std::size_t i = 0; i < answer.relax.size(); ++i) {
    const PlanRelaxation& one = answer.composition.relaxations[i];
    relax.push_back(json::object{{"limit", name_of(one.limit)},
                                 {"coveredShare", rounded(one.covered_share, 1e4)},
                                 {"gain", rounded(one.gain, 1e4)},
                                 {"freesPins", one.frees_pins},
                                 {"text", answer.relax[i]}});
  }
  out["relax"] = std::move(relax);
  json::array notes;
  for (const auto& [field, text] : answer.notes) notes.push_back(json::object{{"field", field}, {"text", text}});
  out["notes"] = std::move(notes);
  return out;
}

}  // namespace leerwijzer
