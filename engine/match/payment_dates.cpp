#include "engine/match/payment_dates.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace leerwijzer {
namespace {

constexpr int k_most_months = 120;

/// How a price part is spread: month after the start, and its weight in the whole.
void spread(const Cost& cost, const Offer& offer, std::map<int, double>& weights) {
  if (!cost.required || !cost.amount) return;
  const auto amount = static_cast<double>(cost.amount->value);
  const int months = offer.duration_months ? static_cast<int>(std::lround(*offer.duration_months)) : 0;
  const bool by_year = cost.period == CostPeriod::year && months > 12;
  const bool by_month = cost.period == CostPeriod::month && months > 1;
  const int step = by_year ? 12 : 1;
  const int last = by_year || by_month ? std::min(months, k_most_months) : 1;
  for (int month = 0; month < last; month += step) weights[month] += amount;
  // A week's price is paid each month, as near as a month can tell.
  if (cost.period == CostPeriod::week && months > 1) {
    weights[0] -= amount;
    for (int month = 0; month < std::min(months, k_most_months); ++month) weights[month] += amount * 52.0 / 12.0;
  }
}

}  // namespace

std::vector<PlanInstalment> instalments_of(const Offer& offer, const CataloguePrice& price, Cents paid_by_others) {
  if (!price.gross || price.gross->max <= paid_by_others) return {};
  const std::int64_t total = (price.gross->max - paid_by_others).value;
  std::map<int, double> weights;
  const bool has_total = std::any_of(offer.costs.begin(), offer.costs.end(),
                                     [](const Cost& cost) { return cost.kind == CostKind::total && cost.amount; });
  for (const Cost& cost : offer.costs) {
    if (!has_total || cost.kind == CostKind::total) spread(cost, offer, weights);
  }
  double whole = 0;
  for (auto& [month, weight] : weights) whole += std::max(0.0, weight);
  if (whole <= 0) return {{0, Cents{total}}};
  std::vector<PlanInstalment> out;
  std::int64_t left = total;
  for (auto it = weights.rbegin(); it != weights.rend(); ++it) {
    const std::int64_t share = std::llround(static_cast<double>(total) * std::max(0.0, it->second) / whole);
    const std::int64_t part = std::next(it) == weights.rend() ? left : std::min(left, share);
    left -= part;
    if (part > 0) out.push_back({it->first, Cents{part}});
  }
  std::reverse(out.begin(), out.end());
  return out;
}

Cents paid_to_school(const FundingAnswer& funding) {
  Cents sum{};
  if (!funding.certain) return sum;
  for (const StackPayment& payment : funding.certain->payments) {
    if (payment.receiver != "worker") sum += payment.amount;
  }
  return sum;
}

SchemeDates dates_of(const StackPayment& payment, const PlanStep& step, Date today) {
  const bool to_learner = payment.receiver == "worker";
  SchemeDates dates;
  dates.payee = to_learner ? "learner" : payment.receiver == "employer" ? "employer" : "school";
  switch (payment.apply) {
    case ApplyMoment::in_window:
    case ApplyMoment::before_day:
    case ApplyMoment::before_year_end: dates.apply_by = payment.apply_by.value_or(plus_days(step.start, -1)); break;
    case ApplyMoment::after_start:
    case ApplyMoment::after_end: dates.apply_by = step.end; break;
    default: dates.apply_by = plus_days(step.start, -1); break;
  }
  dates.apply_by = std::max(today, dates.apply_by);
  switch (payment.payout) {
    case PayoutMoment::after_finishing: dates.paid_on = step.end; break;
    case PayoutMoment::unknown: dates.paid_on = to_learner ? step.end : step.start; break;
    default: dates.paid_on = step.start; break;
  }
  return dates;
}

}  // namespace leerwijzer
