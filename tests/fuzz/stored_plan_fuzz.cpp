// A kept plan, what is shared of it, and padded text: whatever bytes come, a plan that is written and read the same, or
// a refusal.
#include "api/http/problem.hpp"
#include "api/wire/share_wire.hpp"
#include "api/wire/stored_plan_wire.hpp"
#include "engine/domain/sealed_plan.hpp"
#include "tests/fuzz/target.hpp"

#include <cstdlib>

namespace leerwijzer::fuzz {

SeedPlan seed_plan() {
  const std::string plan =
      R"({"title":"Naar de zorg","learner":{"postcode":"3511"},"goal":{"occupation":{"text":"kok"}},"variant":"cheapest",)"
      R"("steps":[{"offerId":1,"run":"r","title":"t","provider":{"id":1,"name":"n"},"startKind":"dated",)"
      R"("start":"2027-02-08","end":"2027-03-01","enrolUntil":null,"price":{"gross":{"min":1,"max":2},"net":null},)"
      R"("pinned":true,"state":"stopped","why":"w","note":"n"}]})";
  return {
      "",
      {plan,
       R"({"plan":)" + plan +
           R"(,"seen":{"on":"2026-11-21","rulesSnapshot":"x","steps":[{"schemes":[{"scheme":"s","name":"n","standing":"yes"}]}]}})",
       R"({"sections":["steps"],"right":"comment","steps":[{"offerId":1}],"money":{"steps":[{"step":1,"price":{}}]},"notes":[{"step":1,"note":"n","why":null}]})",
       R"({"name":"x","sections":["goal"],"right":"read","expiresDate":"2026-12-01"})", R"({"text":"x","step":1})",
       std::string("abc\x80\0\0\0", 7)},
      20'000};
}

}  // namespace leerwijzer::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leerwijzer;
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto kept = read_kept(text)) {
    const auto again = read_kept(write_kept(kept->content.plan, kept->seen));
    if (!again || again->content.plan != kept->content.plan || again->seen != kept->seen) std::abort();
  }
  try {
    const StoredPlan plan = read_plan_content(text).plan;
    if (plan.steps.size() > k_most_planned_steps) std::abort();
    const ShareTerms all{
        "x",
        {ShareSection::goal, ShareSection::learner, ShareSection::steps, ShareSection::money, ShareSection::notes},
        ShareRight::read};
    const auto view = read_shared(shared_content(plan, all));
    if (!view || view->plan.steps != plan.steps) std::abort();
  } catch (const InvalidInput& error) {
    if (error.errors().empty()) std::abort();
  }
  try {
    static_cast<void>(read_comment(text));
  } catch (const InvalidInput& error) {
    if (error.errors().empty()) std::abort();
  }
  static_cast<void>(read_shared(text));
  static_cast<void>(read_terms(text));
  static_cast<void>(comment_document(text, "2026-11-21T10:00:00Z"));
  if (const auto plain = unpadded(text); plain && unpadded(padded(*plain, 16)) != *plain) std::abort();
  return 0;
}
