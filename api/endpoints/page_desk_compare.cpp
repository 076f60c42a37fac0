// GET /adviseur/vergelijk: two to four offers beside each other for a client, as POST /v1/comparisons gives them.
#include "api/desk_calls.hpp"
#include "api/matching.hpp"

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "opleiding", .type = ParameterType::integer, .repeated = true, .min = 1, .max = 2'147'483'647},
    {.name = "dossier", .type = ParameterType::integer, .min = 1, .max = 9e15},
});

Result<Answer> make(const Call& call, const PageSettings& settings) {
  DeskCompareView view;
  view.of_case = call.parameters.integer("dossier").value_or(0);
  view.back = search_address(view.of_case);
  ComparisonCall input;
  if (auto request = asked_for_client(call, settings)) input.match = std::move(*request);
  input.match.today = call.today;
  if (input.match.goal.text.empty()) input.match.goal.open = true;
  for (const std::int64_t id : call.parameters.integers("opleiding")) {
    if (view.ids.size() == k_most_compared) break;
    view.ids.push_back(id);
    input.offers.push_back(OfferId{id});
  }
  if (view.ids.size() < k_least_compared) return html(desk_compare_page(settings, view));
  const auto comparison = process_comparison(call, input);
  if (!comparison) return comparison.error();
  view.comparison = &*comparison;
  return html(desk_compare_page(settings, view));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_desk_compare = {.method = "GET",
                                                      .path = "/adviseur/vergelijk",
                                                      .parameters = k_parameters,
                                                      .right = Right::desk,
                                                      .pace = Pace::costly,
                                                      .handle = handle};

}  // namespace leerwijzer
