// GET /adviseur: search and match for a client, one offer beside the list, and a case where one is open.
#include "api/desk_calls.hpp"
#include "api/reply.hpp"
#include "api/shown_offers.hpp"

namespace leerwijzer {
namespace {

std::vector<std::string_view> sort_names() { return {"best", "price", "start", "distance"}; }

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "opleiding", .type = ParameterType::integer, .min = 1, .max = 2'147'483'647},
    {.name = "dossier", .type = ParameterType::integer, .min = 1, .max = 9e15},
    {.name = "sort", .type = ParameterType::choice, .choices = sort_names},
    {.name = "meer", .type = ParameterType::integer, .min = 1, .max = 100},
    k_done_parameter,
});

Result<Answer> make(const Call& call, const PageSettings& settings) {
  DeskSearch search;
  if (const auto done = search_at_desk(call, settings, search); !done) return done.error();
  search.view.done = call.parameters.text("klaar");
  Answer page = html(desk_search_page(settings, search.view, snapshot_of(call)));
  std::vector<OfferId> shown;
  for (const MatchedOffer* matched : search.view.shown) shown.push_back(matched->offer.id);
  tell_shown(page, shown);
  return page;
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_desk_search_get = {.method = "GET",
                                                         .path = "/adviseur",
                                                         .parameters = k_parameters,
                                                         .right = Right::desk,
                                                         .pace = Pace::costly,
                                                         .handle = handle};

}  // namespace leerwijzer
