// GET /school/vindbaarheid: how often offers were shown, opened and sent on, by week, as pictures and as a table.
#include "api/school_calls.hpp"
#include "report/report.hpp"
#include "report/wording.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const PageAsked asked = page_asked(call);
  const ProviderId provider = provider_in_path(call);
  ReachView view;
  view.page = asked.page;
  view.page_size = asked.size;
  view.weeks = k_reach_weeks;
  view.since = reach_since(call, k_reach_weeks);
  auto found = publishing_of(call).reach(provider, view.since, asked.offset(), static_cast<int>(asked.size));
  view.items = std::move(found.items);
  view.total = found.total;
  for (const ReportFindability& one : missed_fields(call, provider)) view.missed.push_back(findability_sentence(one));
  return html(school_reach_page(settings, school_frame(call), view));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_reach = {.method = "GET",
                                                      .path = "/school/vindbaarheid",
                                                      .parameters = k_school_list,
                                                      .right = Right::provider_read,
                                                      .pace = Pace::reading,
                                                      .handle = handle};

}  // namespace leerwijzer
