#include "api/web/answers_cookie.hpp"

#include "api/http/target.hpp"

namespace leerwijzer {
namespace {

constexpr std::string_view k_attributes = "; Path=/; Secure; HttpOnly; SameSite=Lax";

}  // namespace

std::optional<FormAnswers> answers_of(const WebRequest& request) {
  const std::string_view kept = request.cookie(k_answers_cookie);
  if (kept.empty()) return std::nullopt;
  try {
    return read_form(kept);
  } catch (const ErrorException&) {
    return std::nullopt;
  }
}

std::pair<std::string, std::string> keep_answers(const FormAnswers& answers) {
  std::string kept;
  for (const auto& [name, value] : answers.fields()) {
    if (!value.empty()) kept += (kept.empty() ? "" : "&") + percent_encode(name) + "=" + percent_encode(value);
  }
  if (kept.size() > k_most_cookie_bytes) {
    throw InvalidInput({{"", "Uw antwoorden zijn samen te lang.", "Gebruik minder woorden."}});
  }
  return {"set-cookie", std::string(k_answers_cookie) + "=" + kept + std::string(k_attributes)};
}

std::pair<std::string, std::string> forget_answers() {
  return {"set-cookie", std::string(k_answers_cookie) + "=" + std::string(k_attributes) + "; Max-Age=0"};
}

}  // namespace leerwijzer
