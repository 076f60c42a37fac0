// DELETE /v1/cases/{id}/consents/{kind}: the client withdraws, and what rested on it is erased.
#include "api/case_call.hpp"
#include "api/reply.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
    {.name = "kind", .type = ParameterType::choice, .place = ParameterPlace::path, .choices = names_of<ConsentKind>},
});

Result<Answer> handle(const Call& call) {
  const ConsentKind kind = call.parameters.choices<ConsentKind>("kind").front();
  const auto withdrawn = cases_of(call).withdraw_consent(actor_of(call), id_in_path(call), kind, call.today);
  if (!withdrawn) return withdrawn.error();
  return render({{"kind", name_of(kind)}, {"withdrawn", true}}, provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_cases_consents_delete = {.method = "DELETE",
                                                          .path = "/v1/cases/{id}/consents/{kind}",
                                                          .parameters = k_parameters,
                                                          .right = Right::desk,
                                                          .pace = Pace::writing,
                                                          .handle = handle};

}  // namespace leerwijzer
