#include "indexer/formats/ooapi/offer.hpp"

#include "indexer/reading/amounts.hpp"
#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/places.hpp"
#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

struct CostType {
  CostKind kind;
  CostPeriod period;
};

/// Values of the specification and those that institutions added.
std::optional<CostType> cost_type_of(const std::string& word) {
  constexpr auto k_types = std::to_array<std::pair<std::string_view, CostType>>({
      {"total costs", {CostKind::total, CostPeriod::whole}},
      {"total", {CostKind::total, CostPeriod::whole}},
      {"annual costs", {CostKind::tuition, CostPeriod::year}},
      {"tuition fee per year", {CostKind::tuition, CostPeriod::year}},
      {"annual tuition fee", {CostKind::tuition, CostPeriod::year}},
      {"tuition costs", {CostKind::tuition, CostPeriod::whole}},
      {"tuition fee", {CostKind::tuition, CostPeriod::whole}},
      {"course fee", {CostKind::tuition, CostPeriod::whole}},
      {"material costs", {CostKind::material, CostPeriod::whole}},
      {"study material", {CostKind::material, CostPeriod::whole}},
      {"exam costs", {CostKind::exam, CostPeriod::whole}},
      {"registration costs", {CostKind::registration, CostPeriod::whole}},
  });
  for (const auto& [name, type] : k_types) {
    if (name == word) return type;
  }
  return std::nullopt;
}

bool says_free(std::string_view display) {
  const std::string key = fold(display);
  return contains(key, "gratis") || contains(key, "kosteloos") || contains(key, "free");
}

/// "amount" includes VAT; where only "amountWithoutVat" is there the price is without.
void read_amounts(const JsonFields& fields, Cost& cost) {
  const std::string with = fields.text("amount");
  const std::string without = fields.text("amountWithoutVat");
  const std::string vat = fields.text("vatAmount");
  const std::string display =
      fields.language_texts("displayAmount").empty() ? "" : fields.language_texts("displayAmount").front().value;
  const std::string raw = with.empty() ? without : with;
  const std::string_view name = with.empty() ? "amountWithoutVat" : "amount";
  cost.note = plain_text(display);
  if (raw.empty()) {
    fields.report().warning("price-missing", fields.path_of("amount"),
                            "A price without an amount; it is unknown. Fill in amount.");
    return;
  }
  const ReadAmount read = read_amount(raw);
  if (!read.amount || read.amount->value < 0) {
    fields.report().warning("price-not-a-number", fields.path_of(name),
                            raw_value(raw) + " is not an amount; the price is unknown. Write 1250.00.");
    if (cost.note.empty()) cost.note = plain_text(raw);
    return;
  }
  cost.amount = read.amount;
  if (!read.plain) {
    fields.report().warning("price-as-text", fields.path_of(name),
                            raw_value(raw) + " was read as " + format_euro(*read.amount) + ". Write 1250.00.");
  }
  const auto vat_amount = vat.empty() ? std::nullopt : read_amount(vat).amount;
  if (with.empty()) {
    cost.vat_basis = VatBasis::excl;
    cost.vat = vat_amount;
  } else if (read.vat_basis != VatBasis::unknown) {
    cost.vat_basis = read.vat_basis;
  } else if (vat_amount) {
    cost.vat_basis = vat_amount->value == 0 ? VatBasis::exempt : VatBasis::incl;
  }
  if (read.period != CostPeriod::whole) cost.period = read.period;
  if (cost.amount->value == 0 && !says_free(display) && !read.says_free) {
    cost.confirmed = false;
    fields.report().info("zero-price", fields.path_of(name),
                         "A price of 0 without a word that it is free may mean that it is unknown.");
  }
}

RunStatus status_of(const JsonFields& offering) {
  for (const JsonFields& consumer : offering.objects("consumers")) {
    const std::string state = fold(consumer.text("registrationStatus"));
    if (state == "open") return RunStatus::open;
    if (state == "closed") return RunStatus::closed;
  }
  return RunStatus::unknown;
}

std::optional<Date> date_of(const JsonFields& fields, std::string_view name) {
  return read_date(fields.text(name), fields.path_of(name), fields.report());
}

/// A start with room to join later is a window; a window without dates is no window.
void read_start(const JsonFields& offering, Run& run) {
  run.start = date_of(offering, "startDate");
  run.end = date_of(offering, "endDate");
  run.window_from = date_of(offering, "flexibleEntryPeriodStart");
  run.window_until = date_of(offering, "flexibleEntryPeriodEnd");
  if (run.window_from && run.window_until && *run.window_until < *run.window_from) {
    offering.report().warning("window-reversed", offering.path_of("flexibleEntryPeriodEnd"),
                              "The entry period ends before it begins; it was left out.");
    run.window_from.reset();
    run.window_until.reset();
  }
  if (run.start && run.end && *run.end < *run.start) {
    offering.report().warning("end-before-start", offering.path_of("endDate"),
                              "The end lies before the start; it was left out.");
    run.end.reset();
  }
  const bool window = run.window_from && run.window_until && *run.window_from != *run.window_until;
  if (!window) {
    run.window_from.reset();
    run.window_until.reset();
  }
  run.start_kind = window ? StartKind::window : run.start ? StartKind::fixed : StartKind::unknown;
}

}  // namespace

