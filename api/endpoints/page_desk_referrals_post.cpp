// POST /adviseur/vragen: says how far a question is, makes a case of it, or decides on a case that another desk offers.
#include "api/case_deeds.hpp"
#include "api/referrals_view.hpp"
#include "api/web/list_order.hpp"

namespace leerwijzer {
namespace {

Result<Answer> change(const Call& call, std::int64_t id, const PageForm& form) {
  const auto status = value_of<ReferralStatus>(form.raw("doe"));
  if (!status) return send_to(call, "/adviseur/vragen");
  ReferralChange change;
  change.id = id;
  change.status = *status;
  if (change.status == ReferralStatus::refused) change.refusal = value_of<RefusalReason>(form.raw("reden"));
  const CaseActor actor = actor_of(call);
  change.by = actor.name;
  change.today = call.today;
  if (const auto done = cases_of(call).change_referral(actor, change); !done) return done.error();
  return send_to(call, address_with("/adviseur/vragen/" + std::to_string(id), {{"klaar", "stap"}}));
}

Result<Answer> make_of(const Call& call, const PageSettings& settings, std::int64_t id, const PageForm& form) {
  const auto opened = cases_of(call).referral(actor_of(call), id, call.today);
  if (!opened) return opened.error();
  if (opened->referral.status != ReferralStatus::accepted) {
    return Error{ErrorCode::conflict, "Deze aanvraag is nog niet aangenomen.", "Neem de aanvraag eerst aan.", "id"};
  }
  std::vector<FieldError> faults;
  try {
    const auto made = make_case(call, case_body(form, {}), &*opened);
    if (made) return html(case_made_page(settings, made->id, made->label, made->code));
    if (made.error().code != ErrorCode::conflict) return made.error();
    faults.push_back({"toestemming", made.error().what, made.error().hint});
  } catch (const InvalidInput& wrong) {
    faults = faults_at(wrong, {{"/label", "label"}, {"/nextActionDate", "datum"}, {"/version", "toestemming"}});
  }
  ReferralView view = referral_view_of(*opened);
  view.label = form.text("label");
  view.faults = std::move(faults);
  return html(referral_page(settings, view), ErrorCode::invalid_input);
}

Result<Answer> decide(const Call& call, std::int64_t id, const PageForm& form) {
  const auto status = value_of<HandOverStatus>(form.raw("doe"));
  if (!status) return send_to(call, "/adviseur/vragen");
  HandOverDecision decision;
  decision.id = id;
  decision.status = *status;
  if (decision.status == HandOverStatus::refused) decision.refusal = value_of<RefusalReason>(form.raw("reden"));
  if (const auto done = cases_of(call).decide(actor_of(call), decision, call.today); !done) return done.error();
  return send_to(call, address_with("/adviseur/vragen", {{"klaar", "beslist"}}) + "#overdrachten");
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const PageForm form(call.request.body);
  if (const std::int64_t id = form.number("overdracht"); id > 0) return decide(call, id, form);
  const std::int64_t id = form.number("vraag");
  if (id == 0) return send_to(call, "/adviseur/vragen");
  return form.is("doe", "dossier") ? make_of(call, settings, id, form) : change(call, id, form);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_desk_referrals_post = {.method = "POST",
                                                             .path = "/adviseur/vragen",
                                                             .consumes = k_form_body,
                                                             .right = Right::desk,
                                                             .pace = Pace::writing,
                                                             .body_bytes = k_form_bytes,
                                                             .handle = handle};

}  // namespace leerwijzer
