// POST /adviseur: what the client told, or an answer about money. It goes into the browser's cookie, never into an
// address.
#include "api/desk_calls.hpp"
#include "api/page_form.hpp"
#include "api/reply.hpp"

namespace leerwijzer {
namespace {

/// The same search with the same offer; the search itself for any other address.
std::string back_to(const std::string& wanted) {
  const bool clean = wanted.size() <= 200 && wanted.find_first_of("\r\n\\ #") == std::string::npos;
  return clean && (wanted == "/adviseur" || wanted.starts_with("/adviseur?")) ? wanted + "#geld" : "/adviseur";
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const PageForm form(call.request.body);
  const std::int64_t of_case = form.number("dossier");
  if (form.is("doe", "wis")) {
    Answer answer = send_to(call, search_address(of_case));
    answer.headers.push_back(forget_answers());
    return answer;
  }
  const bool fact = form.is("doe", "feit");
  FormAnswers before = answers_of(call.request).value_or(FormAnswers{});
  const FormAnswers answers = with_step(std::move(before), fact ? FormStep::nothing : FormStep::all, call.request.body);
  const FormQuestion question = question_of(answers, snapshot_of(call), call.today, settings.texts());
  if (question.faults.empty())
    return send_to(call, fact ? back_to(form.text("terug")) : search_address(of_case), &answers);
  DeskSearchView view;
  std::optional<CaseFile> file;
  if (of_case > 0) {
    auto found = cases_of(call).read(actor_of(call), of_case, "read-case");
    if (!found) return found.error();
    file = std::move(*found);
    view.file = &*file;
  }
  if (call.services.cases != nullptr && !call.caller.desk.empty()) view.templates = goal_buttons(call);
  view.answers = answers;
  view.told = true;
  view.faults = question.faults;
  return html(desk_search_page(settings, view, snapshot_of(call)), ErrorCode::invalid_input);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_desk_search_post = {.method = "POST",
                                                          .path = "/adviseur",
                                                          .consumes = k_form_body,
                                                          .right = Right::desk,
                                                          .pace = Pace::writing,
                                                          .body_bytes = k_form_bytes,
                                                          .handle = handle};

}  // namespace leerwijzer
