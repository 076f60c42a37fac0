#include "api/case_deeds.hpp"

#include "api/client_answers.hpp"
#include "api/form_call.hpp"
#include "api/matching.hpp"
#include "api/new_case.hpp"
#include "api/plan_code.hpp"
#include "api/reply.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

#include <charconv>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

/// A refusal that the person can do something about stands at the field; any other is the page's.
Result<CaseDeed> deed(const Result<void>& done, const char* name, const char* field) {
  if (done) return CaseDeed{.done = name};
  const ErrorCode code = done.error().code;
  if (code != ErrorCode::conflict && code != ErrorCode::too_large && code != ErrorCode::precondition_failed &&
      code != ErrorCode::permission_denied)
    return done.error();
  return CaseDeed{.faults = {{field, done.error().what, done.error().hint}}};
}
Result<CaseDeed> deed(const Result<MadeRow>& made, const char* name, const char* field) {
  return deed(made ? Result<void>(k_ok) : Result<void>(made.error()), name, field);
}

Result<CaseDeed> add_note(const Call& call, std::int64_t id, const PageForm& form) {
  const std::string text = read_note(json::serialize(json::object{{"text", form.text("notitie")}}));
  return deed(cases_of(call).add_note(actor_of(call), id, text, call.today, {}), "notitie", "notitie");
}

Result<CaseDeed> set_consent(const Call& call, std::int64_t id, const PageForm& form, bool gives) {
  const auto kind = value_of<ConsentKind>(form.raw("soort"));
  if (!kind) return CaseDeed{};
  CaseDesk& cases = cases_of(call);
  const CaseActor actor = actor_of(call);
  if (gives) return deed(cases.give_consent(actor, id, *kind, call.today), "toestemming", "");
  return deed(cases.withdraw_consent(actor, id, *kind, call.today), "ingetrokken", "");
}

/// Label, status and day as typed; what the client told as `profile` says.
Result<CaseDeed> change(const Call& call, std::int64_t id, std::int64_t version, json::object body,
                        const std::string& profile, const char* name) {
  if (!profile.empty()) {
    const json::object kept = json::parse(profile).as_object();
    for (const auto& part : kept) body[part.key()] = part.value();
  }
  const CaseBody read = read_case(json::serialize(body), CaseBodyOf::changed, call.today);
  check_case_facts(call, read.facts);
  const CaseChange to{read.label, read.profile, *read.status, read.advisor.value_or(0), read.next_action};
  return deed(cases_of(call).change(actor_of(call), id, version, to, call.today), name, "label");
}

json::object body_of(const CaseFile& file) {
  json::object body{{"label", file.entry.label}, {"status", name_of(file.entry.status)}};
  if (file.entry.next_action) body["nextActionDate"] = format_iso(*file.entry.next_action);
  return body;
}

Result<CaseDeed> keep_answers_in(const Call& call, const PageSettings& settings, std::int64_t id) {
  const auto file = cases_of(call).read(actor_of(call), id, "read-case");
  if (!file) return file.error();
  const Asked asked = asked_of(call, settings);
  if (!asked.told || !asked.question.faults.empty())
    return CaseDeed{.faults = {{"", settings.texts().text("desk.fault.answers"), ""}}};
  return change(call, id, file->entry.version, body_of(*file), profile_of(asked.answers, asked.question.request),
                "bewaard");
}

Result<CaseDeed> change_entry(const Call& call, std::int64_t id, const PageForm& form) {
  const auto file = cases_of(call).read(actor_of(call), id, "read-case");
  if (!file) return file.error();
  json::object body{{"label", form.text("label")}, {"status", form.raw("status")}};
  if (const std::string day = form.text("datum"); !day.empty()) body["nextActionDate"] = day;
  return change(call, id, form.number("versie"), std::move(body), file->profile, "gewijzigd");
}

Result<CaseDeed> keep_shown(const Call& call, std::int64_t id, ShownKind kind, Documented shown, const char* name) {
  write_provenance(shown.document, shown.provenance);
  return deed(cases_of(call).add_shown(actor_of(call), id, kind, kept_of(kind, shown.document), call.today, {}), name,
              "");
}

/// One offer of the search, with the reasons for this client.
Result<CaseDeed> put_offer(const Call& call, const PageSettings& settings, std::int64_t id, const PageForm& form) {
  auto request = asked_for_client(call, settings);
  if (!request) return CaseDeed{.faults = {{"", settings.texts().text("desk.fault.answers"), ""}}};
  constexpr std::size_t k_ranked = 100;
  request->limit = k_ranked;
  auto answer = process_match(call, *request);
  if (!answer) return answer.error();
  const OfferId wanted{form.number("opleiding")};
  std::erase_if(answer->offers, [&](const MatchedOffer& one) { return one.offer.id != wanted; });
  if (answer->offers.empty()) return CaseDeed{.faults = {{"", settings.texts().text("desk.fault.offer"), ""}}};
  return keep_shown(call, id, ShownKind::matches, document_of(call, *answer), "opleiding");
}

