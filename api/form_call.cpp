#include "api/form_call.hpp"

#include "api/condition.hpp"
#include "api/http/target.hpp"
#include "engine/core/sealing.hpp"
#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

TextPairs fields_of(const Call& call) {
  auto fields = parse_form(call.request.body);
  if (!fields) throw ErrorException(fields.error());
  return std::move(*fields);
}

std::string first_of(const TextPairs& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& one) { return one.first == name; });
  return found == fields.end() ? std::string{} : std::string(trim(found->second));
}

WebRequest with_headers(const WebRequest& before, const TextPairs& fields) {
  WebRequest request = before;
  const auto set = [&](std::string_view header, const std::string& value) {
    std::erase_if(request.headers, [&](const auto& one) { return one.first == header; });
    if (!value.empty()) request.headers.emplace_back(header, value);
  };
  set("leerwijzer-code", first_of(fields, "code"));
  const std::string version = first_of(fields, "versie");
  set("if-match", version.empty() ? version : '"' + version + '"');
  // Other words in the same form are another request: somebody may go back and send it again.
  const std::string key = first_of(fields, "sleutel");
  set("idempotency-key", key.empty() ? key : hex_of(secret_digest("leerwijzer form", key + '\n' + before.body)));
  return request;
}

}  // namespace

FormCall::FormCall(const Call& call)
    : fields_(fields_of(call)),
      request_(with_headers(call.request, fields_)),
      call_{.request = request_,
            .parameters = call.parameters,
            .services = call.services,
            .metrics = call.metrics,
            .cache = call.cache,
            .query = call.query,
            .snapshot = call.snapshot,
            .today = call.today,
            .caller = call.caller} {}

std::string FormCall::code() const { return normal_code(request_.header("leerwijzer-code")).value_or(""); }

std::string FormCall::value(std::string_view name) const { return first_of(fields_, name); }

std::vector<std::string> FormCall::values(std::string_view name) const {
  std::vector<std::string> out;
  for (const auto& [field, value] : fields_) {
    if (field == name) out.emplace_back(trim(value));
  }
  return out;
}

std::string new_form_key() { return random_code(); }

}  // namespace leerwijzer
