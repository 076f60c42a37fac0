#include "engine/match/matcher.hpp"

#include "engine/search/index_writer.hpp"
#include "tests/support/regions.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>

namespace leerwijzer {
namespace {

const Date k_today{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{21}};

Skill skill(std::int64_t id, const std::string& label) {
  Skill one;
  one.id = SkillId{id};
  one.uri = "urn:test:skill:" + std::to_string(id);
  one.labels = {{LabelKind::preferred, "nl", label}};
  return one;
}

Occupation occupation(std::int64_t id, const std::string& label, const std::string& sector) {
  Occupation one;
  one.id = OccupationId{id};
  one.uri = "urn:test:occupation:" + std::to_string(id);
  one.sector = sector;
  one.labels = {{LabelKind::preferred, "nl", label}};
  return one;
}

/// verzorgende asks 1 to 4 (3 is shared with verkoper), verkoper asks 3, 5 and 6.
Taxonomy small_taxonomy() {
  return Taxonomy::build({occupation(1, "verzorgende", "zorg-welzijn"), occupation(2, "verkoper", "detailhandel")},
                         {skill(1, "wonden verzorgen"), skill(2, "medicijnen geven"), skill(3, "luisteren"),
                          skill(4, "mensen wassen"), skill(5, "kassa bedienen"), skill(6, "artikelen presenteren")},
                         {{OccupationId{1}, SkillId{1}, RelationKind::essential},
                          {OccupationId{1}, SkillId{2}, RelationKind::essential},
                          {OccupationId{1}, SkillId{3}, RelationKind::essential},
                          {OccupationId{1}, SkillId{4}, RelationKind::essential},
                          {OccupationId{2}, SkillId{3}, RelationKind::essential},
                          {OccupationId{2}, SkillId{5}, RelationKind::essential},
                          {OccupationId{2}, SkillId{6}, RelationKind::essential}},
                         "test-1");
}

struct OfferSketch {
  std::int64_t id = 0;
  std::string title{};
  std::vector<std::int64_t> skills{};
  std::int64_t provider = 1;
  GeoPoint at{52.09, 5.12};
  std::optional<std::int64_t> price_cents{};
};

Offer offer(const OfferSketch& sketch) {
  Offer one;
  one.id = OfferId{sketch.id};
  one.provider = ProviderId{sketch.provider};
  one.provider_name = "School " + std::to_string(sketch.provider);
  one.key = std::to_string(sketch.id);
  one.sector = "zorg-welzijn";
  one.modes = {DeliveryMode::on_site};
  one.languages = {"nl"};
  one.texts = {{TextField::title, "nl", sketch.title}};
  for (std::int64_t id : sketch.skills) one.outcomes.push_back({"leren", "nl", SkillId{id}, 1.0});
  Location place;
  place.city = "Utrecht";
  place.point = sketch.at;
  one.locations = {place};
  one.runs.resize(1);
  one.runs[0].key = "r";
  one.runs[0].start_kind = StartKind::fixed;
  one.runs[0].start = plus_days(k_today, 60);
  if (sketch.price_cents) {
    Cost cost;
    cost.amount = Cents{*sketch.price_cents};
    cost.vat_basis = VatBasis::exempt;
    one.costs = {cost};
  }
  one.quality = 0.8;
  one.content_hash = std::to_string(sketch.id);
  return one;
}

/// A matcher over a few offers.
class Desk {
 public:
  explicit Desk(const std::vector<Offer>& offers)
      : taxonomy_(small_taxonomy()), funding_(FundingRules::compile({}).value()) {
    IndexWriter writer = IndexWriter::create_generation(folder_.path()).value();
    for (const Offer& one : offers) writer.upsert(one);
    writer.commit(ChangeNumber{1});
    writer.publish();
    index_ = std::make_unique<SearchIndex>(SearchIndex::open({.folder = folder_.path(), .readers = 1}).value());
  }

  [[nodiscard]] Result<MatchAnswer> ask(MatchRequest request) const {
    if (request.today == Date{}) request.today = k_today;
    return Matcher(taxonomy_, *index_, funding_, testing::shipped_geography()).match(request);
  }

