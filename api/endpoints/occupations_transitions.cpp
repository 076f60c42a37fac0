// GET /v1/occupations/{id}/transitions: where somebody from this occupation could go, by what he can already, what he
// likes, how hard employers look for people, and whether there are courses; and ways of several steps.
#include "api/reply.hpp"
#include "api/wire/json_values.hpp"
#include "api/wire/vocabulary.hpp"
#include "engine/match/transitions.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
    {.name = "sector", .type = ParameterType::choice, .choices = sector_names},
    {.name = "likes", .max = 200},
    {.name = "likesSector", .type = ParameterType::choice, .repeated = true, .choices = sector_names},
    {.name = "canOrWant", .type = ParameterType::number, .min = 0, .max = 1},
    {.name = "postcode", .max = 10, .form = TextForm::code},
    {.name = "municipality", .max = 100, .form = TextForm::name},
    {.name = "maxTravelKm", .type = ParameterType::number, .min = 0, .max = 500},
    {.name = "limit", .type = ParameterType::integer, .min = 1, .max = 50, .usual = "10"},
});

using Input = TransitionsRequest;
using Output = TransitionsAnswer;

Input read(const Call& call) {
  const ParameterValues& given = call.parameters;
  Input input;
  input.from = occupation_in_path(call).id;
  input.sector = given.text("sector");
  input.likes.text = given.text("likes");
  input.likes.sectors = given.all("likesSector");
  input.can_or_want = given.number("canOrWant");
  input.place = place_of(call);
  input.max_travel_km = given.number("maxTravelKm");
  input.limit = static_cast<std::size_t>(given.integer("limit").value_or(10));
  input.today = call.today;
  return input;
}

Result<Output> process(const Call& call, const Input& input) {
  const Snapshot& snapshot = snapshot_of(call);
  return transitions_from(snapshot.taxonomy, call.services.index, &snapshot.shortage, input);
}

Answer write(const Call& call, const Input& input, const Output& output) {
  const Taxonomy& taxonomy = snapshot_of(call).taxonomy;
  boost::json::object understood;
  understood["from"] = write_occupation(taxonomy, {input.from, 1.0, std::string(taxonomy.label(input.from))});
  understood["place"] = write_place(input.place);
  boost::json::array notes;
  for (const auto& [field, text] : output.notes)
    notes.push_back(boost::json::object{{"field", "likes"}, {"text", text}});
  understood["notes"] = std::move(notes);
  boost::json::object document = write_collection(write_transitions(output.occupations, taxonomy),
                                                  output.occupations.size(), {}, std::move(understood), "");
  document["paths"] = write_paths(output.paths, taxonomy);
  document["shortage"] = write_shortage_sources(output.occupations);
  return render(std::move(document), provenance_of(call), 60);
}

Result<Answer> handle(const Call& call) {
  const Input input = read(call);
  const Result<Output> output = process(call, input);
  if (!output) return output.error();
  return write(call, input, *output);
}

}  // namespace

extern const Endpoint k_endpoint_occupations_transitions = {.method = "GET",
                                                            .path = "/v1/occupations/{id}/transitions",
                                                            .parameters = k_parameters,
                                                            .pace = Pace::reading,
                                                            .handle = handle,
                                                            .kept = true};

}  // namespace leerwijzer
