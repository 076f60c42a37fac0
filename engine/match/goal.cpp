#include "engine/match/goal.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/sector.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace leerwijzer {
namespace {

/// Below this the words are not taken to name that concept.
constexpr double k_accept = 0.3;
/// A free text is taken as an occupation only when that is clear.
constexpr double k_accept_in_text = 0.55;
constexpr std::size_t k_alternatives = 4;
constexpr std::size_t k_text_limit = 500;

/// Ways to say that the goal is open.
bool says_unknown(std::string_view text) {
  static constexpr std::array<std::string_view, 7> k_phrases = {"weet het nog niet", "weet het niet", "weet ik niet",
                                                                "weet ik nog niet",  "geen idee",     "nog geen keuze",
                                                                "maakt niet uit"};
  const std::string folded = collapse_spaces(fold(text));
  return std::any_of(k_phrases.begin(), k_phrases.end(),
                     [&](std::string_view phrase) { return contains(folded, phrase); });
}

std::string occupation_text(const Taxonomy& taxonomy, const OccupationMatch& match) {
  const std::string label = in_quotes(taxonomy.label(match.id));
  if (match.relation == MatchRelation::broader && match.confidence < 0.8)
    return "We kennen dit beroep niet precies. Het is een vorm van " + label +
           ". Klopt dat niet? Kies een ander beroep.";
  return match.confidence >= 0.8
             ? "U wilt werken als " + label + "."
             : "We denken dat u wilt werken als " + label + ". Klopt dat niet? Kies dan een ander beroep.";
}

bool take_occupation(const Taxonomy& taxonomy, std::string_view words, double at_least, UnderstoodGoal& goal) {
  std::vector<OccupationMatch> matches =
      taxonomy.resolve_occupations(truncate_utf8(words, k_text_limit), k_alternatives + 1);
  if (matches.empty() || matches.front().confidence < at_least) return false;
  goal.kind = UnderstoodGoal::Kind::occupation;
  goal.occupation = matches.front();
  goal.alternatives.assign(matches.begin() + 1, matches.end());
  goal.text = occupation_text(taxonomy, *goal.occupation);
  return true;
}

Result<void> take_skills(const Taxonomy& taxonomy, const std::vector<ConceptRef>& references, UnderstoodGoal& goal) {
  for (std::size_t i = 0; i < references.size(); ++i) {
    const ConceptRef& reference = references[i];
    if (!reference.uri.empty()) {
      const Skill* skill = taxonomy.skill_by_uri(reference.uri);
      if (skill == nullptr) {
        return Error{ErrorCode::invalid_input, "Deze vaardigheid kennen we niet: " + reference.uri,
                     "Zoek de vaardigheid op naam.", "/goal/skills/" + std::to_string(i) + "/uri"};
      }
      goal.skills.push_back({skill->id, 1.0, std::string(taxonomy.label(skill->id))});
      continue;
    }
    const auto matches = taxonomy.resolve_skills(truncate_utf8(reference.text, k_text_limit), 1);
    if (matches.empty() || matches.front().confidence < k_accept) {
      goal.not_understood.push_back(reference.text);
    } else {
      goal.skills.push_back(matches.front());
    }
  }
  return k_ok;
}

std::string skills_text(const Taxonomy& taxonomy, const std::vector<SkillMatch>& skills) {
  std::vector<std::string> labels;
  for (const SkillMatch& match : skills) labels.push_back(in_quotes(taxonomy.label(match.id)));
  return "U wilt dit leren: " + join(labels, ", ") + ".";
}

void take_open(UnderstoodGoal& goal) {
  goal.kind = UnderstoodGoal::Kind::open;
  goal.text =
      "U weet het nog niet. We laten beroepen zien die dicht bij u liggen, en opleidingen om te ontdekken wat past.";
  if (!goal.sector.empty()) goal.text += " We kijken in: " + std::string(sector_label(goal.sector)) + ".";
}

/// Words that name a skill better than they name an occupation are a skill: "dementie" is something to learn,
/// although there are occupations near it.
void take_free_text(const Taxonomy& taxonomy, const std::string& text, UnderstoodGoal& goal) {
  const std::string_view words = truncate_utf8(text, k_text_limit);
  const auto skills = taxonomy.resolve_skills(words, 3);
  const auto occupations = taxonomy.resolve_occupations(words, 1);
  const double skill = skills.empty() ? 0.0 : skills.front().confidence;
  const double occupation = occupations.empty() ? 0.0 : occupations.front().confidence;
  if (occupation >= skill && take_occupation(taxonomy, words, k_accept_in_text, goal)) return;
  std::copy_if(skills.begin(), skills.end(), std::back_inserter(goal.skills),
               [](const SkillMatch& match) { return match.confidence >= k_accept_in_text; });
  if (!goal.skills.empty()) {
    goal.kind = UnderstoodGoal::Kind::skills;
    goal.text = skills_text(taxonomy, goal.skills);
  } else {
    goal.kind = UnderstoodGoal::Kind::text;
    goal.text = "We zoeken op uw eigen woorden.";
  }
}

}  // namespace

