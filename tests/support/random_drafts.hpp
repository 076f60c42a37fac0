// Drafts at random, with everything that a body of one can hold.
#pragma once

#include "api/wire/draft_wire.hpp"
#include "tests/support/random_offers.hpp"

#include <cmath>
#include <cstdint>
#include <string>

namespace leerwijzer::testing {

/// Any draft that a body can hold.
class RandomDrafts {
 public:
  explicit RandomDrafts(std::uint32_t seed) : random_(seed) {}

  OfferDraft draft() {
    OfferDraft draft;
    Offer& offer = draft.offer;
    if (random_.one_in(2)) {
      offer.kind = random_.any<OfferKind>();
      offer.kind_basis = Basis::stated;
    }
    if (random_.one_in(2)) {
      offer.level.nlqf = random_.any<NlqfLevel>();
      offer.level.basis = random_.one_in(2) ? LevelBasis::stated : LevelBasis::inferred;
    }
    offer.sector = random_.sector();
    offer.intensity = random_.any<Intensity>();
    offer.path = random_.any<LearningPath>();
    offer.modes = random_.some<DeliveryMode>(3);
    offer.dayparts = random_.some<Daypart>(3);
    for (std::size_t i = random_.number(3); i > 0; --i) offer.languages.push_back(random_.language());
    offer.texts.push_back({TextField::title, "nl", random_.word() + " & meer \"<\" €"});
    if (random_.one_in(2)) offer.texts.push_back({TextField::description, "en", "<p>a &amp; b</p>"});
    for (std::size_t i = random_.number(3); i > 0; --i) {
      const bool by_uri = random_.one_in(2);
      offer.outcomes.push_back({by_uri ? "" : random_.word(), random_.language(), {}, 0.0});
      draft.outcome_uris.push_back(by_uri ? "http://data.europa.eu/esco/skill/" + random_.word() : "");
    }
    if (random_.one_in(3)) offer.codes.push_back({CodeScheme::crebo, "25655"});
    for (std::size_t i = random_.number(3); i > 0; --i) offer.costs.push_back(cost());
    for (std::size_t i = random_.number(4); i > 0; --i) offer.runs.push_back(run("run-" + std::to_string(i)));
    for (std::size_t i = random_.number(3); i > 0; --i) offer.locations.push_back(place());
    if (random_.one_in(2)) offer.duration_months = static_cast<double>(1 + random_.number(9'000)) / 100.0;
    if (random_.one_in(2)) offer.study_load_hours = static_cast<int>(1 + random_.number(5'000));
    if (random_.one_in(2)) {
      offer.hours_per_week = static_cast<double>(1 + random_.number(7'900)) / 100.0;
      offer.hours_per_week_basis = Basis::stated;
    }
    if (random_.one_in(3)) offer.prior_level = random_.any<NlqfLevel>();
    if (random_.one_in(2)) offer.url = "https://school.example/" + random_.word();
    if (random_.one_in(3)) offer.recognised = random_.one_in(2);
    return draft;
  }

 private:
  Cost cost() {
    Cost cost;
    cost.kind = random_.any<CostKind>();
    cost.required = random_.one_in(2);
    if (!random_.one_in(3)) cost.amount = Cents{static_cast<std::int64_t>(random_.number(1'000'000))};
    cost.vat_basis = random_.any<VatBasis>();
    if (cost.vat_basis == VatBasis::excl) cost.vat = Cents{2'100};
    cost.period = random_.any<CostPeriod>();
    if (random_.one_in(3)) cost.note = "per persoon";
    return cost;
  }
  Location place() {
    Location place;
    place.city = "Utrecht";
    if (random_.one_in(2)) place.postcode = "3511EP";
    if (random_.one_in(2)) {
      const GeoPoint point = random_.point();
      place.point = GeoPoint{std::round(point.latitude * 1e6) / 1e6, std::round(point.longitude * 1e6) / 1e6};
    }
    return place;
  }
  Run run(const std::string& key) {
    Run run;
    run.key = key;
    run.start_kind = random_.any<StartKind>();
    const Date from = plus_days(day(2027, 1, 1), static_cast<int>(random_.number(300)));
    if (run.start_kind == StartKind::fixed) {
      run.start = from;
      if (random_.one_in(2)) run.end = plus_days(from, 30);
    }
    if (run.start_kind == StartKind::window) run.window_until = from;
    if (random_.one_in(3)) run.enrol_until = from;
    run.status = random_.any<RunStatus>();
    if (random_.one_in(2)) run.places_min = static_cast<int>(random_.number(10));
    if (random_.one_in(2)) run.places_max = static_cast<int>(10 + random_.number(10));
    if (random_.one_in(2)) run.places_enrolled = static_cast<int>(random_.number(10));
    run.modes = random_.some<DeliveryMode>(2);
    run.dayparts = random_.some<Daypart>(2);
    if (random_.one_in(2)) run.location = place();
    if (random_.one_in(3)) run.costs.push_back(cost());
    if (random_.one_in(3)) run.sessions.push_back({from, "18:30", random_.one_in(2) ? "21:00" : ""});
    return run;
  }

  RandomOffers random_;
};

}  // namespace leerwijzer::testing
