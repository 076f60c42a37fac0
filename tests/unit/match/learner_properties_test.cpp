// What always holds of the skills that a person has, of the gap, and of ways to other work; random cases, same seed.
#include "engine/match/goal.hpp"
#include "engine/match/held_skills.hpp"
#include "engine/match/pathways.hpp"
#include "engine/match/questions.hpp"
#include "tests/support/person_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace leerwijzer {
namespace {

using testing::shipped_taxonomy;

constexpr int k_cases = 10'000;

/// All that can be named, by URI.
struct Names {
  std::vector<const Occupation*> occupations;
  std::vector<const Skill*> skills;
};

const Names& names() {
  static const Names all = [] {
    Names found;
    const Taxonomy& taxonomy = shipped_taxonomy();
    for (std::int64_t id = 1; id <= static_cast<std::int64_t>(taxonomy.occupation_count()); ++id)
      found.occupations.push_back(taxonomy.occupation(OccupationId{id}));
    for (std::int64_t id = 1; id <= static_cast<std::int64_t>(taxonomy.skill_count()); ++id)
      found.skills.push_back(taxonomy.skill(SkillId{id}));
    return found;
  }();
  return all;
}

class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  ConceptRef skill() { return {"", names().skills[below(names().skills.size())]->uri}; }
  HeldOccupation work() {
    HeldOccupation held{{"", names().occupations[below(names().occupations.size())]->uri}};
    if (below(3) != 0) held.years = static_cast<double>(below(30)) / 2.0;
    if (below(3) == 0) held.last_year = 1985 + static_cast<int>(below(41));
    return held;
  }
  Learner learner() {
    Learner one;
    for (std::size_t i = below(4); i > 0; --i) one.occupations.push_back(work());
    for (std::size_t i = below(4); i > 0; --i) one.skills.push_back(skill());
    for (std::size_t i = below(3); i > 0; --i) {
      ConceptRef denied = skill();
      if (std::find(one.skills.begin(), one.skills.end(), denied) == one.skills.end())
        one.skills_not_had.push_back(std::move(denied));
    }
    if (below(4) == 0) one.diplomas.emplace_back(below(2) == 0 ? "diploma verzorgende" : "timmerman uit Polen");
    return one;
  }
  std::mt19937& engine() { return engine_; }

 private:
  std::mt19937 engine_;
};

std::vector<HeldSkill> understood(const Learner& learner) {
  const HeldMatches held = understand_held(shipped_taxonomy(), learner).value();
  return understand_learner({shipped_taxonomy(), learner, held, {}, testing::k_person_today}).value().skills;
}

double missing_weight(const Learner& learner, OccupationId goal) {
  const Taxonomy& taxonomy = shipped_taxonomy();
  double weight = 0.0;
  for (const RequiredSkill& one : taxonomy.gap(taxonomy.required_skills(goal), shares_of(understood(learner))).missing)
    weight += one.weight;
  return weight;
}

TEST(LearnerProperty, another_skill_or_other_work_never_raises_the_gap) {
  Chance chance(1);
  int changed = 0;
  for (int i = 0; i < k_cases; ++i) {
    Learner learner = chance.learner();
    const OccupationId goal = names().occupations[chance.below(names().occupations.size())]->id;
    const double before = missing_weight(learner, goal);
    if (i % 2 == 0) {
      ConceptRef skill = chance.skill();
      if (i % 4 == 0) {  // one that the goal asks
        const auto required = shipped_taxonomy().required_skills(goal);
        skill.uri = shipped_taxonomy().skill(required[chance.below(required.size())].skill)->uri;
      }
      std::erase(learner.skills_not_had, skill);
      learner.skills.push_back(std::move(skill));
    } else {
      learner.occupations.push_back(chance.work());
    }
    const double after = missing_weight(learner, goal);
    ASSERT_LE(after, before + 1e-9) << "case " << i;
    if (after < before) ++changed;
  }
  EXPECT_GT(changed, k_cases / 10) << "the cases do change something";
}

