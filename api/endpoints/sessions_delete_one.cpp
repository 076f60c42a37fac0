// DELETE /v1/sessions/{id}: ends one session of the account.
#include "api/account_access.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
});

Result<Answer> handle(const Call& call) {
  if (accounts_of(call).end_session(call.caller.id, call.parameters.integer("id").value_or(0))) return ended_answer();
  return Error{ErrorCode::not_found, "Deze sessie is er niet.", "Haal de lijst opnieuw op.", "id"};
}

}  // namespace

extern const Endpoint k_endpoint_sessions_delete_one = {.method = "DELETE",
                                                        .path = "/v1/sessions/{id}",
                                                        .parameters = k_parameters,
                                                        .right = Right::session,
                                                        .pace = Pace::writing,
                                                        .handle = handle};

}  // namespace leerwijzer
