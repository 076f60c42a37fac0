// Facts that follow from learner and offer: only what truly follows.
#include "tests/unit/funding/shipped_rules.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using testing::date_of;

Facts derive(const Learner* learner, const Offer* offer = nullptr, std::optional<Date> start = {}) {
  FactSources sources;
  sources.learner = learner;
  sources.offer = offer;
  sources.course_start = start;
  sources.today = date_of("2026-11-21");
  return derive_facts(sources);
}

template <typename T>
std::optional<T> fact(const Facts& facts, const std::string& name) {
  const auto at = facts.find(name);
  if (at == facts.end()) return std::nullopt;
  return std::get<T>(at->second);
}

Offer degree(std::string provider, NlqfLevel level, Intensity intensity) {
  Offer offer;
  offer.provider_name = std::move(provider);
  offer.kind = OfferKind::qualification;
  offer.level = {level, LevelBasis::register_};
  offer.intensity = intensity;
  offer.recognised = true;
  return offer;
}

TEST(FundingDeriveFacts, nothing_known_says_almost_nothing) {
  const Facts facts = derive(nullptr);
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(fact<double>(facts, "case.tax_year"), 2026.0);
}

TEST(FundingDeriveFacts, a_birth_year_gives_two_ages) {
  Learner learner;
  learner.birth_year = 1970;
  const Facts facts = derive(&learner, nullptr, date_of("2027-02-01"));
  EXPECT_EQ(fact<double>(facts, "person.age_on_course_start:min"), 56.0);
  EXPECT_EQ(fact<double>(facts, "person.age_on_course_start:max"), 57.0);
  EXPECT_EQ(fact<double>(facts, "person.age_on_1_aug:min"), 55.0);
  EXPECT_EQ(fact<double>(facts, "person.age_on_1_aug:max"), 56.0);
  EXPECT_FALSE(facts.contains("person.age_on_course_start"));
}

TEST(FundingDeriveFacts, somebody_with_work_is_an_adult_unless_the_birth_year_says_otherwise) {
  Learner learner;
  EXPECT_EQ(fact<double>(derive(&learner), "person.age_on_1_aug:min"), std::nullopt);
  learner.occupations = {{ConceptRef{"verkoper", ""}, std::nullopt}};
  EXPECT_EQ(fact<double>(derive(&learner), "person.age_on_1_aug:min"), 18.0);
  learner.birth_year = 2009;
  EXPECT_EQ(fact<double>(derive(&learner, nullptr, date_of("2027-02-01")), "person.age_on_1_aug:max"), 17.0);
}

TEST(FundingDeriveFacts, on_the_last_day_of_the_year_the_age_is_certain) {
  Learner learner;
  learner.birth_year = 1970;
  EXPECT_EQ(fact<double>(derive(&learner, nullptr, date_of("2026-12-31")), "person.age_on_course_start"), 56.0);
}

TEST(FundingDeriveFacts, without_a_start_the_ages_of_a_year_ahead_are_open) {
  Learner learner;
  learner.birth_year = 1986;
  const Facts facts = derive(&learner);
  EXPECT_EQ(fact<double>(facts, "person.age_on_course_start:min"), 39.0);
  EXPECT_EQ(fact<double>(facts, "person.age_on_course_start:max"), 41.0);
}

TEST(FundingDeriveFacts, a_birth_year_decides_where_it_can_and_leaves_open_where_it_cannot) {
  Learner learner;
  learner.facts = {{"course.path", std::string("wo")},
                   {"course.recognised_nl", true},
                   {"person.right_to_regular_sf", false},
                   {"case.fee_fully_paid_by_other", false},
                   {"person.duo_nationality_ok", true}};
  const auto verdict = [&](int birth_year) {
    learner.birth_year = birth_year;
    return testing::ask_one("LLK", "2026-11-21", derive(&learner, nullptr, date_of("2027-02-01"))).eligibility;
  };
  EXPECT_EQ(verdict(1969), Verdict::no);
  EXPECT_EQ(verdict(1970), Verdict::unknown);
  EXPECT_EQ(verdict(1971), Verdict::yes);
}