TEST(LearnerProperty, the_order_in_which_things_are_said_changes_nothing) {
  Chance chance(2);
  for (int i = 0; i < 1'000; ++i) {
    Learner learner = chance.learner();
    const auto before = understood(learner);
    std::shuffle(learner.occupations.begin(), learner.occupations.end(), chance.engine());
    std::shuffle(learner.skills.begin(), learner.skills.end(), chance.engine());
    std::shuffle(learner.skills_not_had.begin(), learner.skills_not_had.end(), chance.engine());
    const auto after = understood(learner);
    ASSERT_EQ(before.size(), after.size());
    for (std::size_t k = 0; k < before.size(); ++k) {
      ASSERT_EQ(before[k].skill, after[k].skill);
      ASSERT_EQ(before[k].sureness, after[k].sureness);
      ASSERT_EQ(before[k].grounds.front().text, after[k].grounds.front().text);
    }
  }
}

TEST(LearnerProperty, an_answer_to_a_question_changes_the_gap_as_it_says) {
  const Taxonomy& taxonomy = shipped_taxonomy();
  Chance chance(3);
  for (int i = 0; i < 500; ++i) {
    Learner learner = chance.learner();
    const OccupationId goal = names().occupations[chance.below(names().occupations.size())]->id;
    const auto required = taxonomy.required_skills(goal);
    double all = 0.0;
    for (const RequiredSkill& one : required) all += one.weight;
    const double before = missing_weight(learner, goal);
    for (const ConfirmingQuestion& one : confirming_questions(taxonomy, required, understood(learner))) {
      Learner yes = learner;
      yes.skills.push_back({"", taxonomy.skill(one.skill)->uri});
      ASSERT_NEAR(missing_weight(yes, goal) - before, one.if_yes * all, 1e-9);
      Learner no = learner;
      no.skills_not_had.push_back({"", taxonomy.skill(one.skill)->uri});
      ASSERT_NEAR(missing_weight(no, goal) - before, one.if_no * all, 1e-9);
    }
  }
}

TEST(LearnerProperty, every_step_of_a_way_is_near_and_brings_the_goal_nearer) {
  const Taxonomy& taxonomy = shipped_taxonomy();
  Chance chance(4);
  std::size_t longer = 0;
  for (int i = 0; i < 5'000; ++i) {
    const Occupation* from = names().occupations[chance.below(names().occupations.size())];
    const auto same = taxonomy.occupations_in(from->sector);
    const Occupation* goal = same[chance.below(same.size())];
    std::vector<SkillShare> had;
    for (const RequiredSkill& one : taxonomy.required_skills(from->id)) {
      if (one.kind == RelationKind::essential) had.push_back({one.skill, 1.0});
    }
    const auto way = taxonomy.path_to(goal->id, had);
    if (way.empty()) continue;
    ASSERT_EQ(way.back(), goal->id);
    if (way.size() > 1) ++longer;
    double last = 1.0 - taxonomy.transition_to(goal->id, had).overlap;
    for (std::size_t k = 0; k < way.size(); ++k) {
      ASSERT_GE(taxonomy.transition_to(way[k], had).overlap, k_near_overlap);
      for (const RequiredSkill& one : taxonomy.required_skills(way[k])) {
        if (one.kind == RelationKind::essential) had.push_back({one.skill, 1.0});
      }
      const double still = 1.0 - taxonomy.transition_to(goal->id, had).overlap;
      if (k + 1 < way.size()) {
        ASSERT_LT(still, last);
      }
      last = still;
    }
  }
  EXPECT_GT(longer, 50U) << "there are ways of several steps among the cases";
}

TEST(LearnerFormula, work_counts_by_relation_years_and_how_long_ago) {
  EXPECT_NEAR(sureness_of_work(RelationKind::essential, 5.0, std::nullopt), 0.933, 0.001);
  EXPECT_NEAR(sureness_of_work(RelationKind::essential, 0.0, std::nullopt), 0.475, 0.001);
  EXPECT_NEAR(sureness_of_work(RelationKind::essential, std::nullopt, std::nullopt), 0.855, 0.001);
  EXPECT_NEAR(sureness_of_work(RelationKind::essential, 5.0, 12), 0.583, 0.001);
  EXPECT_LT(sureness_of_work(RelationKind::optional, 30.0, std::nullopt), 0.6) << "possible at most";
  EXPECT_GT(sureness_of_work(RelationKind::essential, 2.0, 1), sureness_of_work(RelationKind::essential, 2.0, 20));
}

}  // namespace
}  // namespace leerwijzer
