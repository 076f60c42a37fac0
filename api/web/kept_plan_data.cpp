#include "api/web/kept_plan_data.hpp"

#include "api/web/plan_pictures.hpp"
#include "engine/core/text.hpp"

namespace leerwijzer {
namespace {

std::string price_text(const std::optional<CentsInterval>& price) {
  if (!price) return "Prijs onbekend";
  return price->min == price->max ? format_euro(price->max)
                                  : format_euro(price->min) + " tot " + format_euro(price->max);
}

std::string period_text(const PlannedStep& step) {
  if (!step.start) return "De start spreekt u af met de school.";
  const std::string start = step.start_kind == "dated" ? "Start op " : "Start rond ";
  return start + format_dutch(*step.start) + "." + (step.end ? " Klaar rond " + format_dutch(*step.end) + "." : "");
}

/// A text, or false, which leaves its place in the template out.
void set_or_leave(PageData& data, const std::string& name, const std::string& text) {
  if (text.empty()) data.set(name, false);
  if (!text.empty()) data.set(name, text);
}

PageData step_data(const PlannedStep& step, std::size_t number, bool with_money) {
  PageData one;
  one.set("number", std::to_string(number));
  one.set("title", step.title);
  one.set("where", step.provider_name.empty() ? std::string("School onbekend") : step.provider_name);
  one.set("period", period_text(step));
  one.set("state", std::string(words_of(step.state)));
  set_or_leave(one, "why", step.why.empty() ? "" : "Waarom: " + step.why);
  set_or_leave(one, "note", step.note);
  set_or_leave(one, "price", with_money ? price_text(step.gross) : "");
  return one;
}

bool is_shown(const PlanDeadline& one) { return one.kind != PlanDeadline::Kind::end; }  // the step says when it is done

}  // namespace

void add_kept_plan(PageData& data, const KeptPlanPage& content, Date today) {
  data.set("heading", content.plan.title);
  data.set("expires", format_dutch(content.expires_at));
  data.set("shared", content.shared);
  PageData steps{PageData::type::list};
  std::vector<TimelineBar> bars;
  for (std::size_t i = 0; i < content.plan.steps.size(); ++i) {
    const PlannedStep& step = content.plan.steps[i];
    steps << step_data(step, i + 1, content.with_money);
    if (step.start && step.state != StepState::stopped && step.end.value_or(*step.start) >= today)
      bars.push_back({i + 1, std::max(*step.start, today), step.end.value_or(*step.start), step.start_kind == "dated"});
  }
  data.set("steps", steps);
  data.set("has_steps", !content.plan.steps.empty());
  data.set("has_timeline", !bars.empty());
  data.set("timeline", timeline_picture(bars, today));
  PageData remarks{PageData::type::list};
  for (const PlanRemark& one : content.remarks) remarks << PageData(one.text);
  data.set("remarks", remarks);
  data.set("has_remarks", !content.remarks.empty());
  PageData days{PageData::type::list};
  bool any = false;
  for (const PlanDeadline& one : content.deadlines) {
    if (!is_shown(one)) continue;
    any = true;
    PageData line;
    line.set("date", format_dutch(one.date));
    line.set("title", one.title);
    set_or_leave(line, "text", one.text);
    days << line;
  }
  data.set("deadlines", days);
  data.set("has_deadlines", any);
}

}  // namespace leerwijzer
