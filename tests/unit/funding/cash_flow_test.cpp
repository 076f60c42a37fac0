// Money by day and by month: what the worker pays less what the worker gets is the net cost.
#include "engine/funding/cash_flow.hpp"
#include "tests/unit/funding/small_rules.hpp"

#include <gtest/gtest.h>

#include <random>

namespace leerwijzer {
namespace {

using testing::date_of;

StackPayment paid(std::string scheme, std::int64_t cents, std::string receiver, PayoutMoment payout,
                  bool certain = true) {
  StackPayment payment;
  payment.scheme = std::move(scheme);
  payment.amount = Cents{cents};
  payment.receiver = std::move(receiver);
  payment.payout = payout;
  payment.certain = certain;
  return payment;
}

const CourseTerm k_half_year{date_of("2027-02-01"), date_of("2027-07-31"), Cents{120'000}};

Cents worker_pays(const std::vector<DatedPayment>& payments, bool with_loans = false) {
  Cents sum;
  for (const DatedPayment& one : payments) {
    if (one.loan && !with_loans) continue;
    if (one.from == "worker") sum += one.amount;
    if (one.to == "worker") sum -= one.amount;
  }
  return sum;
}

TEST(FundingCashFlow, without_schemes_the_worker_pays_at_the_start) {
  FundingStack stack;
  stack.net = Cents{120'000};
  const auto flow = cash_flow(stack, k_half_year);
  ASSERT_EQ(flow.size(), 1U);
  EXPECT_EQ(flow[0], (DatedPayment{date_of("2027-02-01"), "worker", "provider", Cents{120'000}, ""}));
}

TEST(FundingCashFlow, what_a_worker_gets_back_after_finishing_is_paid_by_the_worker_first) {
  FundingStack stack;
  stack.payments = {paid("BACK", 90'000, "worker", PayoutMoment::after_finishing)};
  stack.net = Cents{30'000};
  const auto months = worker_months(cash_flow(stack, k_half_year));
  ASSERT_EQ(months.size(), 2U);
  EXPECT_EQ(months[0].out, Cents{120'000});
  EXPECT_EQ(months[1].month, (std::chrono::year{2027} / std::chrono::July));
  EXPECT_EQ(months[1].in, Cents{90'000});
}

TEST(FundingCashFlow, an_employer_pays_the_provider_and_gets_its_grant_later) {
  FundingStack stack;
  stack.payments = {paid("FUND", 100'000, "employer", PayoutMoment::after_finishing)};
  stack.net = Cents{20'000};
  const auto flow = cash_flow(stack, k_half_year);
  ASSERT_EQ(flow.size(), 3U);
  EXPECT_EQ(flow[0].from + ">" + flow[0].to, "employer>provider");
  EXPECT_EQ(flow[0].amount, Cents{100'000});
  EXPECT_EQ(flow[1].from + ">" + flow[1].to, "worker>provider");
  EXPECT_EQ(flow[2].from + ">" + flow[2].to, "issuer>employer");
  EXPECT_EQ(flow[2].date, date_of("2027-07-31"));
}

TEST(FundingCashFlow, where_the_fee_may_not_be_charged_the_employer_bears_the_rest) {
  FundingStack stack;
  stack.payments = {paid("SLIM", 48'000, "employer", PayoutMoment::unknown)};
  stack.net = Cents{0};
  const auto flow = cash_flow(stack, k_half_year);
  EXPECT_EQ(flow[0].from, "employer");
  EXPECT_EQ(flow[0].amount, Cents{120'000});
  EXPECT_EQ(worker_pays(flow), Cents{0});
}

TEST(FundingCashFlow, a_moment_that_nobody_knows_is_taken_to_be_last_and_says_so) {
  FundingStack stack;
  stack.payments = {paid("WHEN", 120'000, "worker", PayoutMoment::unknown)};
  const auto flow = cash_flow(stack, k_half_year);
  ASSERT_EQ(flow.size(), 2U);
  EXPECT_EQ(flow[1].date, k_half_year.end);
  EXPECT_FALSE(flow[1].date_known);
}

TEST(FundingCashFlow, a_loan_by_the_month_is_shown_as_a_loan_and_lowers_no_cost) {
  FundingStack stack;
  stack.net = Cents{120'000};
  StackPayment loan = paid("LLK", 100'001, "worker", PayoutMoment::monthly);
  loan.loan = true;
  stack.loans = {loan};
  const auto flow = cash_flow(stack, k_half_year, "LLK");
  ASSERT_EQ(flow.size(), 7U);
  EXPECT_EQ(worker_pays(flow), Cents{120'000});
  EXPECT_EQ(worker_pays(flow, true), Cents{120'000 - 100'001});
  EXPECT_EQ(flow.back().date, date_of("2027-07-01"));
  EXPECT_EQ(flow.back().amount, Cents{16'671});
  EXPECT_EQ(cash_flow(stack, k_half_year).size(), 1U) << "a loan is only there when it is taken";
}

TEST(FundingCashFlow, what_is_not_certain_is_marked) {
  FundingStack stack;
  stack.payments = {paid("MAYBE", 60'000, "worker", PayoutMoment::monthly, false)};
  stack.net = Cents{60'000};
  for (const DatedPayment& one : cash_flow(stack, k_half_year)) EXPECT_FALSE(one.certain);
}

TEST(FundingCashFlow, in_ten_thousand_random_stacks_the_sum_is_the_net_cost_and_the_months_are_in_order) {
  std::mt19937 random(21);
  constexpr auto k_receivers = std::to_array<const char*>({"worker", "employer", "provider", "nobody"});
  const auto below = [&](std::int64_t most) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most));
  };
  for (int round = 0; round < 10'000; ++round) {
    CourseTerm course;
    course.start = plus_days(date_of("2027-01-01"), static_cast<int>(below(400)));
    course.end = plus_days(course.start, static_cast<int>(below(1500)) - 10);
    course.price = Cents{below(2'000'000)};
    FundingStack stack;
    Cents left = course.price;
    for (std::int64_t i = below(5); i > 0; --i) {
      const Cents amount{below(left.value + 1)};
      left -= amount;
      stack.payments.push_back(paid("S" + std::to_string(i), amount.value, k_receivers[random() % 4],
                                    static_cast<PayoutMoment>(random() % 7), random() % 2 == 0));
    }
    stack.net = random() % 4 == 0 ? Cents{} : left;
    StackPayment loan = paid("LOAN", below(stack.net.value + 1), "worker", PayoutMoment::monthly);
    loan.loan = true;
    stack.loans = {loan};
    const auto flow = cash_flow(stack, course, random() % 2 == 0 ? "LOAN" : "");
    ASSERT_EQ(worker_pays(flow), stack.net);
    Cents to_provider;
    Cents discount;
    for (const StackPayment& one : stack.payments) {
      const bool lower =
          one.receiver == "nobody" || (one.receiver == "worker" && one.payout == PayoutMoment::on_invoice);
      if (lower) discount += one.amount;
    }
    for (const DatedPayment& one : flow) {
      ASSERT_GT(one.amount, Cents{});
      if (one.to == "provider") to_provider += one.amount;
    }
    ASSERT_EQ(to_provider + discount, course.price);
    ASSERT_TRUE(std::is_sorted(flow.begin(), flow.end(), [](const auto& a, const auto& b) { return a.date < b.date; }));
    Cents by_month;
    std::chrono::year_month before{std::chrono::year{1900}, std::chrono::January};
    for (const CashMonth& month : worker_months(flow)) {
      ASSERT_LT(before, month.month);
      before = month.month;
      by_month += month.out - month.in;
    }
    ASSERT_EQ(by_month, worker_pays(flow, true));
  }
}

}  // namespace
}  // namespace leerwijzer
