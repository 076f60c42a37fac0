// POST /v1/desk/templates: a goal that comes often, to begin a case with.
#include "api/case_call.hpp"
#include "api/new_case.hpp"
#include "api/reply.hpp"
#include "api/retry_key.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const TemplateBody body = read_template(call.request.body, call.today);
  check_case_facts(call, body.facts);
  const auto added = cases_of(call).add_template(actor_of(call), body.content, once_of(call));
  if (!added) return added.error();
  boost::json::object document = boost::json::parse(body.content).as_object();
  const std::int64_t id = told(call, *added).id;
  document["id"] = id;
  return created(call, std::move(document), "/v1/desk/templates/" + std::to_string(id));
}

}  // namespace

extern const Endpoint k_endpoint_desk_templates_post = {.method = "POST",
                                                        .path = "/v1/desk/templates",
                                                        .consumes = k_case_consumes,
                                                        .headers = k_retry_header,
                                                        .right = Right::desk,
                                                        .pace = Pace::writing,
                                                        .handle = handle};

}  // namespace leerwijzer
