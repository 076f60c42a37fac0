// Publishing a draft, and withdrawing what was published.
#include "api/publishing.hpp"
#include "api/retry_key.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr int k_attempts = 3;

std::string published_text(const PublishedOffer& published) {
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
  order.sealed = [&](const PublishedOffer& published) { return seal_answer(call, published_text(published)); };
  if (auto faults = faults_of(order.offer); !faults.empty()) throw InvalidInput(std::move(faults));
  return publishing_of(call).publish(order);
}

std::string withdrawn_text(const PublishedOffer& withdrawn) {
  return json::serialize(json::object{{"key", withdrawn.key},
                                      {"state", name_of(PublicationState::withdrawn)},
                                      {"version", withdrawn.version},
                                      {"withdrawnAt", withdrawn.at}});
}

}  // namespace

Result<std::string> publish_draft(const Call& call) {
  for (int attempt = 1;; ++attempt) {
    const auto outcome = publish(call, publication_in_path(call));
    // Changed between reading and publishing: what is published is the draft of now.
    if (!outcome && outcome.error().code == ErrorCode::precondition_failed && attempt < k_attempts) continue;
    if (!outcome) return outcome.error();
    return outcome->repeated.empty() ? published_text(outcome->published)
                                     : open_answer(call, outcome->repeated).value_or("{}");
  }
}

Result<std::string> withdraw_offer(const Call& call) {
  WithdrawOrder order;
  order.provider = provider_in_path(call);
  order.key = key_in_path(call);
  order.actor = call.caller.name;
  order.retry = retry_of(call);
  order.sealed = [&](const PublishedOffer& withdrawn) { return seal_answer(call, withdrawn_text(withdrawn)); };
  const auto outcome = publishing_of(call).withdraw(order);
  if (!outcome) return outcome.error();
  return outcome->repeated.empty() ? withdrawn_text(outcome->published)
                                   : open_answer(call, outcome->repeated).value_or("{}");
}

}  // namespace leerwijzer