TEST(FundingDeriveFacts, answers_of_the_person_win) {
  Learner learner;
  learner.birth_year = 1970;
  learner.situations = {"ww"};
  learner.facts = {{"person.age_on_course_start", 30.0}, {"person.statuses", std::vector<std::string>{"nug"}}};
  const Facts facts = derive(&learner, nullptr, date_of("2027-02-01"));
  EXPECT_EQ(fact<double>(facts, "person.age_on_course_start"), 30.0);
  EXPECT_FALSE(facts.contains("person.age_on_course_start:min"));
  EXPECT_FALSE(facts.contains("person.statuses:unemployed_ww"));
  EXPECT_TRUE(testing::shipped_rules().check_facts(facts));
}

TEST(FundingDeriveFacts, a_situation_is_a_status_and_other_benefits_are_not) {
  Learner learner;
  learner.situations = {"ww"};
  const Facts facts = derive(&learner);
  EXPECT_EQ(fact<bool>(facts, "person.statuses:unemployed_ww"), true);
  EXPECT_EQ(fact<bool>(facts, "person.statuses:zw"), false);
  EXPECT_EQ(fact<bool>(facts, "person.statuses:employee"), false);
  EXPECT_FALSE(facts.contains("person.statuses:new_hire"));
  EXPECT_EQ(testing::ask_one("ART7_611A", "2026-11-21", facts).eligibility, Verdict::no);
  EXPECT_EQ(testing::ask_one("SLIM_SCHOLING", "2026-11-21", facts).eligibility, Verdict::unknown);
}

TEST(FundingDeriveFacts, an_employee_of_unknown_contract_has_a_duty_paid_by_the_employer) {
  Learner learner;
  learner.situations = {"employee"};
  learner.facts = {{"course.legally_or_cao_mandatory", true}};
  EXPECT_EQ(testing::ask_one("ART7_611A", "2026-11-21", derive(&learner)).eligibility, Verdict::yes);
}

TEST(FundingDeriveFacts, a_job_at_risk_does_not_say_that_there_is_no_job) {
  Learner learner;
  learner.situations = {"at_risk", "zw"};
  const Facts facts = derive(&learner);
  EXPECT_EQ(fact<bool>(facts, "person.threatened_with_unemployment"), true);
  EXPECT_FALSE(facts.contains("person.statuses:employee"));
  EXPECT_FALSE(facts.contains("person.statuses:self_employed_only"));
}

TEST(FundingDeriveFacts, only_self_employed_follows_when_no_job_was_named) {
  Learner learner;
  learner.situations = {"self_employed"};
  EXPECT_EQ(fact<bool>(derive(&learner), "person.statuses:self_employed_only"), true);
  learner.situations = {"self_employed", "employee"};
  EXPECT_EQ(fact<bool>(derive(&learner), "person.statuses:self_employed_only"), false);
}

TEST(FundingDeriveFacts, education_gives_a_level_and_a_degree_from_six) {
  Learner learner;
  learner.education = NlqfLevel::level_4_plus;
  EXPECT_EQ(fact<double>(derive(&learner), "person.edu_eqf"), 4.0);
  EXPECT_FALSE(derive(&learner).contains("person.has_bachelor_or_master"));
  learner.education = NlqfLevel::level_6;
  EXPECT_EQ(fact<bool>(derive(&learner), "person.has_bachelor_or_master"), true);
}

