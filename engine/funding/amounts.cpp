#include "engine/funding/amounts.hpp"

#include <algorithm>
#include <cmath>

namespace leerwijzer {
namespace {

struct Bounds {
  double low = 0.0;
  double high = 0.0;
};

std::optional<Bounds> bounds_of(const Quantity& quantity, const RuleContext& context);

/// May the fact still have this value (of a fact with words: the word at this position)?
bool can_be(const FactKnowledge& known, const FactSpec& spec, double value) {
  if (spec.type == FactType::number) return value >= known.low && value <= known.high;
  const std::uint64_t word = std::uint64_t{1} << static_cast<unsigned>(value);
  return known.in != 0 ? (known.in & word) != 0 : (known.out & word) == 0;
}

/// The case of a known level, or the range over all cases that the level may still have.
std::optional<Bounds> bounds_of_cases(const Quantity& quantity, const RuleContext& context) {
  const bool by_fact = quantity.by_fact.has_value();
  const FactKnowledge* known = by_fact ? &context.knowledge[*quantity.by_fact] : nullptr;
  std::optional<Bounds> all;
  for (const auto& [key, value] : quantity.cases) {
    if (known != nullptr && !can_be(*known, fact_table()[*quantity.by_fact], key)) continue;
    const auto part = bounds_of(value, context);
    if (!part) return std::nullopt;
    all = all ? Bounds{std::min(all->low, part->low), std::max(all->high, part->high)} : *part;
  }
  return all;
}

std::optional<Bounds> bounds_of(const Quantity& quantity, const RuleContext& context) {
  if (!quantity.cases.empty()) return bounds_of_cases(quantity, context);
  double value = quantity.value;
  if (quantity.param) {
    const auto parameter = parameter_value(context.rules, *quantity.param, context.dates);
    if (!parameter) return std::nullopt;
    value = *parameter;
  }
  if (quantity.times) {
    const auto times = parameter_value(context.rules, *quantity.times, context.dates);
    if (!times) return std::nullopt;
    value *= *times;
  }
  return Bounds{value, value};
}

/// Years that a yearly amount is paid for: those of the course, at most the scheme's own number.
Bounds years_paid(const PayModel& pays, const RuleContext& context) {
  static const std::size_t k_months = *find_fact("course.months");
  if (!pays.per_year) return {1, 1};
  const FactKnowledge& months = context.knowledge[k_months];
  const double most = pays.max_years;
  return {std::clamp(std::ceil(months.low / 12), 1.0, most), std::clamp(std::ceil(months.high / 12), 1.0, most)};
}

std::int64_t whole_cents(double cents) {
  return cents >= 1e15 ? k_no_cap : static_cast<std::int64_t>(std::floor(cents + 0.5));
}

bool lower_cap(const std::optional<Quantity>& quantity, const RuleContext& context, Bounds years, PayTerms& terms) {
  if (!quantity) return true;
  const auto bounds = bounds_of(*quantity, context);
  if (!bounds) return false;
  terms.cap_low = std::min(terms.cap_low, whole_cents(bounds->low * years.low));
  terms.cap_high = std::min(terms.cap_high, whole_cents(bounds->high * years.high));
  return true;
}

/// Turns the share of the price without VAT into a share of the price that a worker pays. Where the VAT is not known,
/// it lies between nothing and the high rate of 21%.
void leave_out_vat(const RuleContext& context, std::optional<Cents> price, PayTerms& terms) {
  static const std::size_t k_without_vat = *find_fact("course.price_without_vat");
  constexpr double k_high_rate = 1.21;
  double low = 1 / k_high_rate;
  double high = 1.0;
  if (price && price->value > 0) {
    const double gross = static_cast<double>(price->value);
    const FactKnowledge& known = context.knowledge[k_without_vat];
    low = std::clamp(known.low / gross, low, 1.0);
    high = std::clamp(known.high / gross, low, 1.0);
  }
  terms.percentage_low *= low;
  terms.percentage_high *= high;
}

Window yearly_window(const WindowModel& window, int date) {
  const int year = date / 10000;
  if (year < window.first_year) return Window::announced;
  const int day = date % 10000;
  if (year > window.last_confirmed_year) return Window::unknown;
  if (day >= window.open && day <= window.close) return Window::open;
  const int next = day < window.open ? year : year + 1;
  return next > window.last_confirmed_year ? Window::unknown : Window::announced;
}

Window state_of(const WindowModel& window, int date) {
  switch (window.type) {
    case WindowType::continuous: return Window::open;
    case WindowType::announced: return Window::announced;
    case WindowType::unknown: return Window::unknown;
    case WindowType::yearly: return yearly_window(window, date);
    case WindowType::dates:
      if (date < window.open) return Window::announced;
      return date <= window.close ? Window::open : Window::closed;
  }
  return Window::unknown;
}

}  // namespace

std::optional<PayTerms> pay_terms(const PayModel& pays, const RuleContext& context, std::optional<Cents> price) {
  if (!pays.percentage && !pays.cap && !pays.fixed && !pays.cap_fact) return std::nullopt;
  PayTerms terms;
  if (pays.percentage) {
    const auto share = bounds_of(*pays.percentage, context);
    if (!share) return std::nullopt;
    terms.percentage_low = std::clamp(share->low, 0.0, 1.0);
    terms.percentage_high = std::clamp(share->high, 0.0, 1.0);
  }
  const Bounds years = years_paid(pays, context);
  // "per year" goes with the fixed amount where there is one; the cap is that of the whole course then.
  const Bounds cap_years = pays.fixed ? Bounds{1, 1} : years;
  if (!lower_cap(pays.cap, context, cap_years, terms) || !lower_cap(pays.fixed, context, years, terms)) {
    return std::nullopt;
  }
  if (pays.excludes_vat) leave_out_vat(context, price, terms);
  if (pays.cap_fact) {
    const FactKnowledge& budget = context.knowledge[*pays.cap_fact];
    if (!std::isfinite(budget.high)) return std::nullopt;
    terms.cap_low = std::min(terms.cap_low, whole_cents(std::max(budget.low, 0.0)));
    terms.cap_high = std::min(terms.cap_high, whole_cents(std::max(budget.high, 0.0)));
  }
  if (price && price->value < pays.minimum_cost) terms.cap_low = terms.cap_high = 0;
  return terms;
}

FactSet open_pay_facts(const PayModel& pays, const RuleContext& context) {
  FactSet open;
  const auto add = [&](std::size_t fact) {
    const FactKnowledge& known = context.knowledge[fact];
    if (known.low != known.high && fact_table()[fact].effort != FactEffort::never) open.set(fact);
  };
  for (const auto* quantity : {&pays.percentage, &pays.cap, &pays.fixed}) {
    if (*quantity && (*quantity)->by_fact) add(*(*quantity)->by_fact);
  }
  if (pays.cap_fact) add(*pays.cap_fact);
  const Bounds years = years_paid(pays, context);
  if (years.low != years.high) add(*find_fact("course.months"));
  return open;
}

std::optional<CentsInterval> amount_of(const PayModel& pays, const RuleContext& context, std::optional<Cents> price) {
  const auto terms = pay_terms(pays, context, price);
  if (!terms) return std::nullopt;
  if (pays.covers == PayCovers::fee && price) {
    const Cents base{std::max<std::int64_t>(price->value, 0)};
    return CentsInterval{{std::min(terms->cap_low, scaled(base, terms->percentage_low).value)},
                         {std::min(terms->cap_high, scaled(base, terms->percentage_high).value)}};
  }
  if (terms->cap_high == k_no_cap) return std::nullopt;
  return CentsInterval{{pays.fixed && pays.covers != PayCovers::fee ? terms->cap_low : 0}, {terms->cap_high}};
}

Window window_on(const SchemeVersion& version, int date) {
  switch (version.status) {
    case SchemeStatus::ended:
    case SchemeStatus::unavailable:
    case SchemeStatus::planned: return Window::closed;
    case SchemeStatus::unconfirmed: return Window::unknown;
    case SchemeStatus::active: break;
  }
  if (version.windows.empty()) return Window::unknown;
  bool is_announced = false;
  bool is_unknown = false;
  for (const WindowModel& window : version.windows) {
    const Window state = state_of(window, date);
    if (state == Window::open) return state;
    is_announced = is_announced || state == Window::announced;
    is_unknown = is_unknown || state == Window::unknown;
  }
  if (is_announced) return Window::announced;
  return is_unknown ? Window::unknown : Window::closed;
}

const SchemeVersion* version_on(const SchemeModel& scheme, int date) {
  const SchemeVersion* found = nullptr;
  for (const SchemeVersion& version : scheme.versions) {
    if (!version.span.contains(date)) continue;
    if (found != nullptr) return nullptr;
    found = &version;
  }
  return found;
}

bool has_ended(const SchemeModel& scheme, int date) {
  const SchemeVersion* version = version_on(scheme, date);
  if (version != nullptr) return version->status == SchemeStatus::ended;
  return std::all_of(scheme.versions.begin(), scheme.versions.end(),
                     [&](const SchemeVersion& v) { return v.span.to <= date; });
}

}  // namespace leerwijzer
