#include "api/kept_pages.hpp"

#include "api/form_call.hpp"
#include "api/plan_code.hpp"
#include "api/plan_keeping.hpp"
#include "api/plan_shares.hpp"
#include "api/web/qr_picture.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <boost/json.hpp>

namespace leerwijzer {

CodeToShow code_to_show(const Call& call, const std::string& code, const std::string& name) {
  CodeToShow shown;
  shown.name = name;
  shown.code = grouped_code(code);
  shown.link = plan_link(call, shown.code);
  const Texts& texts = Texts::in(language_of_path(call.request.path));
  const auto picture = qr_picture(shown.link, texts.text("keep.picture"));
  if (picture) shown.picture = *picture;
  return shown;
}

KeptPlanPage own_plan_page(const Call& call, const std::string& code) {
  const OpenedPlan plan = open_kept_plan(call, code);
  PlanToday today = compare_with_today(call, plan.kept);
  KeptPlanPage page;
  page.plan = plan.kept.content.plan;
  page.remarks = std::move(today.remarks);
  page.deadlines = std::move(today.deadlines);
  page.expires_at = plan.row.expires_at;
  PlanOwnerPart owner;
  owner.code = code_to_show(call, code, page.plan.title);
  owner.version = plan.row.version;
  owner.form_key = new_form_key();
  owner.versions = write_version_list(call, code);
  owner.shares = write_shares(call, code);
  page.owner = std::move(owner);
  return page;
}

KeptPlanPage shared_plan_page(const Call& call, const std::string& code, bool log) {
  OpenShare share = open_share_of(call, code, log);
  KeptPlanPage page;
  page.plan = std::move(share.view.plan);
  if (const auto* title = share.view.document.if_contains("title"); title != nullptr && title->is_string())
    page.plan.title = std::string(title->get_string());
  page.remarks = shared_remarks(call, share.view);
  page.deadlines = deadlines_of(page.plan, call.today);
  page.expires_at = share.row.expires_at;
  page.shared = true;
  page.with_money = share.view.shows_money;
  PlanHolderPart holder;
  holder.code = code;
  holder.form_key = new_form_key();
  holder.may_comment = share.view.right == ShareRight::comment;
  holder.comments = write_comments(share.row.comments, share.key);
  holder.document = std::move(share.view.document);
  page.holder = std::move(holder);
  return page;
}

PageSettings below_kept_plan(PageSettings settings) {
  settings.path = "/mijn-plan";
  settings.query.clear();
  return settings;
}

Answer answer_kept_plan(const PageSettings& settings, const KeptPlanPage& page) {
  return html(kept_plan_page(below_kept_plan(settings), page),
              page.faults.empty() ? std::nullopt : std::optional(ErrorCode::invalid_input));
}

Result<Answer> with_plan_code(const Call& call, const PageSettings& settings,
                              Result<Answer> (*act)(const FormCall& form, const PageSettings& settings)) {
  const FormCall form(call);
  const auto ask_again = [&](std::string_view fault, ErrorCode code) {
    return html(plan_code_page(below_kept_plan(settings), fault, form.value("code")), code);
  };
  if (form.code().empty()) return ask_again("kept.fault.form", ErrorCode::invalid_input);
  ErrorCode refused = ErrorCode::not_found;
  try {
    Result<Answer> answer = act(form, settings);
    if (answer) return answer;
    refused = answer.error().code;
    if (refused != ErrorCode::not_found && refused != ErrorCode::precondition_failed && refused != ErrorCode::conflict)
      return answer;
  } catch (const ErrorException& error) {
    if (error.error().code != ErrorCode::not_found) throw;
  }
  if (refused == ErrorCode::not_found) return ask_again("kept.fault.unknown", ErrorCode::not_found);
  const bool own = plans_of(call).find(digest_of_plan_code(form.code()), call.today).has_value();
  KeptPlanPage page = own ? own_plan_page(call, form.code()) : shared_plan_page(call, form.code(), false);
  const bool changed = refused == ErrorCode::precondition_failed;
  page.faults.push_back({"", settings.texts().text(changed ? "kept.fault.changed" : "kept.fault.limit"), ""});
  return answer_kept_plan(settings, page);
}

}  // namespace leerwijzer
