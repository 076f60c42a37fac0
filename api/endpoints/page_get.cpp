// GET /: the plain page with the form.
#include "api/reply.hpp"
#include "api/web/pages.hpp"

namespace leerwijzer {
namespace {

Result<Answer> page(const Call& call) {
  const PageSettings settings{call.snapshot && call.snapshot->sample, call.today};
  const std::size_t offers = call.services.index != nullptr ? call.services.index->document_count() : 0;
  return Answer{.body = start_page(settings, FormAnswers{}, {}, offers), .content_type = "text/html; charset=utf-8"};
}

}  // namespace

extern const Endpoint k_endpoint_page_get = {.method = "GET", .path = "/", .pace = Pace::reading, .handle = page};

}  // namespace leerwijzer
