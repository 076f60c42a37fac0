// PUT /v1/providers/{id}/offers/{key}/runs/{run}: adds a run to a draft or replaces it, under the draft's If-Match.
#include "api/publishing.hpp"
#include "api/wire/object_reader.hpp"

#include <algorithm>
#include <vector>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const std::string key = run_in_path(call);
  const Run run = read_run_body(call.request.body, key);
  return change_draft(call, [&](OfferDraft& draft) {
    std::vector<Run>& runs = draft.offer.runs;
    const auto found = std::find_if(runs.begin(), runs.end(), [&](const Run& one) { return one.key == key; });
    if (found == runs.end()) {
      runs.push_back(run);
    } else {
      *found = run;
    }
    if (runs.size() > k_list_length)
      throw InvalidInput({{"/runs", "Dit zijn te veel startmomenten.", "Haal eerst oude startmomenten weg."}});
  });
}

}  // namespace

extern const Endpoint k_endpoint_provider_run_put = {.method = "PUT",
                                                     .path = "/v1/providers/{id}/offers/{key}/runs/{run}",
                                                     .parameters = k_of_run,
                                                     .consumes = k_json_body,
                                                     .headers = k_if_match,
                                                     .right = Right::provider_write,
                                                     .pace = Pace::writing,
                                                     .handle = handle};

}  // namespace leerwijzer
