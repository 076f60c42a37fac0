#include "api/referral_sending.hpp"

#include "api/http/problem.hpp"
#include "api/referral_code.hpp"
#include "api/reply.hpp"
#include "engine/domain/sealed_note.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

std::string grouped(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    out += code[i];
  }
  return out;
}

/// What was approved, word for word. A text that changed since it was read is not sent.
std::vector<NotePart> approved_parts(const ReferralCall& input, const std::vector<NotePart>& note) {
  std::vector<NotePart> approved;
  for (const NotePart& part : note) {
    const auto named = std::find_if(input.approved.begin(), input.approved.end(),
                                    [&](const ApprovedSection& one) { return one.section == part.section; });
    if (named == input.approved.end()) continue;
    if (named->approval != part.approval) {
      throw ErrorException({ErrorCode::conflict, "De tekst is veranderd sinds het voorbeeld.",
                            "Vraag een nieuw voorbeeld, en laat het opnieuw goedkeuren.",
                            "/approved/" + std::string(name_of(part.section))});
    }
    approved.push_back(part);
  }
  if (approved.size() != input.approved.size())
    throw InvalidInput(
        {{"/approved", "Een deel dat is goedgekeurd staat niet in de tekst.", "Vraag een nieuw voorbeeld."}});
  const bool reachable = std::any_of(approved.begin(), approved.end(),
                                     [](const NotePart& part) { return part.section == NoteSection::contact; });
  if (input.contact.channel != ContactChannel::none && !reachable) {
    throw InvalidInput({{"/approved", "U wilt gebeld of gemaild worden, maar uw gegevens gaan niet mee.",
                         "Keur ook het deel contact goed, of kies geen contact."}});
  }
  return approved;
}

}  // namespace

Result<SentReferral> send_referral(const Call& call, const ReferralCall& input, const std::string& retry) {
  const Snapshot& snapshot = snapshot_of(call);
  ReferralDesks& desks = referrals_of(call);
  if (!snapshot.geography.desk(input.desk, call.today))
    throw InvalidInput({{"/desk", "Dit adviespunt bestaat niet.", "Neem het id over van /v1/advice-points."}});
  const auto key = desks.key_for(input.desk);
  if (!key) {
    return Error{ErrorCode::conflict, "Dit adviespunt neemt hier geen aanvragen aan.",
                 "Neem zelf contact op met het adviespunt.", "/desk"};
  }
  const std::vector<NotePart> note = approved_parts(input, note_for(input, snapshot, *call.services.catalogue));
  SentReferral output;
  output.content = content_of(note);
  std::string code = normal_code(random_code()).value();
  const SealedNote sealed = seal_note(output.content, *key, code);
  NewReferral referral;
  referral.code_digest = digest_of_code(code);
  referral.desk = input.desk;
  for (const NotePart& part : note) referral.sections.push_back(part.section);
  referral.consent_version = input.consent_version;
  referral.expires_at = plus_days(call.today, k_referral_days);
  referral.content = sealed.content;
  referral.key_for_desk = sealed.key_for_desk;
  referral.key_for_person = sealed.key_for_person;
  if (!retry.empty()) {
    referral.retry_digest = digest_of_retry(retry);
    referral.request_digest = digest_of_request(call.request.body);
    referral.retry_code = code_for_retry(code, retry, call.request.body);
  }
  const auto added = desks.add(referral);
  if (!added) return added.error();
  if (added->repeated) code = code_of_retry(added->retry_code, retry, call.request.body).value_or("");
  const auto stored = desks.find(digest_of_code(code), call.today);
  if (!stored) return unknown_code();
  output.referral = *stored;
  output.code = grouped(code);
  return output;
}

}  // namespace leerwijzer
