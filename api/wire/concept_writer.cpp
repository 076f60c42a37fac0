#include "api/wire/json_values.hpp"
#include "api/wire/writers.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr double k_confidence_steps = 1e4;

json::object write_concept(std::int64_t id, std::string_view uri, std::string_view label, double confidence,
                           std::string_view matched, MatchRelation relation) {
  json::object out;
  out["id"] = id;
  out["uri"] = text_or_null(uri);
  out["label"] = label;
  out["confidence"] = rounded(confidence, k_confidence_steps);
  out["matchedLabel"] = text_or_null(matched);
  out["relation"] = name_of(relation);
  return out;
}

}  // namespace

json::object write_occupation(const Taxonomy& taxonomy, const OccupationMatch& match) {
  const Occupation* occupation = taxonomy.occupation(match.id);
  json::object out = write_concept(match.id.value, occupation != nullptr ? occupation->uri : "",
                                   taxonomy.label(match.id), match.confidence, match.matched_label, match.relation);
  if (occupation == nullptr) return out;
  out["sector"] = text_or_null(occupation->sector);
  out["iscoGroup"] = text_or_null(occupation->isco_group);
  return out;
}

json::object write_skill(const Taxonomy& taxonomy, const SkillMatch& match) {
  const Skill* skill = taxonomy.skill(match.id);
  return write_concept(match.id.value, skill != nullptr ? skill->uri : "", taxonomy.label(match.id), match.confidence,
                       match.matched_label, match.relation);
}

json::object write_skill(const Taxonomy& taxonomy, SkillId skill) {
  return write_skill(taxonomy, SkillMatch{skill, 1.0, std::string(taxonomy.label(skill))});
}

json::object write_required_skill(const Taxonomy& taxonomy, const RequiredSkill& skill) {
  json::object out = write_skill(taxonomy, skill.skill);
  out["kind"] = name_of(skill.kind);
  out["weight"] = rounded(skill.weight, k_confidence_steps);
  if (skill.had_share > 0.0) out["possiblyHad"] = rounded(skill.had_share, k_confidence_steps);
  return out;
}

json::object write_transition(const Taxonomy& taxonomy, const Transition& transition) {
  const OccupationMatch match{transition.occupation, transition.overlap,
                              std::string(taxonomy.label(transition.occupation))};
  json::object out = write_occupation(taxonomy, match);
  out["overlap"] = rounded(transition.overlap, k_confidence_steps);
  json::array shared;
  for (const SkillId skill : transition.shared) shared.push_back(write_skill(taxonomy, skill));
  json::array missing;
  for (const SkillId skill : transition.missing) missing.push_back(write_skill(taxonomy, skill));
  out["shared"] = std::move(shared);
  out["missing"] = std::move(missing);
  return out;
}

}  // namespace leerwijzer
