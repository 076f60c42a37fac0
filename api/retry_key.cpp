#include "api/retry_key.hpp"

#include "engine/core/sealing.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

std::string answer_key(const Call& call) {
  return secret_digest("leerwijzer answer to a retry", retry_key_of(call) + '\n' + call.request.body);
}

}  // namespace

std::string retry_key_of(const Call& call) {
  const std::string key(call.request.header("idempotency-key"));
  const bool printable = std::all_of(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7f; });
  if (key.empty() || (key.size() >= 16 && key.size() <= 128 && printable)) return key;
  throw ErrorException({ErrorCode::invalid_input, "This is no usable Idempotency-Key.",
                        "Use 16 to 128 letters, digits and signs, for example a random UUID.", "Idempotency-Key"});
}

Retry retry_of(const Call& call) {
  const std::string key = retry_key_of(call);
  if (key.empty()) return {};
  const std::string what = call.caller.name + '\n' + call.request.method + ' ' + call.request.path;
  return {secret_digest("leerwijzer retry", key + '\n' + what),
          secret_digest("leerwijzer retried request", call.request.body)};
}

std::string seal_answer(const Call& call, std::string_view answer) { return encrypt(answer_key(call), answer); }

std::optional<std::string> open_answer(const Call& call, std::string_view sealed) {
  return decrypt(answer_key(call), sealed);
}

}  // namespace leerwijzer
