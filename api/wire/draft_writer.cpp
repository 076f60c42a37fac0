// A draft as it is stored and given back: only what is known.
#include "api/wire/draft_wire.hpp"
#include "api/wire/json_values.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

class Known {
 public:
  void text(std::string_view key, std::string_view value) {
    if (!value.empty()) set(key, json::string(value));
  }
  void date(std::string_view key, const std::optional<Date>& value) {
    if (value) set(key, json::string(format_iso(*value)));
  }
  void cents(std::string_view key, const std::optional<Cents>& value) {
    if (value) set(key, value->value);
  }
  template <typename T>
  void value(std::string_view key, const std::optional<T>& value) {
    if (value) set(key, *value);
  }
  template <typename E>
  void name(std::string_view key, E value, E usual) {
    if (value != usual) set(key, json::string(name_of(value)));
  }
  template <typename E>
  void names(std::string_view key, const std::vector<E>& values) {
    list(key, name_list(values));
  }
  void list(std::string_view key, json::array values) {
    if (!values.empty()) set(key, std::move(values));
  }
  void set(std::string_view key, json::value value) {
    out_[json::string_view(key.data(), key.size())] = std::move(value);
  }
  json::object take() { return std::move(out_); }

 private:
  json::object out_;
};

json::object write_cost(const Cost& cost) {
  Known out;
  out.set("kind", json::string(name_of(cost.kind)));
  if (!cost.required) out.set("required", false);
  out.cents("amountCents", cost.amount);
  out.cents("vatCents", cost.vat);
  out.cents("amountExemptCents", cost.amount_exempt);
  out.name("vatBasis", cost.vat_basis, VatBasis::unknown);
  out.name("period", cost.period, CostPeriod::whole);
  out.text("payer", cost.payer);
  out.text("note", cost.note);
  return out.take();
}

json::array write_sessions(const std::vector<Session>& sessions) {
  json::array list;
  for (const Session& session : sessions) {
    Known one;
    one.date("date", session.date);
    one.text("timeFrom", session.time_from);
    one.text("timeUntil", session.time_until);
    list.push_back(one.take());
  }
  return list;
}

json::array write_texts(const std::vector<OfferText>& texts) {
  json::array list;
  for (const OfferText& text : texts)
    list.push_back(json::object{{"field", name_of(text.field)}, {"language", text.language}, {"text", text.text}});
  return list;
}

json::array write_outcomes(const OfferDraft& draft) {
  json::array list;
  for (std::size_t i = 0; i < draft.offer.outcomes.size(); ++i) {
    Known one;
    one.text("text", draft.offer.outcomes[i].text);
    one.text("language", draft.offer.outcomes[i].language);
    if (i < draft.outcome_uris.size()) one.text("uri", draft.outcome_uris[i]);
    list.push_back(one.take());
  }
  return list;
}

json::array write_codes(const std::vector<OfferCode>& codes) {
  json::array list;
  for (const OfferCode& code : codes)
    list.push_back(json::object{{"scheme", name_of(code.scheme)}, {"value", code.value}});
  return list;
}

}  // namespace

json::array write_draft_costs(const std::vector<Cost>& costs) {
  json::array list;
  for (const Cost& cost : costs) list.push_back(write_cost(cost));
  return list;
}

json::object write_draft_location(const Location& location) {
  Known out;
  out.text("name", location.name);
  out.text("street", location.street);
  out.text("postcode", location.postcode);
  out.text("city", location.city);
  if (location.point) out.set("point", point_or_null(location.point));
  return out.take();
}

json::object write_draft_run(const Run& run) {
  Known out;
  out.text("key", run.key);
  out.set("startKind", json::string(name_of(run.start_kind)));
  out.date("start", run.start);
  out.date("end", run.end);
  out.date("windowFrom", run.window_from);
  out.date("windowUntil", run.window_until);
  out.text("startText", run.start_text);
  out.date("enrolFrom", run.enrol_from);
  out.date("enrolUntil", run.enrol_until);
  out.name("status", run.status, RunStatus::unknown);
  out.value("placesMin", run.places_min);
  out.value("placesMax", run.places_max);
  out.value("placesEnrolled", run.places_enrolled);
  out.value("placesPending", run.places_pending);
  out.names("modes", run.modes);
  out.names("dayparts", run.dayparts);
  if (run.location) out.set("location", write_draft_location(*run.location));
  out.list("costs", write_draft_costs(run.costs));
  out.list("sessions", write_sessions(run.sessions));
  return out.take();
}

json::object write_draft(const OfferDraft& draft) {
  const Offer& offer = draft.offer;
  Known out;
  if (offer.kind_basis == Basis::stated) out.set("kind", json::string(name_of(offer.kind)));
  if (offer.level.nlqf) {
    out.set("level", json::string(name_of(*offer.level.nlqf)));
    out.set("levelBasis", json::string(name_of(offer.level.basis)));
  }
  out.text("levelText", offer.level_raw);
  if (offer.prior_level) out.set("priorLevel", json::string(name_of(*offer.prior_level)));
  out.text("sector", offer.sector);
  out.names("modes", offer.modes);
  out.names("dayparts", offer.dayparts);
  out.list("languages", text_list(offer.languages));
  out.list("texts", write_texts(offer.texts));
  out.list("outcomes", write_outcomes(draft));
  out.list("codes", write_codes(offer.codes));
  out.list("costs", write_draft_costs(offer.costs));
  json::array runs;
  for (const Run& run : offer.runs) runs.push_back(write_draft_run(run));
  out.list("runs", std::move(runs));
  json::array places;
  for (const Location& place : offer.locations) places.push_back(write_draft_location(place));
  out.list("locations", std::move(places));
  out.value("durationMonths", offer.duration_months);
  out.value("hoursPerWeek", offer.hours_per_week);
  out.value("studyLoadHours", offer.study_load_hours);
  out.name("intensity", offer.intensity, Intensity::unknown);
  out.name("learningPath", offer.path, LearningPath::none);
  out.text("url", offer.url);
  out.text("contactEmail", offer.contact_email);
  out.text("contactPhone", offer.contact_phone);
  out.text("awarded", offer.awarded);
  out.value("recognised", offer.recognised);
  return out.take();
}

}  // namespace leerwijzer
