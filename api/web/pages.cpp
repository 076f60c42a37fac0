#include "api/web/pages.hpp"

#include "api/page_session.hpp"
#include "api/web/page_data.hpp"
#include "engine/domain/sector.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leerwijzer {
namespace {

constexpr int k_steps = 4;

std::string step_address(int step) { return step == 1 ? "/" : "/vraag/" + std::to_string(step); }

bool is_answered(const FormAnswers& answers, int step) {
  switch (step) {
    case 1: return !answers.place.empty();
    case 2: return !answers.work.empty() || !answers.situation.empty() || !answers.birth_year.empty();
    case 3: return !answers.wish.empty() || answers.open;
    default: return !answers.hours.empty() || !answers.budget.empty() || !answers.dayparts.empty();
  }
}

PageData steps_data(const Texts& texts, const StepView& view) {
  PageData list = page_list();
  for (int step = 1; step <= k_steps; ++step) {
    PageData one;
    const bool on = step == static_cast<int>(view.step);
    one.set("name", texts.text("step." + std::to_string(step)));
    one.set("address", step_address(step));
    one.set("on", on);
    one.set("done", !on && is_answered(view.answers, step));
    list << one;
  }
  return list;
}

std::string with_fault(const Texts& texts, bool faulty, const std::string& title) {
  return faulty ? texts.with("faults.title", {{"title", title}}) : title;
}

/// The sections of a page of text: keys <name>.1.heading, <name>.1.1, <name>.1.2, <name>.2.heading, ...
PageData sections_data(const Texts& texts, const std::string& name) {
  PageData sections = page_list();
  for (int i = 1; texts.has(name + "." + std::to_string(i) + ".heading"); ++i) {
    const std::string stem = name + "." + std::to_string(i) + ".";
    PageData section;
    section.set("heading", texts.text(stem + "heading"));
    PageData paragraphs = page_list();
    for (int j = 1; texts.has(stem + std::to_string(j)); ++j)
      paragraphs << PageData(texts.text(stem + std::to_string(j)));
    section.set("paragraphs", paragraphs);
    sections << section;
  }
  return sections;
}

std::string render_trouble(const PageSettings& settings, std::string_view key, const std::string& text, bool dutch,
                           std::string_view code) {
  const std::string heading = settings.texts().text("trouble." + std::string(key) + ".heading");
  PageData data;
  data.set("heading", heading);
  data.set("text", text);
  data.set("dutch", dutch);
  set_or_false(data, "code", std::string(code));
  data.set("home", std::string(home_of(settings.area)));
  data.set("everybody", settings.area.empty());
  return whole_page(settings, {.title = heading, .personal = true, .area = settings.area},
                    render_template("trouble.mustache", settings.language, data));
}

}  // namespace

PageData choices_data(const Texts& texts, std::string_view prefix, const std::vector<std::string_view>& values,
                      const std::vector<std::string>& chosen) {
  PageData list = page_list();
  for (const std::string_view value : values) {
    PageData one;
    one.set("value", std::string(value));
    one.set("label", texts.text(std::string(prefix) + "." + std::string(value.empty() ? "none" : value)));
    one.set("on", std::find(chosen.begin(), chosen.end(), value) != chosen.end());
    list << one;
  }
  return list;
}

void add_faults(PageData& data, const std::vector<FieldError>& faults) {
  PageData list = page_list();
  for (const char* field : {"woonplaats", "werk", "jaren", "geboortejaar", "wens", "uren", "budget"}) {
    data.set(std::string(field) + "_fout", false);
    data.set(std::string(field) + "_hulp", false);
  }
  for (const FieldError& fault : faults) {
    PageData one;
    set_or_false(one, "id", fault.field);
    one.set("text", fault.what);
    set_or_false(one, "hint", fault.hint);
    list << one;
    data.set(fault.field + "_fout", fault.what);
    set_or_false(data, fault.field + "_hulp", fault.hint);
  }
  data.set("has_faults", !faults.empty());
  data.set("faults", list);
}

