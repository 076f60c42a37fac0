#include "api/wire/case_wire.hpp"
#include "api/wire/json_values.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

json::object parsed(const std::string& text) { return text.empty() ? json::object{} : json::parse(text).as_object(); }

json::array write_notes(const std::vector<CaseNote>& notes) {
  json::array list;
  for (const CaseNote& one : notes) {
    list.push_back(json::object{{"id", one.id},
                                {"by", one.by},
                                {"account", one.account},
                                {"version", one.version},
                                {"writtenAt", one.written_at},
                                {"correctedAt", text_or_null(one.corrected_at)},
                                {"text", one.text}});
  }
  return list;
}

json::array write_consents(const std::vector<CaseConsent>& consents) {
  json::array list;
  for (const CaseConsent& one : consents) {
    list.push_back(json::object{{"kind", name_of(one.kind)},
                                {"version", one.version},
                                {"givenAt", one.given_at},
                                {"withdrawnAt", text_or_null(one.withdrawn_at)},
                                {"recordedBy", one.recorded_by}});
  }
  return list;
}

json::object only(const json::object& from, std::initializer_list<const char*> keys) {
  json::object out;
  for (const char* key : keys) {
    if (const json::value* value = from.if_contains(key)) out[key] = *value;
  }
  return out;
}

/// Skills by their label: an id alone says nothing years later.
json::array labels_of(const json::object& offer) {
  json::array labels;
  const json::value* closes = offer.if_contains("closes");
  if (closes == nullptr || !closes->is_array()) return labels;
  for (const json::value& one : closes->get_array()) labels.push_back(one.at("label"));
  return labels;
}

json::array kept_offers(const json::value& offers) {
  json::array list;
  for (const json::value& one : offers.as_array()) {
    const json::object& offer = one.as_object();
    json::object kept =
        only(offer, {"title", "provider", "level", "levelBasis", "price", "score", "reasons", "distanceKm", "toAsk"});
    kept["offerId"] = offer.at("id");
    kept["closes"] = labels_of(offer);
    list.push_back(std::move(kept));
  }
  return list;
}

json::array kept_plans(const json::value& plans) {
  json::array list;
  for (const json::value& one : plans.as_array()) {
    json::object kept = only(one.as_object(), {"variant", "name", "text", "finish", "price", "coveredShare"});
    json::array steps;
    for (const json::value& step : one.at("steps").as_array()) {
      json::object written =
          only(step.as_object(), {"offerId", "title", "provider", "start", "end", "price", "why", "when"});
      written["closes"] = labels_of(step.as_object());
      steps.push_back(std::move(written));
    }
    kept["steps"] = std::move(steps);
    list.push_back(std::move(kept));
  }
  return list;
}

}  // namespace

json::object write_entry(const CaseEntry& entry, Date today) {
  json::object out;
  out["id"] = entry.id;
  out["label"] = entry.label;
  out["labelWarning"] = text_or_null(words_of(check_label(entry.label, today)));
  out["status"] = name_of(entry.status);
  out["advisor"] = entry.advisor;
  out["madeAt"] = entry.made_at;
  out["touchedDate"] = format_iso(entry.touched_on);
  out["nextActionDate"] = date_or_null(entry.next_action);
  out["overdue"] = entry.status != CaseStatus::ended && entry.next_action && *entry.next_action < today;
  out["endedDate"] = date_or_null(entry.ended_on);
  out["erasedFromDate"] = format_iso(erased_from(entry));
  out["warned"] = entry.warned_on.has_value();
  out["referral"] = value_or_null(entry.referral);
  out["sharedPlan"] = entry.has_shared_plan;
  out["handOver"] = name_or_null(entry.hand_over);
  out["version"] = entry.version;
  return out;
}

json::object write_case(const CaseFile& file, Date today) {
  json::object out = write_entry(file.entry, today);
  const json::object profile = parsed(file.profile);
  for (const char* key : {"learner", "goal"}) {
    const json::value* part = profile.if_contains(key);
    out[key] = part != nullptr ? *part : json::value(nullptr);
  }
  out["notes"] = write_notes(file.notes);
  out["consents"] = write_consents(file.consents);
  json::array hand_overs;
  for (const HandOver& one : file.hand_overs) hand_overs.push_back(write_hand_over(one, file.entry.desk));
  out["handOvers"] = std::move(hand_overs);
  out["shownCount"] = file.shown.size();
  return out;
}

json::array write_shown(const std::vector<ShownRecord>& shown) {
  json::array list;
  for (const ShownRecord& one : shown) {
    json::object out{{"id", one.id}, {"kind", name_of(one.kind)}, {"by", one.by}, {"at", one.at}};
    for (auto& [key, value] : parsed(one.content)) out[key] = std::move(value);
    list.push_back(std::move(out));
  }
  return list;
}

json::object write_hand_over(const HandOver& one, std::string_view desk) {
  json::object out;
  out["id"] = one.id;
  out["case"] = one.of_case;
  out["direction"] = one.to_desk == desk ? "in" : "out";
  out["from"] = one.from_desk;
  out["to"] = one.to_desk;
  out["status"] = name_of(one.status);
  out["refusal"] = one.refusal
                       ? json::value(json::object{{"reason", name_of(*one.refusal)}, {"words", words_of(*one.refusal)}})
                       : json::value(nullptr);
  out["offeredBy"] = one.offered_by;
  out["offeredAt"] = one.offered_at;
  out["decidedAt"] = text_or_null(one.decided_at);
  out["message"] = text_or_null(one.message);
  return out;
}

json::object write_case_load(const CaseLoad& load, Date today) {
  json::object out;
  json::array items;
  for (const CaseEntry& entry : load.entries) items.push_back(write_entry(entry, today));
  out["items"] = std::move(items);
  out["total"] = load.total;
  out["counts"] = json::object{{"open", load.open},
                               {"waiting", load.waiting},
                               {"ended", load.ended},
                               {"overdue", load.overdue},
                               {"warned", load.warned}};
  return out;
}

json::array write_case_audit(const std::vector<AuditEntry>& entries) {
  json::array list;
  for (const AuditEntry& one : entries) {
    list.push_back(json::object{
        {"at", one.at}, {"actor", one.actor}, {"action", one.action}, {"detail", text_or_null(one.detail)}});
  }
  return list;
}

json::object write_inbox_entry(const StoredReferral& referral) {
  json::object out;
  out["id"] = referral.id;
  out["status"] = name_of(referral.status);
  out["refusal"] = name_or_null(referral.refusal);
  out["sections"] = name_list(referral.sections);
  out["consentVersion"] = referral.consent_version;
  out["receivedAt"] = referral.consented_at;
  out["changedAt"] = referral.changed_at;
  out["expiresDate"] = format_iso(referral.expires_at);
  return out;
}

std::string kept_of(ShownKind kind, const json::object& answer) {
  json::object kept = only(answer, {"rows"});
  kept["goal"] = answer.at("goal").at("text");
  if (kind == ShownKind::plans) {
    kept["plans"] = kept_plans(answer.at("plans"));
  } else {
    kept["offers"] = kept_offers(answer.at("offers"));
  }
  const json::object& from = answer.at("provenance").as_object();
  for (const char* key : {"rulesSnapshot", "indexGeneration", "taxonomy", "today"}) kept[key] = from.at(key);
  return json::serialize(kept);
}

}  // namespace leerwijzer
