// GET /v1/providers/{id}/offers/{key}: a draft, how far it is, and what there is to improve.
#include "api/publishing.hpp"

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) { return answer_with(call, publication_in_path(call)); }

}  // namespace

extern const Endpoint k_endpoint_provider_offer_get = {.method = "GET",
                                                       .path = "/v1/providers/{id}/offers/{key}",
                                                       .parameters = k_of_offer,
                                                       .right = Right::provider_read,
                                                       .pace = Pace::reading,
                                                       .handle = handle};

}  // namespace leerwijzer