void add_form(PageData& data, const Texts& texts, const FormAnswers& answers, const std::vector<FieldError>& faults) {
  data.set("woonplaats", answers.place);
  data.set("werk", answers.work);
  data.set("jaren", answers.years);
  data.set("wens", answers.wish);
  data.set("geboortejaar", answers.birth_year);
  data.set("weetniet", answers.open);
  data.set("uren", answers.hours);
  data.set("budget", answers.budget);
  data.set("online", answers.online);
  data.set("facts_hidden", hidden_data(answers.fact_fields()));
  data.set("afstanden", choices_data(texts, "travel", {"10", "25", "50", "geen"},
                                     {answers.travel.empty() ? "geen" : answers.travel}));
  data.set("situaties", choices_data(texts, "situation",
                                     {"", "employee", "self_employed", "at_risk", "ww", "bijstand", "wia", "zw",
                                      "wajong", "no_benefit", "no_startkwalificatie_working",
                                      "youth_no_startkwalificatie", "low_basic_skills"},
                                     {answers.situation}));
  data.set("dagdelen", choices_data(texts, "when", {"morning", "afternoon", "evening", "weekend"}, answers.dayparts));
  add_faults(data, faults);
}

std::string step_page(const PageSettings& settings, const StepView& view, const Taxonomy* taxonomy) {
  const Texts& texts = settings.texts();
  const int step = static_cast<int>(view.step);
  PageData data;
  add_form(data, texts, view.answers, view.faults);
  data.set("first", step == 1);
  data.set("last", step == k_steps);
  data.set("step", std::to_string(step));
  for (int i = 1; i <= k_steps; ++i) data.set("is_" + std::to_string(i), i == step);
  const std::string name = texts.text("step." + std::to_string(step));
  data.set("name", name);
  data.set("steps", steps_data(texts, view));
  data.set("skip", step == k_steps ? std::string("/resultaat") : step_address(step + 1));
  set_or_false(data, "back", step == 1 ? std::string{} : step_address(step - 1));
  data.set("told", view.so_far != nullptr);
  data.set("offers", texts.counted("start.offers", view.offers));
  if (view.so_far != nullptr && taxonomy != nullptr) {
    data.set("answers", chips_data(texts, view.answers, *view.so_far, *taxonomy));
    data.set("fitting", texts.counted("sofar.fitting", view.so_far->fitting, {{"all", texts.number(view.offers)}}));
  }
  const std::string title = step == 1 ? texts.text("start.heading") : name;
  return whole_page(settings,
                    {.title = with_fault(texts, !view.faults.empty(), title), .menu = "start", .personal = step > 1},
                    render_template("question.mustache", settings.language, data));
}

std::string questions_page(const PageSettings& settings, const FormAnswers& answers,
                           const std::vector<FieldError>& faults) {
  const Texts& texts = settings.texts();
  PageData data;
  add_form(data, texts, answers, faults);
  return whole_page(settings, {.title = with_fault(texts, !faults.empty(), texts.text("all.heading")), .menu = "start"},
                    render_template("all.mustache", settings.language, data));
}

std::string result_page(const PageSettings& settings, const ResultView& view, const Snapshot& snapshot) {
  PageData data;
  add_answer(data, settings, view, snapshot);
  return whole_page(settings,
                    {.title = answer_heading(settings.texts(), *view.answer), .menu = "start", .personal = true},
                    render_template("result.mustache", settings.language, data));
}

std::string text_page(const PageSettings& settings, std::string_view name) {
  const Texts& texts = settings.texts();
  const std::string stem(name);
  PageData data;
  data.set("heading", texts.text(stem + ".heading"));
  data.set("lead", texts.text(stem + ".lead"));
  data.set("sections", sections_data(texts, stem));
  data.set("forget", name == "privacy");
  return whole_page(settings, {.title = texts.text(stem + ".heading"), .description = texts.text(stem + ".lead")},
                    render_template("text.mustache", settings.language, data));
}

std::string trouble_page(const PageSettings& settings, std::string_view key, std::string_view code) {
  return render_trouble(settings, key, settings.texts().text("trouble." + std::string(key) + ".text"), false, code);
}

std::string trouble_page_with(const PageSettings& settings, std::string_view key, const std::string& dutch_text) {
  return render_trouble(settings, key, dutch_text, true, {});
}

std::vector<std::string_view> page_addresses() {
  return {"/", "/vragen", "/zoeken", "/ander-werk", "/hulp", "/privacy", "/toegankelijkheid", "/ontwikkelaars"};
}

}  // namespace leerwijzer
