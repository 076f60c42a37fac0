// POST /v1/funding-checks: facts, and perhaps a learner and an offer, give a verdict per scheme, the
// best stacks and the next question.
#include "api/reply.hpp"
#include "api/wire/json_values.hpp"
#include "api/wire/requests.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});

using Input = FundingRequest;
using Output = FundingAnswer;

Input read(const Call& call) {
  Input input = read_funding_request(call.request.body, call.today);
  const FundingRules& rules = snapshot_of(call).funding;
  std::vector<FieldError> errors;
  if (const auto checked = rules.check_facts(input.facts); !checked) {
    errors.push_back({"/facts", checked.error().what, checked.error().hint});
  }
  if (const auto checked = rules.check_facts(input.learner.facts); !checked) {
    errors.push_back({"/learner/facts", checked.error().what, checked.error().hint});
  }
  if (const auto checked = rules.check_schemes(input.schemes); !checked) {
    errors.push_back({"/schemes", checked.error().what, checked.error().hint});
  }
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  return input;
}

std::optional<FoundPlace> residence(const Call& call, const Learner& learner) {
  const Geography& geography = snapshot_of(call).geography;
  if (!learner.postcode.empty()) {
    const auto place = geography.locate_postcode(learner.postcode, call.today);
    if (place) return *place;
    const Error& error = place.error();
    if (error.code == ErrorCode::invalid_input) throw InvalidInput({{"/learner/postcode", error.what, error.hint}});
  }
  if (!learner.municipality.empty()) {
    const auto place = geography.locate_name(learner.municipality, call.today);
    if (place) return *place;
    throw InvalidInput({{"/learner/municipality", place.error().what, place.error().hint}});
  }
  return std::nullopt;
}

std::optional<Offer> offer_of(const Call& call, const Input& input) {
  if (!input.offer) return std::nullopt;
  auto offer = call.services.catalogue->offer(*input.offer);
  if (offer) return offer;
  throw InvalidInput({{"/offerId", "There is no offer with this id.", "It may have been withdrawn; search again."}});
}

Output process(const Call& call, Input input) {
  const std::optional<Offer> offer = offer_of(call, input);
  const std::optional<FoundPlace> place = residence(call, input.learner);
  FundingQuestion question;
  question.date = input.date;
  question.price = input.price;
  question.only = input.schemes;
  // Answers given as facts win over what follows from the learner.
  for (const auto& [name, value] : input.facts) input.learner.facts[name] = value;
  FactSources sources;
  sources.learner = &input.learner;
  sources.today = input.date;
  if (offer) {
    sources.offer = &*offer;
    question.course_start = first_start(*offer, input.date);
    sources.course_start = question.course_start;
    if (const auto gross = catalogue_price(*offer).gross) question.price = gross->max;
  }
  if (place) {
    sources.municipality = place->municipality;
    sources.region_name = place->region_name;
  }
  question.facts = derive_facts(sources);
  return snapshot_of(call).funding.evaluate(question);
}

Answer write(const Call& call, const Input& input, const Output& output) {
  boost::json::object document;
  boost::json::array schemes;
  for (const SchemeVerdict& scheme : output.schemes) schemes.push_back(write_scheme(scheme));
  document["schemes"] = std::move(schemes);
  document["stacks"] = write_stacks(output);
  document["net"] = write_interval(output.net);
  document["nextQuestion"] = write_next_question(output.next_question);
  document["date"] = format_iso(input.date);
  return render(std::move(document), provenance_of(call));
}

Result<Answer> handle(const Call& call) {
  const Input input = read(call);
  return write(call, input, process(call, input));
}

}  // namespace

extern const Endpoint k_endpoint_funding_checks = {
    .method = "POST", .path = "/v1/funding-checks", .consumes = k_consumes, .handle = handle};

}  // namespace leerwijzer
