// GET /adviseur/clienten: the caseload of the desk, what is to be done first at the top, and a form for a new case.
#include "api/caseload_view.hpp"

namespace leerwijzer {
namespace {

std::vector<std::string_view> whose() { return {"mij"}; }

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "status", .type = ParameterType::choice, .choices = names_of<CaseStatus>},
    {.name = "van", .type = ParameterType::choice, .choices = whose},
    {.name = "bladzijde", .type = ParameterType::integer, .min = 1, .max = 100'000},
    k_done_parameter,
});

Result<Answer> make(const Call& call, const PageSettings& settings) {
  CaseloadView view = caseload_view_of(call);
  view.done = call.parameters.text("klaar");
  return html(caseload_page(settings, view));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_desk_clients_get = {.method = "GET",
                                                          .path = "/adviseur/clienten",
                                                          .parameters = k_parameters,
                                                          .right = Right::desk,
                                                          .pace = Pace::reading,
                                                          .handle = handle};

}  // namespace leerwijzer
