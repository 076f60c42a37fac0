// The bodies of cases: whatever comes, a case that holds what it must, or a refusal that names every field.
#include "api/http/problem.hpp"
#include "api/wire/case_wire.hpp"
#include "tests/fuzz/target.hpp"

#include <cstdlib>
#include <string_view>

namespace leerwijzer::fuzz {

SeedPlan seed_plan() {
  return {"",
          {R"({"label": "zij-instroom zorg", "learner": {"postcode": "3511", "skills": [{"text": "luisteren"}]},
              "goal": {"occupation": {"text": "verzorgende"}}, "nextActionDate": "2026-12-01",
              "consents": [{"kind": "keep", "version": "2026-11"}]})",
           R"({"label": "x 111222333", "status": "ended", "advisor": 3})", R"({"text": "een notitie"})",
           R"({"status": "refused", "reason": "no_room"})", R"({"desk": "gouda", "message": "verhuist"})",
           R"({"name": "naar de zorg", "goal": {"open": true}})"},
          10'000};
}

}  // namespace leerwijzer::fuzz

namespace leerwijzer {
namespace {

const Date k_today{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{28}};

/// Refusals are for people: each says what and where.
void try_to_read(const auto& read) {
  try {
    read();
  } catch (const InvalidInput& refused) {
    if (refused.errors().empty()) std::abort();
    for (const FieldError& one : refused.errors()) {
      if (one.what.empty()) std::abort();
    }
  }
}

}  // namespace
}  // namespace leerwijzer

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leerwijzer;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  for (const CaseBodyOf kind : {CaseBodyOf::made, CaseBodyOf::changed}) {
    try_to_read([&] {
      const CaseBody read = read_case(body, kind, k_today);
      if (read.label.empty() || is_refused(read.finding)) std::abort();
      if (kind == CaseBodyOf::changed && !read.status) std::abort();
      if (!read.profile.empty() && (read.profile.front() != '{' || read.profile.size() > 64'000)) std::abort();
    });
  }
  try_to_read([&] {
    if (read_note(body).empty()) std::abort();
  });
  try_to_read([&] {
    const HandOverDecision decision = read_decision(body, 1);
    if (decision.refusal.has_value() != (decision.status == HandOverStatus::refused)) std::abort();
  });
  try_to_read([&] { static_cast<void>(read_referral_change(body, 1)); });
  try_to_read([&] {
    if (read_hand_over(body).desk.empty()) std::abort();
  });
  try_to_read([&] { static_cast<void>(read_template(body, k_today)); });
  try_to_read([&] {
    if (read_share_code(body).size() != 28) std::abort();
  });
  static_cast<void>(check_label(body, k_today));
  return 0;
}
