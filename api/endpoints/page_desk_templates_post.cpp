// POST /adviseur/sjablonen: adds a goal, takes one away, or searches with one.
#include "api/client_answers.hpp"
#include "api/desk_calls.hpp"
#include "api/new_case.hpp"
#include "api/page_form.hpp"
#include "api/web/list_order.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

std::string page_after(std::string_view done) {
  return address_with("/adviseur/sjablonen", {{"klaar", std::string(done)}});
}

Result<Answer> add(const Call& call, const PageSettings& settings, const PageForm& form) {
  TemplatesView view;
  view.name = form.text("naam");
  view.goal = form.text("doel");
  try {
    json::object body{{"name", view.name}};
    if (!view.goal.empty()) body["goal"] = json::object{{"text", view.goal}};
    const TemplateBody made = read_template(json::serialize(body), call.today);
    check_case_facts(call, made.facts);
    const auto added = cases_of(call).add_template(actor_of(call), made.content, {});
    if (added) return send_to(call, page_after("sjabloon"));
    if (added.error().code != ErrorCode::conflict && added.error().code != ErrorCode::too_large) return added.error();
    view.faults.push_back({"naam", added.error().what, added.error().hint});
  } catch (const InvalidInput& wrong) {
    view.faults = faults_at(wrong, {{"/name", "naam"}, {"/goal", "doel"}, {"/text", "doel"}});
    for (FieldError& fault : view.faults) {
      if (fault.field.empty()) fault.field = "doel";
    }
  }
  view.templates = goal_buttons(call);
  return html(templates_page(settings, view), ErrorCode::invalid_input);
}

/// The goal of the template in the search; what else was filled in stays.
Result<Answer> use(const Call& call, std::int64_t id, std::int64_t of_case) {
  for (const auto& [one, content] : cases_of(call).templates(actor_of(call))) {
    if (one != id) continue;
    const FormAnswers from = answers_of_profile(content);
    FormAnswers answers = answers_of(call.request).value_or(FormAnswers{});
    answers.wish = from.wish;
    answers.open = from.open;
    if (!from.work.empty()) answers.work = from.work;
    return send_to(call, search_address(of_case), &answers);
  }
  return Error{ErrorCode::not_found, "Dit sjabloon is er niet.", "Kies er een uit de lijst.", "id"};
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const PageForm form(call.request.body);
  if (form.is("doe", "nieuw")) return add(call, settings, form);
  if (form.is("doe", "gebruik")) return use(call, form.number("id"), form.number("dossier"));
  if (form.is("doe", "weg") && cases_of(call).remove_template(actor_of(call), form.number("id")))
    return send_to(call, page_after("sjabloonweg"));
  return send_to(call, "/adviseur/sjablonen");
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_desk_templates_post = {.method = "POST",
                                                             .path = "/adviseur/sjablonen",
                                                             .consumes = k_form_body,
                                                             .right = Right::desk,
                                                             .pace = Pace::writing,
                                                             .body_bytes = k_form_bytes,
                                                             .handle = handle};

}  // namespace leerwijzer