 private:
  testing::TemporaryFolder folder_;
  Taxonomy taxonomy_;
  FundingRules funding_;
  std::unique_ptr<SearchIndex> index_;
};

MatchRequest wants(const std::string& occupation) {
  MatchRequest request;
  request.goal.occupation = ConceptRef{occupation, ""};
  return request;
}

std::vector<std::int64_t> ids(const MatchAnswer& answer) {
  std::vector<std::int64_t> out;
  for (const MatchedOffer& one : answer.offers) out.push_back(one.offer.id.value);
  return out;
}

const Reason* reason(const MatchedOffer& matched, std::string_view kind) {
  const auto found =
      std::find_if(matched.reasons.begin(), matched.reasons.end(), [&](const Reason& r) { return r.kind == kind; });
  return found == matched.reasons.end() ? nullptr : &*found;
}

TEST(Match, ranks_by_the_share_of_the_gap_and_not_of_the_offer) {
  const Desk desk({offer({1, "Alles over wonden", {1}}), offer({2, "Opleiding zorg", {1, 2, 4, 5, 6}, 2})});
  EXPECT_EQ(ids(desk.ask(wants("verzorgende")).value()).front(), 2);
}

TEST(Match, skills_of_former_work_are_no_longer_in_the_gap) {
  const Desk desk({offer({1, "Zorg", {1, 2, 3, 4}})});
  MatchRequest request = wants("verzorgende");
  EXPECT_EQ(desk.ask(request)->gap.missing.size(), 4U);
  request.learner.occupations = {{ConceptRef{"verkoper", ""}, 3.0}};
  const MatchAnswer answer = desk.ask(request).value();
  EXPECT_EQ(answer.gap.missing.size(), 3U);
  ASSERT_EQ(answer.gap.had.size(), 1U);
  EXPECT_EQ(answer.gap.had.front().skill, SkillId{3});
}

TEST(Match, a_stated_skill_never_raises_the_gap) {
  const Desk desk({offer({1, "Zorg", {1, 2}})});
  MatchRequest request = wants("verzorgende");
  double covered = desk.ask(request)->gap.covered_share;
  for (const char* label : {"luisteren", "wonden verzorgen", "kassa bedienen", "medicijnen geven"}) {
    request.learner.skills.push_back({label, ""});
    const double now = desk.ask(request)->gap.covered_share;
    EXPECT_GE(now, covered) << label;
    covered = now;
  }
  EXPECT_GT(covered, 0.5);
}

TEST(Match, shares_of_the_reasons_add_up_to_the_score) {
  const Desk desk(
      {offer({1, "Zorg", {1, 2}, 1, {52.09, 5.12}, 40000}), offer({2, "Zorg ver weg", {1, 2}, 2, {52.4, 6.5}, 90000})});
  MatchRequest request = wants("verzorgende");
  request.learner.postcode = "3511";
  request.learner.budget = Cents{50000};
  request.learner.hours_per_week = 12;
  const MatchAnswer answer = desk.ask(request).value();
  ASSERT_EQ(answer.offers.size(), 2U);
  for (const MatchedOffer& matched : answer.offers) {
    double sum = 0;
    for (const Reason& one : matched.reasons) {
      sum += one.share;
      EXPECT_FALSE(one.text.empty());
    }
    EXPECT_NEAR(sum, matched.score, 1e-9);
    EXPECT_LE(matched.score, 1.0);
  }
}

TEST(Match, an_unknown_price_ranks_between_one_that_fits_and_one_that_does_not) {
  const Desk desk({offer({1, "Zorg een", {1, 2}, 1, {52.09, 5.12}, 90000}), offer({2, "Zorg twee", {1, 2}, 2}),
                   offer({3, "Zorg drie", {1, 2}, 3, {52.09, 5.12}, 40000})});
  MatchRequest request = wants("verzorgende");
  request.learner.budget = Cents{50000};
  const MatchAnswer answer = desk.ask(request).value();
  std::map<std::int64_t, Reason> budget;
  for (const MatchedOffer& matched : answer.offers) budget[matched.offer.id.value] = *reason(matched, "budget");
  EXPECT_EQ(budget[3].status, ReasonStatus::met);
  EXPECT_EQ(budget[2].status, ReasonStatus::unknown);
  EXPECT_EQ(budget[1].status, ReasonStatus::failed);
  EXPECT_GT(budget[3].share, budget[2].share);
  EXPECT_GT(budget[2].share, budget[1].share);
}

TEST(Match, words_that_are_not_in_the_offer_add_nothing) {
  const Desk desk({offer({1, "Opleiding verzorgende", {1}}), offer({2, "Wonden", {1}, 2})});
  const MatchAnswer answer = desk.ask(wants("verzorgende")).value();
  for (const MatchedOffer& matched : answer.offers) {
    EXPECT_EQ(reason(matched, "text")->share > 0, matched.offer.id == OfferId{1}) << matched.offer.id.value;
  }
}

TEST(Match, says_which_single_constraint_to_give_up_and_what_that_gains) {
  const Desk desk({offer({1, "Zorg ver weg", {1, 2}, 1, {52.4, 6.5}})});
  MatchRequest request = wants("verzorgende");
  request.learner.postcode = "3511";
  request.learner.max_travel_km = 10;
  const MatchAnswer answer = desk.ask(request).value();
  EXPECT_EQ(answer.fitting, 0U);
  ASSERT_EQ(answer.relax.size(), 1U);
  EXPECT_EQ(answer.relax.front().constraint, "distance");
  EXPECT_EQ(answer.relax.front().gains, 1U);
  EXPECT_NE(answer.relax.front().text.find("10 km"), std::string::npos);
}

TEST(Match, a_second_offer_that_teaches_the_same_counts_half) {
  const Desk desk({offer({1, "Wonden en medicijnen", {1, 2}, 1}), offer({2, "Wonden en pillen", {1, 2}, 2}),
                   offer({3, "Wassen", {4}, 3})});
  const MatchAnswer answer = desk.ask(wants("verzorgende")).value();
  const auto shares = [&](std::int64_t id) {
    for (const MatchedOffer& one : answer.offers) {
      if (one.offer.id.value == id) return reason(one, "skills")->share;
    }
    return 0.0;
  };
  EXPECT_NEAR(std::min(shares(1), shares(2)) * 2, std::max(shares(1), shares(2)), 1e-9);
  EXPECT_GT(shares(3), 0.0);
}

TEST(Match, one_provider_never_floods_the_list) {
  std::vector<Offer> offers;
  for (std::int64_t i = 1; i <= 20; ++i) offers.push_back(offer({i, "Zorg " + std::to_string(i), {1, 2, 4}, 1}));
  for (std::int64_t i = 21; i <= 30; ++i) offers.push_back(offer({i, "Hulp " + std::to_string(i), {1}, i}));
  MatchRequest request = wants("verzorgende");
  request.limit = 9;
  const MatchAnswer answer = Desk(offers).ask(request).value();
  EXPECT_EQ(answer.offers.size(), 9U);
  EXPECT_LE(std::count_if(answer.offers.begin(), answer.offers.end(),
                          [](const auto& m) { return m.offer.provider.value == 1; }),
            3);
}

TEST(Match, the_same_title_of_one_provider_comes_once) {
  const Desk desk({offer({1, "Zorg", {1, 2}, 1}), offer({2, "ZORG ", {1, 2}, 1}), offer({3, "Zorg", {1, 2}, 2})});
  EXPECT_EQ(desk.ask(wants("verzorgende"))->offers.size(), 2U);
}

TEST(Match, order_at_equal_fit_is_neutral_over_the_days) {
  std::vector<Offer> offers;
  for (std::int64_t i = 1; i <= 4; ++i) {
    offers.push_back(offer({i, "Zorg", {1, 2}, i}));
    offers.back().runs[0].start_kind = StartKind::rolling;
    offers.back().runs[0].start.reset();
  }
  const Desk desk(offers);
  std::map<std::int64_t, int> first;
  for (int day = 0; day < 365; ++day) {
    MatchRequest request = wants("verzorgende");
    request.today = plus_days(k_today, day);
    ++first[desk.ask(request)->offers.front().offer.provider.value];
  }
  ASSERT_EQ(first.size(), 4U) << "every provider is first on some day";
  for (const auto& [provider, days] : first) {
    EXPECT_GT(days, 60) << "provider " << provider;
    EXPECT_LT(days, 125) << "provider " << provider;
  }
}

TEST(Match, the_same_question_gives_the_same_answer) {
  const Desk desk({offer({1, "Zorg", {1, 2}, 1}), offer({2, "Hulp", {1, 4}, 2}), offer({3, "Wassen", {4}, 3})});
  EXPECT_EQ(ids(desk.ask(wants("verzorgende")).value()), ids(desk.ask(wants("verzorgende")).value()));
}

TEST(Match, an_empty_request_still_gets_offers_and_a_desk) {
  const Desk desk({offer({1, "Zorg", {1, 2}, 1})});
  const MatchAnswer answer = desk.ask({}).value();
  EXPECT_EQ(answer.goal.kind, UnderstoodGoal::Kind::open);
  EXPECT_FALSE(answer.offers.empty());
  EXPECT_FALSE(answer.advice.points.empty());
}

TEST(Match, words_for_not_knowing_make_the_goal_open) {
  const Desk desk({offer({1, "Zorg", {1, 2}, 1})});
  for (const char* words : {"ik weet het nog niet", "Geen idee", "weet ik niet"}) {
    MatchRequest request;
    request.goal.text = words;
    EXPECT_EQ(desk.ask(request)->goal.kind, UnderstoodGoal::Kind::open) << words;
  }
}

TEST(Match, words_that_name_a_skill_exactly_are_a_skill_and_not_a_near_occupation) {
  const Desk desk({offer({1, "Zorg", {1, 2}, 1})});
  MatchRequest request;
  request.goal.text = "wonden verzorgen";
  const MatchAnswer answer = desk.ask(request).value();
  EXPECT_EQ(answer.goal.kind, UnderstoodGoal::Kind::skills);
  ASSERT_FALSE(answer.goal.skills.empty());
  EXPECT_EQ(answer.goal.skills.front().id, SkillId{1});
}

TEST(Match, an_open_goal_shows_orientation_first_and_near_occupations) {
  Offer orientation = offer({2, "Kijken in de zorg", {}, 2});
  orientation.kind = OfferKind::orientation;
  const Desk desk({offer({1, "Zorg", {1, 2}, 1}), orientation});
  MatchRequest request;
  request.goal.open = true;
  request.learner.occupations = {{ConceptRef{"verkoper", ""}, std::nullopt}};
  const MatchAnswer answer = desk.ask(request).value();
  EXPECT_EQ(answer.offers.front().offer.id.value, 2);
  ASSERT_FALSE(answer.transitions.empty());
  EXPECT_EQ(answer.transitions.front().occupation, OccupationId{1});
}

struct BadField {
  const char* field;
  void (*spoil)(MatchRequest&);
};

class ImpossibleValue : public ::testing::TestWithParam<BadField> {};

TEST_P(ImpossibleValue, is_refused_with_its_field_and_what_to_do) {
  const Desk desk({offer({1, "Zorg", {1}, 1})});
  MatchRequest request;
  GetParam().spoil(request);
  const auto answer = desk.ask(request);
  ASSERT_FALSE(answer.has_value());
  EXPECT_TRUE(answer.error().where.starts_with(GetParam().field)) << answer.error().where;
  EXPECT_FALSE(answer.error().hint.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Match, ImpossibleValue,
    ::testing::Values(BadField{"/learner/postcode", [](MatchRequest& r) { r.learner.postcode = "12"; }},
                      BadField{"/learner/municipality", [](MatchRequest& r) { r.learner.municipality = "Nieuwegijn"; }},
                      BadField{"/learner/birthYear", [](MatchRequest& r) { r.learner.birth_year = 1800; }},
                      BadField{"/learner/hoursPerWeek", [](MatchRequest& r) { r.learner.hours_per_week = -1; }},
                      BadField{"/learner/maxTravelKm", [](MatchRequest& r) { r.learner.max_travel_km = -5; }},
                      BadField{"/learner/maxMonths", [](MatchRequest& r) { r.learner.max_months = 0; }},
                      BadField{"/learner/budgetCents", [](MatchRequest& r) { r.learner.budget = Cents{-1}; }},
                      BadField{"/learner/situation/0", [](MatchRequest& r) { r.learner.situations = {"rijk"}; }},
                      BadField{"/goal/sector", [](MatchRequest& r) { r.goal.sector = "toverij"; }},
                      BadField{"/goal/occupation/uri",
                               [](MatchRequest& r) {
                                 r.goal.occupation = ConceptRef{"", "urn:x"};
                               }},
                      BadField{"/limit", [](MatchRequest& r) { r.limit = 0; }}));

}  // namespace
}  // namespace leerwijzer
