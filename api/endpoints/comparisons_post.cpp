// POST /v1/comparisons: two to four offers side by side, one row a question, for a learner and a goal where they are
// given. Stores nothing.
#include "api/matching.hpp"
#include "api/reply.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});

Result<Answer> handle(const Call& call) {
  const Result<Comparison> output = process_comparison(call, read_comparison(call, call.request.body));
  if (!output) return output.error();
  Documented answer = document_of(call, *output);
  return render(std::move(answer.document), answer.provenance);
}

}  // namespace

extern const Endpoint k_endpoint_comparisons_post = {
    .method = "POST", .path = "/v1/comparisons", .consumes = k_consumes, .pace = Pace::costly, .handle = handle};

}  // namespace leerwijzer
