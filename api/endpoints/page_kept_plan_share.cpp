// POST /mijn-plan/delen: lets somebody else see parts of a kept plan for some days, with a code of its own; or with
// `stop` ends a share.
#include "api/form_call.hpp"
#include "api/kept_pages.hpp"
#include "api/plan_code.hpp"
#include "api/plan_shares.hpp"
#include "engine/core/text.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <array>
#include <charconv>

namespace leerwijzer {
namespace {

constexpr int k_usual_days = 30;

int days_of(const std::string& text) {
  int days = 0;
  std::from_chars(text.data(), text.data() + text.size(), days);
  return days >= 1 && days <= k_most_share_days ? days : k_usual_days;
}

ShareCall share_of(const FormCall& form) {
  ShareCall share;
  share.terms.name = form.value("met");
  for (const auto& [section, name] : EnumNames<ShareSection>::names) {
    for (const std::string& chosen : form.values("deel")) {
      if (chosen == name) share.terms.sections.push_back(section);
    }
  }
  share.terms.right = form.value("reageren") == "ja" ? ShareRight::comment : ShareRight::read;
  share.expires_at = plus_days(form.call().today, days_of(form.value("dagen")));
  return share;
}

std::vector<FieldError> faults_of(const ShareCall& share, const Texts& texts) {
  std::vector<FieldError> faults;
  const std::size_t letters = count_code_points(share.terms.name);
  if (letters == 0 || letters > k_share_name_characters) faults.push_back({"met", texts.text("share.fault.name"), ""});
  if (share.terms.sections.empty()) faults.push_back({"deel", texts.text("share.fault.sections"), ""});
  return faults;
}

Result<Answer> end_share(const FormCall& form, const PageSettings& settings, const std::string& wanted) {
  std::int64_t id = 0;
  std::from_chars(wanted.data(), wanted.data() + wanted.size(), id);
  const Call& call = form.call();
  static_cast<void>(plans_of(call).revoke_share(digest_of_plan_code(form.code()), id, call.today));
  KeptPlanPage page = own_plan_page(call, form.code());
  page.notice = "share.done.ended";
  return answer_kept_plan(settings, page);
}

Result<Answer> act(const FormCall& form, const PageSettings& settings) {
  const Call& call = form.call();
  if (const std::string wanted = form.value("stop"); !wanted.empty()) return end_share(form, settings, wanted);
  const ShareCall share = share_of(form);
  if (auto faults = faults_of(share, settings.texts()); !faults.empty()) {
    KeptPlanPage page = own_plan_page(call, form.code());
    page.faults = std::move(faults);
    page.owner->typed = {{"met", share.terms.name},
                         {"reageren", form.value("reageren")},
                         {"dagen", std::to_string(days_of(form.value("dagen")))}};
    for (const ShareSection section : share.terms.sections)
      page.owner->typed.emplace_back("deel", std::string(name_of(section)));
    return answer_kept_plan(settings, page);
  }
  const auto shared = share_plan(call, share, form.code());
  if (!shared) return shared.error();
  KeptPlanPage page = own_plan_page(call, form.code());
  page.owner->new_share = code_to_show(call, shared->code, share.terms.name);
  page.notice = "share.done.made";
  return answer_kept_plan(settings, page);
}

Result<Answer> make(const Call& call, const PageSettings& settings) { return with_plan_code(call, settings, act); }

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_kept_plan_share = {.method = "POST",
                                                         .path = "/mijn-plan/delen",
                                                         .consumes = k_form_body,
                                                         .pace = Pace::secret,
                                                         .body_bytes = k_form_bytes,
                                                         .handle = handle};

}  // namespace leerwijzer
