// Runs, prices and places of a draft.
#include "api/wire/draft_wire.hpp"
#include "api/wire/object_reader.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace leerwijzer {
namespace {

constexpr std::int64_t k_most_cents = 1'000'000'000;
constexpr std::int64_t k_most_people = 100'000;
constexpr std::size_t k_key_characters = 100;

template <typename E>
E chosen(ObjectReader& reader, std::string_view key, E otherwise) {
  const auto names = names_of<E>();
  const auto name = reader.choice(key, names);
  return name ? value_of<E>(*name).value_or(otherwise) : otherwise;
}

std::optional<Cents> cents(ObjectReader& reader, std::string_view key, std::int64_t min) {
  const auto amount = reader.integer(key, min, k_most_cents);
  return amount ? std::optional(Cents{*amount}) : std::nullopt;
}

std::optional<int> people(ObjectReader& reader, std::string_view key) {
  const auto number = reader.integer(key, 0, k_most_people);
  return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::string plain(ObjectReader& reader, std::string_view key, std::size_t characters) {
  return collapse_spaces(reader.text(key, characters).value_or(""));
}

bool is_time(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  return text.size() == 5 && text[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4) &&
         text.substr(0, 2) <= "23" && text.substr(3) <= "59";
}

/// About ten centimetres, so that what is written reads back as the same number.
double in_steps(double degrees) {
  constexpr double k_steps = 1e6;
  return std::round(degrees * k_steps) / k_steps;
}

std::string time_of_day(ObjectReader& reader, std::string_view key) {
  const std::string text = reader.text(key, 5).value_or("");
  if (!text.empty() && !is_time(text))
    reader.fault(key, "Dit is geen tijd.", "Schrijf uren en minuten, bijvoorbeeld 18:30.");
  return text;
}

/// "3511 ep" gives "3511EP"; four digits stay.
std::string postcode(ObjectReader& reader) {
  std::string text = reader.text("postcode", 10).value_or("");
  std::erase_if(text, [](char c) { return c == ' '; });
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  if (text.empty()) return text;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const bool whole = text.size() == 6 && is_capital(text[4]) && is_capital(text[5]);
  if ((text.size() != 4 && !whole) || !std::all_of(text.begin(), text.begin() + 4, is_digit) || text[0] == '0')
    reader.fault("postcode", "Dit is geen postcode.", "Schrijf vier cijfers en twee letters, bijvoorbeeld 3511EP.");
  return text;
}

Cost read_cost(ObjectReader& reader) {
  Cost cost;
  cost.kind = chosen(reader, "kind", CostKind::tuition);
  cost.required = reader.boolean("required").value_or(true);
  const bool discount = cost.kind == CostKind::discount;
  cost.amount = cents(reader, "amountCents", discount ? -k_most_cents : 0);
  cost.vat = cents(reader, "vatCents", 0);
  cost.amount_exempt = cents(reader, "amountExemptCents", 0);
  cost.vat_basis = chosen(reader, "vatBasis", VatBasis::unknown);
  cost.period = chosen(reader, "period", CostPeriod::whole);
  cost.payer = plain(reader, "payer", 50);
  cost.note = plain(reader, "note", 500);
  if (cost.vat && cost.vat_basis != VatBasis::excl) {
    reader.fault("vatCents", "Er staat btw bij een bedrag waar de btw al in zit, of niet over gaat.",
                 "Kies vatBasis \"excl\", of laat vatCents weg.");
  }
  return cost;
}

void check_dates(ObjectReader& reader, const Run& run) {
  const bool dated = run.start_kind == StartKind::fixed || run.start_kind == StartKind::window;
  const auto refuse = [&](std::string_view key, const std::optional<Date>& date) {
    if (date && !dated)
      reader.fault(key, "Bij deze soort start hoort geen datum.",
                   "Kies startKind \"fixed\" of \"window\", of laat de datum weg.");
  };
  refuse("start", run.start);
  refuse("end", run.end);
  refuse("windowFrom", run.window_from);
  refuse("windowUntil", run.window_until);
  const auto ordered = [&](std::string_view key, const std::optional<Date>& from, const std::optional<Date>& until) {
    if (from && until && *until < *from)
      reader.fault(key, "Deze datum ligt voor het begin.", "Kijk of de twee datums verwisseld zijn.");
  };
  ordered("end", run.start, run.end);
  ordered("windowUntil", run.window_from, run.window_until);
  ordered("enrolUntil", run.enrol_from, run.enrol_until);
  if (run.start_kind == StartKind::fixed && !run.start)
    reader.fault("start", "De startdatum ontbreekt.", "Vul start in, of kies een andere startKind.");
  if (run.start_kind == StartKind::window && !run.window_from && !run.window_until)
    reader.fault("windowFrom", "De eerste of laatste startdatum ontbreekt.", "Vul windowFrom of windowUntil in.");
}

/// Where it is not said: what follows from the dates that are.
StartKind start_kind(ObjectReader& reader, const Run& run) {
  const StartKind follows = run.start                             ? StartKind::fixed
                            : run.window_from || run.window_until ? StartKind::window
                                                                  : StartKind::unknown;
  return chosen(reader, "startKind", follows);
}

void read_sessions(ObjectReader& reader, Run& run) {
  reader.objects("sessions", [&](ObjectReader& one) {
    Session session;
    session.date = one.date("date");
    session.time_from = time_of_day(one, "timeFrom");
    session.time_until = time_of_day(one, "timeUntil");
    if (!session.time_from.empty() && !session.time_until.empty() && session.time_until <= session.time_from)
      one.fault("timeUntil", "Deze tijd ligt niet na het begin.", "Kijk of de twee tijden verwisseld zijn.");
    if (session == Session{}) one.fault("date", "Deze les is leeg.", "Vul een dag of een tijd in, of laat de les weg.");
    run.sessions.push_back(std::move(session));
  });
}

void read_places(ObjectReader& reader, Run& run) {
  run.places_min = people(reader, "placesMin");
  run.places_max = people(reader, "placesMax");
  run.places_enrolled = people(reader, "placesEnrolled");
  run.places_pending = people(reader, "placesPending");
  if (run.places_min && run.places_max && *run.places_max < *run.places_min)
    reader.fault("placesMax", "Er is minder plaats dan er deelnemers nodig zijn.", "Maak placesMax groter.");
}

template <typename Read>
auto read_whole(std::string_view body, const Read& read) {
  const boost::json::object object = parse_body(body, FaultLanguage::dutch);
  std::vector<FieldError> errors;
  ObjectReader reader(object, "", errors, FaultLanguage::dutch);
  auto value = read(reader);
  reader.finish();
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  return value;
}

}  // namespace

bool is_publication_key(std::string_view key) noexcept {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  return !key.empty() && key.size() <= k_key_characters && plain(key.front()) &&
         std::all_of(key.begin(), key.end(),
                     [&](char c) { return plain(c) || c == '.' || c == '_' || c == '~' || c == '-'; });
}

std::vector<Cost> read_draft_costs(ObjectReader& reader, std::string_view key) {
  std::vector<Cost> costs;
  reader.objects(
      key, [&](ObjectReader& one) { costs.push_back(read_cost(one)); }, "Dit zijn te veel prijsdelen.");
  return costs;
}

Location read_draft_location(ObjectReader& reader) {
  Location place;
  place.name = plain(reader, "name", 200);
  place.street = plain(reader, "street", 200);
  place.postcode = postcode(reader);
  place.city = plain(reader, "city", 100);
  reader.object("point", [&](ObjectReader& point) {
    const auto latitude = point.number("latitude", -90, 90);
    const auto longitude = point.number("longitude", -180, 180);
    if (!latitude) point.fault("latitude", "De breedtegraad ontbreekt.", "Vul beide in, of laat point weg.");
    if (!longitude) point.fault("longitude", "De lengtegraad ontbreekt.", "Vul beide in, of laat point weg.");
    if (latitude && longitude) place.point = GeoPoint{in_steps(*latitude), in_steps(*longitude)};
  });
  return place;
}

Run read_draft_run(ObjectReader& reader, const std::string& default_key) {
  Run run;
  run.key = reader.text("key", k_key_characters).value_or(default_key);
  if (run.key.empty())
    reader.fault("key", "De sleutel ontbreekt.", "Geef elk startmoment een eigen sleutel, bijvoorbeeld voorjaar-2027.");
  if (!run.key.empty() && !is_publication_key(run.key))
    reader.fault("key", "Deze sleutel kan niet.", "Gebruik letters, cijfers, punten en streepjes, hoogstens 100.");
  run.start = reader.date("start");
  run.end = reader.date("end");
  run.window_from = reader.date("windowFrom");
  run.window_until = reader.date("windowUntil");
  run.start_kind = start_kind(reader, run);
  run.start_text = plain(reader, "startText", 200);
  run.enrol_from = reader.date("enrolFrom");
  run.enrol_until = reader.date("enrolUntil");
  run.status = chosen(reader, "status", RunStatus::unknown);
  check_dates(reader, run);
  read_places(reader, run);
  run.modes = reader.enums<DeliveryMode>("modes");
  run.dayparts = reader.enums<Daypart>("dayparts");
  reader.object("location", [&](ObjectReader& place) {
    const Location location = read_draft_location(place);
    if (location != Location{}) run.location = location;
  });
  run.costs = read_draft_costs(reader, "costs");
  read_sessions(reader, run);
  return run;
}

Run read_run_body(std::string_view body, const std::string& key) {
  return read_whole(body, [&](ObjectReader& reader) {
    Run run = read_draft_run(reader, key);
    if (run.key != key) reader.fault("key", "In het adres staat een andere sleutel.", "Laat key weg.");
    return run;
  });
}

std::vector<Cost> read_costs_body(std::string_view body) {
  return read_whole(body, [](ObjectReader& reader) {
    if (reader.any("costs") == nullptr) reader.fault("costs", "De prijsdelen ontbreken.", "Stuur {\"costs\": [...]}.");
    return read_draft_costs(reader, "costs");
  });
}

CohortCounts read_cohort_body(std::string_view body) {
  return read_whole(body, [](ObjectReader& reader) {
    CohortCounts counts;
    counts.minimum = people(reader, "minimum");
    counts.maximum = people(reader, "maximum");
    const auto enrolled = people(reader, "enrolled");
    if (!enrolled && reader.any("enrolled") == nullptr)
      reader.fault("enrolled", "Het aantal deelnemers ontbreekt.", "Vul in hoeveel deelnemers zeker meedoen; 0 mag.");
    counts.enrolled = enrolled.value_or(0);
    counts.pending = people(reader, "pending");
    if (counts.minimum && counts.maximum && *counts.maximum < *counts.minimum)
      reader.fault("maximum", "Er is minder plaats dan er deelnemers nodig zijn.", "Maak maximum groter.");
    return counts;
  });
}

}  // namespace leerwijzer
