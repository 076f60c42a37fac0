// POST /v1/plans/undo with If-Match: brings an earlier version back, as a version of its own, so that nothing is lost.
// Without a number it is the one before; undoing again goes one further back.
#include "api/condition.hpp"
#include "api/plan_code.hpp"
#include "api/plan_keeping.hpp"
#include "api/wire/object_reader.hpp"

#include <boost/json.hpp>

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

Result<Answer> handle(const Call& call) {
  const std::string code = plan_code_of(call);
  const std::int64_t expected = expected_version(call);
  const Input input = read(call.request.body);
  const auto plan = bring_back(call, code, expected, input.version);
  if (!plan) return plan.error();
  return answer_opened(call, *plan);
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
