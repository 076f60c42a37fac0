// GET /school/sleutels: the keys of an institution, and the form for another.
#include "api/school_keys.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  return html(school_keys_page(settings, school_frame(call), keys_view_of(call)));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_keys_get = {.method = "GET",
                                                         .path = "/school/sleutels",
                                                         .parameters = k_said,
                                                         .right = Right::provider_manage,
                                                         .pace = Pace::reading,
                                                         .handle = handle};

}  // namespace leerwijzer
