#include "api/wire/cohort_writer.hpp"
#include "api/wire/json_values.hpp"
#include "api/wire/writers.hpp"
#include "engine/domain/expiry.hpp"
#include "engine/domain/sector.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr double k_share_steps = 1e4;
constexpr double k_tenths = 10.0;

json::value write_location(const std::optional<Location>& location) {
  if (!location || *location == Location{}) return nullptr;
  json::object out;
  out["name"] = text_or_null(location->name);
  out["street"] = text_or_null(location->street);
  out["postcode"] = text_or_null(location->postcode);
  out["city"] = text_or_null(location->city);
  out["point"] = point_or_null(location->point);
  return out;
}

json::object write_cost(const Cost& cost) {
  json::object out;
  out["kind"] = name_of(cost.kind);
  out["required"] = cost.required;
  out["amountCents"] = cents_or_null(cost.amount);
  out["vatCents"] = cents_or_null(cost.vat);
  out["amountExemptCents"] = cents_or_null(cost.amount_exempt);
  out["vatBasis"] = name_of(cost.vat_basis);
  out["period"] = name_of(cost.period);
  out["confirmed"] = cost.confirmed;
  out["payer"] = text_or_null(cost.payer);
  out["note"] = text_or_null(cost.note);
  return out;
}

json::array write_costs(const std::vector<Cost>& costs) {
  json::array list;
  for (const Cost& cost : costs) list.push_back(write_cost(cost));
  return list;
}

json::object write_run(const Run& run, Date today, bool in_full) {
  json::object out;
  out["key"] = text_or_null(run.key);
  out["startKind"] = name_of(run.start_kind);
  out["start"] = date_or_null(run.start);
  out["end"] = date_or_null(run.end);
  out["windowFrom"] = date_or_null(run.window_from);
  out["windowUntil"] = date_or_null(run.window_until);
  out["startText"] = text_or_null(run.start_text);
  out["enrolFrom"] = date_or_null(run.enrol_from);
  out["enrolUntil"] = date_or_null(run.enrol_until);
  out["status"] = name_of(run.status);
  out["past"] = has_passed(run, today);
  out["modes"] = name_list(run.modes);
  out["dayparts"] = name_list(run.dayparts);
  out["location"] = write_location(run.location);
  out["cohort"] = write_cohort(run);
  if (!in_full) return out;
  out["placesMin"] = value_or_null(run.places_min);
  out["placesMax"] = value_or_null(run.places_max);
  out["placesEnrolled"] = value_or_null(run.places_enrolled);
  out["costs"] = write_costs(run.costs);
  json::array sessions;
  for (const Session& session : run.sessions) {
    sessions.push_back(json::object{{"date", date_or_null(session.date)},
                                    {"timeFrom", text_or_null(session.time_from)},
                                    {"timeUntil", text_or_null(session.time_until)}});
  }
  out["sessions"] = std::move(sessions);
  return out;
}

json::object write_price(const CataloguePrice& price, const std::optional<CentsInterval>& net) {
  json::object out;
  // One amount for whoever wants one: what it costs at most.
  out["gross"] = price.gross ? json::value(price.gross->max.value) : json::value(nullptr);
  out["grossMin"] = price.gross ? json::value(price.gross->min.value) : json::value(nullptr);
  out["net"] = write_interval(net);
  out["basis"] = text_or_null(price.basis);
  out["perYear"] = price.per_year;
  out["confirmed"] = price.confirmed;
  return out;
}

json::array write_reasons(std::span<const Reason> reasons) {
  json::array list;
  for (const Reason& reason : reasons) {
    list.push_back(json::object{{"kind", reason.kind},
                                {"status", name_of(reason.status)},
                                {"text", reason.text},
                                {"share", rounded(reason.share, k_share_steps)}});
  }
  return list;
}

json::value summary_of(const Offer& offer) {
  const std::string_view summary = text_of(offer, TextField::summary);
  return text_or_null(summary);
}

void write_core(json::object& out, const OfferView& view) {
  const Offer& offer = view.offer;
  out["id"] = offer.id.value;
  out["title"] = title_of(offer);
  out["summary"] = summary_of(offer);
  out["provider"] = json::object{{"id", offer.provider.value}, {"name", text_or_null(offer.provider_name)}};
  out["kind"] = name_of(offer.kind);
  out["level"] = name_or_null(offer.level.nlqf);
  out["levelBasis"] = name_of(offer.level.basis);
  out["sector"] = text_or_null(offer.sector);
  out["sectorLabel"] = offer.sector.empty() ? json::value(nullptr) : text_or_null(sector_label(offer.sector));
  out["modes"] = name_list(offer.modes);
  out["dayparts"] = name_list(offer.dayparts);
  out["languages"] = text_list(offer.languages);
  out["price"] = write_price(view.price, view.net);
  out["durationMonths"] = rounded_or_null(offer.duration_months, k_tenths);
  out["hoursPerWeek"] = rounded_or_null(offer.hours_per_week, k_tenths);
  out["url"] = text_or_null(offer.url);
}

