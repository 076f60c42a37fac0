// GET /school/opleidingen/{key}/deelnemers: who takes part in each run by now.
#include "api/school_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  return html(school_cohort_page(settings, school_frame(call), cohort_view_of(call, settings)));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_cohort_get = {.method = "GET",
                                                           .path = "/school/opleidingen/{key}/deelnemers",
                                                           .parameters = k_school_offer,
                                                           .right = Right::provider_read,
                                                           .pace = Pace::reading,
                                                           .handle = handle};

}  // namespace leerwijzer
