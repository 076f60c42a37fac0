// A stack of schemes as dated payments: who pays whom, on which day. The worker pays what nobody pays
// directly, and gets back later what a scheme pays to the worker.
#pragma once

#include "engine/funding/funding.hpp"

#include <string>
#include <vector>

namespace leerwijzer {

struct CourseTerm {
  Date start{};
  Date end{};  ///< last day; an earlier one than the start counts as the start
  Cents price;
};

struct DatedPayment {
  Date date{};
  std::string from;    ///< worker, employer, issuer
  std::string to;      ///< worker, employer, provider
  Cents amount;        ///< more than 0
  std::string scheme;  ///< id; empty: of no scheme (the worker's or the employer's own money)
  bool certain = true;
  bool loan = false;       ///< to be paid back, after the course; the repayment is not in here
  bool date_known = true;  ///< false: the scheme does not say when; money to the worker is taken to come last
  bool operator==(const DatedPayment&) const = default;
};

/// All payments of a course, by date. What the worker pays less what the worker gets, loans left out, is stack.net.
/// `loan`: id of the loan of the stack that is taken for it; empty: none.
[[nodiscard]] std::vector<DatedPayment> cash_flow(const FundingStack& stack, const CourseTerm& course,
                                                  const std::string& loan = {});

struct CashMonth {
  std::chrono::year_month month{};
  Cents in;   ///< to the worker, loans too
  Cents out;  ///< from the worker
};

/// Of the worker, by month, only months in which something is paid.
[[nodiscard]] std::vector<CashMonth> worker_months(const std::vector<DatedPayment>& payments);

}  // namespace leerwijzer
