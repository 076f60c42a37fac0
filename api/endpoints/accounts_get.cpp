// GET /v1/accounts/{id}: one account of the manager's own desk or school, with its ETag.
#include "api/account_access.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
});

Result<Answer> handle(const Call& call) {
  const auto account = managed_accounts_of(call).account(call.caller, call.parameters.integer("id").value_or(0));
  if (!account) return account.error();
  return account_answer(*account);
}

}  // namespace

extern const Endpoint k_endpoint_accounts_get = {.method = "GET",
                                                 .path = "/v1/accounts/{id}",
                                                 .parameters = k_parameters,
                                                 .right = Right::session,
                                                 .handle = handle};

}  // namespace leerwijzer
