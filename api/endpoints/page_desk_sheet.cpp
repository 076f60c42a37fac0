// GET /adviseur/blad: one offer on paper, for the client.
#include "api/desk_calls.hpp"
#include "api/reply.hpp"

namespace leerwijzer {
namespace {

constexpr auto k_parameters =
    std::to_array<Parameter>({{.name = "opleiding", .type = ParameterType::integer, .min = 1, .max = 2'147'483'647}});

Result<Answer> make(const Call& call, const PageSettings& settings) {
  DeskSearch search;
  if (const auto done = search_at_desk(call, settings, search); !done) return done.error();
  const OfferId wanted{call.parameters.integer("opleiding").value_or(0)};
  if (search.view.chosen == nullptr || search.view.chosen->offer.id != wanted) return send_to(call, "/adviseur");
  return html(desk_sheet_page(settings, search.view, snapshot_of(call)));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_desk_sheet = {.method = "GET",
                                                    .path = "/adviseur/blad",
                                                    .parameters = k_parameters,
                                                    .right = Right::desk,
                                                    .pace = Pace::costly,
                                                    .handle = handle};

}  // namespace leerwijzer
