// GET /school/opleidingen/{key}: an offer of an institution in its form, with its score and how people see it.
#include "api/school_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  return html(school_offer_page(settings, school_frame(call), call, stored_offer_view(call, settings)));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_offer_get = {.method = "GET",
                                                          .path = "/school/opleidingen/{key}",
                                                          .parameters = k_school_offer,
                                                          .right = Right::provider_read,
                                                          .pace = Pace::reading,
                                                          .handle = handle};

}  // namespace leerwijzer
