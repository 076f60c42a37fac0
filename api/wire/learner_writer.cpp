// How a learner was understood, and where a person could go: the parts of a match about the person.
#include "api/wire/json_values.hpp"
#include "api/wire/writers.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <set>
#include <tuple>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr double k_steps = 1e4;
constexpr std::size_t k_shown_skills = 40;
constexpr std::size_t k_shown_grounds = 3;

bool counts(Certainty certainty) { return certainty == Certainty::stated || certainty == Certainty::likely; }

json::object write_held_skill(const HeldSkill& held, const Taxonomy& taxonomy) {
  const Skill* skill = taxonomy.skill(held.skill);
  json::object out;
  out["id"] = held.skill.value;
  out["uri"] = text_or_null(skill != nullptr ? std::string_view(skill->uri) : std::string_view{});
  out["label"] = taxonomy.label(held.skill);
  out["certainty"] = name_of(held.certainty);
  out["sureness"] = rounded(held.sureness, k_steps);
  out["counts"] = counts(held.certainty);
  json::array grounds;
  for (std::size_t i = 0; i < std::min(k_shown_grounds, held.grounds.size()); ++i) {
    const SkillGround& ground = held.grounds[i];
    grounds.push_back(json::object{{"kind", json::string(name_of(ground.kind))},
                                   {"sureness", rounded(ground.sureness, k_steps)},
                                   {"text", ground.text}});
  }
  out["grounds"] = std::move(grounds);
  return out;
}

json::object write_held_skills(const std::vector<HeldSkill>& skills, const Taxonomy& taxonomy) {
  json::object out;
  out["total"] = skills.size();
  for (const auto& [certainty, name] : EnumNames<Certainty>::names) {
    out[{name.data(), name.size()}] = std::count_if(
        skills.begin(), skills.end(), [wanted = certainty](const HeldSkill& one) { return one.certainty == wanted; });
  }
  json::array items;
  for (std::size_t i = 0; i < std::min(k_shown_skills, skills.size()); ++i)
    items.push_back(write_held_skill(skills[i], taxonomy));
  out["items"] = std::move(items);
  return out;
}

json::array write_diplomas(const std::vector<UnderstoodDiploma>& diplomas, const Taxonomy& taxonomy) {
  json::array list;
  for (const UnderstoodDiploma& one : diplomas) {
    json::object out;
    out["words"] = one.words;
    out["level"] = name_or_null(one.level);
    out["foreign"] = one.foreign;
    out["occupation"] =
        one.occupation ? json::value(write_occupation(taxonomy, *one.occupation)) : json::value(nullptr);
    out["skill"] = one.skill ? json::value(write_skill(taxonomy, *one.skill)) : json::value(nullptr);
    out["text"] = one.text;
    list.push_back(std::move(out));
  }
  return list;
}

json::value write_months(const std::optional<std::pair<double, double>>& months) {
  if (!months) return nullptr;
  return json::object{{"min", rounded(months->first, 10)}, {"max", rounded(months->second, 10)}};
}

json::object write_step(const PathStep& step, const Taxonomy& taxonomy) {
  json::object out;
  out["occupation"] = write_occupation(
      taxonomy, {step.to.occupation, 1.0, std::string(taxonomy.label(step.to.occupation)), MatchRelation::exact});
  out["overlap"] = rounded(step.to.overlap, k_steps);
  out["had"] = step.to.shared.size();
  json::array missing;
  for (const SkillId skill : step.to.missing) missing.push_back(write_skill(taxonomy, skill));
  out["missing"] = std::move(missing);
  out["stillToGoal"] = rounded(step.still_to_goal, k_steps);
  out["months"] = write_months(step.estimate.months);
  out["cost"] = write_interval(step.estimate.cost);
  out["closes"] = rounded(step.estimate.closes, k_steps);
  json::array modules;
  for (const StepEstimate::Module& one : step.estimate.modules) {
    modules.push_back(json::object{{"offerId", one.offer.value},
                                   {"title", one.title},
                                   {"months", rounded_or_null(one.months, 10)},
                                   {"cost", write_interval(one.cost)}});
  }
  out["modules"] = std::move(modules);
  out["basis"] = text_or_null(step.estimate.text);
  return out;
}

}  // namespace

json::array write_notes(const std::vector<std::pair<std::string, std::string>>& notes) {
  json::array list;
  for (const auto& [field, text] : notes) list.push_back(json::object{{"field", field}, {"text", text}});
  return list;
}

json::object write_learner(const LearnerPicture& learner, const Taxonomy& taxonomy) {
  json::object out;
  out["skills"] = write_held_skills(learner.skills, taxonomy);
  out["diplomas"] = write_diplomas(learner.diplomas, taxonomy);
  out["notes"] = write_notes(learner.notes);
  return out;
}

json::array write_questions(const LearnerPicture& learner, const Taxonomy& taxonomy) {
  json::array list;
  for (const ConfirmingQuestion& one : learner.questions) {
    json::object out;
    out["skill"] = write_skill(taxonomy, one.skill);
    out["text"] = one.text;
    out["sureness"] = rounded(one.sureness, k_steps);
    out["informative"] = rounded(one.informative, k_steps);
    out["yes"] = json::object{{"gapChange", rounded(one.if_yes, k_steps)}, {"text", one.yes_text}};
    out["no"] = json::object{{"gapChange", rounded(one.if_no, k_steps)}, {"text", one.no_text}};
    list.push_back(std::move(out));
  }
  return list;
}

json::array write_transitions(const std::vector<NextOccupation>& occupations, const Taxonomy& taxonomy) {
  json::array list;
  for (const NextOccupation& one : occupations) {
    json::object out = write_transition(taxonomy, one);
    out["score"] = rounded(one.score, k_steps);
    json::array parts;
    for (const ScorePart& part : one.parts) {
      parts.push_back(json::object{{"kind", part.kind},
                                   {"value", rounded(part.value, k_steps)},
                                   {"share", rounded(part.share, k_steps)},
                                   {"text", part.text}});
    }
    out["parts"] = std::move(parts);
    list.push_back(std::move(out));
  }
  return list;
}

json::array write_paths(const std::vector<Pathway>& paths, const Taxonomy& taxonomy) {
  json::array list;
  for (const Pathway& one : paths) {
    json::object out;
    json::array steps;
    for (const PathStep& step : one.steps) steps.push_back(write_step(step, taxonomy));
    out["steps"] = std::move(steps);
    out["months"] = write_months(one.months);
    out["cost"] = write_interval(one.cost);
    out["text"] = one.text;
    list.push_back(std::move(out));
  }
  return list;
}

json::array write_shortage_sources(const std::vector<NextOccupation>& occupations) {
  std::set<std::tuple<std::string, std::string, bool>> sources;
  for (const NextOccupation& one : occupations) {
    if (one.shortage != nullptr)
      sources.emplace(format_iso(one.shortage->measured_on), one.shortage->source, one.shortage->sample);
  }
  json::array list;
  for (const auto& [measured_on, source, sample] : sources)
    list.push_back(json::object{{"measuredOn", measured_on}, {"source", source}, {"sample", sample}});
  return list;
}

}  // namespace leerwijzer
