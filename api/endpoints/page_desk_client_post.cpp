// POST /adviseur/clienten/{id}: does what a button of the case says, and goes back to where it was pressed.
#include "api/case_deeds.hpp"
#include "api/case_view.hpp"
#include "api/client_answers.hpp"
#include "api/web/list_order.hpp"

namespace leerwijzer {
namespace {

std::string address_after(std::int64_t id, const CaseDeed& deed, const PageForm& form) {
  if (deed.gone) return address_with("/adviseur/clienten", {{"klaar", deed.done}});
  if (form.is("terug", "zoek")) return search_address(id, deed.done);
  const std::string path = "/adviseur/clienten/" + std::to_string(id);
  return deed.done.empty() ? path : address_with(path, {{"klaar", deed.done}});
}

/// What the client told goes into the form of the search.
Result<Answer> search_for(const Call& call, std::int64_t id) {
  const auto file = cases_of(call).read(actor_of(call), id, "read-case");
  if (!file) return file.error();
  if (file->profile.empty()) {
    Answer answer = send_to(call, search_address(id));
    answer.headers.push_back(forget_answers());
    return answer;
  }
  const FormAnswers answers = answers_of_profile(file->profile);
  return send_to(call, search_address(id), &answers);
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const PageForm form(call.request.body);
  const std::int64_t id = id_in_path(call);
  const auto deed = do_with_case(call, settings, id, form);
  if (!deed) return deed.error();
  if (deed->searches) return search_for(call, id);
  if (deed->faults.empty()) return send_to(call, address_after(id, *deed, form));
  const auto file = cases_of(call).read(actor_of(call), id, "read-case");
  if (!file) return file.error();
  CaseView view = case_view_of(call, *file);
  view.note = form.text("notitie");
  view.message = form.text("bericht");
  view.faults = deed->faults;
  return html(desk_case_page(settings, view), ErrorCode::invalid_input);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_desk_client_post = {.method = "POST",
                                                          .path = "/adviseur/clienten/{id}",
                                                          .parameters = k_case_parameters,
                                                          .consumes = k_form_body,
                                                          .right = Right::desk,
                                                          .pace = Pace::writing,
                                                          .body_bytes = k_form_bytes,
                                                          .handle = handle};

}  // namespace leerwijzer
