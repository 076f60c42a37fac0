// GET /plan: asks for the code of a kept plan. A link to it has the code behind the #, which never reaches a server.
#include "api/endpoint.hpp"
#include "api/web/pages.hpp"

namespace leerwijzer {
namespace {

Result<Answer> page(const Call& call) {
  const PageSettings settings{call.snapshot && call.snapshot->sample, call.today};
  return Answer{.body = plan_code_page(settings, ""), .content_type = "text/html; charset=utf-8"};
}

}  // namespace

extern const Endpoint k_endpoint_page_plan_get = {.method = "GET", .path = "/plan", .blocks = false, .handle = page};

}  // namespace leerwijzer