json::array write_outcomes(const Offer& offer, const Taxonomy& taxonomy) {
  json::array list;
  for (const Outcome& outcome : offer.outcomes) {
    json::object one{{"text", outcome.text}, {"language", text_or_null(outcome.language)}};
    one["skill"] = outcome.skill.stored()
                       ? json::value(write_skill(taxonomy, SkillMatch{outcome.skill, outcome.confidence, outcome.text}))
                       : json::value(nullptr);
    list.push_back(std::move(one));
  }
  return list;
}

json::value write_provider(const std::optional<Provider>& provider, const Offer& offer) {
  json::object out{{"id", offer.provider.value}, {"name", text_or_null(offer.provider_name)}};
  if (!provider) return out;
  out["name"] = provider->name;
  out["kind"] = text_or_null(provider->kind);
  out["url"] = text_or_null(provider->url);
  out["email"] = text_or_null(provider->email);
  out["description"] = text_or_null(provider->description);
  json::array identifiers;
  for (const Identifier& one : provider->identifiers) {
    identifiers.push_back(json::object{{"scheme", name_of(one.scheme)}, {"value", one.value}});
  }
  out["identifiers"] = std::move(identifiers);
  return out;
}

}  // namespace

json::object write_offer(const OfferView& view, const Taxonomy& taxonomy, Date today) {
  json::object out;
  write_core(out, view);
  const bool past_only = has_only_past_runs(view.offer, today);
  json::array runs;
  for (const Run& run : view.offer.runs) {
    if (past_only || !has_passed(run, today)) runs.push_back(write_run(run, today, false));
  }
  out["runs"] = std::move(runs);
  out["pastOnly"] = past_only;
  out["firstStart"] = date_or_null(first_start(view.offer, today));
  const std::vector<Location> places = places_of(view.offer);
  out["location"] = write_location(places.empty() ? std::nullopt : std::optional(places.front()));
  out["distanceKm"] = rounded_or_null(view.distance_km, k_tenths);
  out["quality"] = rounded(view.offer.quality, k_share_steps);
  out["score"] = rounded(view.score, k_share_steps);
  out["reasons"] = write_reasons(view.reasons);
  json::array closes;
  for (const SkillMatch& skill : view.closes) closes.push_back(write_skill(taxonomy, skill));
  out["closes"] = std::move(closes);
  json::array matched;
  for (const std::string& word : view.matched) matched.emplace_back(json::string(word));
  out["matched"] = std::move(matched);
  out["related"] = view.related;
  if (view.highlights != nullptr) out["highlights"] = write_highlights(*view.highlights, title_of(view.offer));
  return out;
}

json::object write_offer_in_full(const OfferView& view, const std::optional<Provider>& provider,
                                 const Taxonomy& taxonomy, Date today) {
  const Offer& offer = view.offer;
  json::object out = write_offer(view, taxonomy, today);
  out["provider"] = write_provider(provider, offer);
  json::array runs;
  for (const Run& run : offer.runs) runs.push_back(write_run(run, today, true));
  out["runs"] = std::move(runs);
  out["costs"] = write_costs(offer.costs);
  json::array texts;
  for (const OfferText& text : offer.texts) {
    texts.push_back(json::object{{"field", name_of(text.field)}, {"language", text.language}, {"text", text.text}});
  }
  out["texts"] = std::move(texts);
  out["outcomes"] = write_outcomes(offer, taxonomy);
  json::array codes;
  for (const OfferCode& code : offer.codes)
    codes.push_back(json::object{{"scheme", name_of(code.scheme)}, {"value", code.value}});
  out["codes"] = std::move(codes);
  json::array locations;
  for (const Location& place : places_of(offer)) locations.push_back(write_location(place));
  out["locations"] = std::move(locations);
  out["levelText"] = text_or_null(offer.level_raw);
  out["priorLevel"] = name_or_null(offer.prior_level);
  out["intensity"] = name_of(offer.intensity);
  out["learningPath"] = name_of(offer.path);
  out["studyLoadHours"] = value_or_null(offer.study_load_hours);
  out["awarded"] = text_or_null(offer.awarded);
  out["recognised"] = value_or_null(offer.recognised);
  out["contactEmail"] = text_or_null(offer.contact_email);
  out["contactPhone"] = text_or_null(offer.contact_phone);
  return out;
}

}  // namespace leerwijzer
