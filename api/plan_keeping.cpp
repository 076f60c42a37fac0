#include "api/plan_keeping.hpp"

#include "api/condition.hpp"
#include "api/plan_code.hpp"
#include "api/retry_key.hpp"
#include "api/wire/json_values.hpp"
#include "engine/core/sealing.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace leerwijzer {
namespace {

namespace json = boost::json;

/// The version to bring back; null when there is none. `versions`: the newest first, not empty.
const KeptVersion* wanted(const std::vector<KeptVersion>& versions, std::int64_t expected,
                          std::optional<std::int64_t> named) {
  const auto current =
      std::find_if(versions.begin(), versions.end(), [&](const KeptVersion& one) { return one.version == expected; });
  if (current == versions.end()) return nullptr;
  const std::int64_t target = named.value_or(current->restores.value_or(current->version) - 1);
  const auto found = std::find_if(versions.begin(), versions.end(), [&](const KeptVersion& one) {
    return one.version == target && one.version < expected;
  });
  return found == versions.end() ? nullptr : &*found;
}

/// The same as was stored before, under this Idempotency-Key: what is there now is answered.
bool may_be_repetition(const Call& call) { return !retry_key_of(call).empty(); }

}  // namespace

Result<NewlyKept> keep_plan(const Call& call, PlanContent content) {
  complete(call, content, nullptr);
  NewlyKept kept;
  const SeenMoney seen = seen_today(call, content);
  kept.code = normal_code(random_code()).value();
  NewPlan plan;
  plan.code_digest = digest_of_plan_code(kept.code);
  plan.content = seal_plan(write_kept(content.plan, seen), kept.code, 1);
  plan.expires_at = plus_months(call.today, k_plan_months);
  plan.retry = retry_under(call, {});
  if (!plan.retry.key_digest.empty()) plan.retry_answer = seal_answer(call, kept.code);
  const auto added = plans_of(call).add(plan);
  if (!added) return added.error();
  if (added->repeated) kept.code = open_answer(call, added->retry_answer).value_or("");
  kept.plan = open_kept_plan(call, kept.code);
  return kept;
}

Result<OpenedPlan> change_plan(const Call& call, const std::string& code, std::int64_t expected, PlanContent content) {
  const OpenedPlan now = open_kept_plan(call, code);
  if (now.row.version != expected && !may_be_repetition(call)) return changed_since();
  complete(call, content, &now.kept.content.plan);
  KeptContent kept{std::move(content), {}};
  kept.seen = seen_today(call, kept.content);
  const auto written = store_change(call, code, expected, kept, std::nullopt);
  if (!written) return written.error();
  return open_kept_plan(call, code);
}

Result<OpenedPlan> bring_back(const Call& call, const std::string& code, std::int64_t expected,
                              std::optional<std::int64_t> version) {
  const auto versions = plans_of(call).versions(digest_of_plan_code(code), call.today);
  if (versions.empty()) return unknown_plan();
  if (versions.front().version != expected && !may_be_repetition(call)) return changed_since();
  const KeptVersion* found = wanted(versions, expected, version);
  if (found == nullptr) {
    if (versions.front().version != expected) return changed_since();
    return Error{ErrorCode::conflict, "Er is geen eerdere versie om naar terug te gaan.",
                 "Kijk in /v1/plans/versions welke versies er zijn.", "/version"};
  }
  const KeptContent kept = open_version(found->content, code, found->version);
  const auto written = store_change(call, code, expected, kept, found->version);
  if (!written) return written.error();
  return open_kept_plan(call, code);
}

json::array write_version_list(const Call& call, const std::string& code) {
  json::array list;
  for (const KeptVersion& one : plans_of(call).versions(digest_of_plan_code(code), call.today)) {
    const StoredPlan plan = open_version(one.content, code, one.version).content.plan;
    json::array steps;
    for (const PlannedStep& step : plan.steps)
      steps.push_back(json::object{{"title", step.title}, {"state", name_of(step.state)}});
    list.push_back(json::object{{"version", one.version},
                                {"at", one.made_at},
                                {"current", list.empty()},
                                {"restores", value_or_null(one.restores)},
                                {"title", plan.title},
                                {"steps", std::move(steps)}});
  }
  return list;
}

}  // namespace leerwijzer
