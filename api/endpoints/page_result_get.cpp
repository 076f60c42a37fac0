// GET /resultaat: what fits the answers in the person's browser. Filters and order stand in the address, answers do
// not.
#include "api/page_calls.hpp"
#include "api/reply.hpp"
#include "api/shown_offers.hpp"
#include "api/wire/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace leerwijzer {
namespace {

std::vector<std::string_view> sort_names() { return {"best", "price", "start", "distance"}; }

constexpr std::size_t k_ranked = 50;  ///< offers that can be looked through
constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "daypart", .type = ParameterType::choice, .repeated = true, .choices = names_of<Daypart>},
    {.name = "mode", .type = ParameterType::choice, .repeated = true, .choices = names_of<DeliveryMode>},
    {.name = "level", .type = ParameterType::choice, .repeated = true, .choices = names_of<NlqfLevel>},
    {.name = "kind", .type = ParameterType::choice, .repeated = true, .choices = names_of<OfferKind>},
    {.name = "sector", .type = ParameterType::choice, .repeated = true, .choices = sector_names},
    {.name = "sort", .type = ParameterType::choice, .choices = sort_names, .usual = "best"},
    {.name = "meer", .type = ParameterType::integer, .min = 10, .max = k_ranked, .usual = "10"},
});

void set_filters(const ParameterValues& given, SearchFilters& filters) {
  filters.dayparts = given.choices<Daypart>("daypart");
  filters.modes = given.choices<DeliveryMode>("mode");
  filters.levels = given.choices<NlqfLevel>("level");
  filters.kinds = given.choices<OfferKind>("kind");
  filters.sectors = given.all("sector");
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  Asked asked = asked_of(call, settings);
  if (!asked.told) return html(trouble_page(settings, "empty"));
  if (!asked.question.faults.empty())
    return html(questions_page(settings, asked.answers, asked.question.faults), ErrorCode::invalid_input);
  MatchRequest& request = asked.question.request;
  request.limit = k_ranked;
  set_filters(call.parameters, request.filters);
  const Result<MatchAnswer> answer = matcher_of(call).match(request);
  if (!answer) return answer.error();
  ResultView view;
  view.answers = asked.answers;
  view.answer = &*answer;
  view.query = call.query;
  view.sort = call.parameters.has("sort") ? call.parameters.text("sort") : "best";
  view.shown = static_cast<std::size_t>(call.parameters.integer("meer").value_or(10));
  view.travel_km = request.learner.max_travel_km;
  Answer page = html(result_page(settings, view, snapshot_of(call)));
  std::vector<OfferId> shown;
  for (const MatchedOffer* matched : offers_in_list(view, call.today)) shown.push_back(matched->offer.id);
  tell_shown(page, shown);
  return page;
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_result_get = {
    .method = "GET", .path = "/resultaat", .parameters = k_parameters, .pace = Pace::costly, .handle = handle};

}  // namespace leerwijzer
