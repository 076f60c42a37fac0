// POST /plan: pins a module (`vast`), lets it go (`los`), bans it (`niet`), swaps it (`wissel`: from:to), or begins
// again (`opnieuw`). Each is one press of a button, and works without a script.
#include "api/http/target.hpp"
#include "api/plan_calls.hpp"

#include <charconv>
#include <utility>

namespace leerwijzer {
namespace {

std::optional<OfferId> id_of(std::string_view text) {
  std::int32_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc{} || end != text.data() + text.size() || id < 1) return std::nullopt;
  return OfferId{id};
}

void pin(FormAnswers& answers, OfferId id) {
  std::erase(answers.bans, id);
  std::erase(answers.pins, id);
  answers.pins.push_back(id);
}

void ban(FormAnswers& answers, OfferId id) {
  std::erase(answers.pins, id);
  std::erase(answers.bans, id);
  answers.bans.push_back(id);
}

void change(FormAnswers& answers, std::string_view name, std::string_view value) {
  if (name == "opnieuw") {
    answers.pins.clear();
    answers.bans.clear();
  } else if (name == "wissel") {
    const std::size_t colon = value.find(':');
    const auto from = id_of(value.substr(0, colon));
    const auto to = colon == std::string_view::npos ? std::nullopt : id_of(value.substr(colon + 1));
    if (!from || !to) return;
    ban(answers, *from);
    pin(answers, *to);
  } else if (const auto id = id_of(value)) {
    if (name == "vast") pin(answers, *id);
    if (name == "los") std::erase(answers.pins, *id);
    if (name == "niet") ban(answers, *id);
  }
}

/// The oldest choices make room for the new.
void hold_to_most(std::vector<OfferId>& ids) {
  constexpr std::size_t k_most = 6;
  if (ids.size() > k_most) ids.erase(ids.begin(), ids.end() - k_most);
}

Result<Answer> make(const Call& call, const PageSettings&) {
  const auto sent = parse_form(call.request.body);
  if (!sent) return sent.error();
  FormAnswers answers = answers_of(call.request).value_or(FormAnswers{});
  std::string address = "/plan";
  for (const auto& [name, value] : *sent) {
    change(answers, name, value);
    const auto variant = name == "manier" ? value_of<PlanVariant>(value) : std::nullopt;
    if (variant && *variant != PlanVariant::complete) address += "?manier=" + std::string(name_of(*variant));
  }
  hold_to_most(answers.pins);
  hold_to_most(answers.bans);
  return send_to(call, address, &answers);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_plan_post = {.method = "POST",
                                                   .path = "/plan",
                                                   .consumes = k_form_body,
                                                   .pace = Pace::reading,
                                                   .body_bytes = k_form_bytes,
                                                   .blocks = false,
                                                   .handle = handle};

}  // namespace leerwijzer
