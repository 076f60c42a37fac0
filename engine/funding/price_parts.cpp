#include "engine/funding/price_parts.hpp"

#include <algorithm>
#include <vector>

namespace leerwijzer {
namespace {

constexpr double k_low_rate = 1.09;
constexpr double k_high_rate = 1.21;

/// One part without VAT.
CentsInterval without_vat(const Cost& cost) {
  const Cents amount = *cost.amount;
  switch (cost.vat_basis) {
    case VatBasis::excl:
    case VatBasis::exempt: return {amount, amount};
    case VatBasis::incl: return {scaled(amount, 1 / k_high_rate), scaled(amount, 1 / k_low_rate)};
    case VatBasis::unknown: return {scaled(amount, 1 / k_high_rate), amount};
  }
  return {amount, amount};
}

void add(std::optional<CentsInterval>& sum, CentsInterval part) {
  if (!sum) sum = CentsInterval{};
  sum->min += part.min;
  sum->max += part.max;
}

void widen(std::optional<CentsInterval>& all, const std::optional<CentsInterval>& one) {
  if (!one) return;
  all = all ? CentsInterval{std::min(all->min, one->min), std::max(all->max, one->max)} : *one;
}

PriceParts parts_of(const std::vector<Cost>& costs) {
  const bool has_total =
      std::any_of(costs.begin(), costs.end(), [](const Cost& c) { return c.kind == CostKind::total && c.amount; });
  PriceParts parts;
  for (const Cost& cost : costs) {
    if (!cost.required || !cost.amount) continue;
    if (cost.kind == CostKind::exam && cost.period == CostPeriod::whole) add(parts.exam, {*cost.amount, *cost.amount});
    if (!has_total || cost.kind == CostKind::total) add(parts.without_vat, without_vat(cost));
  }
  return parts;
}

}  // namespace

PriceParts price_parts(const Offer& offer) {
  const CataloguePrice price = catalogue_price(offer);
  if (!price.gross || !price.confirmed || price.per_year) return {};
  std::vector<const std::vector<Cost>*> alternatives;
  for (const Run& run : offer.runs) {
    if (!run.costs.empty()) alternatives.push_back(&run.costs);
  }
  if (alternatives.empty()) alternatives.push_back(&offer.costs);
  PriceParts all;
  bool has_periods = false;
  for (const std::vector<Cost>* costs : alternatives) {
    const PriceParts one = parts_of(*costs);
    widen(all.without_vat, one.without_vat);
    widen(all.exam, one.exam);
    has_periods = has_periods || std::any_of(costs->begin(), costs->end(),
                                             [](const Cost& c) { return c.required && c.period != CostPeriod::whole; });
  }
  if (has_periods) all.without_vat.reset();
  return all;
}

}  // namespace leerwijzer
