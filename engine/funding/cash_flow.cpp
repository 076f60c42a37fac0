#include "engine/funding/cash_flow.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr int k_term_months = 6;

/// The days on which a scheme pays, in order; never empty.
std::vector<Date> paid_on(PayoutMoment payout, const CourseTerm& course) {
  const auto every = [&](int months) {
    std::vector<Date> days;
    // From the start each time: a start on the 31st stays at the end of each month.
    for (int at = 0; days.empty() || plus_months(course.start, at) <= course.end; at += months)
      days.push_back(plus_months(course.start, at));
    return days;
  };
  switch (payout) {
    case PayoutMoment::on_invoice:
    case PayoutMoment::before_start: return {course.start};
    case PayoutMoment::monthly: return every(1);
    case PayoutMoment::by_term: return every(k_term_months);
    case PayoutMoment::after_finishing:
    case PayoutMoment::never:
    case PayoutMoment::unknown: break;
  }
  return {course.end};
}

class Ledger {
 public:
  explicit Ledger(const CourseTerm& course) : course_(course) {}

  /// Equal parts over the days that the scheme pays on; the last takes what does not divide.
  void add_scheme(const StackPayment& paid, std::string_view to) {
    // Nobody says when a bill is paid by somebody else: it is due at the start, as any bill.
    const bool is_bill = to == "provider" && paid.payout == PayoutMoment::unknown;
    const std::vector<Date> days = is_bill ? std::vector<Date>{course_.start} : paid_on(paid.payout, course_);
    const auto count = static_cast<std::int64_t>(days.size());
    const Cents part{paid.amount.value / count};
    Cents left = paid.amount;
    for (std::size_t i = 0; i < days.size(); ++i) {
      const Cents amount = i + 1 == days.size() ? left : part;
      left -= amount;
      add({days[i], paid.payer == "employer" ? "employer" : "issuer", std::string(to), amount, paid.scheme,
           paid.certain, paid.loan, paid.payout != PayoutMoment::unknown});
    }
  }

  void add(DatedPayment payment) {
    if (payment.amount > Cents{}) payments_.push_back(std::move(payment));
  }

  std::vector<DatedPayment> take() {
    std::stable_sort(payments_.begin(), payments_.end(),
                     [](const DatedPayment& a, const DatedPayment& b) { return a.date < b.date; });
    return std::move(payments_);
  }

 private:
  const CourseTerm& course_;
  std::vector<DatedPayment> payments_;
};

}  // namespace

std::vector<DatedPayment> cash_flow(const FundingStack& stack, const CourseTerm& asked, const std::string& loan) {
  CourseTerm course = asked;
  course.end = std::max(course.end, course.start);
  Ledger ledger(course);
  Cents lower;        // the bill is lower
  Cents paid_back;    // to the worker
  Cents paid_direct;  // to the provider
  bool is_certain = true;
  for (const StackPayment& paid : stack.payments) {
    is_certain = is_certain && paid.certain;
    const bool at_once = paid.receiver == "worker" && paid.payout == PayoutMoment::on_invoice;
    if (paid.receiver == "nobody" || at_once) {
      lower += paid.amount;
    } else if (paid.receiver == "worker") {
      paid_back += paid.amount;
      ledger.add_scheme(paid, "worker");
    } else if (paid.receiver == "provider") {
      paid_direct += paid.amount;
      ledger.add_scheme(paid, "provider");
    } else {
      ledger.add_scheme(paid, "employer");
    }
  }
  // The employer bears what a scheme pays to the employer, and the rest where the worker may not be charged.
  const Cents own = stack.net + paid_back;
  const Cents employer = course.price - lower - paid_direct - own;
  ledger.add({course.start, "employer", "provider", employer, {}, is_certain});
  ledger.add({course.start, "worker", "provider", own, {}, is_certain});
  for (const StackPayment& one : stack.loans) {
    if (!loan.empty() && one.scheme == loan && one.amount_known) ledger.add_scheme(one, "worker");
  }
  return ledger.take();
}

std::vector<CashMonth> worker_months(const std::vector<DatedPayment>& payments) {
  std::vector<CashMonth> months;
  for (const DatedPayment& payment : payments) {
    const std::chrono::year_month month{payment.date.year(), payment.date.month()};
    if (payment.from != "worker" && payment.to != "worker") continue;
    if (months.empty() || months.back().month != month) months.push_back({month, {}, {}});
    (payment.to == "worker" ? months.back().in : months.back().out) += payment.amount;
  }
  return months;
}

}  // namespace leerwijzer
