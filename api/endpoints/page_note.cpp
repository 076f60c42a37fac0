// POST /hulp/vraag: the note that a desk would read, to approve part by part; and when it is sent, its code. It is the
// note of POST /v1/referrals/previews and the sending of POST /v1/referrals.
#include "api/form_call.hpp"
#include "api/plan_calls.hpp"
#include "api/referral_sending.hpp"
#include "api/reply.hpp"
#include "api/web/help_pages.hpp"
#include "api/wire/object_reader.hpp"
#include "engine/core/sealing.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

ReferralCall referral_of(const NoteForm& form, const Asked& asked, std::vector<OfferId> offers) {
  ReferralCall call;
  call.match = asked.question.request;
  call.desk = form.desk;
  call.offers = std::move(offers);
  call.contact = {value_of<ContactChannel>(form.channel).value_or(ContactChannel::none), form.name, form.phone,
                  form.email};
  call.remark = form.remark;
  call.approved = form.approved;
  call.consents = form.consent_version == k_consent_version;
  call.consent_version = form.consent_version;
  return call;
}

/// The modules of the plan go along, as far as the person lets them: those that were put in it, else those that were
/// found.
std::vector<OfferId> modules_of_plan(const Call& call, const Asked& asked) {
  if (!asked.answers.pins.empty() || !asked.told || !asked.question.faults.empty()) return asked.answers.pins;
  std::vector<OfferId> modules;
  const auto answer = plan_of(call, asked);
  const ComposedPlan* plan = answer ? plan_with(*answer, std::nullopt) : nullptr;
  if (plan == nullptr) return modules;
  for (const ComposedStep& step : plan->steps) modules.push_back(answer->all.hits[step.hit].offer.id);
  return modules;
}

std::vector<FieldError> faults_of(const NoteForm& form, const ReferralCall& referral, const Texts& texts) {
  std::vector<FieldError> faults = contact_faults(referral.contact);
  for (FieldError& fault : faults)
    fault = {fault.field == "phone" ? "telefoon" : "email", fault.what + " " + fault.hint, ""};
  if (form.sends && referral.approved.empty()) faults.push_back({"tekst", texts.text("fault.approve"), ""});
  if (form.sends && !referral.consents) faults.push_back({"toestemming", texts.text("fault.consent"), ""});
  const bool reachable = std::any_of(referral.approved.begin(), referral.approved.end(),
                                     [](const ApprovedSection& one) { return one.section == NoteSection::contact; });
  if (form.sends && faults.empty() && referral.contact.channel != ContactChannel::none && !reachable)
    faults.push_back({"tekst", texts.text("fault.contact"), ""});
  return faults;
}

/// The note, or nothing where there is nothing to tell yet.
std::vector<NotePart> note_of(const Call& call, const ReferralCall& referral, std::vector<FieldError>& faults,
                              const Texts& texts) {
  try {
    return note_for(referral, snapshot_of(call), *call.services.catalogue);
  } catch (const InvalidInput&) {
    faults.push_back({"vraag", texts.text("fault.note"), ""});
    return {};
  }
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  NoteView view;
  view.form = read_note_form(call.request.body);
  const Asked asked = asked_of(call, settings);
  const ReferralCall referral = referral_of(view.form, asked, modules_of_plan(call, asked));
  const auto desk = snapshot_of(call).geography.desk(view.form.desk, call.today);
  if (!desk) return Error{ErrorCode::not_found, "There is no such desk.", "", ""};
  view.desk_name = desk->point.name;
  if (view.form.retry.empty()) view.form.retry = random_code();
  // What was found, but not chosen, goes along only when the person ticks it.
  if (asked.answers.pins.empty()) view.form.shown.push_back(NoteSection::plan);
  view.faults = faults_of(view.form, referral, settings.texts());
  view.note = note_of(call, referral, view.faults, settings.texts());
  if (view.form.sends && view.faults.empty()) {
    try {
      const Result<SentReferral> sent =
          send_referral(call, referral, std::string(FormCall(call).call().request.header("idempotency-key")));
      if (!sent) return sent.error();
      SentView done{view.desk_name, sent->code, sent->referral.expires_at, {}};
      for (const NotePart& part : view.note) {
        const bool went = std::any_of(referral.approved.begin(), referral.approved.end(),
                                      [&](const ApprovedSection& one) { return one.section == part.section; });
        if (went) done.told.push_back(part);
      }
      return html(sent_page(settings, done));
    } catch (const InvalidInput&) {
      view.faults.push_back({"tekst", settings.texts().text("fault.changed"), ""});
    } catch (const ErrorException& error) {
      if (error.error().code != ErrorCode::conflict) throw;
      view.faults.push_back({"tekst", settings.texts().text("fault.changed"), ""});
    }
  }
  const bool faulty = !view.faults.empty() && view.form.sends;
  if (!view.form.sends) std::erase_if(view.faults, [](const FieldError& fault) { return fault.field == "vraag"; });
  return html(note_page(settings, view),
              faulty || !view.faults.empty() ? std::optional(ErrorCode::invalid_input) : std::nullopt);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_note = {.method = "POST",
                                              .path = "/hulp/vraag",
                                              .consumes = k_form_body,
                                              .pace = Pace::writing,
                                              .body_bytes = k_form_bytes,
                                              .handle = handle};

}  // namespace leerwijzer
