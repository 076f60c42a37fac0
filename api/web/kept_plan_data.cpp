// A kept plan on a page: its steps, its days and what changed. What only its owner sees is in kept_owner_data.cpp.
#include "api/web/kept_plan_data.hpp"

#include "api/web/page_data.hpp"
#include "api/web/plan_pictures.hpp"

#include <boost/json.hpp>

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

std::string fault_at(const std::vector<FieldError>& faults, const std::string& field) {
  const auto found = std::find_if(faults.begin(), faults.end(), [&](const auto& one) { return one.field == field; });
  return found == faults.end() ? std::string{} : found->what;
}

PageData step_data(const Texts& texts, const PlannedStep& step, std::size_t number, const KeptPlanPage& content) {
  PageData one;
  const std::string offer = std::to_string(step.offer.value);
  one.set("number", std::to_string(number));
  one.set("offer", offer);
  one.set("title", step.title);
  one.set("where", step.provider_name.empty() ? texts.text("school.unknown") : step.provider_name);
  one.set("period", period_words(texts, step));
  one.set("state", texts.text("kept.state." + std::string(name_of(step.state))));
  set_or_false(one, "why", step.why);
  set_or_false(one, "note", step.note);
  one.set("typed_note", step.note);
  set_or_false(one, "faulty", fault_at(content.faults, "notitie-" + offer));
  one.set("states", choices_data(texts, "kept.state", names_of<StepState>(), {std::string(name_of(step.state))}));
  const std::string price = step.gross ? texts.money(*step.gross) : texts.text("price.unknown");
  set_or_false(one, "price", content.with_money ? price : std::string{});
  return one;
}

std::vector<TimelineFlag> add_days(PageData& data, const Texts& texts, const KeptPlanPage& content, Date today) {
  PageData days = page_list();
  std::vector<TimelineFlag> flags;
  for (const PlanDeadline& one : content.deadlines) {
    if (one.kind == PlanDeadline::Kind::end) continue;  // the step says when it is done
    const bool flagged = one.date >= today && flags.size() < k_most_flags;
    PageData line;
    set_or_false(line, "key", flagged ? std::string(1, static_cast<char>('a' + flags.size())) : std::string{});
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

/// What the steps cost together, of those whose price is known and that go on.
std::string total_words(const Texts& texts, const StoredPlan& plan) {
  CentsInterval sum;
  std::size_t known = 0;
  for (const PlannedStep& step : plan.steps) {
    if (!step.gross || step.state == StepState::stopped) continue;
    sum.min += step.gross->min;
    sum.max += step.gross->max;
    ++known;
  }
  return known < 2 ? std::string{} : texts.with("kept.total", {{"amount", texts.money(sum)}});
}

}  // namespace

PageData comments_data(const Texts& texts, const boost::json::array& comments) {
  PageData list = page_list();
  for (const boost::json::value& one : comments) {
    PageData line;
    line.set("date", day_words(texts, std::string(one.at("at").as_string())));
    line.set("text", std::string(one.at("text").as_string()));
    list << line;
  }
  return list;
}

std::string day_words(const Texts& texts, const std::string& moment) {
  const auto date = parse_iso_date(std::string_view(moment).substr(0, 10));
  return date ? texts.date(*date) : moment;
}

std::string kept_plan_page(const PageSettings& settings, const KeptPlanPage& content) {
  const Texts& texts = settings.texts();
  const std::string title = content.plan.title.empty() ? texts.text("kept.shared") : content.plan.title;
  PageData data;
  data.set("heading", title);
  data.set("lead", texts.with(content.shared ? "kept.lead.shared" : "kept.lead",
                              {{"expires", texts.date(content.expires_at)}}));
  set_or_false(data, "notice", content.notice.empty() ? std::string{} : texts.text(content.notice));
  add_faults(data, content.faults);
  std::vector<std::string> remarks;
  for (const PlanRemark& one : content.remarks) remarks.push_back(one.text);
  data.set("has_remarks", !remarks.empty());
  data.set("remarks", texts_data(remarks));
  PageData steps = page_list();
  for (std::size_t i = 0; i < content.plan.steps.size(); ++i)
    steps << step_data(texts, content.plan.steps[i], i + 1, content);
  data.set("has_steps", !content.plan.steps.empty());
  data.set("shows_steps", !content.holder || content.holder->document.contains("steps"));
  data.set("steps", steps);
  set_or_false(data, "total", content.with_money ? total_words(texts, content.plan) : std::string{});
  const std::vector<TimelineFlag> flags = add_days(data, texts, content, settings.today);
  set_or_false(data, "timeline",
               timeline_pictures(texts, lanes_of(content.plan, settings.today), flags, settings.today));
  data.set("printed", texts.with("plan.printed", {{"date", texts.date(settings.today)}}));
  add_owner(data, settings, content);
  add_holder(data, texts, content);
  return whole_page(settings,
                    {.title = content.faults.empty() ? title : texts.with("faults.title", {{"title", title}}),
                     .menu = content.owner ? "plan" : "",
                     .personal = true},
                    render_template("kept_plan.mustache", settings.language, data));
}

}  // namespace leerwijzer
