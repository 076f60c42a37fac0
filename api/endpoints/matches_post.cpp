// POST /v1/matches: a learner and a goal give offers with reasons, the skills gap, funding and advice.
#include "api/matching.hpp"
#include "api/reply.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});

using Output = MatchAnswer;

Result<Answer> handle(const Call& call) {
  const Result<Output> output = process_match(call, read_match(call, call.request.body));
  if (!output) return output.error();
  Documented answer = document_of(call, *output);
  return render(std::move(answer.document), answer.provenance);
}

}  // namespace

extern const Endpoint k_endpoint_matches_post = {
    .method = "POST", .path = "/v1/matches", .consumes = k_consumes, .pace = Pace::costly, .handle = handle};

}  // namespace leerwijzer
