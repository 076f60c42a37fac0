// GET /v1/providers/{id}/sources: where a provider's offers are read from, and how that goes.
#include "api/publishing.hpp"

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) { return answer_with_sources(call); }

}  // namespace

extern const Endpoint k_endpoint_provider_sources_list = {.method = "GET",
                                                          .path = "/v1/providers/{id}/sources",
                                                          .parameters = k_of_provider,
                                                          .right = Right::provider_read,
                                                          .pace = Pace::reading,
                                                          .handle = handle};

}  // namespace leerwijzer
