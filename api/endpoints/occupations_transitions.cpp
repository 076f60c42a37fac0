// GET /v1/occupations/{id}/transitions: work that lies near, by the share of its skills that somebody
// from this occupation has already.
#include "api/reply.hpp"
#include "api/wire/vocabulary.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
    {.name = "sector", .type = ParameterType::choice, .choices = sector_names},
    {.name = "limit", .type = ParameterType::integer, .min = 1, .max = 50, .usual = "10"},
});

struct Input {
  OccupationId from;
  std::string sector;
  std::size_t limit = 10;
};

using Output = std::vector<Transition>;

Input read(const Call& call) {
  return {occupation_in_path(call).id, call.parameters.text("sector"),
          static_cast<std::size_t>(call.parameters.integer("limit").value_or(10))};
}

Output process(const Call& call, const Input& input) {
  const Taxonomy& taxonomy = snapshot_of(call).taxonomy;
  std::vector<SkillId> had;
  for (const RequiredSkill& skill : taxonomy.required_skills(input.from)) {
    if (skill.kind == RelationKind::essential) had.push_back(skill.skill);
  }
  const std::array held{input.from};
  return taxonomy.transitions(had, held, input.sector, input.limit);
}

Result<Answer> handle(const Call& call) {
  const Taxonomy& taxonomy = snapshot_of(call).taxonomy;
  const Input input = read(call);
  const Output output = process(call, input);
  boost::json::array items;
  for (const Transition& transition : output) items.push_back(write_transition(taxonomy, transition));
  boost::json::object understood;
  understood["from"] = write_occupation(taxonomy, {input.from, 1.0, std::string(taxonomy.label(input.from))});
  return render(write_collection(std::move(items), output.size(), {}, std::move(understood), ""), provenance_of(call),
                60);
}

}  // namespace

extern const Endpoint k_endpoint_occupations_transitions = {.method = "GET",
                                                            .path = "/v1/occupations/{id}/transitions",
                                                            .parameters = k_parameters,
                                                            .handle = handle,
                                                            .kept = true};

}  // namespace leerwijzer
