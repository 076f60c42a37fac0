// POST /v1/referrals: the sections that a person read and approved go to a desk, sealed for it. The answer holds the
// code, once. The same Idempotency-Key and body give the same code for a day.
#include "api/referral_code.hpp"
#include "api/reply.hpp"
#include "api/wire/referral_wire.hpp"
#include "engine/domain/sealed_note.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});
constexpr auto k_headers = std::to_array<std::string_view>({"Idempotency-Key"});

using Input = ReferralCall;

struct Output {
  std::string code;  ///< in groups of four
  StoredReferral referral;
  std::string content;
};

std::string grouped(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    out += code[i];
  }
  return out;
}

std::string idempotency_key(const Call& call) {
  const std::string key(call.request.header("idempotency-key"));
  const bool printable = std::all_of(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7f; });
  if (key.empty() || (key.size() >= 16 && key.size() <= 128 && printable)) return key;
  throw ErrorException({ErrorCode::invalid_input, "This is no usable Idempotency-Key.",
                        "Use 16 to 128 letters, digits and signs, for example a random UUID.", "Idempotency-Key"});
}

/// What was approved, word for word. A text that changed since it was read is not sent.
std::vector<NotePart> approved_parts(const Input& input, const std::vector<NotePart>& note) {
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

Result<Output> process(const Call& call, const Input& input, const std::string& retry) {
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
  Output output;
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

Answer write(const Call& call, const Output& output) {
  const auto desk = snapshot_of(call).geography.desk(output.referral.desk, call.today);
  boost::json::object document =
      write_referral(output.referral, output.content, desk ? std::string_view(desk->point.name) : std::string_view{});
  document["code"] = output.code;
  document["keepCode"] =
      "Bewaar deze code goed. U kunt er de aanvraag mee volgen en intrekken. We laten hem maar een keer zien.";
  Answer answer = render(std::move(document), provenance_of(call));
  answer.status = 201;
  return answer;
}

Result<Answer> handle(const Call& call) {
  const std::string retry = idempotency_key(call);
  const Input input = read_referral(call.request.body, true, call.today);
  const Result<Output> output = process(call, input, retry);
  if (!output) return output.error();
  return write(call, *output);
}

}  // namespace

extern const Endpoint k_endpoint_referrals_post = {.method = "POST",
                                                   .path = "/v1/referrals",
                                                   .consumes = k_consumes,
                                                   .headers = k_headers,
                                                   .pace = Pace::writing,
                                                   .handle = handle};

}  // namespace leerwijzer
