#include "indexer/formats/ooapi/offer.hpp"

#include "indexer/reading/amounts.hpp"
#include "indexer/reading/html.hpp"
#include "indexer/reading/moments.hpp"
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
  const std::string own = fold(offering.text("state"));
  if (own == "cancelled") return RunStatus::cancelled;
  if (own == "inactive") return RunStatus::closed;
  std::vector<JsonFields> consumers = offering.objects("consumers");
  if (const auto consumer = offering.object_in("consumer")) consumers.push_back(*consumer);
  for (const JsonFields& consumer : consumers) {
    const std::string state = fold(consumer.text("registrationStatus"));
    if (state == "open") return RunStatus::open;
    if (state == "closed") return RunStatus::closed;
  }
  return RunStatus::unknown;
}

/// A date (v5), or the Dutch day of a moment (v6).
std::optional<Date> date_of(const JsonFields& fields, std::string_view v5, std::string_view v6) {
  const std::string_view name = ooapi_name(fields, v5, v6);
  const std::string raw = fields.text(name);
  return read_date(name == v5 ? raw : dutch_day_of_moment(raw), fields.path_of(name), fields.report());
}

/// The whole time in which one can enrol; who may when is told by nobody but the institution.
void read_enrolment(const JsonFields& offering, Run& run) {
  run.enrol_from = date_of(offering, "enrollStartDate", "enrolStartDateTime");
  run.enrol_until = date_of(offering, "enrollEndDate", "enrolEndDateTime");
  bool open_ended = false;
  for (const JsonFields& period : offering.objects("enrolmentPeriods")) {
    const auto from = date_of(period, "startDate", "startDateTime");
    const auto until = date_of(period, "endDate", "endDateTime");
    if (from && (!run.enrol_from || *from < *run.enrol_from)) run.enrol_from = from;
    if (until && (!run.enrol_until || *until > *run.enrol_until)) run.enrol_until = until;
    open_ended = open_ended || !until;
  }
  if (open_ended) run.enrol_until.reset();
}

/// A start with room to join later is a window; a window without dates is no window.
void read_start(const JsonFields& offering, Run& run) {
  run.start = date_of(offering, "startDate", "startDateTime");
  run.end = date_of(offering, "endDate", "endDateTime");
  run.window_from = date_of(offering, "flexibleEntryPeriodStart", "flexibleEntryPeriodStartDateTime");
  run.window_until = date_of(offering, "flexibleEntryPeriodEnd", "flexibleEntryPeriodEndDateTime");
  if (run.window_from && run.window_until && *run.window_until < *run.window_from) {
    offering.report().warning(
        "window-reversed",
        offering.path_of(ooapi_name(offering, "flexibleEntryPeriodEnd", "flexibleEntryPeriodEndDateTime")),
        "The entry period ends before it begins; it was left out.");
    run.window_from.reset();
    run.window_until.reset();
  }
  if (run.start && run.end && *run.end < *run.start) {
    offering.report().warning("end-before-start", offering.path_of(ooapi_name(offering, "endDate", "endDateTime")),
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

/// countryCode is a text (v5) or an object with codes of ISO 3166 (v6).
bool is_dutch(const JsonFields& address) {
  const auto* value = address.find("countryCode");
  if (value == nullptr) return true;
  std::string country;
  if (value->is_object()) {
    const auto codes = address.object_in("countryCode");
    country = fold(codes->text("iso3166-1-alpha2"));
    if (country.empty()) country = fold(codes->text("iso3166-1-alpha3"));
  } else {
    country = fold(address.text("countryCode"));
  }
  return country.empty() || country == "nl" || country == "nld";
}

struct V6Mode {
  std::string_view word;
  std::optional<DeliveryMode> mode;  ///< nothing: the word says how one works, not where
};
constexpr auto k_v6_modes = std::to_array<V6Mode>({
    {"presential", DeliveryMode::on_site},
    {"work based", DeliveryMode::workplace},
    {"coil", DeliveryMode::online},
    {"research lab based", DeliveryMode::on_site},
    {"joint delivery", std::nullopt},
    {"project based", std::nullopt},
});

}  // namespace

std::vector<DeliveryMode> read_ooapi_modes(const JsonFields& fields) {
  std::vector<DeliveryMode> modes;
  const std::string_view name = ooapi_name(fields, "modeOfDelivery", "modesOfDelivery");
  for (const std::string& word : fields.texts(name)) {
    const std::string key = ooapi_word(word);
    const auto* known =
        std::find_if(k_v6_modes.begin(), k_v6_modes.end(), [&](const V6Mode& one) { return one.word == key; });
    if (known != k_v6_modes.end()) {
      if (known->mode) add_once(modes, *known->mode);
    } else if (const auto mode = mode_of_word(word)) {
      add_once(modes, *mode);
    } else {
      fields.report().warning("unknown-mode", fields.path_of(name),
                              raw_value(word) +
                                  " is not a mode of delivery that is known. Use on campus, online, hybrid, situated "
                                  "or distance-learning (v6: presential, online, hybrid, blended or work_based).");
    }
  }
  return modes;
}

bool is_ooapi_draft(const JsonFields& offering) { return fold(offering.text("state")) == "concept"; }

std::vector<Cost> read_ooapi_costs(const JsonFields& offering) {
  std::vector<Cost> costs;
  for (const JsonFields& fields : offering.objects("priceInformation")) {
    const std::string word = ooapi_word(fields.text("costType"));
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
    if (type == "billing" || type == "invoicing" || type == "deliveries") continue;
    Location location;
    const auto additional = address.find("additional") != nullptr && address.find("additional")->is_string()
                                ? std::vector<JsonFields::LanguageText>{{"nl", address.text("additional")}}
                                : address.language_texts("additional");
    if (!additional.empty()) location.name = plain_text(additional.front().value);
    location.street = plain_text(address.text("street") + " " + address.text("streetNumber"));
    location.city = plain_text(address.text("city"));
    const std::string_view postcode = ooapi_name(address, "postalCode", "postCode");
    if (is_dutch(address)) read_postcode(address.text(postcode), address.path_of(postcode), location, address.report());
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
  run.key = std::string(truncate_utf8(ooapi_id_of(offering.object(), OoapiKind::offering), 200));
  read_start(offering, run);
  read_enrolment(offering, run);
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
