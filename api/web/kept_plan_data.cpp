// A kept plan on a page, and the page that asks for its code.
#include "api/web/page_data.hpp"
#include "api/web/plan_pictures.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_flags = 8;

std::string period_words(const Texts& texts, const PlannedStep& step) {
  if (!step.start) return texts.text("kept.start.none");
  const std::string start = texts.with(step.start_kind == "dated" ? "kept.start.dated" : "kept.start.about",
                                       {{"date", texts.date(*step.start)}});
  return step.end ? start + " " + texts.with("plan.step.done", {{"date", texts.date(*step.end)}}) : start;
}

PageData step_data(const Texts& texts, const PlannedStep& step, std::size_t number, bool with_money) {
  PageData one;
  one.set("number", std::to_string(number));
  one.set("title", step.title);
  one.set("where", step.provider_name.empty() ? texts.text("school.unknown") : step.provider_name);
  one.set("period", period_words(texts, step));
  one.set("state", texts.text("kept.state." + std::string(name_of(step.state))));
  set_or_false(one, "why", step.why);
  set_or_false(one, "note", step.note);
  const std::string price = step.gross ? texts.money(*step.gross) : texts.text("price.unknown");
  set_or_false(one, "price", with_money ? price : std::string{});
  return one;
}

std::vector<TimelineFlag> add_days(PageData& data, const Texts& texts, const KeptPlanPage& content, Date today) {
  PageData days = page_list();
  std::vector<TimelineFlag> flags;
  for (const PlanDeadline& one : content.deadlines) {
    if (one.kind == PlanDeadline::Kind::end) continue;  // the step says when it is done
    const bool flagged = one.date >= today && flags.size() < k_most_flags;
    PageData line;
    line.set("key", std::string(1, flagged ? static_cast<char>('a' + flags.size()) : ' '));
    if (flagged) flags.push_back({static_cast<char>('a' + flags.size()), one.date});
    line.set("date", texts.date(one.date));
    line.set("title", one.title);
    set_or_false(line, "text", one.text);
    days << line;
  }
  data.set("has_deadlines", !days.list_value().empty());
  data.set("deadlines", days);
  return flags;
}

std::vector<TimelineLane> lanes_of(const StoredPlan& plan, Date today) {
  std::vector<TimelineLane> lanes;
  for (const PlannedStep& step : plan.steps) {
    if (!step.start || step.state == StepState::stopped || step.end.value_or(*step.start) < today) continue;
    const Date end = step.end.value_or(*step.start);
    lanes.push_back({step.title, std::max(*step.start, today), end, step.start_kind == "dated"});
  }
  return lanes;
}

}  // namespace

std::string kept_plan_page(const PageSettings& settings, const KeptPlanPage& content) {
  const Texts& texts = settings.texts();
  const std::string title = content.plan.title.empty() ? texts.text("kept.shared") : content.plan.title;
  PageData data;
  data.set("heading", title);
  data.set("lead", texts.with(content.shared ? "kept.lead.shared" : "kept.lead",
                              {{"expires", texts.date(content.expires_at)}}));
  std::vector<std::string> remarks;
  for (const PlanRemark& one : content.remarks) remarks.push_back(one.text);
  data.set("has_remarks", !remarks.empty());
  data.set("remarks", texts_data(remarks));
  PageData steps = page_list();
  for (std::size_t i = 0; i < content.plan.steps.size(); ++i)
    steps << step_data(texts, content.plan.steps[i], i + 1, content.with_money);
  data.set("has_steps", !content.plan.steps.empty());
  data.set("steps", steps);
  const std::vector<TimelineFlag> flags = add_days(data, texts, content, settings.today);
  set_or_false(data, "timeline",
               timeline_pictures(texts, lanes_of(content.plan, settings.today), flags, settings.today));
  return whole_page(settings, {.title = title, .personal = true},
                    render_template("kept_plan.mustache", settings.language, data));
}

std::string plan_code_page(const PageSettings& settings, std::string_view fault) {
  const Texts& texts = settings.texts();
  const std::string heading = texts.text("kept.open");
  PageData data;
  set_or_false(data, "fault", fault.empty() ? std::string{} : texts.text(fault));
  const std::string title = fault.empty() ? heading : texts.with("faults.title", {{"title", heading}});
  return whole_page(settings, {.title = title, .personal = true},
                    render_template("plan_code.mustache", settings.language, data));
}

}  // namespace leerwijzer
