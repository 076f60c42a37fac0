#include "engine/domain/offer.hpp"

#include "engine/domain/expiry.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace leerwijzer {
namespace {

/// The price of one run or of the offer; nothing when no required part has an amount.
struct PriceSum {
  Cents total;
  bool any_amount = false;
  bool any_missing = false;
  bool per_year = false;
  bool confirmed = true;
  std::string basis;
};

/// The amount that the payer sees on the bill, VAT included where it is known.
Cents with_vat(const Cost& cost) {
  if (cost.vat_basis == VatBasis::excl && cost.vat) return *cost.amount + *cost.vat;
  return *cost.amount;
}

/// How often a part is paid in the whole duration; nothing when that is unknown.
std::optional<double> times_paid(CostPeriod period, const Offer& offer) {
  if (period == CostPeriod::whole) return 1.0;
  if (!offer.duration_months) return std::nullopt;
  const double months = *offer.duration_months;
  switch (period) {
    case CostPeriod::year: return std::max(1.0, std::ceil(months / 12.0 - 0.01));
    case CostPeriod::month: return std::max(1.0, std::round(months));
    case CostPeriod::week: return std::max(1.0, std::round(months * 52.0 / 12.0));
    default: return std::nullopt;
  }
}

std::string basis_text(const Cost& cost) {
  switch (cost.vat_basis) {
    case VatBasis::incl: return "inclusief btw";
    case VatBasis::excl: return cost.vat ? "inclusief btw" : "exclusief btw";
    case VatBasis::exempt: return "vrij van btw";
    case VatBasis::unknown: return "btw onbekend";
  }
  return {};
}

PriceSum sum_of(const std::vector<Cost>& costs, const Offer& offer) {
  PriceSum sum;
  const bool has_total =
      std::any_of(costs.begin(), costs.end(), [](const Cost& c) { return c.kind == CostKind::total && c.amount; });
  for (const Cost& cost : costs) {
    if (!cost.required || (has_total && cost.kind != CostKind::total)) continue;
    if (!cost.amount) {
      sum.any_missing = true;
      continue;
    }
    const auto times = times_paid(cost.period, offer);
    if (!times) sum.per_year = true;
    sum.total += scaled(with_vat(cost), times.value_or(1.0));
    sum.any_amount = true;
    sum.confirmed = sum.confirmed && cost.confirmed;
    if (sum.basis.empty()) sum.basis = basis_text(cost);
  }
  return sum;
}

}  // namespace

std::string_view text_of(const Offer& offer, TextField field, std::string_view language) noexcept {
  const std::array<std::string_view, 3> wanted = {language, "nl", "en"};
  for (std::string_view candidate : wanted) {
    for (const OfferText& text : offer.texts) {
      if (text.field == field && text.language == candidate) return text.text;
    }
  }
  for (const OfferText& text : offer.texts) {
    if (text.field == field) return text.text;
  }
  return {};
}

std::string_view title_of(const Offer& offer, std::string_view language) noexcept {
  return text_of(offer, TextField::title, language);
}

CataloguePrice catalogue_price(const Offer& offer) {
  std::vector<const std::vector<Cost>*> alternatives;
  for (const Run& run : offer.runs) {
    if (!run.costs.empty()) alternatives.push_back(&run.costs);
  }
  if (alternatives.empty()) alternatives.push_back(&offer.costs);

  CataloguePrice price;
  for (const std::vector<Cost>* costs : alternatives) {
    const PriceSum sum = sum_of(*costs, offer);
    if (!sum.any_amount) continue;
    const Cents total{std::max<std::int64_t>(0, sum.total.value)};
    if (!price.gross) {
      price.gross = CentsInterval{total, total};
      price.basis = sum.basis;
    } else {
      price.gross->min = std::min(price.gross->min, total);
      price.gross->max = std::max(price.gross->max, total);
    }
    price.per_year = price.per_year || sum.per_year;
    price.confirmed = price.confirmed && sum.confirmed && !sum.any_missing;
  }
  return price;
}

std::optional<Date> last_start(const Run& run) noexcept {
  const auto last = run.window_until ? run.window_until : run.start;
  if (!last) return std::nullopt;
  return run.window_from ? std::max(*last, *run.window_from) : *last;
}

bool has_passed(const Run& run, Date today) noexcept {
  if (run.status == RunStatus::cancelled || run.status == RunStatus::closed) return true;
  if (run.enrol_until && *run.enrol_until < today) return true;
  const auto last = last_start(run);
  return last && *last < today;
}

bool has_only_past_runs(const Offer& offer, Date today) noexcept {
  return !offer.runs.empty() &&
         std::all_of(offer.runs.begin(), offer.runs.end(), [&](const Run& run) { return has_passed(run, today); });
}

std::vector<const Run*> joinable_runs(const Offer& offer, Date today) {
  std::vector<const Run*> runs;
  for (const Run& run : offer.runs) {
    if (!has_passed(run, today)) runs.push_back(&run);
  }
  return runs;
}

std::optional<Date> first_start(const Offer& offer, Date today) {
  std::optional<Date> first;
  for (const Run* run : joinable_runs(offer, today)) {
    if (run->status == RunStatus::full) continue;
    std::optional<Date> start = run->start;
    if (run->window_from) start = std::max(*run->window_from, today);
    if (start && *start < today) start = today;
    if (start && (!first || *start < *first)) first = start;
  }
  return first;
}

bool can_be_followed_online(const Offer& offer) noexcept {
  return std::any_of(offer.modes.begin(), offer.modes.end(),
                     [](DeliveryMode m) { return m == DeliveryMode::online || m == DeliveryMode::self_study; });
}

std::vector<Location> places_of(const Offer& offer) {
  std::vector<Location> places;
  const auto add = [&](const Location& place) {
    if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
  };
  for (const Run& run : offer.runs) {
    if (run.location) add(*run.location);
  }
  if (places.empty()) {
    for (const Location& place : offer.locations) add(place);
  }
  return places;
}

}  // namespace leerwijzer
