// A plan on a page: three ways, when, what to arrange, what it costs, and for each module how to change it.
#include "api/web/page_data.hpp"
#include "api/web/plan_pictures.hpp"
#include "engine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace leerwijzer {
namespace {

constexpr std::size_t k_open_skills = 6;  ///< that are named; the rest is counted
constexpr std::size_t k_most_flags = 8;

std::string plan_heading(const Texts& texts, const PlanAnswer& answer, const Taxonomy& taxonomy) {
  const auto& goal = answer.all.answer.goal.occupation;
  return goal ? texts.with("plan.heading.goal", {{"goal", std::string(taxonomy.label(goal->id))}})
              : texts.text("plan.heading");
}

std::string plan_address(PlanVariant variant) {
  return variant == PlanVariant::complete ? "/plan" : "/plan?manier=" + std::string(name_of(variant));
}

PageData pair_data(const std::string& name, const std::string& value) {
  PageData one;
  one.set("name", name);
  one.set("value", value);
  return one;
}

std::string net_of_plan(const Texts& texts, const Plan& plan) {
  std::string text = texts.money(plan.net);
  if (plan.unknown_prices > 0) text += texts.text("plan.and_unknown");
  return text;
}

PageData alternatives_data(const Texts& texts, const PlanAnswer& answer, const ComposedPlan* shown) {
  PageData list = page_list();
  for (const ComposedPlan& one : answer.plans) {
    PageData data;
    data.set("name", one.name);
    data.set("on", &one == shown);
    data.set("url", plan_address(one.plan.variant));
    PageData facts = page_list();
    if (one.plan.finish)
      facts << pair_data(texts.text("plan.done"), texts.month({one.plan.finish->year(), one.plan.finish->month()}));
    facts << pair_data(texts.text("plan.pay"), net_of_plan(texts, one.plan));
    facts << pair_data(texts.text("plan.modules"), texts.number(one.steps.size()));
    facts << pair_data(texts.text("plan.covered"), fmt::format("{}%", std::lround(one.plan.covered_share * 100)));
    data.set("facts", facts);
    list << data;
  }
  return list;
}

std::string change_words(const Texts& texts, const PlanSwap& swap) {
  std::vector<std::string> parts;
  if (swap.cost_change != 0) {
    const Cents amount{std::abs(swap.cost_change)};
    parts.push_back(
        texts.with(swap.cost_change > 0 ? "swap.dearer" : "swap.cheaper", {{"amount", texts.money(amount)}}));
  }
  if (std::abs(swap.finish_change) >= 7) {
    const auto weeks = static_cast<std::size_t>(std::abs(swap.finish_change) / 7);
    parts.push_back(texts.counted(swap.finish_change > 0 ? "swap.later" : "swap.sooner", weeks));
  }
  return parts.empty() ? texts.text("swap.same") : join(parts, ", ");
}

PageData swaps_data(const Texts& texts, const PlanAnswer& answer, const ComposedStep& step) {
  PageData list = page_list();
  const OfferId from = answer.problem.modules[step.hit].id;
  for (const PlanSwap& swap : step.swaps) {
    PageData one;
    one.set("from", std::to_string(from.value));
    one.set("to", std::to_string(answer.problem.modules[swap.module].id.value));
    one.set("title", std::string(title_of(answer.all.hits[swap.module].offer)));
    one.set("change", change_words(texts, swap));
    list << one;
  }
  return list;
}

PageData step_data(const Texts& texts, const PlanView& view, const ComposedStep& step, std::size_t number) {
  const PlanAnswer& answer = *view.answer;
  const Offer& offer = answer.all.hits[step.hit].offer;
  const PlanModule& module = answer.problem.modules[step.hit];
  PageData one;
  one.set("number", std::to_string(number));
  one.set("id", std::to_string(module.id.value));
  one.set("address", offer_address(module.id));
  one.set("title", std::string(title_of(offer)));
  std::string where = offer.provider_name.empty() ? texts.text("school.unknown") : offer.provider_name;
  if (step.step.run) {
    const PlanRun& run = module.runs[*step.step.run];
    if (run.online) where += ", " + texts.text("place.online");
    if (!run.online && !run.place.empty()) where += ", " + run.place;
    if (!run.online && run.distance_km)
      where += " (" + texts.with("distance.from", {{"distance", distance_words(texts, *run.distance_km)}}) + ")";
  }
  one.set("where", where);
  one.set("when", step.when);
  one.set("done", texts.with("plan.step.done", {{"date", texts.date(step.step.end)}}));
  set_or_false(one, "hours",
               offer.hours_per_week ? texts.with("plan.step.hours", {{"count", texts.decimal(*offer.hours_per_week)}})
                                    : std::string{});
  one.set("why", step.why);
  one.set("price", module.gross ? texts.money(*module.gross) : texts.text("price.unknown"));
  const bool funded = module.net && module.gross && *module.net != *module.gross;
  set_or_false(one, "price_note",
               funded ? texts.with("plan.step.net", {{"amount", texts.money(*module.net)}}) : std::string{});
  one.set("pinned", std::find(view.pins.begin(), view.pins.end(), module.id) != view.pins.end());
  one.set("has_swaps", !step.swaps.empty());
  one.set("swaps_heading", texts.counted("plan.swaps", step.swaps.size()));
  one.set("swaps", swaps_data(texts, answer, step));
  return one;
}

std::string proof_text(const Texts& texts, const Plan& plan) {
  const bool proven = std::all_of(plan.stages.begin(), plan.stages.end(), [](const PlanStage& s) { return s.proven; });
  if (proven) return texts.text("plan.proof.proven");
  const PlanStage& first = plan.stages.front();
  if (first.proven || first.kind != PlanStageKind::uncovered) return texts.text("plan.proof.best");
  const long more = std::max(1L, std::lround((first.value - first.bound) * 100));
  return texts.with("plan.proof.bound", {{"percent", std::to_string(more)}});
}

void add_uncovered(PageData& data, const Texts& texts, const Plan& plan, const Taxonomy& taxonomy) {
  std::vector<std::string> names;
  std::size_t open = 0;
  for (const auto& [skill, share] : plan.uncovered) {
    if (skill == k_goal_itself) continue;
    if (++open <= k_open_skills) names.emplace_back(taxonomy.label(skill));
  }
  set_or_false(data, "uncovered", open == 0 ? std::string{} : texts.counted("plan.uncovered", open));
  data.set("uncovered_names", join(names, ", ") + (open > names.size() ? ", …" : "."));
}

/// What others pay the school in a month, for certain.
Cents paid_by_others(const PlanMonth& month) {
  Cents sum;
  for (const PlanPayment* one : month.payments) {
    if (one->certain && one->to == "school" && one->from != "learner") sum += one->amount;
  }
  return sum;
}

void add_months(PageData& data, const Texts& texts, const ComposedPlan& plan) {
  std::vector<MonthBar> bars;
  PageData payments = page_list();
  Cents most;
  std::size_t times = 0;
  for (const PlanMonth& month : months_of(plan)) {
    bars.push_back({month.month, month.out, paid_by_others(month), month.in});
    most = std::max(most, month.out);
    if (month.out.value > 0) ++times;
    for (const PlanPayment* one : month.payments) {
      PageData line;
      line.set("month", texts.month(month.month));
      line.set("text", one->text);
      payments << line;
    }
  }
  const std::string picture = money_pictures(texts, bars);
  data.set("has_money", !picture.empty());
  data.set("money", picture);
  data.set("payments", payments);
  set_or_false(data, "money_text",
               times == 0 ? std::string{} : texts.counted("plan.months.text", times, {{"amount", texts.money(most)}}));
}

void add_amounts(PageData& data, const Texts& texts, const ComposedPlan& plan) {
  PageData amounts = page_list();
  const auto add = [&](const std::string& name, Cents amount, const std::string& text) {
    PageData one;
    one.set("name", name);
    one.set("amount", texts.money(amount));
    one.set("text", text);
    amounts << one;
  };
  add(texts.text("money.most"), plan.plan.net.max, texts.text("plan.most.text"));
  add(texts.text("money.likely"), plan.likely, texts.text("plan.likely.text"));
  add(texts.text("money.least"), plan.plan.net.min, texts.text("plan.least.text"));
  data.set("amounts", amounts);
  data.set("gross", texts.with("plan.gross", {{"amount", texts.money(plan.plan.gross.max)}}));
  set_or_false(
      data, "unknown_prices",
      plan.plan.unknown_prices == 0 ? std::string{} : texts.counted("plan.unknown_prices", plan.plan.unknown_prices));
}

/// Where a person changes the answer that a limit comes from; empty: nowhere.
std::string_view question_of_limit(PlanLimit limit) {
  switch (limit) {
    case PlanLimit::budget:
    case PlanLimit::hours:
    case PlanLimit::dayparts: return "/vraag/4";
    case PlanLimit::travel: return "/vraag/1";
    case PlanLimit::monthly:
    case PlanLimit::finish:
    case PlanLimit::level: return "";
  }
  return "";
}

void add_relax(PageData& data, const PlanAnswer& answer) {
  PageData list = page_list();
  for (std::size_t i = 0; i < answer.relax.size(); ++i) {
    PageData one;
    one.set("text", answer.relax[i]);
    const bool named = i < answer.composition.relaxations.size();
    set_or_false(one, "url",
                 named ? std::string(question_of_limit(answer.composition.relaxations[i].limit)) : std::string{});
    list << one;
  }
  data.set("relax", list);
  data.set("relax_any", !answer.relax.empty());
}

std::vector<TimelineFlag> add_deadlines(PageData& data, const Texts& texts, const ComposedPlan& plan) {
  PageData list = page_list();
  std::vector<TimelineFlag> flags;
  for (const PlanDeadline& one : plan.deadlines) {
    const bool acts = one.kind != PlanDeadline::Kind::end && one.kind != PlanDeadline::Kind::start;
    if (!acts || flags.size() == k_most_flags) continue;
    const char key = static_cast<char>('a' + flags.size());
    flags.push_back({key, one.date});
    PageData line;
    line.set("key", std::string(1, key));
    line.set("date", texts.with("plan.before", {{"date", texts.date(one.date)}}));
    line.set("title", one.title);
    set_or_false(line, "text", one.text);
    list << line;
  }
  data.set("deadlines", list);
  return flags;
}

void add_plan(PageData& data, const PageSettings& settings, const PlanView& view, const ComposedPlan& plan,
              const Taxonomy& taxonomy) {
  const Texts& texts = settings.texts();
  const PlanAnswer& answer = *view.answer;
  PageData steps = page_list();
  std::vector<TimelineLane> lanes;
  for (const ComposedStep& step : plan.steps) {
    const std::string title(title_of(answer.all.hits[step.hit].offer));
    lanes.push_back({title, step.step.start, step.step.end, !step.step.in_consultation});
    steps << step_data(texts, view, step, lanes.size());
  }
  data.set("steps", steps);
  data.set("steps_heading", texts.counted("plan.steps", plan.steps.size()));
  const std::vector<TimelineFlag> flags = add_deadlines(data, texts, plan);
  data.set("timeline", timeline_pictures(texts, lanes, flags, answer.problem.today));
  add_months(data, texts, plan);
  add_amounts(data, texts, plan);
  add_uncovered(data, texts, plan.plan, taxonomy);
  data.set("proof", proof_text(texts, plan.plan));
  data.set("variant", std::string(name_of(plan.plan.variant)));
  const std::string calendar = "/plan/agenda";
  data.set("calendar", plan.plan.variant == PlanVariant::complete
                           ? calendar
                           : calendar + "?manier=" + std::string(name_of(plan.plan.variant)));
}

}  // namespace

