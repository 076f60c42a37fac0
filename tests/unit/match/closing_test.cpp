#include "engine/match/closing.hpp"

#include "engine/match/accessibility.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

Occupation verzorgende() {
  Occupation one;
  one.id = OccupationId{1};
  one.labels = {{LabelKind::preferred, "nl", "verzorgende"}, {LabelKind::alternative, "nl", "verzorgende IG"}};
  return one;
}

const std::vector<RequiredSkill> k_gap = {{SkillId{1}, RelationKind::essential, 0.9},
                                          {SkillId{2}, RelationKind::optional, 0.3}};

Offer offer(const std::string& title) {
  Offer one;
  one.kind = OfferKind::qualification;
  one.texts = {{TextField::title, "nl", title}};
  return one;
}

TEST(Closing, outcomes_that_the_school_states_come_first) {
  Offer stated = offer("Verzorgende IG");
  stated.codes = {{CodeScheme::crebo, "25655"}};
  stated.outcomes = {{"wonden", "nl", SkillId{1}, 0.8}, {"iets anders", "nl", SkillId{9}, 1.0}};
  const Occupation goal = verzorgende();
  const Closing closing = closing_of(stated, k_gap, &goal);
  EXPECT_EQ(closing.basis, ClosingBasis::outcomes);
  ASSERT_EQ(closing.skills.size(), 1U);
  EXPECT_EQ(closing.skills[0], (std::pair{SkillId{1}, 0.8}));
}

TEST(Closing, a_registered_qualification_of_the_occupation_closes_its_skills_less_surely) {
  Offer coded = offer("Mbo Verzorgende-IG (bbl), niveau 3");
  coded.codes = {{CodeScheme::crebo, "25655"}};
  const Occupation goal = verzorgende();
  const Closing closing = closing_of(coded, k_gap, &goal);
  EXPECT_EQ(closing.basis, ClosingBasis::qualification);
  ASSERT_EQ(closing.skills.size(), 2U);
  EXPECT_DOUBLE_EQ(closing.skills[0].second, k_register_essential);
  EXPECT_DOUBLE_EQ(closing.skills[1].second, k_register_optional);
  const Closing by_title = closing_of(offer("Verzorgende"), k_gap, &goal);
  EXPECT_EQ(by_title.basis, ClosingBasis::title);
  EXPECT_LT(by_title.skills[0].second, closing.skills[0].second);
}

TEST(Closing, another_name_or_a_course_closes_nothing_by_its_name) {
  const Occupation goal = verzorgende();
  EXPECT_TRUE(closing_of(offer("Begeleider verzorgende"), k_gap, &goal).skills.empty());
  EXPECT_TRUE(closing_of(offer("Opleiding niveau 3"), k_gap, &goal).skills.empty());
  EXPECT_TRUE(closing_of(offer("Verzorgende"), k_gap, nullptr).skills.empty());
  Offer course = offer("Verzorgende");
  course.kind = OfferKind::course;
  EXPECT_TRUE(closing_of(course, k_gap, &goal).skills.empty());
}

struct Said {
  const char* text;
  AccessNeed need;
  ReasonStatus status;
};

class Access : public ::testing::TestWithParam<Said> {};

TEST_P(Access, is_what_the_school_writes_and_nothing_more) {
  EXPECT_EQ(access_in_text(GetParam().text, GetParam().need), GetParam().status) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Accessibility, Access,
    ::testing::Values(Said{"Het gebouw is rolstoeltoegankelijk.", AccessNeed::wheelchair, ReasonStatus::met},
                      Said{"Het gebouw is helaas niet toegankelijk voor een rolstoel.", AccessNeed::wheelchair,
                           ReasonStatus::failed},
                      Said{"Er is geen lift; vraag naar opties.", AccessNeed::wheelchair, ReasonStatus::failed},
                      Said{"Niet iedereen hoeft te reizen. Er is een lift.", AccessNeed::wheelchair, ReasonStatus::met},
                      Said{"De lifter komt.", AccessNeed::wheelchair, ReasonStatus::unknown},
                      Said{"", AccessNeed::wheelchair, ReasonStatus::unknown},
                      Said{"U kunt een gebarentolk meenemen.", AccessNeed::hearing, ReasonStatus::met},
                      Said{"Rolstoel: ja.", AccessNeed::hearing, ReasonStatus::unknown},
                      Said{"Lesstof in braille", AccessNeed::visual, ReasonStatus::met},
                      Said{"Er is een prikkelarme ruimte", AccessNeed::low_stimulus, ReasonStatus::met},
                      Said{"Er is oppas op dinsdag", AccessNeed::childcare, ReasonStatus::met}));

TEST(Accessibility, what_the_school_does_not_write_is_to_be_asked) {
  Offer one = offer("Zorg");
  const AccessFit unknown = accessibility_of(one, {AccessNeed::wheelchair, AccessNeed::childcare}, true);
  EXPECT_EQ(unknown.status, ReasonStatus::unknown);
  EXPECT_TRUE(unknown.text.starts_with("Vraag de school")) << unknown.text;
  one.texts.push_back({TextField::accessibility, "nl", "Rolstoelvriendelijk gebouw"});
  EXPECT_EQ(accessibility_of(one, {AccessNeed::wheelchair}, true).status, ReasonStatus::met);
  EXPECT_EQ(accessibility_of(one, {AccessNeed::wheelchair, AccessNeed::hearing}, true).status, ReasonStatus::unknown);
}

TEST(Accessibility, a_wheelchair_is_no_obstacle_at_home) {
  Offer one = offer("Zorg");
  one.modes = {DeliveryMode::online};
  EXPECT_EQ(accessibility_of(one, {AccessNeed::wheelchair}, true).status, ReasonStatus::met);
  EXPECT_EQ(accessibility_of(one, {AccessNeed::wheelchair}, false).status, ReasonStatus::unknown);
}

}  // namespace
}  // namespace leerwijzer
