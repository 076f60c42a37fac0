// GET /v1/suggestions: as one types: occupations, skills, places and offers that start with the words.
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

struct Output {
  std::vector<OccupationMatch> occupations;
  std::vector<SkillMatch> skills;
  std::vector<std::string> places;
  std::vector<std::pair<OfferId, std::string>> offers;
};

Input read(const Call& call) {
  Input input{call.parameters.text("q"), static_cast<std::size_t>(call.parameters.integer("limit").value_or(5))};
  if (input.text.empty())
    throw InvalidInput({{"q", "There is nothing to suggest for.", "Give the letters typed so far."}});
  return input;
}

Result<Output> process(const Call& call, const Input& input) {
  const Snapshot& snapshot = snapshot_of(call);
  auto offers = call.services.index->suggest(input.text, input.limit);
  if (!offers) return offers.error();
  return Output{snapshot.taxonomy.suggest_occupations(input.text, input.limit),
                snapshot.taxonomy.suggest_skills(input.text, input.limit),
                snapshot.geography.suggest_places(input.text, input.limit), std::move(*offers)};
}

json::object suggestion(std::string_view kind, json::value id, json::value uri, std::string_view label) {
  return {{"kind", kind}, {"id", std::move(id)}, {"uri", std::move(uri)}, {"label", label}};
}

Answer write(const Call& call, const Input& input, const Output& output) {
  const Taxonomy& taxonomy = snapshot_of(call).taxonomy;
  json::array items;
  for (const OccupationMatch& one : output.occupations) {
    const Occupation* occupation = taxonomy.occupation(one.id);
    items.push_back(suggestion("occupation", one.id.value, text_or_null(occupation ? occupation->uri : ""),
                               one.matched_label.empty() ? taxonomy.label(one.id) : one.matched_label));
  }
  for (const SkillMatch& one : output.skills) {
    const Skill* skill = taxonomy.skill(one.id);
    items.push_back(suggestion("skill", one.id.value, text_or_null(skill ? skill->uri : ""),
                               one.matched_label.empty() ? taxonomy.label(one.id) : one.matched_label));
  }
  for (const auto& [id, title] : output.offers) items.push_back(suggestion("offer", id.value, nullptr, title));
  for (const std::string& name : output.places) items.push_back(suggestion("place", nullptr, nullptr, name));
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

extern const Endpoint k_endpoint_suggestions = {
    .method = "GET", .path = "/v1/suggestions", .parameters = k_parameters, .handle = handle, .kept = true};

}  // namespace leerwijzer
