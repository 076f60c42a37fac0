// GET /v1/skills: the skills that words may mean, best first; or the one with a URI.
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

using Output = std::vector<SkillMatch>;

Input read(const Call& call) {
  Input input{call.parameters.text("q"), call.parameters.text("uri"),
              static_cast<std::size_t>(call.parameters.integer("limit").value_or(10))};
  if (input.text.empty() && input.uri.empty())
    throw InvalidInput({{"q", "There is nothing to look up.", "Give q or uri."}});
  return input;
}

Output process(const Call& call, const Input& input) {
  const Taxonomy& taxonomy = snapshot_of(call).taxonomy;
  if (input.uri.empty()) return taxonomy.resolve_skills(input.text, input.limit);
  const Skill* skill = taxonomy.skill_by_uri(input.uri);
  if (skill == nullptr) return {};
  return {{skill->id, 1.0, std::string(taxonomy.label(skill->id))}};
}

Result<Answer> handle(const Call& call) {
  const Input input = read(call);
  const Output output = process(call, input);
  boost::json::array items;
  for (const SkillMatch& match : output) items.push_back(write_skill(snapshot_of(call).taxonomy, match));
  boost::json::object understood{{"q", text_or_null(input.text)}, {"uri", text_or_null(input.uri)}};
  return render(write_collection(std::move(items), output.size(), {}, std::move(understood), ""), provenance_of(call),
                60);
}

}  // namespace

extern const Endpoint k_endpoint_skills_search = {.method = "GET",
                                                  .path = "/v1/skills",
                                                  .parameters = k_parameters,
                                                  .pace = Pace::reading,
                                                  .handle = handle,
                                                  .kept = true};

}  // namespace leerwijzer
