#include "engine/match/questions.hpp"

#include "engine/match/held_skills.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_questions = 5;
constexpr double k_least_informative = 0.001;  ///< of the whole: less is not worth a person's time

double guess_for(ReuseLevel reuse) {
  switch (reuse) {
    case ReuseLevel::transversal: return 0.25;
    case ReuseLevel::cross_sector: return 0.15;
    case ReuseLevel::unknown:
    case ReuseLevel::sector_specific:
    case ReuseLevel::occupation_specific: return 0.05;
  }
  return 0.05;
}

ConfirmingQuestion question_about(const Taxonomy& taxonomy, const RequiredSkill& asked, const HeldSkill* known,
                                  double share, double all) {
  ConfirmingQuestion one;
  one.skill = asked.skill;
  const Skill* skill = taxonomy.skill(asked.skill);
  one.sureness = known != nullptr ? known->sureness : guess_for(skill != nullptr ? skill->reuse : ReuseLevel::unknown);
  const double now = asked.weight * (1.0 - share);
  one.if_yes = -now / all;
  one.if_no = (asked.weight - now) / all;
  one.informative = one.sureness * -one.if_yes + (1.0 - one.sureness) * one.if_no;
  one.text = "Kunt u dit al: " + std::string(taxonomy.label(asked.skill)) + "?";
  one.yes_text =
      share >= 1.0 ? "Dat dachten we al. U hoeft dit niet meer te leren." : "Dan hoeft u dit niet meer te leren.";
  one.no_text = share > 0.0 ? "Dan zoeken we een opleiding waarin u dit leert. Dat dachten we nog niet."
                            : "Dan blijft dit iets om te leren.";
  return one;
}

}  // namespace

std::vector<ConfirmingQuestion> confirming_questions(const Taxonomy& taxonomy, std::span<const RequiredSkill> asked,
                                                     std::span<const HeldSkill> skills) {
  std::unordered_map<SkillId, const HeldSkill*> known;
  for (const HeldSkill& one : skills) known.emplace(one.skill, &one);
  std::unordered_map<SkillId, double> shares;
  for (const SkillShare& one : shares_of(skills)) shares[one.skill] = one.share;
  double all = 0.0;
  for (const RequiredSkill& one : asked) all += one.weight;
  std::vector<ConfirmingQuestion> questions;
  if (all <= 0.0) return questions;
  for (const RequiredSkill& one : asked) {
    const auto found = known.find(one.skill);
    const HeldSkill* held = found == known.end() ? nullptr : found->second;
    if (held != nullptr && (held->certainty == Certainty::stated || held->certainty == Certainty::denied)) continue;
    questions.push_back(question_about(taxonomy, one, held, shares[one.skill], all));
    if (questions.back().informative < k_least_informative) questions.pop_back();
  }
  std::sort(questions.begin(), questions.end(), [](const ConfirmingQuestion& a, const ConfirmingQuestion& b) {
    return std::tuple(-a.informative, a.skill) < std::tuple(-b.informative, b.skill);
  });
  if (questions.size() > k_most_questions) questions.resize(k_most_questions);
  return questions;
}

}  // namespace leerwijzer
