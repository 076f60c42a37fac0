#include "api/wire/object_reader.hpp"
#include "api/wire/plan_wire.hpp"
#include "api/wire/requests.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <limits>

namespace leerwijzer {
namespace {

constexpr std::int64_t k_any_id = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t k_most_modules = 12;
constexpr std::size_t k_most_at_once = 4;
constexpr std::int64_t k_most_cents = 1'000'000'000;

void read_preferences(ObjectReader& reader, Date today, PlanCall& call) {
  PlanPreferences& wishes = call.request.preferences;
  if (reader.any("alternatives") != nullptr) wishes.alternatives = reader.enums<PlanVariant>("alternatives");
  wishes.soft = reader.enums<PlanLimit>("soft");
  if (const auto most = reader.integer("maxModules", 1, k_most_modules))
    wishes.most_modules = static_cast<std::size_t>(*most);
  if (const auto most = reader.integer("maxAtOnce", 1, k_most_at_once))
    wishes.most_at_once = static_cast<std::size_t>(*most);
  if (const auto most = reader.integer("maxPerMonthCents", 0, k_most_cents)) wishes.per_month = Cents{*most};
  wishes.finish_by = reader.date("finishBy");
  if (wishes.finish_by && *wishes.finish_by < today) {
    reader.fault("finishBy", "Deze dag is al voorbij.", "Kies een dag in de toekomst, of laat dit leeg.");
  }
  if (const auto name = reader.choice("calendar", names_of<PlanVariant>())) call.variant = value_of<PlanVariant>(*name);
}

}  // namespace

PlanCall read_plan_request(std::string_view body, bool allow_today, Date today) {
  const boost::json::object object = parse_body(body);
  std::vector<FieldError> errors;
  ObjectReader reader(object, "", errors);
  PlanCall call;
  PlanRequest& request = call.request;
  request.match = read_match_parts(reader, allow_today, today);
  for (const std::int64_t id : reader.integers("pins", 1, k_any_id)) request.pins.push_back({id});
  for (const std::int64_t id : reader.integers("bans", 1, k_any_id)) request.bans.push_back({id});
  reader.objects("swaps", [&](ObjectReader& swap) {
    const auto out = swap.integer("out", 1, k_any_id);
    const auto in = swap.integer("in", 1, k_any_id);
    if (!out) swap.fault("out", "Hier hoort de opleiding die eruit gaat.", "Geef het nummer van een opleiding.");
    if (!in)
      swap.fault("in", "Hier hoort de opleiding die ervoor in de plaats komt.", "Geef het nummer van een opleiding.");
    if (out) request.bans.push_back({*out});
    if (in) request.pins.push_back({*in});
  });
  for (std::size_t i = 0; i < request.pins.size(); ++i) {
    if (std::find(request.bans.begin(), request.bans.end(), request.pins[i]) == request.bans.end()) continue;
    reader.fault("pins", "Opleiding " + std::to_string(request.pins[i].value) + " is vastgezet en ook uitgesloten.",
                 "Haal de opleiding uit een van de twee lijsten.");
  }
  reader.object("preferences", [&](ObjectReader& one) { read_preferences(one, request.match.today, call); });
  reader.finish();
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  return call;
}

}  // namespace leerwijzer
