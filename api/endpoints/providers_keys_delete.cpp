// DELETE /v1/providers/{id}/keys/{key}: revokes a key; it stops at once.
#include "api/account_access.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
    {.name = "key", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
});

Result<Answer> handle(const Call& call) {
  const ProviderId provider{call.parameters.integer("id").value_or(0)};
  if (accounts_of(call).revoke_key(call.caller, provider, call.parameters.integer("key").value_or(0)))
    return ended_answer();
  return Error{ErrorCode::not_found, "Deze sleutel is er niet.", "Haal de lijst opnieuw op.", "key"};
}

}  // namespace

extern const Endpoint k_endpoint_providers_keys_delete = {.method = "DELETE",
                                                          .path = "/v1/providers/{id}/keys/{key}",
                                                          .parameters = k_parameters,
                                                          .right = Right::provider_manage,
                                                          .pace = Pace::writing,
                                                          .handle = handle};

}  // namespace leerwijzer
