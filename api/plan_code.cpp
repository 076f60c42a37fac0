#include "api/plan_code.hpp"

#include "api/condition.hpp"
#include "api/retry_key.hpp"
#include "engine/core/sealing.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == ':' || c == '[' || c == ']';
  });
}

bool is_here(std::string_view host) { return host.starts_with("localhost") || host.starts_with("127.0.0.1"); }

std::string address_of(const Call& call) {
  const std::string_view set = plans_of(call).address();
  if (!set.empty()) return std::string(set);
  const std::string_view host = call.request.header("host");
  if (!is_host(host)) return {};
  return (is_here(host) ? "http://" : "https://") + std::string(host);
}

}  // namespace

std::string plan_code_of(const Call& call) {
  const auto code = normal_code(call.request.header("leerwijzer-code"));
  if (code) return *code;
  throw ErrorException({ErrorCode::invalid_input, "Dit is geen code.",
                        "Stuur de code van het plan in de header Leerwijzer-Code: 28 letters en cijfers.",
                        "Leerwijzer-Code"});
}

StoredPlans& plans_of(const Call& call) {
  if (call.services.plans != nullptr) return *call.services.plans;
  throw ErrorException({ErrorCode::unavailable, "Plannen bewaren kan hier niet.",
                        "Druk uw plan af, of bewaar het zelf als bestand.", ""});
}

Error unknown_plan() {
  return {ErrorCode::not_found, "We vinden geen plan met deze code.",
          "Controleer de code. Een plan wordt gewist als u er een jaar niets aan verandert.", "Leerwijzer-Code"};
}

Error unknown_share() {
  return {ErrorCode::not_found, "We vinden geen gedeeld plan met deze code.",
          "Controleer de code. De eigenaar kan het delen hebben gestopt, of de tijd is om.", "Leerwijzer-Code"};
}

Error told(const Error& error, const Error& unknown) {
  if (error.code == ErrorCode::not_found) return unknown;
  if (error.code == ErrorCode::precondition_failed) return changed_since();
  return error;
}

Retry retry_under(const Call& call, std::string_view code) {
  Retry retry = retry_of(call);
  if (retry.key_digest.empty() || code.empty()) return retry;
  retry.key_digest = secret_digest("leerwijzer plan: retry", retry.key_digest + std::string(code));
  return retry;
}

std::string plan_link(const Call& call, std::string_view code) {
  return address_of(call) + "/mijn-plan#code=" + std::string(code);
}

std::string grouped_code(std::string_view code) {
  constexpr std::size_t k_group = 4;
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % k_group == 0) out += '-';
    out += code[i];
  }
  return out;
}

}  // namespace leerwijzer
