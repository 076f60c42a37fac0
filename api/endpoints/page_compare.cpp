// GET /vergelijk: up to four offers beside each other, as POST /v1/comparisons answers. Which ones stands in the
// address, so that it can be sent.
#include "api/matching.hpp"
#include "api/page_calls.hpp"
#include "api/reply.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>(
    {{.name = "opleiding", .type = ParameterType::integer, .repeated = true, .min = 1, .max = 2'147'483'647}});

/// Each once, the first four; offers that are gone are left out, for an address may be old.
Result<std::vector<OfferId>> offers_asked_for(const Call& call) {
  std::vector<OfferId> asked;
  for (const std::int64_t id : call.parameters.integers("opleiding")) {
    const bool fresh = std::find(asked.begin(), asked.end(), OfferId{id}) == asked.end();
    if (fresh && asked.size() < k_most_compared) asked.push_back(OfferId{id});
  }
  const auto found = call.services.index->offers(asked);
  if (!found) return found.error();
  std::vector<OfferId> there;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if ((*found)[i]) there.push_back(asked[i]);
  }
  return there;
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const Asked asked = asked_of(call, settings);
  ComparisonCall question;
  const auto offers = offers_asked_for(call);
  if (!offers) return offers.error();
  question.offers = *offers;
  CompareView view;
  view.told = asked.told;
  if (question.offers.size() < k_least_compared) return html(compare_page(settings, view));
  question.match.today = call.today;
  if (asked.told && asked.question.faults.empty()) question.match = asked.question.request;
  const auto comparison = process_comparison(call, question);
  if (!comparison) return comparison.error();
  view.comparison = &*comparison;
  return html(compare_page(settings, view));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_compare = {
    .method = "GET", .path = "/vergelijk", .parameters = k_parameters, .pace = Pace::costly, .handle = handle};

}  // namespace leerwijzer
