// GET /school/bestanden/{upload}: what a file would change, and what is wrong with it.
#include "api/school_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  return html(school_upload_page(settings, school_frame(call), upload_in_path(call)));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_file = {.method = "GET",
                                                     .path = "/school/bestanden/{upload}",
                                                     .parameters = k_school_file_said,
                                                     .right = Right::provider_read,
                                                     .pace = Pace::reading,
                                                     .handle = handle};

}  // namespace leerwijzer
