// POST /school/opleidingen/{key}: keeps the draft, under the version that the form was opened with.
#include "api/school_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) { return keep_offer(call, settings, false); }

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_offer_post = {.method = "POST",
                                                           .path = "/school/opleidingen/{key}",
                                                           .parameters = k_school_key,
                                                           .consumes = k_form_body,
                                                           .right = Right::provider_write,
                                                           .pace = Pace::writing,
                                                           .body_bytes = k_school_form_bytes,
                                                           .handle = handle};

}  // namespace leerwijzer
