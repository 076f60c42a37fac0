// GET /v1/providers/{id}/keys: the keys of a school that work now, without their secrets.
#include "api/account_access.hpp"
#include "api/wire/account_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
});

Result<Answer> handle(const Call& call) {
  boost::json::array items;
  for (const ProviderKey& one : accounts_of(call).keys(ProviderId{call.parameters.integer("id").value_or(0)}))
    items.emplace_back(write_key(one));
  boost::json::object document;
  document["total"] = items.size();
  document["items"] = std::move(items);
  return json_answer(document);
}

}  // namespace

extern const Endpoint k_endpoint_providers_keys_list = {.method = "GET",
                                                        .path = "/v1/providers/{id}/keys",
                                                        .parameters = k_parameters,
                                                        .right = Right::provider_manage,
                                                        .handle = handle};

}  // namespace leerwijzer