std::string plan_page(const PageSettings& settings, const PlanView& view, const Taxonomy& taxonomy) {
  const Texts& texts = settings.texts();
  const PlanAnswer& answer = *view.answer;
  const ComposedPlan* plan = plan_with(answer, view.variant);
  const bool has_plan = plan != nullptr && !plan->steps.empty();
  const std::string heading = plan_heading(texts, answer, taxonomy);
  PageData data;
  data.set("heading", heading);
  data.set("has_plan", has_plan);
  data.set("interactive", view.interactive);
  data.set("can_keep", has_plan && !view.form_key.empty());
  data.set("form_key", view.form_key);
  data.set("changed", !view.pins.empty() || !view.bans.empty());
  data.set("text", has_plan ? plan->text : answer.text);
  data.set("told", has_plan
                       ? texts.counted("plan.told", plan->steps.size(), {{"amount", texts.money(plan->plan.net.max)}})
                       : texts.text("plan.none"));
  add_relax(data, answer);
  data.set("refused", texts_data(answer.refused));
  std::vector<std::string> notes;
  for (const auto& [field, text] : answer.notes) notes.push_back(text);
  data.set("notes", texts_data(notes));
  data.set("has_alternatives", view.interactive && answer.plans.size() > 1);
  data.set("alternatives", alternatives_data(texts, answer, plan));
  data.set("printed", texts.with("plan.printed", {{"date", texts.date(answer.problem.today)}}));
  if (has_plan) add_plan(data, settings, view, *plan, taxonomy);
  return whole_page(settings, {.title = heading, .menu = "plan", .personal = true},
                    render_template("plan.mustache", settings.language, data));
}

}  // namespace leerwijzer
