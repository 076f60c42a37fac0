#include "engine/taxonomy/taxonomy.hpp"

#include "tests/support/taxonomy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::shipped_taxonomy;

OccupationMatch first(std::string_view text) {
  const auto matches = shipped_taxonomy().resolve_occupations(text, 5);
  return matches.empty() ? OccupationMatch{} : matches.front();
}

std::string first_label(std::string_view text) { return std::string(shipped_taxonomy().label(first(text).id)); }

struct Title {
  const char* text;
  const char* occupation;
  double at_least;
};

TEST(ResolveOccupations, takes_titles_as_people_say_them) {
  const std::vector<Title> titles = {
      {"verzorgende", "verzorgende", 1.0},
      {"verzorgende ig", "verzorgende", 0.8},
      {"vig", "verzorgende", 0.8},
      {"Verzorgende (m/v)", "verzorgende", 0.9},
      {"verzorgende worden", "verzorgende", 0.8},
      {"verzorgnde", "verzorgende", 0.8},
      {"lasser", "lasser", 1.0},
      {"leraar basisonderwijs", "leraar basisonderwijs", 1.0},
      {"juf", "leraar basisonderwijs", 0.8},
      {"software developer", "software developer", 1.0},
      {"programmeur", "software developer", 0.8},
      {"timmerman/-vrouw", "timmerman", 0.9},
      {"verkoper(ster)", "verkoopmedewerker (detailhandel)", 0.8},
      {"verkoopster in een winkel", "verkoopmedewerker (detailhandel)", 0.4},
      {"hbo-v", "verpleegkundige (hbo)", 0.8},
      {"elektricien", "elektromonteur", 0.8},
      {"heftruckchauffeur", "heftruckchauffeur", 1.0},
  };
  for (const Title& title : titles) {
    EXPECT_EQ(first_label(title.text), title.occupation) << title.text;
    EXPECT_GE(first(title.text).confidence, title.at_least) << title.text;
  }
}

TEST(ResolveOccupations, a_phrase_about_a_sector_is_plausible_but_not_sure) {
  EXPECT_EQ(first_label("ik werk in de detailhandel"), "verkoopmedewerker (detailhandel)");
  EXPECT_GE(first("ik werk in de detailhandel").confidence, 0.3);
  EXPECT_LT(first("ik werk in de detailhandel").confidence, 0.8);
}

