// PATCH /v1/accounts/{id}: another role, or locked or not. The account's sessions end with a lock.
#include "api/account_access.hpp"
#include "api/condition.hpp"
#include "api/wire/account_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
});

Result<Answer> handle(const Call& call) {
  AccountDesk& desk = managed_accounts_of(call);
  AccountChange change = read_account_change(call.request.body);
  change.id = call.parameters.integer("id").value_or(0);
  change.version = expected_version(call);
  const auto account = desk.change(call.caller, std::move(change));
  if (!account) return account.error();
  return account_answer(*account);
}

}  // namespace

extern const Endpoint k_endpoint_accounts_patch = {.method = "PATCH",
                                                   .path = "/v1/accounts/{id}",
                                                   .parameters = k_parameters,
                                                   .consumes = k_json_body,
                                                   .headers = k_if_match,
                                                   .right = Right::session,
                                                   .pace = Pace::writing,
                                                   .body_bytes = 4096,
                                                   .handle = handle};

}  // namespace leerwijzer
