// POST /v1/providers/{id}/offers: a new draft under a key that is chosen here. The same Idempotency-Key and body give
// the same draft for a day.
#include "api/publishing.hpp"
#include "api/retry_key.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const OfferDraft draft = read_draft(call.request.body);
  PublishingDesk& desk = publishing_of(call);
  const std::string key = new_offer_key();
  const Offer offer = offer_of(call, draft, key, {});
  DraftChange change;
  change.provider = provider_in_path(call);
  change.key = key;
  change.title = std::string(title_of(offer));
  change.quality = offer.quality;
  change.draft = boost::json::serialize(write_draft(draft));
  const Retry retry = retry_of(call);
  const auto added = desk.add(change, retry, retry.key_digest.empty() ? "" : seal_answer(call, key));
  if (!added) return added.error();
  const std::string stored = added->empty() ? key : open_answer(call, *added).value_or("");
  const auto publication = desk.find(change.provider, stored);
  if (!publication) {
    return Error{ErrorCode::conflict, "Deze opleiding is intussen verwijderd.", "Gebruik een nieuwe Idempotency-Key.",
                 "Idempotency-Key"};
  }
  return answer_with(call, *publication, 201);
}

}  // namespace

extern const Endpoint k_endpoint_provider_offers_add = {.method = "POST",
                                                        .path = "/v1/providers/{id}/offers",
                                                        .parameters = k_of_provider,
                                                        .consumes = k_json_body,
                                                        .headers = k_retry_header,
                                                        .right = Right::provider_write,
                                                        .pace = Pace::writing,
                                                        .body_bytes = k_draft_bytes,
                                                        .handle = handle};

}  // namespace leerwijzer
