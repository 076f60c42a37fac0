// POST /v1/matches: a learner and a goal give offers with reasons, the skills gap, funding and advice.
#include "api/matching.hpp"
#include "api/reply.hpp"
#include "api/shown_offers.hpp"

#include <boost/json.hpp>

#include <array>
#include <vector>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});

using Output = MatchAnswer;

Result<Answer> handle(const Call& call) {
  const Result<Output> output = process_match(call, read_match(call, call.request.body));
  if (!output) return output.error();
  Documented document = document_of(call, *output);
  Answer answer = render(std::move(document.document), document.provenance);
  std::vector<OfferId> shown;
  for (const MatchedOffer& matched : output->offers) shown.push_back(matched.offer.id);
  tell_shown(answer, shown);
  return answer;
}

}  // namespace

extern const Endpoint k_endpoint_matches_post = {
    .method = "POST", .path = "/v1/matches", .consumes = k_consumes, .pace = Pace::costly, .handle = handle};

}  // namespace leerwijzer
