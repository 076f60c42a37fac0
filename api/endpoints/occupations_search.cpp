// GET /v1/occupations: the occupations that words may mean, best first; or the one with a URI.
#include "api/reply.hpp"
#include "api/wire/json_values.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "q"},
    {.name = "uri"},
    {.name = "limit", .type = ParameterType::integer, .min = 1, .max = 50, .usual = "10"},
});

struct Input {
  std::string text;
  std::string uri;
  std::size_t limit = 10;
};

using Output = std::vector<OccupationMatch>;

Input read(const Call& call) {
  Input input{call.parameters.text("q"), call.parameters.text("uri"),
              static_cast<std::size_t>(call.parameters.integer("limit").value_or(10))};
  if (input.text.empty() && input.uri.empty())
    throw InvalidInput({{"q", "There is nothing to look up.", "Give q or uri."}});
  return input;
}

Output process(const Call& call, const Input& input) {
  const Taxonomy& taxonomy = snapshot_of(call).taxonomy;
  if (input.uri.empty()) return taxonomy.resolve_occupations(input.text, input.limit);
  const Occupation* occupation = taxonomy.occupation_by_uri(input.uri);
  if (occupation == nullptr) return {};
  return {{occupation->id, 1.0, std::string(taxonomy.label(occupation->id))}};
}

/// What a client is advised to do with the first item, and the same in words for people.
struct Reading {
  std::string_view advice;
  std::string text;
};

constexpr double k_take = 0.8;
constexpr double k_choose = 0.4;

Reading reading_of(const Taxonomy& taxonomy, const Output& found) {
  if (found.empty())
    return {"ask", "Wij kennen dit beroep niet. Probeer een ander woord, of vraag een adviseur om hulp."};
  const OccupationMatch& first = found.front();
  const std::string label = "\"" + std::string(taxonomy.label(first.id)) + "\".";
  if (first.confidence < k_choose)
    return {"ask",
            "Wij weten niet zeker welk beroep u bedoelt. Kies een beroep uit de lijst of gebruik andere woorden."};
  const std::string_view advice = first.confidence >= k_take ? "take" : "choose";
  switch (first.relation) {
    case MatchRelation::exact: return {advice, "Wij denken dat u dit beroep bedoelt: " + label};
    case MatchRelation::broader: return {advice, "Wij kennen dit beroep niet precies. Het is een vorm van: " + label};
    case MatchRelation::close: break;
  }
  return {advice, "Wij kennen dit beroep niet precies. Het ligt het dichtst bij: " + label};
}

Result<Answer> handle(const Call& call) {
  const Input input = read(call);
  const Output output = process(call, input);
  boost::json::array items;
  for (const OccupationMatch& match : output) items.push_back(write_occupation(snapshot_of(call).taxonomy, match));
  boost::json::object understood{{"q", text_or_null(input.text)}, {"uri", text_or_null(input.uri)}};
  const Reading reading = reading_of(snapshot_of(call).taxonomy, output);
  understood["advice"] = reading.advice;
  understood["text"] = reading.text;
  return render(write_collection(std::move(items), output.size(), {}, std::move(understood), ""), provenance_of(call),
                60);
}

}  // namespace

extern const Endpoint k_endpoint_occupations_search = {.method = "GET",
                                                       .path = "/v1/occupations",
                                                       .parameters = k_parameters,
                                                       .pace = Pace::reading,
                                                       .handle = handle,
                                                       .kept = true};

}  // namespace leerwijzer
