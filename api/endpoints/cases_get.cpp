// GET /v1/cases/{id}: a case of the desk, with notes, consents and hand-overs. Reading it is audited.
#include "api/case_call.hpp"
#include "api/condition.hpp"
#include "api/reply.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const auto file = cases_of(call).read(actor_of(call), id_in_path(call), "read-case");
  if (!file) return file.error();
  Answer answer = render(write_case(*file, call.today), provenance_of(call));
  answer.headers.emplace_back("etag", tag_of(file->entry.version));
  return answer;
}

}  // namespace

extern const Endpoint k_endpoint_cases_get = {.method = "GET",
                                              .path = "/v1/cases/{id}",
                                              .parameters = k_case_parameters,
                                              .right = Right::desk,
                                              .pace = Pace::reading,
                                              .handle = handle};

}  // namespace leerwijzer
