// POST /resultaat: one answer more, or one taken back (`weg`), and back to the list or the offer.
#include "api/http/target.hpp"
#include "api/page_calls.hpp"

#include <utility>

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings&) {
  const auto sent = parse_form(call.request.body);
  if (!sent) return sent.error();
  FormAnswers answers =
      with_step(answers_of(call.request).value_or(FormAnswers{}), FormStep::nothing, call.request.body);
  std::string back = "/resultaat";
  for (const auto& [name, value] : *sent) {
    if (name == "terug") back = way_back(value) + "#geld-kop";
    if (name == "wens") answers.open = false;
    if (name != "weg") continue;
    if (value == "alles") {
      Answer forgotten = send_to(call, "/");
      forgotten.headers.push_back(forget_answers());
      return forgotten;
    }
    answers = without_answer(std::move(answers), value);
  }
  return send_to(call, back, &answers);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_result_post = {.method = "POST",
                                                     .path = "/resultaat",
                                                     .consumes = k_form_body,
                                                     .pace = Pace::reading,
                                                     .body_bytes = k_form_bytes,
                                                     .blocks = false,
                                                     .handle = handle};

}  // namespace leerwijzer
