#include "api/request_limits.hpp"

#include "api/http/problem.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr int k_first_failure = 400;
constexpr int k_first_fault_of_ours = 500;
constexpr int k_changed_since = 412;  ///< only who has the code is told that a version is another by now

bool may_be_a_wrong_guess(int status) noexcept {
  return status >= k_first_failure && status < k_first_fault_of_ours && status != k_changed_since;
}

bool needs_a_caller(const Endpoint& endpoint) noexcept {
  return endpoint.right != Right::open && endpoint.right != Right::by_code;
}

}  // namespace

RequestLimits::RequestLimits(LimitSettings settings) : settings_(std::move(settings)), limits_(settings_.rates) {}

RequestLimits::Request::Request(RequestLimits& limits, const WebRequest& request)
    : limits_(limits),
      credentials_(!request.header("authorization").empty() || !request.header("cookie").empty()),
      network_(limits.on() ? client_network(request, limits.settings_.trusted_proxies) : ClientNetwork{}) {}

bool RequestLimits::Request::counts(Pace pace) const noexcept {
  return limits_.on() && !network_.name.empty() && (!network_.local || pace == Pace::secret);
}

bool RequestLimits::Request::arrives(const Endpoint& endpoint) {
  const auto now = limits_.settings_.now();
  if (!needs_a_caller(endpoint) || endpoint.pace == Pace::secret) {
    if (!counts(endpoint.pace)) return true;
    guess_ = endpoint.pace == Pace::secret;
    verdict_ = limits_.limits_.take(network_.name, ClientKind::network, endpoint.pace, now);
    guess_ = guess_ && verdict_.allowed;
    return verdict_.allowed;
  }
  // Looking somebody up costs a question to the database: a network that sent too many wrong keys is not looked up.
  if (!credentials_ || !counts(Pace::costly)) return true;
  const RateVerdict verdict = limits_.limits_.look(network_.name, ClientKind::network, Pace::costly, now);
  if (!verdict.allowed) verdict_ = verdict;
  return verdict.allowed;
}

void RequestLimits::Request::is_of_nobody() {
  const Pace pace = credentials_ ? Pace::costly : Pace::reading;
  if (counts(pace)) {
    static_cast<void>(limits_.limits_.take(network_.name, ClientKind::network, pace, limits_.settings_.now()));
  }
}

bool RequestLimits::Request::is_of(const Caller& caller, const Endpoint& endpoint) {
  if (!limits_.on() || caller.kind == CallerKind::nobody) return true;
  caller_ = caller.name;
  kind_ = caller.kind == CallerKind::api_key ? ClientKind::key : ClientKind::account;
  verdict_ = limits_.limits_.take(caller_, kind_, endpoint.pace, limits_.settings_.now());
  guess_ = endpoint.pace == Pace::secret && verdict_.allowed;
  return verdict_.allowed;
}

void RequestLimits::Request::answered(int status) {
  if (!guess_ || may_be_a_wrong_guess(status)) return;
  if (counts(Pace::secret)) limits_.limits_.give_back(network_.name, ClientKind::network, Pace::secret);
  if (!caller_.empty()) limits_.limits_.give_back(caller_, kind_, Pace::secret);
  verdict_.remaining = std::min(verdict_.remaining + 1, verdict_.burst);
}

WebResponse too_many_requests(const RateVerdict& verdict, const WebRequest& request) {
  const std::string seconds = std::to_string(verdict.retry_seconds);
  WebResponse response = problem_response(
      {ErrorCode::too_many_requests, "Er komen te veel vragen tegelijk.",
       "Wacht " + seconds + (verdict.retry_seconds == 1 ? " seconde" : " seconden") + " en probeer het opnieuw.", ""},
      {}, request.id);
  response.headers.clear();
  for (auto& header : headers_of(verdict)) response.headers.push_back(std::move(header));
  response.refusal = "rate-limit-" + std::string(name_of(verdict.pace));
  return response;
}

}  // namespace leerwijzer
