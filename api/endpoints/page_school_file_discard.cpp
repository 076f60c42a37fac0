// POST /school/bestanden/{upload}/weggooien: throws a file away.
#include "api/school_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings&) {
  const std::int64_t id = call.parameters.integer("upload").value_or(0);
  const auto gone = publishing_of(call).discard_upload(provider_in_path(call), id, call.caller.name);
  if (!gone && gone.error().code == ErrorCode::conflict)
    return send_to(call, "/school/bestanden/" + std::to_string(id));
  if (!gone) return gone.error();
  return send_to(call, "/school/bestanden?melding=weg");
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_file_discard = {.method = "POST",
                                                             .path = "/school/bestanden/{upload}/weggooien",
                                                             .parameters = k_school_file,
                                                             .consumes = k_form_body,
                                                             .right = Right::provider_publish,
                                                             .pace = Pace::writing,
                                                             .body_bytes = k_form_bytes,
                                                             .handle = handle};

}  // namespace leerwijzer
