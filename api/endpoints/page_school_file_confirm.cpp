// POST /school/bestanden/{upload}/goedkeuren: the file is read in as its report said.
#include "api/school_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings&) {
  const std::int64_t id = call.parameters.integer("upload").value_or(0);
  const auto done = publishing_of(call).confirm_upload(provider_in_path(call), id, call.caller.name);
  // What was decided meanwhile stands on its page.
  if (!done && done.error().code != ErrorCode::conflict) return done.error();
  return send_to(call, "/school/bestanden/" + std::to_string(id) + (done ? "?melding=goedgekeurd" : ""));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_file_confirm = {.method = "POST",
                                                             .path = "/school/bestanden/{upload}/goedkeuren",
                                                             .parameters = k_school_file,
                                                             .consumes = k_form_body,
                                                             .right = Right::provider_publish,
                                                             .pace = Pace::writing,
                                                             .body_bytes = k_form_bytes,
                                                             .handle = handle};

}  // namespace leerwijzer
