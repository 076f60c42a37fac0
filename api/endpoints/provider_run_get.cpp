// GET /v1/providers/{id}/offers/{key}/runs/{run}: one run of a draft, with how full its group is.
#include "api/condition.hpp"
#include "api/publishing.hpp"
#include "api/reply.hpp"
#include "api/wire/cohort_writer.hpp"
#include "engine/domain/cohort.hpp"

#include <algorithm>
#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const std::string key = run_in_path(call);
  const Publication publication = publication_in_path(call);
  Offer offer = read_stored_draft(publication.draft).offer;
  const auto is_it = [&](const Run& one) { return one.key == key; };
  const auto written = std::find_if(offer.runs.begin(), offer.runs.end(), is_it);
  if (written == offer.runs.end())
    return Error{ErrorCode::not_found, "Dit startmoment is er niet.", "Bekijk de opleiding.", "run"};
  boost::json::object document = write_draft_run(*written);
  apply_cohorts(offer, publication.cohorts);
  document["cohort"] = write_cohort(*std::find_if(offer.runs.begin(), offer.runs.end(), is_it));
  Answer answer = render(std::move(document), provenance_of(call));
  answer.headers.emplace_back("etag", tag_of(publication.version));
  return answer;
}

}  // namespace

extern const Endpoint k_endpoint_provider_run_get = {.method = "GET",
                                                     .path = "/v1/providers/{id}/offers/{key}/runs/{run}",
                                                     .parameters = k_of_run,
                                                     .right = Right::provider_read,
                                                     .pace = Pace::reading,
                                                     .handle = handle};

}  // namespace leerwijzer
