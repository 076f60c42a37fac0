#include "api/web/pages.hpp"

#include "api/embedded.hpp"
#include "api/web/kept_plan_data.hpp"
#include "api/web/page_data.hpp"
#include "api/web/plan_data.hpp"
#include "api/web/search_data.hpp"
#include "engine/core/text.hpp"
#include "engine/domain/cohort.hpp"

#include <mustache.hpp>

#include <array>
#include <stdexcept>
#include <string>
#include <utility>

namespace leerwijzer {
namespace {

using kainjow::mustache::mustache;
using kainjow::mustache::partial;

std::string_view embedded(std::string_view name) {
  for (const EmbeddedFile& file : embedded_web()) {
    if (file.name == name) return file.text;
  }
  throw std::logic_error("the page template " + std::string(name) + " is not part of the program");
}

PageData part(std::string_view name) {
  return PageData(partial([name] { return std::string(embedded(name)); }));
}

std::string render_template(std::string_view name, PageData& data) {
  data.set("faults_part", part("faults.mustache"));
  data.set("form_part", part("form.mustache"));
  data.set("found_part", part("found.mustache"));
  data.set("title_part", part("title.mustache"));
  mustache page{std::string(embedded(name))};
  return page.render(data);
}

std::string whole_page(const PageSettings& settings, std::string_view title, const std::string& content) {
  PageData data;
  data.set("title", std::string(title));
  data.set("stylesheet", stylesheet_address());
  data.set("today", format_dutch(settings.today));
  data.set("sample", settings.sample);
  data.set("content", content);
  mustache layout{std::string(embedded("layout.mustache"))};
  return layout.render(data);
}

void add_choices(PageData& data, const std::string& name, const auto& choices, const auto& is_on) {
  PageData list{PageData::type::list};
  for (const auto& [value, label] : choices) {
    PageData one;
    one.set("value", std::string(value));
    one.set("label", std::string(label));
    one.set("on", is_on(value));
    list << one;
  }
  data.set(name, list);
}

using Choice = std::pair<std::string_view, std::string_view>;

constexpr auto k_travel =
    std::to_array<Choice>({{"10", "Tot 10 km"}, {"25", "Tot 25 km"}, {"50", "Tot 50 km"}, {"geen", "Maakt niet uit"}});
constexpr auto k_dayparts = std::to_array<Choice>(
    {{"morning", "’s Ochtends"}, {"afternoon", "’s Middags"}, {"evening", "’s Avonds"}, {"weekend", "In het weekend"}});
constexpr auto k_situations = std::to_array<Choice>({
    {"", "Dat zeg ik liever niet"},
    {"employee", "Ik werk bij een baas"},
    {"self_employed", "Ik ben zzp’er of ondernemer"},
    {"at_risk", "Ik raak misschien mijn werk kwijt"},
    {"ww", "Ik heb een WW-uitkering"},
    {"bijstand", "Ik heb een bijstandsuitkering"},
    {"wia", "Ik heb een WIA-uitkering"},
    {"zw", "Ik heb een Ziektewetuitkering"},
    {"wajong", "Ik heb een Wajong-uitkering"},
    {"no_benefit", "Ik heb geen werk en geen uitkering"},
    {"no_startkwalificatie_working", "Ik werk en heb geen diploma"},
    {"youth_no_startkwalificatie", "Ik ben jonger dan 27 en heb geen diploma"},
    {"low_basic_skills", "Ik wil beter lezen, schrijven of rekenen"},
});

void add_form(PageData& data, const FormAnswers& answers, const std::vector<FieldError>& faults) {
  data.set("woonplaats", answers.place);
  data.set("werk", answers.work);
  data.set("wens", answers.wish);
  data.set("geboortejaar", answers.birth_year);
  data.set("weetniet", answers.open);
  data.set("uren", answers.hours);
  data.set("budget", answers.budget);
  data.set("online", answers.online);
  data.set("facts_hidden", hidden_data(answers.fact_fields()));
  const std::string travel = answers.travel.empty() ? "geen" : answers.travel;
  add_choices(data, "afstanden", k_travel, [&](std::string_view value) { return value == travel; });
  add_choices(data, "situaties", k_situations, [&](std::string_view value) { return value == answers.situation; });
  add_choices(data, "dagdelen", k_dayparts, [&](std::string_view value) {
    return std::find(answers.dayparts.begin(), answers.dayparts.end(), value) != answers.dayparts.end();
  });
  PageData list{PageData::type::list};
  for (const FieldError& fault : faults) {
    PageData one;
    one.set("id", fault.field);
    one.set("text", fault.what);
    list << one;
    data.set(fault.field + "_fout", fault.what);
  }
  for (const char* field : {"woonplaats", "geboortejaar", "uren", "budget"}) {
    const std::string name = std::string(field) + "_fout";
    if (data.get(name) == nullptr) data.set(name, false);
  }
  data.set("has_faults", !faults.empty());
  data.set("faults", list);
}

std::string with_fault(bool faulty, const std::string& title) { return faulty ? "Fout: " + title : title; }

}  // namespace

std::string start_page(const PageSettings& settings, const FormAnswers& answers, const std::vector<FieldError>& faults,
                       std::size_t offers) {
  PageData data;
  add_form(data, answers, faults);
  data.set("offers", with_thousands(offers));
  return whole_page(settings, with_fault(!faults.empty(), "Welke opleiding past bij u?"),
                    render_template("start.mustache", data));
}

std::string result_page(const PageSettings& settings, const FormAnswers& answers, const MatchAnswer& answer,
                        const Taxonomy& taxonomy) {
  PageData data;
  add_form(data, answers, {});
  add_answer(data, answers, answer, taxonomy);
  return whole_page(settings, answer_heading(answer), render_template("result.mustache", data));
}

std::string plan_page(const PageSettings& settings, const PlanAnswer& answer, std::optional<PlanVariant> variant,
                      const Taxonomy& taxonomy) {
  PageData data;
  add_plan(data, answer, variant, taxonomy);
  return whole_page(settings, plan_heading(answer, taxonomy), render_template("plan.mustache", data));
}

std::string kept_plan_page(const PageSettings& settings, const KeptPlanPage& content) {
  PageData data;
  add_kept_plan(data, content, settings.today);
  return whole_page(settings, content.plan.title, render_template("kept_plan.mustache", data));
}

std::string plan_code_page(const PageSettings& settings, const std::string& fault) {
  PageData data;
  if (fault.empty()) data.set("fault", false);
  if (!fault.empty()) data.set("fault", fault);
  return whole_page(settings, "Open een leerplan", render_template("plan_code.mustache", data));
}

std::string search_page(const PageSettings& settings, const Call& call, const OfferQuestion& question,
                        const OfferAnswer& answer) {
  PageData data;
  add_search_form(data, call);
  add_search(data, call, question, answer);
  return whole_page(settings, search_heading(call, answer), render_template("search.mustache", data));
}

std::string search_fault_page(const PageSettings& settings, const Call& call, const std::vector<FieldError>& faults) {
  PageData data;
  add_search_form(data, call);
  add_search_faults(data, faults);
  return whole_page(settings, with_fault(true, "Zoek een opleiding"), render_template("search.mustache", data));
}

std::string preview_page(const PageSettings& settings, const Call& call, const Offer& offer,
                         const std::vector<std::string>& advice) {
  PageData data;
  PageData cards{PageData::type::list};
  cards << card_of(call, offer);
  data.set("cards", cards);
  const std::string_view description = text_of(offer, TextField::description);
  data.set("has_description", !description.empty());
  data.set("description", std::string(description));
  PageData groups{PageData::type::list};
  for (const Run& run : offer.runs) {
    const auto cohort = cohort_of(run);
    if (cohort && !cohort->text.empty()) groups << PageData(cohort->text);
  }
  data.set("groups", groups);
  PageData lines{PageData::type::list};
  for (const std::string& line : advice) lines << PageData(line);
  data.set("has_advice", !advice.empty());
  data.set("advice", lines);
  return whole_page(settings, "Voorbeeld van uw opleiding", render_template("preview.mustache", data));
}

std::string trouble_page(const PageSettings& settings, std::string_view heading, std::string_view text) {
  PageData data;
  data.set("heading", std::string(heading));
  data.set("text", std::string(text));
  return whole_page(settings, heading, render_template("trouble.mustache", data));
}

std::string_view stylesheet() { return embedded("site.css"); }

const std::string& stylesheet_address() {
  static const std::string address = "/assets/" + digest(stylesheet()) + ".css";
  return address;
}

}  // namespace leerwijzer
