// GET /ander-werk: ways to other work, from what the person does.
#include "api/page_calls.hpp"
#include "api/reply.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  Asked asked = asked_of(call, settings);
  const Snapshot& snapshot = snapshot_of(call);
  MatchRequest& request = asked.question.request;
  if (!asked.told || request.learner.occupations.empty())
    return html(work_page(settings, asked.answers, {}, nullptr, snapshot.taxonomy));
  request.goal = {};
  request.goal.open = true;
  request.limit = 1;
  const Result<MatchAnswer> answer = matcher_of(call).match(request);
  if (!answer) return answer.error();
  return html(work_page(settings, asked.answers, {}, &*answer, snapshot.taxonomy));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_work_get = {
    .method = "GET", .path = "/ander-werk", .pace = Pace::costly, .handle = handle};

}  // namespace leerwijzer