std::vector<DeliveryMode> read_ooapi_modes(const JsonFields& fields) {
  std::vector<DeliveryMode> modes;
  for (const std::string& word : fields.texts("modeOfDelivery")) {
    if (const auto mode = mode_of_word(word)) {
      add_once(modes, *mode);
    } else {
      fields.report().warning("unknown-mode", fields.path_of("modeOfDelivery"),
                              raw_value(word) +
                                  " is not a mode of delivery that is known. Use on campus, online, hybrid, situated "
                                  "or distance-learning.");
    }
  }
  return modes;
}

std::vector<Cost> read_ooapi_costs(const JsonFields& offering) {
  std::vector<Cost> costs;
  for (const JsonFields& fields : offering.objects("priceInformation")) {
    const std::string word = fold(fields.text("costType"));
    if (word == "stap eligible") {
      fields.report().info("not-a-price-part", fields.path_of("costType"),
                           "STAP eligible says what the former STAP budget paid; it is no part of the price.");
      continue;
    }
    Cost cost;
    if (const auto type = cost_type_of(word)) {
      cost.kind = type->kind;
      cost.period = type->period;
    } else {
      fields.report().warning("unknown-cost-type", fields.path_of("costType"),
                              raw_value(word) +
                                  " is not a type of cost that is known. Use total costs, annual costs, tuition costs, "
                                  "material costs or exam costs.");
      cost.kind = cost_kind_of_text(word);
    }
    read_amounts(fields, cost);
    const std::string currency = fold(fields.text("currency"));
    if (!currency.empty() && currency != "eur") {
      fields.report().warning("other-currency", fields.path_of("currency"),
                              raw_value(currency) + " is not euro; this price is unknown.");
      cost.amount.reset();
    }
    costs.push_back(std::move(cost));
  }
  return costs;
}

std::vector<Location> read_ooapi_addresses(const JsonFields& fields) {
  std::vector<Location> teaching;
  std::vector<Location> other;
  for (const JsonFields& address : fields.objects("addresses")) {
    const std::string type = fold(address.text("addressType"));
    if (type == "billing" || type == "deliveries") continue;
    Location location;
    const auto additional = address.find("additional") != nullptr && address.find("additional")->is_string()
                                ? std::vector<JsonFields::LanguageText>{{"nl", address.text("additional")}}
                                : address.language_texts("additional");
    if (!additional.empty()) location.name = plain_text(additional.front().value);
    location.street = plain_text(address.text("street") + " " + address.text("streetNumber"));
    location.city = plain_text(address.text("city"));
    const std::string country = fold(address.text("countryCode"));
    if (country.empty() || country == "nl")
      read_postcode(address.text("postalCode"), address.path_of("postalCode"), location, address.report());
    for (const char* name : {"geolocation", "geoLocation"}) {
      if (const auto point = address.object_in(name)) {
        read_point(point->number("latitude"), point->number("longitude"), address.path_of(name), location,
                   address.report());
      }
    }
    add_location(type == "teaching" || type.empty() ? teaching : other, std::move(location));
  }
  return teaching.empty() ? other : teaching;
}

Run read_ooapi_run(const JsonFields& offering) {
  Run run;
  run.key = std::string(truncate_utf8(offering.text("offeringId"), 200));
  read_start(offering, run);
  run.enrol_from = date_of(offering, "enrollStartDate");
  run.enrol_until = date_of(offering, "enrollEndDate");
  run.places_min = offering.count("minNumberStudents");
  run.places_max = offering.count("maxNumberStudents");
  run.places_enrolled = offering.count("enrolledNumberStudents");
  run.places_pending = offering.count("pendingNumberStudents");
  run.status = status_of(offering);
  if (run.places_max && run.places_enrolled && *run.places_max > 0 && *run.places_enrolled >= *run.places_max)
    run.status = RunStatus::full;
  run.modes = read_ooapi_modes(offering);
  const auto places = read_ooapi_addresses(offering);
  if (!places.empty()) run.location = places.front();
  run.costs = read_ooapi_costs(offering);
  for (const JsonFields::LanguageText& text : offering.language_texts("description")) {
    for (Daypart daypart : dayparts_in_text(plain_text(text.value))) add_once(run.dayparts, daypart);
  }
  for (const JsonFields::LanguageText& text : offering.language_texts("name")) {
    for (Daypart daypart : dayparts_in_text(plain_text(text.value))) add_once(run.dayparts, daypart);
  }
  std::sort(run.dayparts.begin(), run.dayparts.end());
  return run;
}

}  // namespace leerwijzer
