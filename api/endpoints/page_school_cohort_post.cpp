// POST /school/opleidingen/{key}/deelnemers: counts who takes part in a run. Shown at once where it is published.
#include "api/school_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const OfferForm form = read_offer_form(call.request.body);
  CohortView view = cohort_view_of(call, settings);
  const std::string run = form.text("start");
  std::size_t row = 0;
  while (row < view.rows.size() && view.rows[row].key != run) ++row;
  if (row == view.rows.size())
    return Error{ErrorCode::not_found, "Dit startmoment is er niet.", "Bekijk de opleiding.", "start"};
  const auto counts = typed_counts(form, row, settings.texts(), view);
  if (counts) {
    const auto done = count_cohort(call, {run, *counts});
    if (!done) return done.error();
    return send_to(call, school_address(view.publication.key) + "/deelnemers?melding=geteld");
  }
  return html(school_cohort_page(settings, school_frame(call), view), ErrorCode::invalid_input);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_cohort_post = {.method = "POST",
                                                            .path = "/school/opleidingen/{key}/deelnemers",
                                                            .parameters = k_school_key,
                                                            .consumes = k_form_body,
                                                            .right = Right::provider_write,
                                                            .pace = Pace::writing,
                                                            .body_bytes = k_form_bytes,
                                                            .handle = handle};

}  // namespace leerwijzer
