// POST /v1/providers/{id}/offers/{key}/publish: the draft as it is now goes into the catalogue, and is found within
// seconds. The same Idempotency-Key gives the same answer for a day.
#include "api/publishing.hpp"
#include "api/reply.hpp"
#include "api/retry_key.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const auto text = publish_draft(call);
  if (!text) return text.error();
  return render(boost::json::parse(*text).as_object(), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_provider_offer_publish = {.method = "POST",
                                                           .path = "/v1/providers/{id}/offers/{key}/publish",
                                                           .parameters = k_of_offer,
                                                           .headers = k_retry_header,
                                                           .right = Right::provider_publish,
                                                           .pace = Pace::writing,
                                                           .handle = handle};

}  // namespace leerwijzer
