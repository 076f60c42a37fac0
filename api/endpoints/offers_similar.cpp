// GET /v1/offers/{id}/similar: more like this.
#include "api/reply.hpp"
#include "api/shown_offers.hpp"

#include <boost/json.hpp>

#include <array>
#include <vector>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
    {.name = "limit", .type = ParameterType::integer, .min = 1, .max = 50, .usual = "10"},
});

struct Input {
  OfferId id;
  std::size_t limit = 10;
};

using Output = std::vector<SearchHit>;

Input read(const Call& call) {
  return {OfferId{call.parameters.integer("id").value_or(0)},
          static_cast<std::size_t>(call.parameters.integer("limit").value_or(10))};
}

Result<Output> process(const Call& call, const Input& input) {
  const Result<Output> found = call.services.index->similar(input.id, input.limit, call.today);
  if (found || found.error().code != ErrorCode::not_found) return found;
  // Another feed's id of an offer that is shown under one: the index knows only that one.
  const std::optional<Offer> offer = call.services.catalogue->offer(input.id);
  return offer && offer->id != input.id ? call.services.index->similar(offer->id, input.limit, call.today) : found;
}

Answer write(const Call& call, const Output& output) {
  boost::json::array items;
  for (const SearchHit& hit : output) {
    const CataloguePrice price = catalogue_price(hit.offer);
    OfferView view{hit.offer, price};
    view.net = net_for_anyone(call, hit.offer, price);
    view.score = hit.score;
    items.push_back(write_offer(view, snapshot_of(call).taxonomy, call.today));
  }
  Answer answer = render(write_collection(std::move(items), output.size(), {}, {}, ""), provenance_of(call), 60);
  std::vector<OfferId> shown;
  for (const SearchHit& hit : output) shown.push_back(hit.offer.id);
  tell_shown(answer, shown);
  return answer;
}

Result<Answer> handle(const Call& call) {
  const Result<Output> output = process(call, read(call));
  if (!output) return output.error();
  return write(call, *output);
}

}  // namespace

extern const Endpoint k_endpoint_offers_similar = {.method = "GET",
                                                   .path = "/v1/offers/{id}/similar",
                                                   .parameters = k_parameters,
                                                   .pace = Pace::reading,
                                                   .handle = handle,
                                                   .kept = true};

}  // namespace leerwijzer
