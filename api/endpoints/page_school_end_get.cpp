// GET /school/opleidingen/{key}/weg: asks once more before an offer leaves the catalogue, or its draft is removed.
#include "api/school_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  return html(school_end_page(settings, school_frame(call), publication_in_path(call)));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_end_get = {.method = "GET",
                                                        .path = "/school/opleidingen/{key}/weg",
                                                        .parameters = k_school_key,
                                                        .right = Right::provider_read,
                                                        .pace = Pace::reading,
                                                        .handle = handle};

}  // namespace leerwijzer
