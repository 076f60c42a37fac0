#include "api/web/plan_data.hpp"

#include "api/web/plan_pictures.hpp"
#include "engine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace leerwijzer {
namespace {

constexpr std::size_t k_open_skills = 6;  ///< that are named; the rest is counted

PageData empty_list() { return PageData{PageData::type::list}; }

PageData texts_of(const std::vector<std::string>& texts) {
  PageData list = empty_list();
  for (const std::string& text : texts) list << PageData(text);
  return list;
}

std::string price_text(const std::optional<CentsInterval>& price) {
  if (!price) return "Prijs onbekend";
  return price->min == price->max ? format_euro(price->max)
                                  : format_euro(price->min) + " tot " + format_euro(price->max);
}

std::string hours_text(double hours) {
  std::string text = fmt::format("{:.1f}", hours);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  std::replace(text.begin(), text.end(), '.', ',');
  return text + " uur per week.";
}

PageData step_data(const PlanAnswer& answer, const ComposedStep& step, std::size_t number) {
  const Offer& offer = answer.all.hits[step.hit].offer;
  const PlanModule& module = answer.problem.modules[step.hit];
  const PlanRun& run = module.runs[*step.step.run];
  PageData one;
  one.set("number", std::to_string(number));
  one.set("title", std::string(title_of(offer)));
  std::string where = offer.provider_name.empty() ? "School onbekend" : offer.provider_name;
  if (run.online) where += ", online";
  if (!run.online && !run.place.empty()) where += ", " + run.place;
  if (!run.online && run.distance_km)
    where += fmt::format(" ({} km van u)", std::max(1L, std::lround(*run.distance_km)));
  one.set("where", where);
  one.set("period", step.when + " Klaar rond " + format_dutch(step.step.end) + ".");
  if (offer.hours_per_week) one.set("hours", hours_text(*offer.hours_per_week));
  if (!offer.hours_per_week) one.set("hours", false);
  one.set("why", step.why);
  one.set("price", price_text(module.gross));
  const bool funded = module.net && module.gross && *module.net != *module.gross;
  if (funded) one.set("price_note", "na vergoeding " + price_text(module.net));
  if (!funded) one.set("price_note", false);
  return one;
}

std::string proof_text(const Plan& plan) {
  const bool proven = std::all_of(plan.stages.begin(), plan.stages.end(), [](const PlanStage& s) { return s.proven; });
  if (proven) return "We hebben alles nagerekend. Binnen uw grenzen is er geen plan dat beter past.";
  const PlanStage& first = plan.stages.front();
  if (first.proven || first.kind != PlanStageKind::uncovered)
    return "Dit is het beste plan dat we vonden. Misschien bestaat er een plan dat iets goedkoper of eerder klaar is.";
  return fmt::format("Dit is het beste plan dat we vonden. Een ander plan kan hoogstens {}% meer van uw doel halen.",
                     std::max(1L, std::lround((first.value - first.bound) * 100)));
}

std::string uncovered_text(const Plan& plan, const Taxonomy& taxonomy) {
  std::vector<std::string> names;
  std::size_t open = 0;
  for (const auto& [skill, share] : plan.uncovered) {
    if (skill == k_goal_itself) continue;
    if (++open <= k_open_skills) names.emplace_back(taxonomy.label(skill));
  }
  if (open == 0) return {};
  return "Dit leert u nog niet, of niet helemaal: " + join(names, ", ") +
         (open > names.size() ? fmt::format(" en nog {} andere vaardigheden.", open - names.size()) : ".");
}

void add_money(PageData& data, const ComposedPlan& plan) {
  std::vector<MonthBar> bars;
  PageData payments = empty_list();
  for (const PlanMonth& month : months_of(plan)) {
    bars.push_back({month.month, month.out, month.in});
    for (const PlanPayment* one : month.payments) {
      PageData line;
      line.set("month", month_text(month.month));
      line.set("text", one->text);
      payments << line;
    }
  }
  data.set("has_money", !bars.empty());
  data.set("money", money_picture(bars));
  data.set("payments", payments);
}

void add_deadlines(PageData& data, const ComposedPlan& plan) {
  PageData list = empty_list();
  for (const PlanDeadline& one : plan.deadlines) {
    if (one.kind == PlanDeadline::Kind::end) continue;  // the step says when it is done
    PageData line;
    line.set("date", format_dutch(one.date));
    line.set("title", one.title);
    // A start says enough; what a person must do is explained.
    const bool explains = one.kind != PlanDeadline::Kind::start;
    if (explains && !one.text.empty()) line.set("text", one.text);
    if (!explains || one.text.empty()) line.set("text", false);
    list << line;
  }
  data.set("deadlines", list);
}

void add_steps(PageData& data, const PlanAnswer& answer, const ComposedPlan& plan) {
  PageData steps = empty_list();
  std::vector<TimelineBar> bars;
  for (const ComposedStep& step : plan.steps) {
    bars.push_back({bars.size() + 1, step.step.start, step.step.end, !step.step.in_consultation});
    steps << step_data(answer, step, bars.size());
  }
  data.set("steps", steps);
  data.set("timeline", timeline_picture(bars, answer.problem.today));
}

}  // namespace

std::string plan_heading(const PlanAnswer& answer, const Taxonomy& taxonomy) {
  const auto& goal = answer.all.answer.goal.occupation;
  return goal ? "Uw leerplan: " + std::string(taxonomy.label(goal->id)) : "Uw leerplan";
}

void add_plan(PageData& data, const PlanAnswer& answer, std::optional<PlanVariant> variant, const Taxonomy& taxonomy) {
  const ComposedPlan* plan = plan_with(answer, variant);
  const bool has_plan = plan != nullptr && !plan->steps.empty();
  data.set("heading", plan_heading(answer, taxonomy));
  data.set("has_plan", has_plan);
  data.set("relax", texts_of(answer.relax));
  data.set("refused", texts_of(answer.refused));
  std::vector<std::string> notes;
  for (const auto& [field, text] : answer.notes) notes.push_back(text);
  data.set("notes", texts_of(notes));
  data.set("text", has_plan ? plan->text : answer.text);
  if (!has_plan) return;
  add_steps(data, answer, *plan);
  add_deadlines(data, *plan);
  add_money(data, *plan);
  const std::string open = uncovered_text(plan->plan, taxonomy);
  if (open.empty()) data.set("uncovered", false);
  if (!open.empty()) data.set("uncovered", open);
  data.set("proof", proof_text(plan->plan));
  PageData others = empty_list();
  for (const ComposedPlan& one : answer.plans) {
    if (&one == plan) continue;
    PageData line;
    line.set("name", one.name);
    line.set("text", one.text);
    others << line;
  }
  data.set("others", others);
  data.set("advice", std::string("Vraag een adviseur in uw regio om dit plan met u door te nemen. Dat is gratis."));
}

}  // namespace leerwijzer
