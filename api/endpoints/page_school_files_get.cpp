// GET /school/bestanden: the form for a file, and the files that were sent before.
#include "api/school_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  return html(school_uploads_page(settings, school_frame(call), uploads_view_of(call)));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_files_get = {.method = "GET",
                                                          .path = "/school/bestanden",
                                                          .parameters = k_school_list,
                                                          .right = Right::provider_read,
                                                          .pace = Pace::reading,
                                                          .handle = handle};

}  // namespace leerwijzer
