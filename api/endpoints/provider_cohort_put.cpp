// PUT /v1/providers/{id}/offers/{key}/runs/{run}/cohort: who takes part in a run by now. Shown at once where the run is
// published; the draft and its version stay as they are, so no If-Match is asked.
#include "api/publishing.hpp"
#include "api/reply.hpp"
#include "api/wire/cohort_writer.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <optional>
#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

constexpr int k_attempts = 3;

bool has_run(const Offer& offer, const std::string& key) {
  return std::any_of(offer.runs.begin(), offer.runs.end(), [&](const Run& one) { return one.key == key; });
}

/// The counts as they will be.
std::vector<RunCohort> with(std::vector<RunCohort> cohorts, const RunCohort& changed) {
  std::erase_if(cohorts, [&](const RunCohort& one) { return one.run == changed.run; });
  cohorts.push_back(changed);
  return cohorts;
}

Result<Offer> put(const Call& call, const RunCohort& cohort) {
  const Publication publication = publication_in_path(call);
  const OfferDraft draft = read_stored_draft(publication.draft);
  const auto published = publication.published.empty() || !publication.offer.stored()
                             ? std::nullopt
                             : std::optional(read_stored_draft(publication.published));
  const bool shown = published && has_run(published->offer, cohort.run);
  if (!shown && !has_run(draft.offer, cohort.run))
    return Error{ErrorCode::not_found, "Dit startmoment is er niet.", "Bekijk de opleiding.", "run"};
  const std::vector<RunCohort> cohorts = with(publication.cohorts, cohort);
  CohortChange change;
  change.provider = provider_in_path(call);
  change.key = publication.key;
  change.cohort = cohort;
  if (shown) {
    change.republished = Republished{publication.published_version, publication.published,
                                     offer_of(call, *published, publication.key, cohorts)};
  }
  const auto stored = publishing_of(call).put_cohort(change);
  if (!stored) return stored.error();
  return shown ? change.republished->offer : offer_of(call, draft, publication.key, cohorts);
}

Result<Answer> handle(const Call& call) {
  const RunCohort cohort{run_in_path(call), read_cohort_body(call.request.body)};
  for (int attempt = 1;; ++attempt) {
    const auto offer = put(call, cohort);
    if (!offer && offer.error().code == ErrorCode::precondition_failed && attempt < k_attempts) continue;
    if (!offer) return offer.error();
    const auto run =
        std::find_if(offer->runs.begin(), offer->runs.end(), [&](const Run& one) { return one.key == cohort.run; });
    boost::json::object document;
    document["run"] = cohort.run;
    document["status"] = name_of(run->status);
    document["cohort"] = write_cohort(*run);
    return render(std::move(document), provenance_of(call));
  }
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
