// PUT /v1/providers/{id}/offers/{key}/costs: replaces the prices of a draft, under the draft's If-Match.
#include "api/publishing.hpp"

#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  std::vector<Cost> costs = read_costs_body(call.request.body);
  return change_draft(call, [&](OfferDraft& draft) { draft.offer.costs = std::move(costs); });
}

}  // namespace

extern const Endpoint k_endpoint_provider_costs_put = {.method = "PUT",
                                                       .path = "/v1/providers/{id}/offers/{key}/costs",
                                                       .parameters = k_of_offer,
                                                       .consumes = k_json_body,
                                                       .headers = k_if_match,
                                                       .right = Right::provider_write,
                                                       .pace = Pace::writing,
                                                       .handle = handle};

}  // namespace leerwijzer
