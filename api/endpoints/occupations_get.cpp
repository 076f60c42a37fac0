// GET /v1/occupations/{id}: an occupation with its labels and the skills that it asks.
#include "api/reply.hpp"
#include "api/wire/json_values.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
});

/// Input is the occupation in the path, output what the taxonomy says of it.
Result<Answer> handle(const Call& call) {
  const Taxonomy& taxonomy = snapshot_of(call).taxonomy;
  const Occupation& occupation = occupation_in_path(call);
  boost::json::object out =
      write_occupation(taxonomy, {occupation.id, 1.0, std::string(taxonomy.label(occupation.id))});
  out["description"] = text_or_null(occupation.description);
  boost::json::array labels;
  for (const Label& label : occupation.labels) {
    if (label.kind == LabelKind::hidden) continue;
    labels.push_back(
        boost::json::object{{"kind", name_of(label.kind)}, {"language", label.language}, {"text", label.text}});
  }
  out["labels"] = std::move(labels);
  boost::json::array skills;
  for (const RequiredSkill& skill : taxonomy.required_skills(occupation.id)) {
    skills.push_back(write_required_skill(taxonomy, skill));
  }
  out["skills"] = std::move(skills);
  return render(std::move(out), provenance_of(call), 60);
}

}  // namespace

extern const Endpoint k_endpoint_occupations_get = {.method = "GET",
                                                    .path = "/v1/occupations/{id}",
                                                    .parameters = k_parameters,
                                                    .pace = Pace::reading,
                                                    .handle = handle,
                                                    .kept = true};

}  // namespace leerwijzer
