// GET /v1/providers/{id}/offers/{key}/preview: the draft as a worker would see it, in the form of GET /v1/offers/{id},
// and what there is to improve; as the card that people see for whoever accepts text/html.
#include "api/publishing.hpp"
#include "api/reply.hpp"
#include "api/web/pages.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>
#include <string>
#include <vector>

namespace leerwijzer {
namespace {

namespace json = boost::json;

struct Output {
  OfferDraft draft;
  Offer offer;
  CataloguePrice price;
};

Output process(const Call& call) {
  const Publication publication = publication_in_path(call);
  Output output{read_stored_draft(publication.draft), {}, {}};
  output.offer = offer_of(call, output.draft, publication.key, publication.cohorts);
  output.offer.id = publication.offer;
  output.price = catalogue_price(output.offer);
  return output;
}

json::object write(const Call& call, const Output& output) {
  const auto provider = call.services.catalogue->provider(output.offer.provider);
  OfferView view{output.offer, output.price};
  view.net = net_for_anyone(call, output.offer, output.price);
  json::object offer = write_offer_in_full(view, provider, snapshot_of(call).taxonomy, call.today);
  if (!output.offer.id.stored()) offer["id"] = nullptr;
  json::object document;
  document["offer"] = std::move(offer);
  document["quality"] = output.offer.quality;
  document["publishable"] = faults_of(output.offer).empty();
  document["remarks"] = write_remarks(call, output.draft, output.offer);
  document["findability"] = write_findability(call, output.offer);
  return document;
}

std::vector<std::string> advice(const json::object& document) {
  std::vector<std::string> lines;
  for (const json::value& one : document.at("remarks").as_array())
    lines.push_back(std::string(one.at("means").as_string()) + " " + std::string(one.at("change").as_string()));
  for (const json::value& one : document.at("findability").as_array()) lines.emplace_back(one.at("text").as_string());
  return lines;
}

Result<Answer> handle(const Call& call) {
  const Output output = process(call);
  json::object document = write(call, output);
  if (contains(call.request.header("accept"), "text/html")) {
    return Answer{.body = preview_page(page_settings(call), call, output.offer, advice(document)),
                  .content_type = "text/html; charset=utf-8"};
  }
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_provider_offer_preview = {.method = "GET",
                                                           .path = "/v1/providers/{id}/offers/{key}/preview",
                                                           .parameters = k_of_offer,
                                                           .right = Right::provider_read,
                                                           .pace = Pace::reading,
                                                           .handle = handle};

}  // namespace leerwijzer
