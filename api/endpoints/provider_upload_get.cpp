// GET /v1/providers/{id}/uploads/{upload}: how far a file is, what it would change, and what was wrong with it.
#include "api/publishing.hpp"
#include "api/reply.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  return render(write_upload(upload_in_path(call), provider_in_path(call)), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_provider_upload_get = {.method = "GET",
                                                        .path = "/v1/providers/{id}/uploads/{upload}",
                                                        .parameters = k_of_upload,
                                                        .right = Right::provider_read,
                                                        .pace = Pace::reading,
                                                        .handle = handle};

}  // namespace leerwijzer
