// How a learner is understood, and where a person could go: one file of tests/cases/learner for each.
#include "engine/core/text.hpp"
#include "engine/match/matcher.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/person_desk.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>
#include <cmath>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using testing::PersonDesk;
using testing::shipped_taxonomy;
using testing::skill_named;

std::string text_of(const json::value& value) { return std::string(value.as_string()); }

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(testing::root() / "tests/cases/learner"))
    names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

const HeldSkill* held(const MatchAnswer& answer, const std::string& label) {
  const SkillId id = skill_named(label);
  const auto& all = answer.learner.skills;
  const auto found = std::find_if(all.begin(), all.end(), [&](const HeldSkill& one) { return one.skill == id; });
  return found == all.end() ? nullptr : &*found;
}

bool in(const std::vector<RequiredSkill>& list, const std::string& label) {
  const SkillId id = skill_named(label);
  return std::any_of(list.begin(), list.end(), [&](const RequiredSkill& one) { return one.skill == id; });
}

bool asks_about(const MatchAnswer& answer, const std::string& label) {
  const SkillId id = skill_named(label);
  const auto& all = answer.learner.questions;
  return std::any_of(all.begin(), all.end(), [&](const ConfirmingQuestion& one) { return one.skill == id; });
}

void expect_skills(const json::object& expect, const MatchAnswer& answer) {
  if (const auto* skills = expect.if_contains("skills")) {
    for (const auto& [label, certainty] : skills->as_object()) {
      const HeldSkill* one = held(answer, std::string(label));
      ASSERT_NE(one, nullptr) << label;
      EXPECT_EQ(name_of(one->certainty), text_of(certainty)) << label << " " << one->sureness;
    }
  }
  if (const auto* grounds = expect.if_contains("grounds")) {
    for (const auto& [label, kind] : grounds->as_object()) {
      const HeldSkill* one = held(answer, std::string(label));
      ASSERT_NE(one, nullptr) << label;
      EXPECT_EQ(name_of(one->grounds.front().kind), text_of(kind)) << label;
      EXPECT_FALSE(one->grounds.front().text.empty());
    }
  }
  if (expect.contains("noSkills")) {
    EXPECT_TRUE(answer.learner.skills.empty());
  }
  if (const auto* had = expect.if_contains("had")) {
    for (const json::value& label : had->as_array()) EXPECT_TRUE(in(answer.gap.had, text_of(label))) << label;
  }
  if (const auto* missing = expect.if_contains("notHad")) {
    for (const json::value& label : missing->as_array()) EXPECT_TRUE(in(answer.gap.missing, text_of(label))) << label;
  }
  if (const auto* diploma = expect.if_contains("diploma")) {
    ASSERT_EQ(answer.learner.diplomas.size(), 1U);
    const UnderstoodDiploma& one = answer.learner.diplomas.front();
    EXPECT_EQ(one.foreign, diploma->at("foreign").as_bool());
    const auto& wanted = diploma->as_object();
    EXPECT_EQ(one.level ? std::string(name_of(*one.level)) : "",
              wanted.contains("level") ? text_of(wanted.at("level")) : "");
    EXPECT_EQ(one.occupation ? std::string(shipped_taxonomy().label(one.occupation->id)) : "",
              wanted.contains("occupation") ? text_of(wanted.at("occupation")) : "");
    EXPECT_FALSE(one.text.empty());
  }
}

void expect_questions(const json::object& expect, const MatchAnswer& answer) {
  EXPECT_LE(answer.learner.questions.size(), 5U);
  double last = 1.0;
  for (const ConfirmingQuestion& one : answer.learner.questions) {
    EXPECT_LE(one.informative, last) << "the most informative first";
    last = one.informative;
    EXPECT_LE(one.if_yes, 0.0);
    EXPECT_GE(one.if_no, 0.0);
    for (const std::string& text : {one.text, one.yes_text, one.no_text}) EXPECT_FALSE(text.empty());
    const auto& all = answer.learner.skills;
    EXPECT_FALSE(std::any_of(all.begin(), all.end(), [&](const HeldSkill& skill) {
      return skill.skill == one.skill && (skill.certainty == Certainty::stated || skill.certainty == Certainty::denied);
    })) << one.text;
  }
  if (const auto* questions = expect.if_contains("questions")) {
    EXPECT_GE(static_cast<std::int64_t>(answer.learner.questions.size()), questions->as_int64());
  }
  if (const auto* none = expect.if_contains("noQuestion")) {
    for (const json::value& label : none->as_array()) EXPECT_FALSE(asks_about(answer, text_of(label))) << label;
  }
  if (const auto* some = expect.if_contains("question")) {
    for (const json::value& label : some->as_array()) EXPECT_TRUE(asks_about(answer, text_of(label))) << label;
  }
}

