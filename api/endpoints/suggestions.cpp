// GET /v1/suggestions: as one types: occupations, skills, places and offers that start with the words.
#include "engine/match/suggestions.hpp"

#include "api/reply.hpp"
#include "api/wire/json_values.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "q", .max = 100},
    {.name = "limit", .type = ParameterType::integer, .min = 1, .max = 20, .usual = "5"},
});

struct Input {
  std::string text;
  std::size_t limit = 5;
};

using Output = std::vector<Suggestion>;

Input read(const Call& call) {
  Input input{call.parameters.text("q"), static_cast<std::size_t>(call.parameters.integer("limit").value_or(5))};
  if (input.text.empty())
    throw InvalidInput({{"q", "There is nothing to suggest for.", "Give the letters typed so far."}});
  return input;
}

Result<Output> process(const Call& call, const Input& input) {
  const Snapshot& snapshot = snapshot_of(call);
  return suggest(snapshot.taxonomy, snapshot.geography, *call.services.index, input.text, input.limit);
}

json::value uri_of(const Taxonomy& taxonomy, const Suggestion& one) {
  if (one.kind == SuggestionKind::occupation) {
    const Occupation* occupation = taxonomy.occupation({one.id});
    return text_or_null(occupation != nullptr ? occupation->uri : "");
  }
  if (one.kind != SuggestionKind::skill) return nullptr;
  const Skill* skill = taxonomy.skill({one.id});
  return text_or_null(skill != nullptr ? skill->uri : "");
}

Answer write(const Call& call, const Input& input, const Output& output) {
  json::array items;
  for (const Suggestion& one : output) {
    items.push_back(json::object{{"kind", name_of(one.kind)},
                                 {"id", one.id > 0 ? json::value(one.id) : json::value(nullptr)},
                                 {"uri", uri_of(snapshot_of(call).taxonomy, one)},
                                 {"label", one.label}});
  }
  const std::size_t total = items.size();
  json::object understood{{"q", input.text}};
  return render(write_collection(std::move(items), total, {}, std::move(understood), ""), provenance_of(call), 60);
}

Result<Answer> handle(const Call& call) {
  const Input input = read(call);
  const Result<Output> output = process(call, input);
  if (!output) return output.error();
  return write(call, input, *output);
}

}  // namespace

extern const Endpoint k_endpoint_suggestions = {.method = "GET",
                                                .path = "/v1/suggestions",
                                                .parameters = k_parameters,
                                                .pace = Pace::reading,
                                                .handle = handle,
                                                .kept = true};

}  // namespace leerwijzer
