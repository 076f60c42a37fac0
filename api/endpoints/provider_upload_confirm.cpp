// POST /v1/providers/{id}/uploads/{upload}/confirm: the file is ingested as the report said. Again is no fault.
#include "api/publishing.hpp"
#include "api/reply.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const ProviderId provider = provider_in_path(call);
  const auto confirmed =
      publishing_of(call).confirm_upload(provider, call.parameters.integer("upload").value_or(0), call.caller.name);
  if (!confirmed) return confirmed.error();
  return render(write_upload(upload_in_path(call), provider), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_provider_upload_confirm = {.method = "POST",
                                                            .path = "/v1/providers/{id}/uploads/{upload}/confirm",
                                                            .parameters = k_of_upload,
                                                            .right = Right::provider_publish,
                                                            .pace = Pace::writing,
                                                            .handle = handle};

}  // namespace leerwijzer
