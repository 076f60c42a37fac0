#include "api/reply.hpp"

#include "api/http/target.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

namespace leerwijzer {

const Snapshot& snapshot_of(const Call& call) {
  if (call.snapshot) return *call.snapshot;
  throw ErrorException({ErrorCode::unavailable, "The reference data is not loaded yet.", "Try again in a moment.", ""});
}

Provenance provenance_of(const Call& call, std::optional<IndexVersion> index) {
  const Snapshot& snapshot = snapshot_of(call);
  if (!index && call.services.index != nullptr) {
    if (const auto version = call.services.index->version()) index = *version;
  }
  return {std::move(index), snapshot.funding.snapshot(), snapshot.taxonomy.version(), call.today, snapshot.sample};
}

Answer render(boost::json::object document, const Provenance& provenance, int cache_seconds) {
  write_provenance(document, provenance);
  return Answer{.body = boost::json::serialize(document), .cache_seconds = cache_seconds};
}

std::optional<FoundPlace> place_of(const Call& call) {
  const Geography& geography = snapshot_of(call).geography;
  const std::string postcode = call.parameters.text("postcode");
  const std::string municipality = call.parameters.text("municipality");
  if (!postcode.empty()) {
    const auto place = geography.locate_postcode(postcode, call.today);
    if (place) return *place;
    const Error& error = place.error();
    if (error.code == ErrorCode::invalid_input) throw InvalidInput({{"postcode", error.what, error.hint}});
  }
  if (!municipality.empty()) {
    const auto place = geography.locate_name(municipality, call.today);
    if (place) return *place;
    throw InvalidInput({{"municipality", place.error().what, place.error().hint}});
  }
  return std::nullopt;
}

std::string same_address(const Call& call, std::string_view key, std::string_view value) {
  std::string address = call.request.path + "?";
  for (const auto& [name, given] : call.query) {
    if (name != "page" && name != "cursor") address += percent_encode(name) + "=" + percent_encode(given) + "&";
  }
  return address + std::string(key) + "=" + percent_encode(value);
}

std::string next_page(const Call& call, std::size_t page, std::size_t page_size, std::size_t total) {
  if (page * page_size >= total) return {};
  return same_address(call, "page", std::to_string(page + 1));
}

TracedOffer offer_in_path(const Call& call) {
  const OfferId id{call.parameters.integer("id").value_or(0)};
  auto offer = call.services.catalogue->traced_offer(id);
  if (offer) return std::move(*offer);
  throw ErrorException(
      {ErrorCode::not_found, "There is no offer with this id.", "It may have been withdrawn; search again.", "id"});
}

const Occupation& occupation_in_path(const Call& call) {
  const OccupationId id{call.parameters.integer("id").value_or(0)};
  const Occupation* occupation = snapshot_of(call).taxonomy.occupation(id);
  if (occupation != nullptr) return *occupation;
  throw ErrorException(
      {ErrorCode::not_found, "There is no occupation with this id.", "Look it up with /v1/occupations?q=.", "id"});
}

std::optional<CentsInterval> net_for_anyone(const Call& call, const Offer& offer, const CataloguePrice& price) {
  if (!price.gross) return std::nullopt;
  FundingQuestion question;
  question.date = call.today;
  question.course_start = first_start(offer, call.today);
  question.price = price.gross->max;
  FactSources sources;
  sources.offer = &offer;
  sources.course_start = question.course_start;
  sources.today = call.today;
  question.facts = derive_facts(sources);
  return snapshot_of(call).funding.net_price(question);
}

}  // namespace leerwijzer