TEST(FundingDeriveFacts, the_path_follows_from_register_provider_and_spread) {
  const auto path = [](const Offer& offer) {
    return fact<std::string>(derive(nullptr, &offer), "course.path").value_or("");
  };
  Offer mbo;
  mbo.path = LearningPath::bbl;
  EXPECT_EQ(path(mbo), "mbo_bbl");
  mbo.path = LearningPath::third;
  EXPECT_EQ(path(mbo), "mbo_third");
  mbo.path = LearningPath::bol;
  EXPECT_EQ(path(mbo), "mbo_bol_vt");
  mbo.intensity = Intensity::part_time;
  EXPECT_EQ(path(mbo), "mbo_dt");
  EXPECT_EQ(path(degree("Hogeschool Utrecht", NlqfLevel::level_6, Intensity::part_time)), "hbo_dt");
  EXPECT_EQ(path(degree("Hogeschool Utrecht", NlqfLevel::level_6, Intensity::dual)), "hbo_duaal");
  EXPECT_EQ(path(degree("Hogeschool Utrecht", NlqfLevel::level_5, Intensity::part_time)), "ad");
  EXPECT_EQ(path(degree("Universiteit Utrecht", NlqfLevel::level_7, Intensity::full_time)), "wo");
  EXPECT_EQ(path(degree("Instituut X", NlqfLevel::level_6, Intensity::part_time)), "");
  Offer inferred = degree("Hogeschool Utrecht", NlqfLevel::level_6, Intensity::part_time);
  inferred.level.basis = LevelBasis::inferred;
  EXPECT_EQ(path(inferred), "");
  Offer course;
  EXPECT_EQ(path(course), "");
  course.recognised = false;
  EXPECT_EQ(path(course), "private");
}

TEST(FundingDeriveFacts, an_inferred_level_is_never_an_official_one) {
  Offer offer;
  offer.level = {NlqfLevel::level_4, LevelBasis::inferred};
  EXPECT_FALSE(derive(nullptr, &offer).contains("course.nlqf"));
  offer.level.basis = LevelBasis::stated;
  EXPECT_EQ(fact<double>(derive(nullptr, &offer), "course.nlqf"), 4.0);
}

TEST(FundingDeriveFacts, a_year_is_fifty_two_weeks) {
  Offer offer;
  offer.duration_months = 12;
  EXPECT_EQ(fact<double>(derive(nullptr, &offer), "course.weeks"), 52.0);
  EXPECT_EQ(fact<double>(derive(nullptr, &offer), "course.months"), 12.0);
}

TEST(FundingDeriveFacts, codes_and_recognition_say_whether_it_is_in_the_register) {
  Offer offer;
  EXPECT_FALSE(derive(nullptr, &offer).contains("course.crebo_or_croho"));
  offer.codes = {{CodeScheme::crebo, "25655"}};
  EXPECT_EQ(fact<bool>(derive(nullptr, &offer), "course.crebo_or_croho"), true);
  offer.codes.clear();
  offer.recognised = false;
  EXPECT_EQ(fact<bool>(derive(nullptr, &offer), "course.crebo_or_croho"), false);
}

TEST(FundingDeriveFacts, weeks_to_the_start_keep_the_boundary_of_thirteen) {
  EXPECT_EQ(fact<double>(derive(nullptr, nullptr, date_of("2027-02-20")), "case.weeks_application_to_start"), 13.0);
  EXPECT_GT(*fact<double>(derive(nullptr, nullptr, date_of("2027-02-21")), "case.weeks_application_to_start"), 13.0);
  const Facts started = derive(nullptr, nullptr, date_of("2026-11-20"));
  EXPECT_EQ(fact<bool>(started, "case.course_already_started"), true);
  EXPECT_FALSE(started.contains("case.weeks_application_to_start"));
}

TEST(FundingDeriveFacts, the_place_of_residence_is_known) {
  FactSources sources;
  sources.municipality = "Utrecht";
  sources.region_name = "Midden-Utrecht";
  sources.today = date_of("2026-11-21");
  const Facts facts = derive_facts(sources);
  EXPECT_EQ(fact<std::string>(facts, "person.residence_municipality"), "Utrecht");
  EXPECT_EQ(fact<bool>(facts, "person.residence_known"), true);
  EXPECT_EQ(testing::ask_one("JTF", "2026-11-21", facts).eligibility, Verdict::no);
}

Cost part(CostKind kind, std::int64_t cents, VatBasis vat) {
  Cost cost;
  cost.kind = kind;
  cost.amount = Cents{cents};
  cost.vat_basis = vat;
  return cost;
}

