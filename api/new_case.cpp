#include "api/new_case.hpp"

#include "api/condition.hpp"
#include "api/plan_code.hpp"
#include "api/referral_note.hpp"
#include "api/reply.hpp"
#include "api/wire/case_wire.hpp"
#include "engine/core/sealing.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace leerwijzer {

PlainCase plain_case_of(const CaseBody& body, const OpenedReferral* referral) {
  PlainCase made;
  made.code = normal_code(random_code()).value();
  made.label = body.label;
  made.profile = body.profile;
  made.next_action = body.next_action;
  made.consents = body.consents;
  if (referral == nullptr) return made;
  made.referral = referral->referral.id;
  const bool keeps = std::find(body.consents.begin(), body.consents.end(), ConsentKind::keep) != body.consents.end();
  if (keeps) made.note = note_of_referral(*referral);
  return made;
}

void check_case_facts(const Call& call, const Facts& facts) {
  if (const auto checked = snapshot_of(call).funding.check_facts(facts); !checked)
    throw InvalidInput({{"/learner/facts", checked.error().what, checked.error().hint}});
}

Result<Answer> new_case(const Call& call, CaseDesk& cases, const MadeOnce& made) {
  const auto file = cases.read(actor_of(call), made.id, "read-case");
  if (!file) return file.error();
  boost::json::object document = write_case(*file, call.today);
  document["code"] = grouped_code(made.code);
  document["keepCode"] =
      "Geef deze code aan de klant. Daarmee vindt u het dossier terug. We laten hem maar een keer zien.";
  Answer answer = created(call, std::move(document), "/v1/cases/" + std::to_string(made.id));
  answer.headers.emplace_back("etag", tag_of(file->entry.version));
  return answer;
}

Result<Answer> show(const Call& call, CaseDesk& cases, std::int64_t id, ShownKind kind, Documented shown) {
  write_provenance(shown.document, shown.provenance);
  const auto kept = cases.add_shown(actor_of(call), id, kind, kept_of(kind, shown.document), call.today, once_of(call));
  if (!kept) return kept.error();
  shown.document["shownId"] = told(call, *kept).id;
  Answer answer{.body = boost::json::serialize(shown.document), .status = 201};
  answer.headers.emplace_back("location", "/v1/cases/" + std::to_string(id) + "/shown");
  return answer;
}

}  // namespace leerwijzer
