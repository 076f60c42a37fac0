// PUT /v1/providers/{id}/offers/{key}: makes a draft or replaces it as a whole. With If-Match it changes that version;
// with If-None-Match: * it is only made. The same once more is no fault.
#include "api/condition.hpp"
#include "api/publishing.hpp"
#include "engine/core/text.hpp"

#include <array>
#include <optional>

namespace leerwijzer {
namespace {

constexpr auto k_headers = std::to_array<std::string_view>({"If-Match", "If-None-Match"});

Result<Answer> handle(const Call& call) {
  const std::string_view none = trim(call.request.header("if-none-match"));
  if (!none.empty() && none != "*") {
    return Error{ErrorCode::invalid_input, "If-None-Match kan hier alleen * zijn.",
                 "Stuur If-None-Match: * om alleen te maken wat er nog niet is.", "If-None-Match"};
  }
  const bool conditional = !call.request.header("if-match").empty();
  const auto expected = conditional ? std::optional(expected_version(call)) : std::nullopt;
  return store_draft(call, read_draft(call.request.body), expected, !none.empty());
}

}  // namespace

extern const Endpoint k_endpoint_provider_offer_put = {.method = "PUT",
                                                       .path = "/v1/providers/{id}/offers/{key}",
                                                       .parameters = k_of_offer,
                                                       .consumes = k_json_body,
                                                       .headers = k_headers,
                                                       .right = Right::provider_write,
                                                       .pace = Pace::writing,
                                                       .body_bytes = k_draft_bytes,
                                                       .handle = handle};

}  // namespace leerwijzer
