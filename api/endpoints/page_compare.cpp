// GET /vergelijk: up to four offers beside each other. Which ones stands in the address, so that it can be sent.
#include "api/page_calls.hpp"
#include "api/reply.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most = 4;
constexpr std::size_t k_ranked = 100;
constexpr auto k_parameters = std::to_array<Parameter>(
    {{.name = "opleiding", .type = ParameterType::integer, .repeated = true, .min = 1, .max = 2'147'483'647}});

/// As the answer to the person has it, else as it is for anybody. Offers that are gone are left out.
void add_offer_to(const Call& call, CompareView& view, OfferId id) {
  if (view.answer != nullptr) {
    for (const MatchedOffer& one : view.answer->offers) {
      if (one.offer.id == id) return view.offers.push_back(one);
    }
  }
  if (auto offer = call.services.catalogue->offer(id)) {
    MatchedOffer alone;
    alone.price = catalogue_price(*offer);
    alone.net = net_for_anyone(call, *offer, alone.price);
    alone.offer = std::move(*offer);
    view.offers.push_back(std::move(alone));
  }
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  CompareView view;
  Asked asked = asked_of(call, settings);
  view.told = asked.told;
  Result<MatchAnswer> answer = Error{};
  if (asked.told && asked.question.faults.empty()) {
    asked.question.request.limit = k_ranked;
    answer = matcher_of(call).match(asked.question.request);
    if (answer) view.answer = &*answer;
  }
  for (const std::int64_t id : call.parameters.integers("opleiding")) {
    if (view.offers.size() < k_most) add_offer_to(call, view, OfferId{id});
  }
  return html(compare_page(settings, view));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_compare = {
    .method = "GET", .path = "/vergelijk", .parameters = k_parameters, .pace = Pace::costly, .handle = handle};

}  // namespace leerwijzer
