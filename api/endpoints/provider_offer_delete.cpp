// DELETE /v1/providers/{id}/offers/{key}: removes a draft, under If-Match. What is published is withdrawn first.
#include "api/condition.hpp"
#include "api/publishing.hpp"
#include "api/reply.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const std::int64_t expected = expected_version(call);
  const std::string key = key_in_path(call);
  const auto removed = publishing_of(call).remove(provider_in_path(call), key, expected);
  if (!removed) return removed.error();
  return render(boost::json::object{{"key", key}, {"removed", true}}, provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_provider_offer_delete = {.method = "DELETE",
                                                          .path = "/v1/providers/{id}/offers/{key}",
                                                          .parameters = k_of_offer,
                                                          .headers = k_if_match,
                                                          .right = Right::provider_write,
                                                          .pace = Pace::writing,
                                                          .handle = handle};

}  // namespace leerwijzer
