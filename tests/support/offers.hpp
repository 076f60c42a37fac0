// Offers for tests: one with every field filled, and small ones.
#pragma once

#include "engine/domain/feed_record.hpp"

#include <string>

namespace leerwijzer::testing {

inline Date on(int year, unsigned month, unsigned day) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

/// Two runs, sessions, costs of both levels, texts in two languages, hostile characters.
inline Offer full_offer(const std::string& key) {
  Offer o;
  o.key = key;
  o.kind = OfferKind::certificate;
  o.kind_basis = Basis::stated;
  o.level = {NlqfLevel::level_4_plus, LevelBasis::register_};
  o.level_raw = "vwo \"4+\"";
  o.sector = "zorg-welzijn";
  o.intensity = Intensity::part_time;
  o.path = LearningPath::bbl;
  o.modes = {DeliveryMode::blended, DeliveryMode::on_site};
  o.dayparts = {Daypart::evening, Daypart::morning};
  o.languages = {"nl", "en"};
  o.texts = {{TextField::title, "nl", "Verpleegkundige vaardigheden: \\ ' \" {1,2} \n\t é €"},
             {TextField::title, "en", "Nursing skills"},
             {TextField::description, "nl", "<p>Een <b>mooie</b> cursus</p>"},
             {TextField::title, "nl", "Tweede titel in dezelfde taal"}};
  o.outcomes = {{"Wondzorg verlenen", "nl", {}, 0.0}, {"Plan care", "en", {}, 0.0}};
  o.codes = {{CodeScheme::crebo, "25655"}, {CodeScheme::isced_f, "0913"}};
  o.costs = {{CostKind::tuition, true, Cents{129'950}, Cents{27'290}, Cents{120'000}, VatBasis::excl, CostPeriod::year,
              true, "employer", "per jaar"},
             {CostKind::exam, false, Cents{0}, std::nullopt, std::nullopt, VatBasis::unknown, CostPeriod::whole, false,
              "", ""},
             {CostKind::material, true, std::nullopt, std::nullopt, std::nullopt, VatBasis::exempt, CostPeriod::whole,
              true, "", "op aanvraag"},
             {CostKind::discount, false, Cents{-5'000}, std::nullopt, std::nullopt, VatBasis::incl, CostPeriod::whole,
              true, "", ""}};
  Run fixed;
  fixed.key = "run-1";
  fixed.start_kind = StartKind::fixed;
  fixed.start = on(2027, 2, 8);
  fixed.end = on(2027, 6, 30);
  fixed.enrol_from = on(2026, 11, 1);
  fixed.enrol_until = on(2027, 1, 31);
  fixed.status = RunStatus::open;
  fixed.places_min = 8;
  fixed.places_max = 16;
  fixed.places_enrolled = 3;
  fixed.places_pending = 0;
  fixed.modes = {DeliveryMode::on_site};
  fixed.dayparts = {Daypart::evening};
  fixed.location = Location{"Locatie Vondellaan", "Vondellaan 178", "3521GH", "Utrecht", GeoPoint{52.0776, 5.1171}};
  fixed.costs = {{CostKind::total, true, Cents{100'000}, std::nullopt, std::nullopt, VatBasis::incl, CostPeriod::whole,
                  true, "", ""}};
  fixed.sessions = {{on(2027, 2, 8), "18:30", "21:00"}, {std::nullopt, "18:30", ""}};
  Run window;
  window.key = "run-2";
  window.start_kind = StartKind::window;
  window.window_from = on(2027, 1, 1);
  window.window_until = on(2027, 12, 31);
  window.enrol_until = on(2027, 12, 1);
  window.status = RunStatus::full;
  window.location = Location{};
  Run rolling;
  rolling.start_kind = StartKind::rolling;
  rolling.start_text = "elke maandag";
  o.runs = {fixed, window, rolling};
  o.locations = {{"Hoofdgebouw", "", "3511", "Utrecht", std::nullopt},
                 {"", "", "", "Amersfoort", GeoPoint{52.15, 5.39}}};
  o.duration_months = 4.5;
  o.study_load_hours = 140;
  o.hours_per_week = 0.1 + 0.2;
  o.hours_per_week_basis = Basis::inferred;
  o.prior_level = NlqfLevel::level_2;
  o.url = "https://voorbeeld.nl/?a=1&b=2";
  o.contact_email = "info@voorbeeld.nl";
  o.contact_phone = "030 123 45 67";
  o.awarded = "Certificaat";
  o.recognised = false;
  o.quality = 0.875;
  return o;
}

inline Offer small_offer(const std::string& key, const std::string& title) {
  Offer o;
  o.key = key;
  o.texts = {{TextField::title, "nl", title}};
  return o;
}

inline Provider small_provider(const std::string& key, const std::string& name) {
  Provider p;
  p.key = key;
  p.name = name;
  return p;
}

/// A record of one offer; its body follows from the offer's title.
inline FeedRecord record_of(Offer offer, const Provider& provider) {
  FeedRecord r;
  r.raw = {offer.key, "application/json", "{\"title\": \"" + std::string(title_of(offer)) + "\"}"};
  r.provider = provider;
  r.provider_key = provider.key;
  r.offer = std::move(offer);
  return r;
}

}  // namespace leerwijzer::testing
