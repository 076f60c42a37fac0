// GET /v1/offers/{id}/link: sends a person on to the page of an offer at its school, and counts that, without who.
// Only to the address that the offer itself has.
#include "api/publishing_desk.hpp"
#include "api/reply.hpp"
#include "api/wire/draft_wire.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <array>
#include <span>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
});

Result<Answer> handle(const Call& call) {
  const TracedOffer traced = offer_in_path(call);
  const Offer& offer = traced.shown.offer;
  if (!is_page_address(offer.url)) {
    return Error{ErrorCode::not_found, "Deze opleiding heeft geen eigen pagina.",
                 "Bekijk de opleiding zelf, of neem contact op met de school.", "id"};
  }
  if (call.services.publishing != nullptr && call.request.method == "GET")
    call.services.publishing->count(ReachKind::sent_on, std::span(&offer.id, 1), call.today);
  Answer answer;
  answer.status = 302;
  answer.headers.emplace_back("location", offer.url);
  answer.body = boost::json::serialize(boost::json::object{{"url", offer.url}});
  // To a browser the body does not matter, as long as it is of a kind that it takes.
  if (contains(call.request.header("accept"), "text/html")) {
    answer.content_type = "text/html; charset=utf-8";
    answer.body = "<!doctype html><title>Naar de school</title>";
  }
  return answer;
}

}  // namespace

extern const Endpoint k_endpoint_offers_link = {
    .method = "GET", .path = "/v1/offers/{id}/link", .parameters = k_parameters, .handle = handle};

}  // namespace leerwijzer
