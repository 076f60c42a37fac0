// GET /adviseur/clienten/{id}: one case of the desk. Reading it is audited.
#include "api/case_view.hpp"

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
    k_done_parameter,
});

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const auto file = cases_of(call).read(actor_of(call), id_in_path(call), "read-case");
  if (!file) return file.error();
  CaseView view = case_view_of(call, *file);
  view.done = call.parameters.text("klaar");
  return html(desk_case_page(settings, view));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_desk_client_get = {.method = "GET",
                                                         .path = "/adviseur/clienten/{id}",
                                                         .parameters = k_parameters,
                                                         .right = Right::desk,
                                                         .pace = Pace::reading,
                                                         .handle = handle};

}  // namespace leerwijzer
