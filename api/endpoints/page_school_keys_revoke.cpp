// POST /school/sleutels/{key}/intrekken: revokes a key; it stops at once. Again is no fault.
#include "api/school_keys.hpp"

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>(
    {{.name = "key", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15}});

Result<Answer> make(const Call& call, const PageSettings&) {
  const std::int64_t id = call.parameters.integer("key").value_or(0);
  if (!key_desk_of(call).revoke_key(call.caller, provider_in_path(call), id))
    return Error{ErrorCode::not_found, "Deze sleutel is er niet.", "Haal de lijst opnieuw op.", "key"};
  return send_to(call, "/school/sleutels?melding=ingetrokken");
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_keys_revoke = {.method = "POST",
                                                            .path = "/school/sleutels/{key}/intrekken",
                                                            .parameters = k_parameters,
                                                            .consumes = k_form_body,
                                                            .right = Right::provider_manage,
                                                            .pace = Pace::writing,
                                                            .body_bytes = k_form_bytes,
                                                            .handle = handle};

}  // namespace leerwijzer
