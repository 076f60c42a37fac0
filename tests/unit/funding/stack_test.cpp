// Stacking: exact, ordered, never above the price.
#include "engine/funding/stack.hpp"
#include "tests/unit/funding/small_rules.hpp"

#include <gtest/gtest.h>
#include <bit>

#include <random>

namespace leerwijzer {
namespace {

using testing::open_scheme;

StackProblem problem_of(std::int64_t price, std::vector<StackItem> items,
                        StackRelation relation = StackRelation::allowed) {
  StackProblem problem;
  problem.price = {price};
  problem.relations.assign(items.size() * items.size(), relation);
  problem.limits.assign(items.size() * items.size(), k_no_cap);
  problem.items = std::move(items);
  return problem;
}

void relate(StackProblem& problem, std::size_t a, std::size_t b, StackRelation relation,
            std::int64_t limit = k_no_cap) {
  const std::size_t count = problem.items.size();
  problem.relations[a * count + b] = problem.relations[b * count + a] = relation;
  problem.limits[a * count + b] = problem.limits[b * count + a] = limit;
}

TEST(FundingStackSearch, each_pays_its_share_up_to_its_cap) {
  const StackChoice choice =
      best_stack(problem_of(200'000, {{.percentage = 0.5, .cap = 60'000}, {.percentage = 0.25}}));
  EXPECT_EQ(choice.payments[0], 60'000);
  EXPECT_EQ(choice.payments[1], 50'000);
  EXPECT_EQ(choice.net.value, 90'000);
}

TEST(FundingStackSearch, together_they_never_pay_more_than_the_price) {
  const StackChoice choice = best_stack(problem_of(100'000, {{.cap = 70'000}, {.cap = 70'000}}));
  EXPECT_EQ(choice.payments[0] + choice.payments[1], 100'000);
  EXPECT_EQ(choice.net.value, 0);
}

TEST(FundingStackSearch, a_remainder_base_counts_what_earlier_payers_left) {
  const StackChoice choice =
      best_stack(problem_of(100'000, {{.cap = 40'000}, {.percentage = 0.5, .on_remainder = true}}));
  EXPECT_EQ(choice.payments[1], 30'000);
}

TEST(FundingStackSearch, a_relation_that_reduces_the_base_counts_for_that_pair_only) {
  StackProblem problem = problem_of(100'000, {{.cap = 20'000}, {.cap = 10'000}, {.percentage = 0.5}});
  relate(problem, 0, 2, StackRelation::reduces_base);
  EXPECT_EQ(best_stack(problem).payments[2], 40'000);
}

TEST(FundingStackSearch, exclusive_schemes_give_the_better_of_the_two) {
  for (StackRelation relation :
       {StackRelation::exclusive, StackRelation::exclusive_same_cost, StackRelation::unknown}) {
    const StackChoice choice = best_stack(problem_of(100'000, {{.cap = 20'000}, {.cap = 30'000}}, relation));
    EXPECT_EQ(choice.chosen, 0b10U) << name_of(relation);
    EXPECT_EQ(choice.net.value, 70'000);
  }
}

TEST(FundingStackSearch, greedy_would_be_wrong) {
  StackProblem problem = problem_of(100'000, {{.cap = 50'000}, {.cap = 40'000}, {.cap = 40'000}});
  relate(problem, 0, 1, StackRelation::exclusive);
  relate(problem, 0, 2, StackRelation::exclusive);
  EXPECT_EQ(best_stack(problem).chosen, 0b110U);
}

TEST(FundingStackSearch, a_cap_on_a_pair_and_on_the_total_hold) {
  StackProblem pair = problem_of(100'000, {{.cap = 40'000}, {.cap = 40'000}});
  relate(pair, 0, 1, StackRelation::cap, 50'000);
  EXPECT_EQ(best_stack(pair).net.value, 50'000);
  EXPECT_EQ(pay_stack(problem_of(100'000, {{.cap = 40'000}, {.cap = 40'000, .total_limit = 45'000}}), 0b11).net.value,
            55'000);
}

TEST(FundingStackSearch, where_the_fee_may_not_be_charged_the_worker_pays_nothing) {
  const StackChoice choice = best_stack(problem_of(100'000, {{.percentage = 0.4, .forbids_fee = true}}));
  EXPECT_EQ(choice.payments[0], 40'000);
  EXPECT_EQ(choice.net.value, 0);
}

TEST(FundingStackSearch, at_equal_cost_fewer_applications_win_and_then_less_dependence) {
  EXPECT_EQ(best_stack(problem_of(100'000, {{.cap = 50'000}, {.cap = 50'000}, {}})).chosen, 0b100U);
  const StackProblem choice =
      problem_of(100'000, {{.discretion = Discretion::authority}, {.discretion = Discretion::employer}, {}});
  EXPECT_EQ(best_stack(choice).chosen, 0b100U);
  EXPECT_EQ(best_stack(problem_of(100'000, {{}, {}})).chosen, 0b01U);
}

TEST(FundingStackSearch, without_schemes_or_price_nothing_is_paid) {
  EXPECT_EQ(best_stack(problem_of(100'000, {})).net.value, 100'000);
  EXPECT_EQ(best_stack(problem_of(0, {{}})).net.value, 0);
}

StackProblem random_problem(std::mt19937& random, std::size_t count) {
  static constexpr auto k_relations =
      std::to_array<StackRelation>({StackRelation::unknown, StackRelation::exclusive, StackRelation::cap,
                                    StackRelation::reduces_base, StackRelation::allowed, StackRelation::allowed});
  std::vector<StackItem> items(count);
  for (StackItem& item : items) {
    item.percentage = static_cast<double>(random() % 101) / 100;
    if (random() % 2 == 0) item.cap = random() % 90'000;
    item.on_remainder = random() % 3 == 0;
    item.forbids_fee = random() % 25 == 0;
    if (random() % 12 == 0) item.total_limit = random() % 120'000;
    item.discretion = static_cast<Discretion>(random() % 3);
  }
  StackProblem problem = problem_of(random() % 200'000, std::move(items));
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j)
      relate(problem, i, j, k_relations[random() % k_relations.size()], random() % 90'000);
  }
  return problem;
}

/// Payment as the design says it, written apart from the engine: in order, each pays min(cap, percentage x base), never
/// above what is left.
std::int64_t net_by_the_book(const StackProblem& problem, std::uint32_t set) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < problem.items.size(); ++i) {
    if ((set >> i & 1U) != 0) order.push_back(i);
  }
  std::vector<std::int64_t> paid(problem.items.size(), 0);
  std::int64_t all_paid = 0;
  bool is_free = false;
  for (const std::size_t i : order) {
    const StackItem& item = problem.items[i];
    std::int64_t base = item.on_remainder ? problem.price.value - all_paid : problem.price.value;
    std::int64_t most = std::min(item.cap, problem.price.value - all_paid);
    for (const std::size_t other : order) {
      most = std::min(
          most, problem.items[other].total_limit == k_no_cap ? most : problem.items[other].total_limit - all_paid);
      if (other >= i) continue;
      const StackRelation relation = problem.relations[i * problem.items.size() + other];
      if (relation == StackRelation::reduces_base && !item.on_remainder) base -= paid[other];
      if (relation == StackRelation::cap) {
        most = std::min(most, problem.limits[i * problem.items.size() + other] - paid[other]);
      }
    }
    const std::int64_t share = scaled({std::max<std::int64_t>(base, 0)}, item.percentage).value;
    paid[i] = std::max<std::int64_t>(0, std::min(share, most));
    all_paid += paid[i];
    is_free = is_free || item.forbids_fee;
  }
  return is_free ? 0 : problem.price.value - all_paid;
}

TEST(FundingStackSearch, equals_brute_force_over_every_set) {
  std::mt19937 random(7);
  for (int round = 0; round < 10'000; ++round) {
    const StackProblem problem = random_problem(random, random() % (round % 20 == 0 ? 11 : 8));
    const StackChoice best = best_stack(problem);
    ASSERT_TRUE(is_compatible(problem, best.chosen));
    for (std::uint32_t set = 0; set < 1U << problem.items.size(); ++set) {
      if (!is_compatible(problem, set)) continue;
      const StackChoice other = pay_stack(problem, set);
      ASSERT_EQ(other.net.value, net_by_the_book(problem, set)) << "round " << round << " set " << set;
      ASSERT_LE(best.net, other.net) << "round " << round << " set " << set;
      if (best.net == other.net) {
        ASSERT_LE(std::popcount(best.chosen), std::popcount(set));
      }
    }
  }
}

TEST(FundingStackSearch, net_and_payments_stay_within_the_price) {
  std::mt19937 random(11);
  for (int round = 0; round < 10'000; ++round) {
    const StackProblem problem = random_problem(random, random() % (k_most_stacked + 1));
    const StackChoice best = best_stack(problem);
    std::int64_t paid = 0;
    for (std::int64_t payment : best.payments) {
      ASSERT_GE(payment, 0);
      paid += payment;
    }
    ASSERT_GE(best.net.value, 0);
    ASSERT_LE(best.net, problem.price);
    ASSERT_LE(paid + best.net.value, problem.price.value);
  }
}

FundingAnswer ask(const std::vector<std::pair<std::string, std::string>>& files, std::int64_t price, Facts facts) {
  FundingQuestion question;
  question.date = testing::date_of("2026-11-21");
  question.price = Cents{price};
  question.facts = std::move(facts);
  return FundingRules::compile(files).value().evaluate(question);
}

constexpr const char* k_half = R"({"type": "grant", "covers": "fee", "receiver": "worker", "percentage": 0.5})";
const Facts k_passed = {{"case.exam_passed", true}};

TEST(FundingStacks, an_unlisted_pair_counts_as_exclusive_and_says_so) {
  const FundingAnswer answer =
      ask({{"A.json", open_scheme("A", k_half)}, {"B.json", open_scheme("B", k_half)}}, 100'000, k_passed);
  EXPECT_EQ(answer.certain->net.value, 50'000);
  EXPECT_NE(answer.certain->text.find("We weten niet of B samen mag met A"), std::string::npos) << answer.certain->text;
}

TEST(FundingStacks, an_exact_name_outranks_a_group_and_a_group_outranks_everybody) {
  const char* by_name =
      R"([{"with": "*", "relation": "exclusive", "confidence": "x"}, {"with": "B", "relation": "allowed", "confidence": "x"}])";
  const FundingAnswer named =
      ask({{"A.json", open_scheme("A", k_half, "grant", by_name)}, {"B.json", open_scheme("B", k_half)}}, 100'000,
          k_passed);
  EXPECT_EQ(named.certain->net.value, 0);
  const char* by_prefix =
      R"([{"with": "*", "relation": "allowed", "confidence": "x"}, {"with": "B*", "relation": "exclusive", "confidence": "x"}])";
  const FundingAnswer grouped =
      ask({{"A.json", open_scheme("A", k_half, "grant", by_prefix)}, {"B.json", open_scheme("B", k_half)}}, 100'000,
          k_passed);
  EXPECT_EQ(grouped.certain->net.value, 50'000);
}

TEST(FundingStacks, of_two_equal_statements_the_stricter_counts) {
  const char* allowed = R"([{"with": "B", "relation": "allowed", "confidence": "x"}])";
  const char* exclusive = R"([{"with": "A", "relation": "exclusive", "confidence": "x"}])";
  const FundingAnswer answer = ask({{"A.json", open_scheme("A", k_half, "grant", allowed)},
                                    {"B.json", open_scheme("B", k_half, "grant", exclusive)}},
                                   100'000, k_passed);
  EXPECT_EQ(answer.certain->net.value, 50'000);
}

TEST(FundingStacks, duty_pays_before_rights_and_rights_before_authority) {
  const char* all = R"([{"with": "*", "relation": "allowed", "confidence": "x"}])";
  const char* part = R"({"type": "grant", "covers": "fee", "receiver": "worker", "percentage": 0.3})";
  const FundingAnswer answer = ask({{"A.json", open_scheme("A", part, "authority_decision", all)},
                                    {"B.json", open_scheme("B", part, "right", all)},
                                    {"C.json", open_scheme("C", part, "duty", all)}},
                                   100'000, k_passed);
  ASSERT_EQ(answer.certain->payments.size(), 3U);
  EXPECT_EQ(answer.certain->payments[0].scheme, "C");
  EXPECT_EQ(answer.certain->payments[1].scheme, "B");
  EXPECT_EQ(answer.certain->payments[2].scheme, "A");
}

TEST(FundingStacks, a_loan_is_listed_and_never_lowers_the_net) {
  const FundingAnswer answer = ask({{"A.json", open_scheme("A", k_half, "loan")}}, 100'000, k_passed);
  EXPECT_EQ(answer.certain->net.value, 100'000);
  ASSERT_EQ(answer.certain->loans.size(), 1U);
  EXPECT_EQ(answer.certain->loans[0].scheme, "A");
}

TEST(FundingStacks, what_is_unknown_counts_in_the_best_case_only) {
  const FundingAnswer answer = ask({{"A.json", open_scheme("A", k_half)}}, 100'000, {});
  EXPECT_EQ(answer.net, (CentsInterval{{50'000}, {100'000}}));
}

TEST(FundingStacks, an_unknown_amount_counts_nowhere) {
  const FundingAnswer answer = ask(
      {{"A.json", open_scheme("A", R"({"type": "grant", "covers": "fee", "receiver": "worker"})")}}, 100'000, k_passed);
  EXPECT_EQ(answer.net, (CentsInterval{{100'000}, {100'000}}));
  EXPECT_FALSE(answer.schemes.at(0).amount.has_value());
}

TEST(FundingStacks, beyond_fourteen_schemes_the_largest_amounts_are_kept) {
  const char* all = R"([{"with": "*", "relation": "allowed", "confidence": "x"}])";
  std::vector<std::pair<std::string, std::string>> files;
  for (int i = 0; i < 18; ++i) {
    const std::string pays =
        R"({"type": "grant", "covers": "fee", "receiver": "worker", "cap": )" + std::to_string(1000 + i) + "}";
    const std::string id = "S" + std::to_string(10 + i);
    files.emplace_back(id + ".json", open_scheme(id, pays, "grant", all));
  }
  const FundingAnswer answer = ask(files, 1'000'000, k_passed);
  ASSERT_EQ(answer.certain->payments.size(), k_most_stacked);
  EXPECT_EQ(answer.certain->payments.front().scheme, "S14");
  EXPECT_EQ(answer.certain->net.value, 1'000'000 - (14 * 1000 + (4 + 17) * 7));
}

}  // namespace
}  // namespace leerwijzer