TEST(ResolveOccupations, nonsense_is_nothing_and_any_bytes_are_safe) {
  for (const std::string text : {"", "   ", "asdfghjkl", "xqzzy", "\xFF\xFE", "((((", "\U0001F600", "de het een"}) {
    EXPECT_THAT(shipped_taxonomy().resolve_occupations(text, 5), IsEmpty()) << text;
  }
  EXPECT_NO_THROW((void)shipped_taxonomy().resolve_occupations(std::string(100'000, 'x'), 5));
}

TEST(ResolveOccupations, comes_in_order_of_confidence_and_within_the_limit) {
  const auto matches = shipped_taxonomy().resolve_occupations("verpleegkundige", 7);
  EXPECT_LE(matches.size(), 7U);
  for (std::size_t i = 1; i < matches.size(); ++i) EXPECT_GE(matches[i - 1].confidence, matches[i].confidence);
  EXPECT_THAT(shipped_taxonomy().resolve_occupations("verpleegkundige", 0), IsEmpty());
}

TEST(ResolveOccupations, every_preferred_label_finds_its_own_concept_first) {
  std::size_t own = 0;
  std::size_t all = 0;
  for (std::int64_t id = 1; id <= static_cast<std::int64_t>(shipped_taxonomy().occupation_count()); ++id) {
    const OccupationId occupation{id};
    ++all;
    const OccupationMatch match = first(shipped_taxonomy().label(occupation));
    if (match.id == occupation && match.confidence == 1.0) ++own;
  }
  EXPECT_EQ(own, all);
}

TEST(SkillOfOutcome, is_precise_rather_than_generous) {
  const Taxonomy& taxonomy = shipped_taxonomy();
  const auto label = [&](std::string_view text) -> std::string {
    const auto skill = taxonomy.skill_of_outcome(text);
    return skill ? std::string(taxonomy.label(skill->id)) : "";
  };
  EXPECT_EQ(label("medicijnen toedienen"), "medicijnen toedienen");
  EXPECT_EQ(label("de deelnemer kan medicijnen toedienen volgens protocol"), "medicijnen toedienen");
  EXPECT_EQ(label("Je leert lassen met MIG/MAG"), "mig/mag-lassen");
  EXPECT_EQ(label("leuke dingen doen"), "");
  EXPECT_EQ(label("de student ontwikkelt zich"), "");
  EXPECT_EQ(label("zorg verlenen"), "") << "mondzorg verlenen says more";
  EXPECT_EQ(label("inleiding in de module"), "") << "inleiding recht says more";
  EXPECT_EQ(label("programmeren in Python"), "python");
  EXPECT_EQ(label(""), "");
}

TEST(Suggest, labels_with_a_word_that_starts_so_preferred_ones_first) {
  const auto matches = shipped_taxonomy().suggest_occupations("Verpl", 5);
  ASSERT_FALSE(matches.empty());
  EXPECT_TRUE(matches[0].matched_label.starts_with("verpleegkundige"));
  for (const auto& match : matches) EXPECT_NE(fold(match.matched_label).find("verpl"), std::string::npos);
  EXPECT_THAT(shipped_taxonomy().suggest_occupations("", 5), IsEmpty());
  EXPECT_THAT(shipped_taxonomy().suggest_occupations("zzzz", 5), IsEmpty());
  EXPECT_FALSE(shipped_taxonomy().suggest_skills("lass", 5).empty());
}

// A small taxonomy of which every number can be checked by hand.

Label nl(const std::string& text, LabelKind kind = LabelKind::preferred) { return {kind, "nl", text}; }

Taxonomy small() {
  std::vector<Occupation> occupations(4);
  const std::vector<std::string> names = {"kok", "bakker", "ober", "gids"};
  for (std::size_t i = 0; i < occupations.size(); ++i) {
    occupations[i].id.value = static_cast<std::int64_t>(i) + 1;
    occupations[i].uri = "urn:o:" + names[i];
    occupations[i].sector = i < 3 ? "horeca" : "overig";
    occupations[i].labels = {nl(names[i])};
  }
  occupations[1].labels.insert(occupations[1].labels.begin(), {LabelKind::preferred, "en", "baker"});
  std::vector<Skill> skills(4);
  const std::vector<std::string> skill_names = {"koken", "bakken", "bedienen", "samenwerken"};
  for (std::size_t i = 0; i < skills.size(); ++i) {
    skills[i].id.value = static_cast<std::int64_t>(i) + 1;
    skills[i].uri = "urn:s:" + skill_names[i];
    skills[i].labels = {nl(skill_names[i])};
  }
  skills[3].reuse = ReuseLevel::transversal;
  const auto relation = [](std::int64_t occupation, std::int64_t skill, RelationKind kind) {
    return OccupationSkill{OccupationId{occupation}, SkillId{skill}, kind};
  };
  return Taxonomy::build(occupations, skills,
                         {relation(1, 1, RelationKind::essential), relation(1, 2, RelationKind::optional),
                          relation(1, 4, RelationKind::essential), relation(2, 2, RelationKind::essential),
                          relation(2, 4, RelationKind::essential), relation(3, 3, RelationKind::essential),
                          relation(3, 4, RelationKind::optional), relation(3, 99, RelationKind::essential),
                          relation(88, 1, RelationKind::essential)},
                         "klein");
}

TEST(Taxonomy, looks_up_by_id_uri_and_prefers_dutch_labels) {
  const Taxonomy taxonomy = small();
  EXPECT_EQ(taxonomy.version(), "klein");
  EXPECT_EQ(taxonomy.occupation_by_uri("urn:o:kok")->id, OccupationId{1});
  EXPECT_EQ(taxonomy.skill_by_uri("urn:s:geen"), nullptr);
  EXPECT_EQ(taxonomy.label(OccupationId{2}), "bakker");
  EXPECT_EQ(taxonomy.label(OccupationId{77}), "");
  EXPECT_EQ(taxonomy.resolve_occupations("baker", 1).at(0).id, OccupationId{2});
}

TEST(TaxonomyWeights, essential_before_optional_and_common_skills_discounted) {
  const Taxonomy taxonomy = small();
  const auto required = taxonomy.required_skills(OccupationId{1});
  ASSERT_EQ(required.size(), 3U);
  EXPECT_EQ(required[0].skill, SkillId{1});
  EXPECT_DOUBLE_EQ(required[0].weight, 1.0) << "asked by one occupation";
  EXPECT_LT(taxonomy.weight(SkillId{2}), 1.0) << "asked by two";
  EXPECT_LT(taxonomy.weight(SkillId{4}), 0.35) << "transversal and asked by three";
  EXPECT_EQ(taxonomy.weight(SkillId{77}), 0.0);
  EXPECT_THAT(taxonomy.required_skills(OccupationId{77}), IsEmpty());
}

TEST(TaxonomyGap, required_is_had_plus_missing) {
  const Taxonomy taxonomy = small();
  const std::vector<SkillShare> had = {{SkillId{1}}, {SkillId{3}}};
  const SkillsGap gap = taxonomy.gap(taxonomy.required_skills(OccupationId{1}), had);
  EXPECT_EQ(gap.required.size(), gap.had.size() + gap.missing.size());
  ASSERT_EQ(gap.had.size(), 1U);
  EXPECT_EQ(gap.had[0].skill, SkillId{1});
  double all = 0.0;
  for (const RequiredSkill& skill : gap.required) all += skill.weight;
  EXPECT_DOUBLE_EQ(gap.covered_share, 1.0 / all);
  EXPECT_DOUBLE_EQ(taxonomy.gap({}, had).covered_share, 1.0);
}

TEST(TaxonomyGap, what_is_possibly_had_weighs_less_and_what_is_surely_missing_comes_first) {
  const Taxonomy taxonomy = small();
  const auto required = taxonomy.required_skills(OccupationId{1});
  const SkillsGap gap = taxonomy.gap(required, std::vector<SkillShare>{{SkillId{1}, 0.25}, {SkillId{1}, 0.1}});
  ASSERT_EQ(gap.missing.size(), required.size());
  const auto found = std::find_if(gap.missing.begin(), gap.missing.end(),
                                  [](const RequiredSkill& one) { return one.skill == SkillId{1}; });
  ASSERT_NE(found, gap.missing.end());
  EXPECT_DOUBLE_EQ(found->weight, 0.75) << "of a skill that is named twice the larger share counts";
  EXPECT_DOUBLE_EQ(found->had_share, 0.25);
  EXPECT_EQ(gap.covered_share, 0.0) << "possible is not had";
}

TEST(TaxonomyTransitions, go_by_share_of_what_is_asked) {
  const Taxonomy taxonomy = small();
  const std::vector<SkillShare> had = {{SkillId{2}}, {SkillId{4}}, {SkillId{2}}};
  const auto all = taxonomy.near(had);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].occupation->id, OccupationId{2});
  EXPECT_DOUBLE_EQ(all[0].overlap, 1.0);
  EXPECT_THAT(taxonomy.transition_to(OccupationId{2}, had).missing, IsEmpty());
  const Transition other = taxonomy.transition_to(OccupationId{1}, had);
  EXPECT_THAT(other.missing, ElementsAre(SkillId{1}));
  const auto same = std::find_if(all.begin(), all.end(),
                                 [](const NearOccupation& one) { return one.occupation->id == OccupationId{1}; });
  ASSERT_NE(same, all.end());
  EXPECT_DOUBLE_EQ(same->overlap, other.overlap);
  EXPECT_THAT(taxonomy.near({}), IsEmpty());
  EXPECT_EQ(taxonomy.transition_to(OccupationId{77}, had).overlap, 0.0);
}

TEST(TaxonomyPath, passes_what_lies_between_where_one_step_is_too_far) {
  const Taxonomy& taxonomy = testing::shipped_taxonomy();
  const auto id = [&](const char* label) { return taxonomy.resolve_occupations(label, 1).at(0).id; };
  std::vector<SkillShare> had;
  for (const RequiredSkill& one : taxonomy.required_skills(id("helpende zorg en welzijn"))) {
    if (one.kind == RelationKind::essential) had.push_back({one.skill});
  }
  EXPECT_THAT(taxonomy.path_to(id("verpleegkundige (mbo)"), had),
              ElementsAre(id("verzorgende"), id("verpleegkundige (mbo)")));
  EXPECT_THAT(taxonomy.path_to(id("verzorgende"), had), ElementsAre(id("verzorgende")))
      << "what is near stays one step";
  EXPECT_THAT(taxonomy.path_to(id("verpleegkundige (hbo)"), had),
              ElementsAre(id("verzorgende"), id("verpleegkundige (mbo)"), id("verpleegkundige (hbo)")));
  EXPECT_THAT(taxonomy.path_to(id("lasser"), {}), IsEmpty()) << "from nothing there is no way";
  EXPECT_THAT(taxonomy.path_to(OccupationId{999'999}, had), IsEmpty());
}

TEST(TaxonomySectors, have_core_skills_that_much_of_their_work_asks) {
  const Taxonomy& taxonomy = testing::shipped_taxonomy();
  const auto core = taxonomy.core_skills("zorg-welzijn");
  ASSERT_GE(core.size(), 5U);
  for (std::size_t i = 1; i < core.size(); ++i) EXPECT_GE(core[i - 1].weight, core[i].weight);
  EXPECT_THAT(taxonomy.core_skills("toverij"), IsEmpty());
  EXPECT_THAT(taxonomy.core_skills(""), IsEmpty());
  EXPECT_GE(taxonomy.widely_asked().size(), 5U);
}

TEST(Taxonomy, may_be_empty) {
  const Taxonomy taxonomy = Taxonomy::build({}, {}, {}, "leeg");
  EXPECT_THAT(taxonomy.resolve_occupations("kok", 5), IsEmpty());
  EXPECT_EQ(taxonomy.skill_of_outcome("koken"), std::nullopt);
  EXPECT_THAT(taxonomy.suggest_skills("k", 5), IsEmpty());
}

}  // namespace
}  // namespace leerwijzer
