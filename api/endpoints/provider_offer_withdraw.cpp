// POST /v1/providers/{id}/offers/{key}/withdraw: takes an offer out of the catalogue; the draft stays. The same
// Idempotency-Key gives the same answer for a day.
#include "api/publishing.hpp"
#include "api/reply.hpp"
#include "api/retry_key.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

std::string outcome_text(const PublishedOffer& withdrawn) {
  return json::serialize(json::object{{"key", withdrawn.key},
                                      {"state", name_of(PublicationState::withdrawn)},
                                      {"version", withdrawn.version},
                                      {"withdrawnAt", withdrawn.at}});
}

Result<Answer> handle(const Call& call) {
  WithdrawOrder order;
  order.provider = provider_in_path(call);
  order.key = key_in_path(call);
  order.actor = call.caller.name;
  order.retry = retry_of(call);
  order.sealed = [&](const PublishedOffer& withdrawn) { return seal_answer(call, outcome_text(withdrawn)); };
  const auto outcome = publishing_of(call).withdraw(order);
  if (!outcome) return outcome.error();
  const std::string text = outcome->repeated.empty() ? outcome_text(outcome->published)
                                                     : open_answer(call, outcome->repeated).value_or("{}");
  return render(json::parse(text).as_object(), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_provider_offer_withdraw = {.method = "POST",
                                                            .path = "/v1/providers/{id}/offers/{key}/withdraw",
                                                            .parameters = k_of_offer,
                                                            .headers = k_retry_header,
                                                            .right = Right::provider_publish,
                                                            .pace = Pace::writing,
                                                            .handle = handle};

}  // namespace leerwijzer
