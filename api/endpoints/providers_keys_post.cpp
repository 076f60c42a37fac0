// POST /v1/providers/{id}/keys: makes a key, shown once; with `replaces` another key ends after an overlap.
#include "api/account_access.hpp"
#include "api/retry_key.hpp"
#include "api/wire/account_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
});

Result<Answer> handle(const Call& call) {
  AccountDesk& desk = accounts_of(call);
  if (const auto fresh = desk.require_confirmed(call.request, call.caller); !fresh) return fresh.error();
  const ProviderId provider{call.parameters.integer("id").value_or(0)};
  const auto made =
      desk.make_key(call.caller, provider, read_key_wish(call.request.body), retry_of(call),
                    [&](const MadeKey& key) { return seal_answer(call, boost::json::serialize(write_made_key(key))); });
  if (!made) return made.error();
  return made_answer(call, write_made_key(made->made), made->earlier);
}

}  // namespace

extern const Endpoint k_endpoint_providers_keys_post = {.method = "POST",
                                                        .path = "/v1/providers/{id}/keys",
                                                        .parameters = k_parameters,
                                                        .consumes = k_json_body,
                                                        .headers = k_retry_header,
                                                        .right = Right::provider_manage,
                                                        .pace = Pace::writing,
                                                        .body_bytes = 4096,
                                                        .handle = handle};

}  // namespace leerwijzer
