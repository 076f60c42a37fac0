#include "api/plan_calls.hpp"

#include "api/reply.hpp"

namespace leerwijzer {

Result<PlanAnswer> plan_of(const Call& call, const Asked& asked) {
  return compose_for(matcher_of(call), snapshot_of(call).taxonomy,
                     plan_question_of(asked.answers, asked.question.request));
}

}  // namespace leerwijzer
