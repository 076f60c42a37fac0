// POST /v1/accounts/{id}/invitations: invites again somebody who lost password, app or codes; these and the sessions
// end.
#include "api/account_access.hpp"
#include "api/wire/account_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
});

Result<Answer> handle(const Call& call) {
  const auto invited = managed_accounts_of(call).invite_again(call.caller, call.parameters.integer("id").value_or(0));
  if (!invited) return invited.error();
  return json_answer(write_invited(*invited), 201);
}

}  // namespace

extern const Endpoint k_endpoint_accounts_invitations = {.method = "POST",
                                                         .path = "/v1/accounts/{id}/invitations",
                                                         .parameters = k_parameters,
                                                         .right = Right::session,
                                                         .pace = Pace::writing,
                                                         .handle = handle};

}  // namespace leerwijzer
