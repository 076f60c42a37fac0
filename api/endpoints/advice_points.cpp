// GET /v1/advice-points: desks for a place, a situation and a date, with the reason for the routing.
#include "api/reply.hpp"
#include "api/wire/json_values.hpp"
#include "api/wire/vocabulary.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "postcode", .max = 10},
    {.name = "municipality", .max = 100},
    {.name = "establishmentPostcode", .max = 10},
    {.name = "establishmentMunicipality", .max = 100},
    {.name = "situation", .type = ParameterType::choice, .repeated = true, .choices = situation_names},
    {.name = "age", .type = ParameterType::integer, .min = 10, .max = 120},
    {.name = "startkwalificatie", .type = ParameterType::boolean},
    {.name = "sector", .type = ParameterType::choice, .choices = sector_names},
    {.name = "goalSector", .type = ParameterType::choice, .choices = sector_names},
    {.name = "changesSector", .type = ParameterType::boolean},
    {.name = "date", .type = ParameterType::date},
});

using Input = AdviceQuestion;
using Output = AdviceAnswer;

Facts facts_of(const ParameterValues& given, Date date) {
  Learner learner;
  Goal goal;
  learner.situations = given.all("situation");
  learner.sector = given.text("sector");
  goal.sector = given.text("goalSector");
  if (const auto age = given.integer("age")) learner.facts["person.age"] = static_cast<double>(*age);
  if (const auto has = given.boolean("startkwalificatie")) learner.facts["person.startkwalificatie"] = *has;
  if (const auto changes = given.boolean("changesSector")) learner.facts["goal.changes_sector"] = *changes;
  return advice_facts(learner, &goal, date);
}

Input read(const Call& call) {
  static_cast<void>(place_of(call));  // says which parameter is wrong
  const ParameterValues& given = call.parameters;
  Input input;
  input.postcode = given.text("postcode");
  input.municipality = given.text("municipality");
  input.establishment_postcode = given.text("establishmentPostcode");
  input.establishment_municipality = given.text("establishmentMunicipality");
  input.situations = given.all("situation");
  input.date = given.date("date").value_or(call.today);
  input.facts = facts_of(given, input.date);
  return input;
}

Result<Output> process(const Call& call, const Input& input) { return snapshot_of(call).geography.advise(input); }

Answer write(const Call& call, const Input& input, const Output& output) {
  boost::json::object place;
  place["place"] = write_place(output.place);
  place["establishment"] = write_place(output.establishment);
  place["date"] = format_iso(input.date);
  place["situations"] = text_list(input.situations);
  boost::json::array items = write_advice_points(output, snapshot_of(call).geography);
  const std::size_t total = items.size();
  boost::json::object document = write_collection(std::move(items), total, {}, std::move(place), "");
  document["region"] =
      output.place && !output.place->region.empty()
          ? boost::json::value(boost::json::object{{"slug", output.place->region}, {"name", output.place->region_name}})
          : boost::json::value(nullptr);
  document["open"] = write_open_referrals(output);
  document["note"] = text_or_null(output.note);
  return render(std::move(document), provenance_of(call));
}

Result<Answer> handle(const Call& call) {
  const Input input = read(call);
  const Result<Output> output = process(call, input);
  if (!output) return output.error();
  return write(call, input, *output);
}

}  // namespace

extern const Endpoint k_endpoint_advice_points = {
    .method = "GET", .path = "/v1/advice-points", .parameters = k_parameters, .pace = Pace::reading, .handle = handle};

}  // namespace leerwijzer
