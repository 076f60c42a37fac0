// GET /vragen: all questions on one page.
#include "api/page_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  return html(questions_page(settings, answers_of(call.request).value_or(FormAnswers{}), {}));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_questions_get = {
    .method = "GET", .path = "/vragen", .pace = Pace::reading, .blocks = false, .handle = handle};

}  // namespace leerwijzer
