// POST /adviseur/clienten: a new case, as POST /v1/cases makes it. The page shows the code of the client, once.
#include "api/case_deeds.hpp"
#include "api/caseload_view.hpp"
#include "api/client_answers.hpp"

namespace leerwijzer {
namespace {

std::string profile_for(const Call& call, const PageSettings& settings, const PageForm& form) {
  if (!form.is("antwoorden", "ja")) return {};
  const Asked asked = asked_of(call, settings);
  return asked.told && asked.question.faults.empty() ? profile_of(asked.answers, asked.question.request)
                                                     : std::string{};
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const PageForm form(call.request.body);
  std::vector<FieldError> faults;
  try {
    const auto made = make_case(call, case_body(form, profile_for(call, settings, form)));
    if (made) return html(case_made_page(settings, made->id, made->label, made->code));
    if (made.error().code != ErrorCode::conflict) return made.error();
    faults.push_back({"toestemming", made.error().what, made.error().hint});
  } catch (const InvalidInput& wrong) {
    faults = faults_at(wrong, {{"/label", "label"}, {"/nextActionDate", "datum"}, {"/version", "toestemming"}});
  }
  CaseloadView view = caseload_view_of(call);
  view.label = form.text("label");
  view.next_action = form.text("datum");
  view.consents = form.all("toestemming");
  view.takes_answers = form.is("antwoorden", "ja");
  view.faults = std::move(faults);
  return html(caseload_page(settings, view), ErrorCode::invalid_input);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_desk_clients_post = {.method = "POST",
                                                           .path = "/adviseur/clienten",
                                                           .consumes = k_form_body,
                                                           .right = Right::desk,
                                                           .pace = Pace::writing,
                                                           .body_bytes = k_form_bytes,
                                                           .handle = handle};

}  // namespace leerwijzer
