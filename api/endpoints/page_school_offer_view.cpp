// POST /school/opleidingen/{key}/voorbeeld: what was typed, with its score and how people would see it; nothing is
// kept.
#include "api/school_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  return html(school_offer_page(settings, school_frame(call), call, typed_offer_view(call, settings)));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_offer_view = {.method = "POST",
                                                           .path = "/school/opleidingen/{key}/voorbeeld",
                                                           .parameters = k_school_key,
                                                           .consumes = k_form_body,
                                                           .right = Right::provider_read,
                                                           .pace = Pace::reading,
                                                           .body_bytes = k_school_form_bytes,
                                                           .handle = handle};

}  // namespace leerwijzer
