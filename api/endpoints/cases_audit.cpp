// GET /v1/cases/{id}/audit: who read or changed the case, for who manages the desk; also of a case that is erased.
#include "api/case_call.hpp"
#include "api/reply.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
    {.name = "limit", .type = ParameterType::integer, .min = 1, .max = 1000, .usual = "100"},
});

Result<Answer> handle(const Call& call) {
  const int limit = static_cast<int>(call.parameters.integer("limit").value_or(100));
  const auto entries = cases_of(call).audit(actor_of(call), id_in_path(call), limit);
  if (!entries) return entries.error();
  boost::json::object document;
  document["items"] = write_case_audit(*entries);
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_cases_audit = {.method = "GET",
                                                .path = "/v1/cases/{id}/audit",
                                                .parameters = k_parameters,
                                                .right = Right::desk_manage,
                                                .pace = Pace::reading,
                                                .handle = handle};

}  // namespace leerwijzer
