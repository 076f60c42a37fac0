// GET /adviseur/sjablonen: goals that come often, for one press.
#include "api/desk_calls.hpp"

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({k_done_parameter});

Result<Answer> make(const Call& call, const PageSettings& settings) {
  TemplatesView view;
  view.templates = goal_buttons(call);
  view.done = call.parameters.text("klaar");
  return html(templates_page(settings, view));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_desk_templates_get = {.method = "GET",
                                                            .path = "/adviseur/sjablonen",
                                                            .parameters = k_parameters,
                                                            .right = Right::desk,
                                                            .pace = Pace::reading,
                                                            .handle = handle};

}  // namespace leerwijzer
