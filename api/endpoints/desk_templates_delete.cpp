// DELETE /v1/desk/templates/{id}: the desk needs it no longer.
#include "api/case_call.hpp"
#include "api/reply.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  if (cases_of(call).remove_template(actor_of(call), id_in_path(call)))
    return render({{"erased", true}}, provenance_of(call));
  return Error{ErrorCode::not_found, "Dit sjabloon is er niet.", "Kies er een uit de lijst.", "id"};
}

}  // namespace

extern const Endpoint k_endpoint_desk_templates_delete = {.method = "DELETE",
                                                          .path = "/v1/desk/templates/{id}",
                                                          .parameters = k_case_parameters,
                                                          .right = Right::desk,
                                                          .pace = Pace::writing,
                                                          .handle = handle};

}  // namespace leerwijzer
