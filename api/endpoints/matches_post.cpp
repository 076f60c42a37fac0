// POST /v1/matches: a learner and a goal give offers with reasons, the skills gap, funding and advice.
#include "api/reply.hpp"
#include "api/shown_offers.hpp"
#include "api/wire/requests.hpp"
#include "engine/match/matcher.hpp"

#include <boost/json.hpp>

#include <array>
#include <vector>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});

using Input = MatchRequest;
using Output = MatchAnswer;

Input read(const Call& call) {
  Input input = read_match_request(call.request.body, call.services.allow_today, call.today);
  if (const auto checked = snapshot_of(call).funding.check_facts(input.learner.facts); !checked) {
    throw InvalidInput({{"/learner/facts", checked.error().what, checked.error().hint}});
  }
  return input;
}

Result<Output> process(const Call& call, const Input& input) {
  const Snapshot& snapshot = snapshot_of(call);
  return Matcher(snapshot.taxonomy, *call.services.index, snapshot.funding, snapshot.geography, &snapshot.shortage)
      .match(input);
}

Answer write(const Call& call, const Output& output) {
  Provenance provenance = provenance_of(call, output.index);
  provenance.today = output.today;
  Answer answer = render(write_match(output, snapshot_of(call)), provenance);
  std::vector<OfferId> shown;
  for (const MatchedOffer& matched : output.offers) shown.push_back(matched.offer.id);
  tell_shown(answer, shown);
  return answer;
}

Result<Answer> handle(const Call& call) {
  const Result<Output> output = process(call, read(call));
  if (!output) return output.error();
  return write(call, *output);
}

}  // namespace

extern const Endpoint k_endpoint_matches_post = {
    .method = "POST", .path = "/v1/matches", .consumes = k_consumes, .handle = handle};

}  // namespace leerwijzer
