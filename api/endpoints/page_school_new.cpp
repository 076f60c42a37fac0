// GET /school/nieuw: the empty form of an offer. It is made when the form is kept.
#include "api/school_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  return html(school_offer_page(settings, school_frame(call), call, new_offer_view(call, settings)));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_new = {
    .method = "GET", .path = "/school/nieuw", .right = Right::provider_write, .pace = Pace::reading, .handle = handle};

}  // namespace leerwijzer
