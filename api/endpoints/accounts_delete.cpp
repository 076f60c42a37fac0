// DELETE /v1/accounts/{id}: erases an account. What it did stays in the audit, under its number.
#include "api/account_access.hpp"
#include "api/condition.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
});

Result<Answer> handle(const Call& call) {
  AccountDesk& desk = managed_accounts_of(call);
  AccountChange change;
  change.id = call.parameters.integer("id").value_or(0);
  change.version = expected_version(call);
  const auto removed = desk.remove(call.caller, std::move(change));
  if (!removed) return removed.error();
  return ended_answer();
}

}  // namespace

extern const Endpoint k_endpoint_accounts_delete = {.method = "DELETE",
                                                    .path = "/v1/accounts/{id}",
                                                    .parameters = k_parameters,
                                                    .headers = k_if_match,
                                                    .right = Right::session,
                                                    .pace = Pace::writing,
                                                    .handle = handle};

}  // namespace leerwijzer