TEST(FundingDeriveFacts, the_price_without_vat_is_exact_where_the_parts_say_so) {
  Offer offer;
  offer.costs = {part(CostKind::tuition, 100'000, VatBasis::excl), part(CostKind::exam, 20'000, VatBasis::exempt)};
  const Facts facts = derive(nullptr, &offer);
  EXPECT_EQ(fact<double>(facts, "course.price_without_vat"), 120'000.0);
  EXPECT_EQ(fact<double>(facts, "course.exam_cost"), 20'000.0);
}

TEST(FundingDeriveFacts, vat_that_is_not_stated_leaves_the_price_without_it_between_bounds) {
  Offer offer;
  offer.costs = {part(CostKind::tuition, 121'000, VatBasis::unknown)};
  const Facts unknown = derive(nullptr, &offer);
  EXPECT_EQ(fact<double>(unknown, "course.price_without_vat:min"), 100'000.0);
  EXPECT_EQ(fact<double>(unknown, "course.price_without_vat:max"), 121'000.0);
  offer.costs = {part(CostKind::tuition, 121'000, VatBasis::incl)};
  const Facts inclusive = derive(nullptr, &offer);
  EXPECT_EQ(fact<double>(inclusive, "course.price_without_vat:min"), 100'000.0);
  EXPECT_EQ(fact<double>(inclusive, "course.price_without_vat:max"), 111'009.0);
  EXPECT_FALSE(inclusive.contains("course.exam_cost")) << "no exam was stated";
}

TEST(FundingDeriveFacts, optional_parts_and_unconfirmed_prices_say_nothing) {
  Offer offer;
  offer.costs = {part(CostKind::tuition, 100'000, VatBasis::exempt), part(CostKind::exam, 20'000, VatBasis::exempt)};
  offer.costs[1].required = false;
  EXPECT_EQ(fact<double>(derive(nullptr, &offer), "course.price_without_vat"), 100'000.0);
  EXPECT_FALSE(derive(nullptr, &offer).contains("course.exam_cost"));
  offer.costs[0].confirmed = false;
  EXPECT_FALSE(derive(nullptr, &offer).contains("course.price_without_vat"));
  EXPECT_FALSE(derive(nullptr, &offer).contains("course.price_without_vat:min"));
}

TEST(FundingDeriveFacts, runs_with_other_prices_give_bounds_and_a_total_replaces_its_parts) {
  Offer offer;
  offer.runs.resize(2);
  offer.runs[0].costs = {part(CostKind::total, 90'000, VatBasis::exempt),
                         part(CostKind::tuition, 80'000, VatBasis::exempt)};
  offer.runs[1].costs = {part(CostKind::tuition, 100'000, VatBasis::excl)};
  const Facts facts = derive(nullptr, &offer);
  EXPECT_EQ(fact<double>(facts, "course.price_without_vat:min"), 90'000.0);
  EXPECT_EQ(fact<double>(facts, "course.price_without_vat:max"), 100'000.0);
}

TEST(FundingDeriveFacts, a_yearly_part_leaves_the_price_without_vat_open) {
  Offer offer;
  offer.duration_months = 24;
  offer.costs = {part(CostKind::tuition, 100'000, VatBasis::exempt)};
  offer.costs[0].period = CostPeriod::year;
  EXPECT_FALSE(derive(nullptr, &offer).contains("course.price_without_vat"));
}

TEST(FundingDeriveFacts, all_derived_facts_pass_the_check) {
  Learner learner;
  learner.birth_year = 1980;
  learner.situations = {"employee", "at_risk", "low_basic_skills"};
  learner.education = NlqfLevel::level_7;
  Offer offer = degree("Hogeschool Utrecht", NlqfLevel::level_6, Intensity::part_time);
  offer.sector = "ict";
  offer.duration_months = 48;
  Cost fee;
  fee.amount = Cents{260'100};
  fee.vat_basis = VatBasis::exempt;
  offer.costs = {fee};
  const auto checked = testing::shipped_rules().check_facts(derive(&learner, &offer, date_of("2027-02-01")));
  EXPECT_TRUE(checked) << describe(checked.error());
}

}  // namespace
}  // namespace leerwijzer