std::string in_quotes(std::string_view label) { return "\"" + std::string(label) + "\""; }

Result<std::optional<OccupationMatch>> resolve_occupation(const Taxonomy& taxonomy, const ConceptRef& reference,
                                                          const std::string& where) {
  if (!reference.uri.empty()) {
    const Occupation* occupation = taxonomy.occupation_by_uri(reference.uri);
    if (occupation == nullptr) {
      return Error{ErrorCode::invalid_input, "Dit beroep kennen we niet: " + reference.uri, "Zoek het beroep op naam.",
                   where + "/uri"};
    }
    return std::optional(OccupationMatch{occupation->id, 1.0, std::string(taxonomy.label(occupation->id))});
  }
  const auto matches = taxonomy.resolve_occupations(truncate_utf8(reference.text, k_text_limit), 1);
  if (matches.empty() || matches.front().confidence < k_accept) return std::optional<OccupationMatch>{};
  return std::optional(matches.front());
}

Result<UnderstoodGoal> understand_goal(const Taxonomy& taxonomy, const Goal& asked) {
  UnderstoodGoal goal;
  goal.sector = asked.sector;
  if (auto skills = take_skills(taxonomy, asked.skills, goal); !skills) return skills.error();

  const bool open_in_words = says_unknown(asked.text) || (asked.occupation && says_unknown(asked.occupation->text));
  if (asked.open || open_in_words) {
    take_open(goal);
  } else if (asked.occupation && !asked.occupation->uri.empty()) {
    auto match = resolve_occupation(taxonomy, *asked.occupation, "/goal/occupation");
    if (!match) return match.error();
    goal.kind = UnderstoodGoal::Kind::occupation;
    goal.occupation = **match;
    goal.text = occupation_text(taxonomy, *goal.occupation);
  } else if (asked.occupation && take_occupation(taxonomy, asked.occupation->text, k_accept, goal)) {
    // taken as an occupation
  } else if (asked.occupation && !asked.occupation->text.empty()) {
    goal.not_understood.push_back(asked.occupation->text);
    take_free_text(taxonomy, asked.occupation->text, goal);
  } else if (!goal.skills.empty()) {
    goal.kind = UnderstoodGoal::Kind::skills;
    goal.text = skills_text(taxonomy, goal.skills);
  } else if (!asked.text.empty()) {
    take_free_text(taxonomy, asked.text, goal);
  } else if (!asked.sector.empty()) {
    goal.kind = UnderstoodGoal::Kind::sector;
    goal.text = "U zoekt in: " + std::string(sector_label(asked.sector)) +
                ". We laten zien wat veel werk in deze sector vraagt. Weet u al welk werk? Vul dat dan in.";
  } else {
    take_open(goal);
  }
  return goal;
}

Result<HeldMatches> understand_held(const Taxonomy& taxonomy, const Learner& learner) {
  HeldMatches held;
  for (std::size_t i = 0; i < learner.occupations.size(); ++i) {
    auto match =
        resolve_occupation(taxonomy, learner.occupations[i].occupation, "/learner/occupations/" + std::to_string(i));
    if (!match) return match.error();
    held.emplace_back(learner.occupations[i], *match);
  }
  return held;
}

std::vector<RequiredSkill> required_by(const Taxonomy& taxonomy, const UnderstoodGoal& goal) {
  std::vector<RequiredSkill> required;
  std::set<SkillId> seen;
  for (const SkillMatch& match : goal.skills) {
    if (seen.insert(match.id).second)
      required.push_back({match.id, RelationKind::essential, taxonomy.weight(match.id)});
  }
  if (goal.occupation) {
    for (const RequiredSkill& one : taxonomy.required_skills(goal.occupation->id)) {
      if (seen.insert(one.skill).second) required.push_back(one);
    }
  }
  if (goal.kind == UnderstoodGoal::Kind::sector) {
    const auto core = taxonomy.core_skills(sector_of_name(goal.sector).value_or(goal.sector));
    required.assign(core.begin(), core.end());
  }
  return required;
}

}  // namespace leerwijzer
