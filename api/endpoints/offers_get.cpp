// GET /v1/offers/{id}: all that is known of one offer, from the database; as schema.org Course for
// whoever accepts application/ld+json. Where several feeds tell of the offer, any of its ids gives the one that is
// shown, with the id it is shown under: 200 and no 308, because a person can undo the grouping, and a permanent
// redirect could not be taken back from whoever keeps it.
#include "api/publishing_desk.hpp"
#include "api/reply.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <array>
#include <span>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
});

struct Input {
  OfferId id;
  bool linked_data = false;
};

struct Output {
  TracedOffer traced;
  std::optional<Provider> provider;
  CataloguePrice price;
  std::optional<CentsInterval> net;
};

Input read(const Call& call) {
  const std::string_view accept = call.request.header("accept");
  return {OfferId{call.parameters.integer("id").value_or(0)}, contains(accept, "application/ld+json")};
}

Output process(const Call& call) {
  Output output{offer_in_path(call), std::nullopt, {}, std::nullopt};
  const Offer& offer = output.traced.shown.offer;
  if (offer.provider.stored()) output.provider = call.services.catalogue->provider(offer.provider);
  output.price = catalogue_price(offer);
  output.net = net_for_anyone(call, offer, output.price);
  return output;
}

Answer write(const Call& call, const Input& input, const Output& output) {
  const Snapshot& snapshot = snapshot_of(call);
  const Offer& offer = output.traced.shown.offer;
  if (input.linked_data) {
    const auto course = write_offer_as_course(offer, output.provider, output.price, snapshot.taxonomy);
    return Answer{.body = boost::json::serialize(course), .content_type = "application/ld+json", .cache_seconds = 60};
  }
  OfferView view{offer, output.price};
  view.net = output.net;
  Provenance provenance = provenance_of(call);
  provenance.offer = &output.traced;
  return render(write_offer_in_full(view, output.provider, snapshot.taxonomy, call.today), provenance, 60);
}

Result<Answer> handle(const Call& call) {
  const Input input = read(call);
  const Output output = process(call);
  if (call.services.publishing != nullptr && call.request.method == "GET")
    call.services.publishing->count(ReachKind::opened, std::span(&output.traced.shown.offer.id, 1), call.today);
  return write(call, input, output);
}

}  // namespace

extern const Endpoint k_endpoint_offers_get = {
    .method = "GET", .path = "/v1/offers/{id}", .parameters = k_parameters, .pace = Pace::reading, .handle = handle};

}  // namespace leerwijzer
