// PUT /v1/providers/{id}/offers/{key}/runs/{run}/cohort: who takes part in a run by now. Shown at once where the run is
// published; the draft and its version stay as they are, so no If-Match is asked.
#include "api/publishing.hpp"
#include "api/reply.hpp"
#include "api/wire/cohort_writer.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <utility>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const RunCohort cohort{run_in_path(call), read_cohort_body(call.request.body)};
  const auto offer = count_cohort(call, cohort);
  if (!offer) return offer.error();
  const auto run =
      std::find_if(offer->runs.begin(), offer->runs.end(), [&](const Run& one) { return one.key == cohort.run; });
  boost::json::object document;
  document["run"] = cohort.run;
  document["status"] = name_of(run->status);
  document["cohort"] = write_cohort(*run);
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_provider_cohort_put = {.method = "PUT",
                                                        .path = "/v1/providers/{id}/offers/{key}/runs/{run}/cohort",
                                                        .parameters = k_of_run,
                                                        .consumes = k_json_body,
                                                        .right = Right::provider_write,
                                                        .pace = Pace::writing,
                                                        .handle = handle};

}  // namespace leerwijzer