void expect_transitions(const json::object& expect, const MatchAnswer& answer) {
  const Taxonomy& taxonomy = shipped_taxonomy();
  double last = 2.0;
  for (const NextOccupation& one : answer.transitions) {
    double sum = 0.0;
    for (const ScorePart& part : one.parts) {
      sum += part.share;
      EXPECT_FALSE(part.text.empty());
    }
    EXPECT_NEAR(sum, one.score, 1e-9) << "a score is the sum of its parts";
    EXPECT_LE(one.score, last + 1e-12) << "the best first";
    EXPECT_LE(one.score, 1.0 + 1e-9);
    last = one.score;
  }
  if (const auto* count = expect.if_contains("transitions")) {
    ASSERT_GE(static_cast<std::int64_t>(answer.transitions.size()), count->as_int64());
  }
  if (const auto* sector = expect.if_contains("transitionSector")) {
    for (const NextOccupation& one : answer.transitions)
      EXPECT_EQ(taxonomy.occupation(one.occupation)->sector, text_of(*sector)) << taxonomy.label(one.occupation);
  }
  if (const auto* sector = expect.if_contains("firstSector")) {
    ASSERT_FALSE(answer.transitions.empty());
    EXPECT_EQ(taxonomy.occupation(answer.transitions.front().occupation)->sector, text_of(*sector));
  }
  if (const auto* parts = expect.if_contains("parts")) {
    for (const json::value& kind : parts->as_array()) {
      const auto& shown = answer.transitions.front().parts;
      EXPECT_TRUE(std::any_of(shown.begin(), shown.end(), [&](const ScorePart& one) {
        return one.kind == text_of(kind);
      })) << kind;
    }
  }
}

void expect_paths(const json::object& expect, const MatchAnswer& answer) {
  for (const Pathway& path : answer.paths) {
    EXPECT_FALSE(path.text.empty());
    double still = 1.0;
    for (const PathStep& step : path.steps) {
      EXPECT_LT(step.still_to_goal, still) << "every step brings the last occupation nearer";
      still = step.still_to_goal;
      EXPECT_TRUE(path.steps.size() == 1 || step.to.overlap >= k_near_overlap);
    }
  }
  const Taxonomy& taxonomy = shipped_taxonomy();
  if (const auto* wanted = expect.if_contains("path")) {
    ASSERT_EQ(answer.paths.size(), 1U);
    std::vector<std::string> labels;
    for (const PathStep& step : answer.paths.front().steps) labels.emplace_back(taxonomy.label(step.to.occupation));
    std::vector<std::string> expected;
    for (const json::value& label : wanted->as_array()) expected.push_back(text_of(label));
    EXPECT_EQ(labels, expected);
  }
  if (const auto* known = expect.if_contains("monthsOfStep")) {
    const auto& steps = answer.paths.at(0).steps;
    for (std::size_t i = 0; i < known->as_array().size(); ++i) {
      EXPECT_EQ(steps.at(i).estimate.months.has_value(), known->as_array()[i].as_bool()) << i;
      EXPECT_EQ(steps.at(i).estimate.cost.has_value(), known->as_array()[i].as_bool()) << i;
      EXPECT_FALSE(steps.at(i).estimate.text.empty());
    }
  }
  if (const auto* goal = expect.if_contains("growsTo")) {
    EXPECT_TRUE(std::any_of(answer.paths.begin(), answer.paths.end(), [&](const Pathway& path) {
      return path.steps.size() >= 2 && std::any_of(path.steps.begin() + 1, path.steps.end(), [&](const PathStep& step) {
               return taxonomy.label(step.to.occupation) == text_of(*goal);
             });
    }));
  }
}

class LearnerCase : public ::testing::TestWithParam<std::string> {};

TEST_P(LearnerCase, is_understood) {
  const json::value one =
      json::parse(testing::read_file(testing::root() / "tests/cases/learner" / (GetParam() + ".json")));
  const json::object& expect = one.at("expect").as_object();
  const auto answer = PersonDesk::instance().ask(json::serialize(one.at("request")));
  if (const auto* error = expect.if_contains("error")) {
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(answer.error().where, text_of(*error)) << answer.error().what;
    EXPECT_FALSE(answer.error().what.empty());
    EXPECT_FALSE(answer.error().hint.empty());
    return;
  }
  ASSERT_TRUE(answer.has_value()) << describe(answer.error());
  if (const auto* goal = expect.if_contains("goal")) {
    EXPECT_EQ(name_of(answer->goal.kind), text_of(*goal));
  }
  if (const auto* required = expect.if_contains("required")) {
    EXPECT_GE(static_cast<std::int64_t>(answer->gap.required.size()), required->as_int64());
  }
  if (const auto* offers = expect.if_contains("offers")) {
    EXPECT_GE(static_cast<std::int64_t>(answer->offers.size()), offers->as_int64());
  }
  if (const auto* notes = expect.if_contains("notes")) {
    for (const json::value& field : notes->as_array()) {
      const auto& all = answer->learner.notes;
      EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const auto& note) {
        return note.first == text_of(field) && !note.second.empty();
      })) << field;
    }
  } else {
    EXPECT_TRUE(answer->learner.notes.empty()) << answer->learner.notes.front().second;
  }
  expect_skills(expect, *answer);
  expect_questions(expect, *answer);
  expect_transitions(expect, *answer);
  expect_paths(expect, *answer);
}

INSTANTIATE_TEST_SUITE_P(Learner, LearnerCase, ::testing::ValuesIn(case_names()),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace leerwijzer
