// POST /v1/plans/undo with If-Match: brings an earlier version back, as a version of its own, so that nothing is lost.
// Without a number it is the one before; undoing again goes one further back.
#include "api/condition.hpp"
#include "api/kept_plan.hpp"
#include "api/plan_code.hpp"
#include "api/retry_key.hpp"
#include "api/wire/object_reader.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});
constexpr auto k_headers = std::to_array<std::string_view>({"Leerwijzer-Code", "If-Match", "Idempotency-Key"});
constexpr std::size_t k_body_bytes = 1024;
constexpr std::int64_t k_any_version = 1'000'000'000;

struct Input {
  std::optional<std::int64_t> version;
};

Input read(std::string_view body) {
  const boost::json::object object = parse_body(body);
  std::vector<FieldError> errors;
  ObjectReader reader(object, "", errors);
  Input input;
  input.version = reader.integer("version", 1, k_any_version);
  reader.finish();
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  return input;
}

/// The version to bring back; null when there is none. `versions`: the newest first, not empty.
const KeptVersion* wanted(const std::vector<KeptVersion>& versions, std::int64_t expected, const Input& input) {
  const auto current =
      std::find_if(versions.begin(), versions.end(), [&](const KeptVersion& one) { return one.version == expected; });
  if (current == versions.end()) return nullptr;
  const std::int64_t target = input.version.value_or(current->restores.value_or(current->version) - 1);
  const auto found = std::find_if(versions.begin(), versions.end(), [&](const KeptVersion& one) {
    return one.version == target && one.version < expected;
  });
  return found == versions.end() ? nullptr : &*found;
}

Result<Answer> handle(const Call& call) {
  const std::string code = plan_code_of(call);
  const std::int64_t expected = expected_version(call);
  const Input input = read(call.request.body);
  const auto versions = plans_of(call).versions(digest_of_plan_code(code), call.today);
  if (versions.empty()) return unknown_plan();
  if (versions.front().version != expected && retry_key_of(call).empty()) return changed_since();
  const KeptVersion* version = wanted(versions, expected, input);
  if (version == nullptr) {
    if (versions.front().version != expected) return changed_since();
    return Error{ErrorCode::conflict, "Er is geen eerdere versie om naar terug te gaan.",
                 "Kijk in /v1/plans/versions welke versies er zijn.", "/version"};
  }
  const KeptContent kept = open_version(version->content, code, version->version);
  const auto written = store_change(call, code, expected, kept, version->version);
  if (!written) return written.error();
  return answer_opened(call, open_kept_plan(call, code));
}

}  // namespace

extern const Endpoint k_endpoint_plans_undo = {.method = "POST",
                                               .path = "/v1/plans/undo",
                                               .consumes = k_consumes,
                                               .headers = k_headers,
                                               .right = Right::by_code,
                                               .pace = Pace::secret,
                                               .body_bytes = k_body_bytes,
                                               .handle = handle};

}  // namespace leerwijzer
