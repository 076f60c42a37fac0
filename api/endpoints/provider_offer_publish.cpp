// POST /v1/providers/{id}/offers/{key}/publish: the draft as it is now goes into the catalogue, and is found within
// seconds. The same Idempotency-Key gives the same answer for a day.
#include "api/publishing.hpp"
#include "api/reply.hpp"
#include "api/retry_key.hpp"

#include <boost/json.hpp>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr int k_attempts = 3;

std::string outcome_text(const PublishedOffer& published) {
  return json::serialize(json::object{{"key", published.key},
                                      {"state", name_of(PublicationState::published)},
                                      {"version", published.version},
                                      {"offerId", published.offer.value},
                                      {"publishedAt", published.at},
                                      {"url", "/v1/offers/" + std::to_string(published.offer.value)}});
}

Result<PublishOutcome> publish(const Call& call, const Publication& publication) {
  const OfferDraft draft = read_stored_draft(publication.draft);
  PublishOrder order;
  order.provider = provider_in_path(call);
  order.key = publication.key;
  order.version = publication.version;
  order.body = publication.draft;
  order.offer = offer_of(call, draft, publication.key, publication.cohorts);
  order.actor = call.caller.name;
  order.retry = retry_of(call);
  order.sealed = [&](const PublishedOffer& published) { return seal_answer(call, outcome_text(published)); };
  if (auto faults = faults_of(order.offer); !faults.empty()) throw InvalidInput(std::move(faults));
  return publishing_of(call).publish(order);
}

Result<Answer> handle(const Call& call) {
  for (int attempt = 1;; ++attempt) {
    const auto outcome = publish(call, publication_in_path(call));
    // Changed between reading and publishing: what is published is the draft of now.
    if (!outcome && outcome.error().code == ErrorCode::precondition_failed && attempt < k_attempts) continue;
    if (!outcome) return outcome.error();
    const std::string text = outcome->repeated.empty() ? outcome_text(outcome->published)
                                                       : open_answer(call, outcome->repeated).value_or("{}");
    return render(json::parse(text).as_object(), provenance_of(call));
  }
}

}  // namespace

extern const Endpoint k_endpoint_provider_offer_publish = {.method = "POST",
                                                           .path = "/v1/providers/{id}/offers/{key}/publish",
                                                           .parameters = k_of_offer,
                                                           .headers = k_retry_header,
                                                           .right = Right::provider_publish,
                                                           .pace = Pace::writing,
                                                           .handle = handle};

}  // namespace leerwijzer
