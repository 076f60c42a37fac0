// DELETE /v1/providers/{id}/uploads/{upload}: throws a file away.
#include "api/publishing.hpp"
#include "api/reply.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const std::int64_t id = call.parameters.integer("upload").value_or(0);
  const auto gone = publishing_of(call).discard_upload(provider_in_path(call), id, call.caller.name);
  if (!gone) return gone.error();
  return render(boost::json::object{{"id", id}, {"removed", true}}, provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_provider_upload_delete = {.method = "DELETE",
                                                           .path = "/v1/providers/{id}/uploads/{upload}",
                                                           .parameters = k_of_upload,
                                                           .right = Right::provider_publish,
                                                           .pace = Pace::writing,
                                                           .handle = handle};

}  // namespace leerwijzer
