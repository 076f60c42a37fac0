// GET /v1/providers/{id}/offers/{key}/costs: the prices of a draft.
#include "api/condition.hpp"
#include "api/publishing.hpp"
#include "api/reply.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const Publication publication = publication_in_path(call);
  boost::json::object document;
  document["costs"] = write_draft_costs(read_stored_draft(publication.draft).offer.costs);
  Answer answer = render(std::move(document), provenance_of(call));
  answer.headers.emplace_back("etag", tag_of(publication.version));
  return answer;
}

}  // namespace

extern const Endpoint k_endpoint_provider_costs_get = {.method = "GET",
                                                       .path = "/v1/providers/{id}/offers/{key}/costs",
                                                       .parameters = k_of_offer,
                                                       .right = Right::provider_read,
                                                       .pace = Pace::reading,
                                                       .handle = handle};

}  // namespace leerwijzer
