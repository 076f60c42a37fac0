// GET /school/rapport: how well an institution publishes over all its sources; the whole is /v1/providers/{id}/report.
#include "api/school_calls.hpp"
#include "report/report.hpp"
#include "report/stored_report.hpp"

namespace leerwijzer {
namespace {

constexpr std::int64_t k_most_offers = 2'000;  // as the report that is open to all

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const ProviderId provider = provider_in_path(call);
  StoredReportOptions options;
  options.today = call.today;
  options.page_size = 1;
  options.most_offers = k_most_offers;
  options.index = call.services.index;
  const auto report = call.services.catalogue->report(provider, options);
  if (!report) return Error{ErrorCode::not_found, "There is no report of this provider.", "", ""};
  return html(school_report_page(settings, school_frame(call), provider, *report));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_report = {
    .method = "GET", .path = "/school/rapport", .right = Right::provider_read, .pace = Pace::reading, .handle = handle};

}  // namespace leerwijzer
