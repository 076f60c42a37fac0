// DELETE /v1/cases/{id}: everything of the case is gone at once. For its own advisor, and for who manages the desk.
#include "api/case_call.hpp"
#include "api/reply.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  if (const auto erased = cases_of(call).erase(actor_of(call), id_in_path(call)); !erased) return erased.error();
  return render({{"erased", true}}, provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_cases_delete = {.method = "DELETE",
                                                 .path = "/v1/cases/{id}",
                                                 .parameters = k_case_parameters,
                                                 .right = Right::desk,
                                                 .pace = Pace::writing,
                                                 .handle = handle};

}  // namespace leerwijzer
