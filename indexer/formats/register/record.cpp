#include "indexer/formats/register/record.hpp"

#include "indexer/reading/amounts.hpp"
#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/places.hpp"
#include "indexer/reading/schedule_words.hpp"

#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

std::optional<Date> date_of(const RegisterRecord& record, std::initializer_list<std::string_view> names,
                            RecordReport& report) {
  return read_date(record.first(names), record.path(names), report);
}

/// Source: RIO, AangebodenOpleidingOpleidingsvorm.
void read_form(const RegisterRecord& cohort, Run& run, RecordReport& report) {
  const std::string form = register_name(cohort["OPLEIDINGSVORM"]);
  if (form.empty()) return;
  if (form == "KLASSIKAAL" || form == "LEZING" || form == "COACHING") {
    run.modes.push_back(DeliveryMode::on_site);
  } else if (form == "KLASSIKAALENONLINE") {
    run.modes.push_back(DeliveryMode::blended);
  } else if (form == "ONLINE") {
    run.modes.push_back(DeliveryMode::online);
  } else if (form == "ZELFSTUDIE") {
    run.modes.push_back(DeliveryMode::self_study);
  } else {
    report.info("unknown-mode", cohort.path({"OPLEIDINGSVORM"}), raw_value(form) + " is not a form that is known.");
  }
}

void read_price(const RegisterRecord& cohort, Run& run, RecordReport& report) {
  const auto k_names = {std::string_view("PRIJS"), std::string_view("PRIJSBEDRAG"), std::string_view("BEDRAG")};
  const std::string_view raw = cohort.first(k_names);
  if (raw.empty()) return;
  Cost cost;
  cost.kind = CostKind::total;
  cost.amount = read_amount(raw).amount;
  if (!cost.amount || cost.amount->value < 0) {
    cost.amount.reset();
    cost.note = std::string(raw);
    report.warning("price-not-a-number", cohort.path(k_names), raw_value(raw) + " is not an amount.");
  }
  run.costs.push_back(std::move(cost));
}

}  // namespace

std::string register_name(std::string_view raw) {
  std::string name;
  for (char c : raw) {
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) name += c;
    if (c >= 'a' && c <= 'z') name += static_cast<char>(c - 'a' + 'A');
  }
  return name;
}

void RegisterRecord::add(std::string_view name, std::string_view value, std::string_view path) {
  const std::string_view bare = trim(value);
  if (!bare.empty()) values_.try_emplace(register_name(name), Value{std::string(bare), std::string(path)});
}

std::string_view RegisterRecord::first(std::initializer_list<std::string_view> names) const {
  for (std::string_view name : names) {
    if (const auto at = values_.find(name); at != values_.end()) return at->second.text;
  }
  return {};
}

std::string RegisterRecord::path(std::initializer_list<std::string_view> names) const {
  for (std::string_view name : names) {
    if (const auto at = values_.find(name); at != values_.end()) return at->second.path;
  }
  return names.size() > 0 ? std::string(*names.begin()) : std::string{};
}

Run read_register_cohort(const RegisterRecord& cohort, RecordReport& report) {
  Run run;
  run.key = std::string(
      truncate_utf8(cohort.first({"COHORTCODE", "AANGEBODENOPLEIDINGCOHORTCODE", "CODE", "ID", "COHORTID"}), 200));
  run.start = date_of(cohort, {"INSTROOMMOMENT"}, report);
  run.window_from = date_of(cohort, {"BEGININSTROOMPERIODE"}, report);
  run.window_until = date_of(cohort, {"EINDEINSTROOMPERIODE"}, report);
  const bool window = run.window_from && run.window_until && *run.window_from < *run.window_until;
  if (run.window_from && run.window_until && *run.window_until < *run.window_from)
    report.warning("window-reversed", cohort.path({"EINDEINSTROOMPERIODE"}),
                   "The entry period ends before it begins; it was left out.");
  if (!window && !run.start && run.window_from && run.window_from == run.window_until) run.start = run.window_from;
  if (!window) {
    run.window_from.reset();
    run.window_until.reset();
  }
  run.start_kind = window ? StartKind::window : run.start ? StartKind::fixed : StartKind::unknown;
  if (run.start_kind != StartKind::unknown) run.end = date_of(cohort, {"OPLEIDINGSEINDDATUM"}, report);
  run.enrol_from = date_of(cohort, {"BEGINAANMELDPERIODE"}, report);
  run.enrol_until = date_of(cohort, {"EINDEAANMELDPERIODE"}, report);
  const std::string status = register_name(cohort.first({"STATUS", "COHORTSTATUS"}));
  if (status == "O" || status == "OPEN") run.status = RunStatus::open;
  if (status == "G" || status == "GESLOTEN") run.status = RunStatus::closed;
  if (const auto places = parse_number(cohort["DEELNEMERSPLAATSEN"]); places && *places >= 1.0 && *places <= 32'000.0)
    run.places_max = static_cast<int>(*places);
  read_form(cohort, run, report);
  read_price(cohort, run, report);
  return run;
}

Location read_register_place(const RegisterRecord& place, RecordReport& report) {
  Location location;
  std::string number(place["HUISNUMMER"]);
  number += place["HUISNUMMERTOEVOEGING"];
  location.street =
      plain_text(std::string(place.first({"ONDERWIJSLOCATIESTRAAT", "STRAATNAAM", "STRAAT"})) + " " + number);
  location.city = plain_text(place.first({"ONDERWIJSLOCATIEPLAATS", "PLAATSNAAM", "PLAATS"}));
  read_postcode(place["POSTCODE"], place.path({"POSTCODE"}), location, report);
  const auto latitude = parse_number(place["GPSLATITUDE"]);
  const auto longitude = parse_number(place["GPSLONGITUDE"]);
  if ((latitude && *latitude != 0.0) || (longitude && *longitude != 0.0))
    read_point(latitude, longitude, place.path({"GPSLATITUDE"}), location, report);
  return location;
}

Provider read_register_provider(const RegisterRecord& provider, const RegisterRecord& offered, RecordReport& report) {
  Provider read;
  read.key =
      std::string(truncate_utf8(provider.first({"ONDERWIJSAANBIEDERID", "ONDERWIJSAANBIEDERCODE", "CODE", "ID"}), 200));
  read.name = plain_text(provider.first({"ONDERWIJSAANBIEDERNAAM", "NAAM", "INTERNATIONALENAAM"}));
  if (read.name.empty()) {
    report.warning("missing-provider-name", "ONDERWIJSAANBIEDER_NAAM",
                   "The register names no provider; its code " + raw_value(read.key) + " is shown instead.");
    read.name = read.key;
  }
  const std::string level = register_name(offered.first({"NIVEAU", "OPLEIDINGSEENHEIDNIVEAU", "MBONIVEAU"}));
  const std::string type = register_name(offered.first({"TYPE", "AANGEBODENOPLEIDINGTYPE"}));
  if (level.starts_with("HBO")) read.kind = "hbo";
  if (level.starts_with("WO")) read.kind = "wo";
  if (level.starts_with("MBO") || type.starts_with("AANGEBODENMBO")) read.kind = "mbo";
  if (type.starts_with("AANGEBODENPARTICULIERE")) read.kind = "private";
  if (!read.key.empty()) read.identifiers.push_back({IdentifierScheme::rio, read.key});
  return read;
}

}  // namespace leerwijzer