Result<CaseDeed> put_comparison(const Call& call, const PageSettings& settings, std::int64_t id, const PageForm& form) {
  ComparisonCall input;
  if (auto request = asked_for_client(call, settings)) input.match = std::move(*request);
  input.match.today = call.today;
  if (input.match.goal.text.empty()) input.match.goal.open = true;
  for (const std::string& text : form.all("opleiding")) {
    std::int64_t offer = 0;
    std::from_chars(text.data(), text.data() + text.size(), offer);
    if (input.offers.size() < k_most_compared) input.offers.push_back(OfferId{offer});
  }
  const auto comparison = process_comparison(call, input);
  if (!comparison) return comparison.error();
  return keep_shown(call, id, ShownKind::comparison, document_of(call, *comparison), "vergelijking");
}

/// A plan for what the case says that the client can and wants.
Result<CaseDeed> compose(const Call& call, const PageSettings& settings, std::int64_t id) {
  const auto file = cases_of(call).read(actor_of(call), id, "ask-plans");
  if (!file) return file.error();
  if (file->profile.empty()) return CaseDeed{.faults = {{"", settings.texts().text("desk.fault.profile"), ""}}};
  const auto plans = process_plan(call, read_plan(call, with_profile("{}", file->profile)));
  if (!plans) return plans.error();
  return keep_shown(call, id, ShownKind::plans, document_of(call, *plans), "plan");
}

Result<CaseDeed> hand_over(const Call& call, const PageSettings& settings, std::int64_t id, const PageForm& form) {
  json::object sent{{"desk", form.text("adviespunt")}};
  if (const std::string message = form.text("bericht"); !message.empty()) sent["message"] = message;
  const HandOverBody body = read_hand_over(json::serialize(sent));
  const CaseActor actor = actor_of(call);
  if (body.desk == actor.desk || !is_desk(call, body.desk))
    return CaseDeed{.faults = {{"adviespunt", settings.texts().text("desk.fault.desk"), ""}}};
  return deed(cases_of(call).offer(actor, id, body.desk, body.message, call.today, {}), "aangeboden", "adviespunt");
}

Result<CaseDeed> act(const Call& call, const PageSettings& settings, std::int64_t id, const PageForm& form) {
  const std::string what = form.raw("doe");
  if (what == "notitie") return add_note(call, id, form);
  if (what == "toestemming" || what == "intrekken") return set_consent(call, id, form, what == "toestemming");
  if (what == "wijzig") return change_entry(call, id, form);
  if (what == "bewaar") return keep_answers_in(call, settings, id);
  if (what == "opleiding") return put_offer(call, settings, id, form);
  if (what == "vergelijking") return put_comparison(call, settings, id, form);
  if (what == "plan") return compose(call, settings, id);
  if (what == "overdragen") return hand_over(call, settings, id, form);
  if (what == "zoek") return CaseDeed{.searches = true};
  if (what == "wissen" && form.is("zeker", "ja")) {
    if (const auto erased = cases_of(call).erase(actor_of(call), id); !erased) return erased.error();
    return CaseDeed{.done = "gewist", .gone = true};
  }
  return CaseDeed{};
}

}  // namespace

Result<CaseDeed> do_with_case(const Call& call, const PageSettings& settings, std::int64_t id, const PageForm& form) {
  try {
    return act(call, settings, id, form);
  } catch (const InvalidInput& wrong) {
    return CaseDeed{.faults = faults_at(wrong, {{"/text", "notitie"},
                                                {"/label", "label"},
                                                {"/nextActionDate", "datum"},
                                                {"/desk", "adviespunt"},
                                                {"/message", "bericht"}})};
  }
}

std::string case_body(const PageForm& form, const std::string& profile) {
  json::object body = profile.empty() ? json::object{} : json::parse(profile).as_object();
  body["label"] = form.text("label");
  if (const std::string day = form.text("datum"); !day.empty()) body["nextActionDate"] = day;
  json::array consents;
  for (const std::string& kind : form.all("toestemming"))
    consents.push_back(json::object{{"kind", kind}, {"version", form.raw("tekst")}});
  if (!consents.empty()) body["consents"] = std::move(consents);
  return json::serialize(body);
}

Result<NewlyMade> make_case(const Call& call, const std::string& body, const OpenedReferral* referral) {
  const CaseBody read = read_case(body, CaseBodyOf::made, call.today);
  check_case_facts(call, read.facts);
  const PlainCase made = plain_case_of(read, referral);
  const FormCall form(call);  // a form that is sent twice makes one case
  const auto added = cases_of(call).add(actor_of(call), made, call.today, once_of(form.call(), made.code));
  if (!added) return added.error();
  const MadeOnce once = told(form.call(), *added, made.code);
  return NewlyMade{once.id, read.label, grouped_code(once.code)};
}

}  // namespace leerwijzer
