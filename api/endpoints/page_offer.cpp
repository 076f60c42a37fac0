// GET /opleidingen/{id}: one offer, for the person of the answers in the browser, or for nobody in particular.
#include "api/page_calls.hpp"
#include "api/publishing_desk.hpp"
#include "api/reply.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>(
    {{.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 2'147'483'647}});
constexpr std::size_t k_ranked = 100;

void add_person(const Call& call, Asked& asked, OfferPageView& view, Result<MatchAnswer>& answer) {
  if (!asked.told || !asked.question.faults.empty()) return;
  asked.question.request.limit = k_ranked;
  answer = matcher_of(call).match(asked.question.request);
  if (!answer) return;
  view.told = true;
  view.answer = &*answer;
  view.advice = answer->advice;
  const OfferId id = view.traced->shown.offer.id;
  const auto found = std::find_if(answer->offers.begin(), answer->offers.end(),
                                  [&](const MatchedOffer& one) { return one.offer.id == id; });
  if (found != answer->offers.end()) {
    view.matched = &*found;
    view.funding = funding_for(call, asked.question.request, id);
  }
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const TracedOffer traced = offer_in_path(call);
  const Snapshot& snapshot = snapshot_of(call);
  OfferPageView view;
  view.traced = &traced;
  Asked asked = asked_of(call, settings);
  view.answers = asked.answers;
  view.alone.offer = traced.shown.offer;
  view.alone.price = catalogue_price(traced.shown.offer);
  view.alone.net = net_for_anyone(call, traced.shown.offer, view.alone.price);
  Result<MatchAnswer> answer = Error{};
  add_person(call, asked, view, answer);
  if (!view.told) {
    AdviceQuestion nobody;
    nobody.date = call.today;
    if (auto advice = snapshot.geography.advise(nobody)) view.advice = std::move(*advice);
  }
  if (call.services.publishing != nullptr && call.request.method == "GET")
    call.services.publishing->count(ReachKind::opened, std::span(&traced.shown.offer.id, 1), call.today);
  return html(offer_page(settings, view, snapshot));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_offer = {
    .method = "GET", .path = "/opleidingen/{id}", .parameters = k_parameters, .pace = Pace::costly, .handle = handle};

}  // namespace leerwijzer
