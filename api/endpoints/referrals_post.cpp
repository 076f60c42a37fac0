// POST /v1/referrals: the sections that a person read and approved go to a desk, sealed for it. The answer holds the
// code, once. The same Idempotency-Key and body give the same code for a day.
#include "api/referral_sending.hpp"
#include "api/reply.hpp"
#include "api/wire/referral_wire.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});
constexpr auto k_headers = std::to_array<std::string_view>({"Idempotency-Key"});

using Input = ReferralCall;
using Output = SentReferral;

std::string idempotency_key(const Call& call) {
  const std::string key(call.request.header("idempotency-key"));
  const bool printable = std::all_of(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7f; });
  if (key.empty() || (key.size() >= 16 && key.size() <= 128 && printable)) return key;
  throw ErrorException({ErrorCode::invalid_input, "This is no usable Idempotency-Key.",
                        "Use 16 to 128 letters, digits and signs, for example a random UUID.", "Idempotency-Key"});
}

Answer write(const Call& call, const Output& output) {
  const auto desk = snapshot_of(call).geography.desk(output.referral.desk, call.today);
  boost::json::object document =
      write_referral(output.referral, output.content, desk ? std::string_view(desk->point.name) : std::string_view{});
  document["code"] = output.code;
  document["keepCode"] =
      "Bewaar deze code goed. U kunt er de aanvraag mee volgen en intrekken. We laten hem maar een keer zien.";
  Answer answer = render(std::move(document), provenance_of(call));
  answer.status = 201;
  return answer;
}

Result<Answer> handle(const Call& call) {
  const std::string retry = idempotency_key(call);
  const Input input = read_referral(call.request.body, true, call.today);
  const Result<Output> output = send_referral(call, input, retry);
  if (!output) return output.error();
  return write(call, *output);
}

}  // namespace

extern const Endpoint k_endpoint_referrals_post = {.method = "POST",
                                                   .path = "/v1/referrals",
                                                   .consumes = k_consumes,
                                                   .headers = k_headers,
                                                   .pace = Pace::writing,
                                                   .handle = handle};

}  // namespace leerwijzer
