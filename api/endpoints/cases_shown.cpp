// GET /v1/cases/{id}/shown: what the client was shown and why, with the rules and the index of that moment.
#include "api/case_call.hpp"
#include "api/reply.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const auto file = cases_of(call).read(actor_of(call), id_in_path(call), "read-shown");
  if (!file) return file.error();
  boost::json::object document;
  document["items"] = write_shown(file->shown);
  document["total"] = file->shown.size();
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_cases_shown = {.method = "GET",
                                                .path = "/v1/cases/{id}/shown",
                                                .parameters = k_case_parameters,
                                                .right = Right::desk,
                                                .pace = Pace::reading,
                                                .handle = handle};

}  // namespace leerwijzer
