// DELETE /v1/providers/{id}/offers/{key}/runs/{run}: takes a run out of a draft, under the draft's If-Match.
#include "api/publishing.hpp"

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const std::string key = run_in_path(call);
  return change_draft(call, [&](OfferDraft& draft) {
    if (std::erase_if(draft.offer.runs, [&](const Run& one) { return one.key == key; }) > 0) return;
    throw ErrorException({ErrorCode::not_found, "Dit startmoment is er niet.", "Bekijk de opleiding.", "run"});
  });
}

}  // namespace

extern const Endpoint k_endpoint_provider_run_delete = {.method = "DELETE",
                                                        .path = "/v1/providers/{id}/offers/{key}/runs/{run}",
                                                        .parameters = k_of_run,
                                                        .headers = k_if_match,
                                                        .right = Right::provider_write,
                                                        .pace = Pace::writing,
                                                        .handle = handle};

}  // namespace leerwijzer
