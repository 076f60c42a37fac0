#include "engine/funding/assessment.hpp"

#include <algorithm>
#include <tuple>

namespace leerwijzer {
namespace {

/// Duty, rights, funds and employers, authority, loan.
int payment_order(SchemeKind kind, Discretion discretion) {
  switch (kind) {
    case SchemeKind::price_rule: return 0;
    case SchemeKind::duty: return 1;
    case SchemeKind::right:
    case SchemeKind::grant:
    case SchemeKind::income_support: return discretion == Discretion::right ? 2 : 4;
    case SchemeKind::sector_fund:
    case SchemeKind::employer_grant:
    case SchemeKind::employer_option: return 3;
    case SchemeKind::authority_decision:
    case SchemeKind::provider_grant:
    case SchemeKind::activity: return 4;
    case SchemeKind::loan: return 5;
  }
  return 5;
}

bool counts(const SchemeState& state, Verdict eligibility, Assessment::Hope hope) {
  if (state.version == nullptr || state.ended || !state.terms) return false;
  switch (hope) {
    case Assessment::Hope::certain:
      return eligibility == Verdict::yes && state.window == Window::open &&
             state.version->discretion == Discretion::right;
    case Assessment::Hope::likely: return eligibility == Verdict::yes && state.window == Window::open;
    case Assessment::Hope::best_case: return eligibility != Verdict::no && state.window != Window::closed;
  }
  return false;
}

/// A fund without a budget for the day has nothing to give; a budget that nobody counted is unknown.
BudgetState budget_on(const SchemeModel& model, Date date, std::span<const FundStanding> funds) {
  const bool has_budget = std::any_of(model.fund->budgets.begin(), model.fund->budgets.end(),
                                      [&](const FundBudget& one) { return one.span.contains(as_number(date)); });
  if (!has_budget) return BudgetState::exhausted;
  for (const FundStanding& fund : funds) {
    if (fund.scheme == model.id && date >= fund.from && date < fund.to) return fund.state;
  }
  return BudgetState::unknown;
}

Window narrowed(Window window, BudgetState budget) {
  if (window != Window::open || budget == BudgetState::open) return window;
  return budget == BudgetState::exhausted ? Window::closed : Window::unknown;
}

std::int64_t most_paid(const SchemeState& state, Cents price, bool hopeful) {
  const PayTerms& terms = *state.terms;
  return std::min(hopeful ? terms.cap_high : terms.cap_low,
                  scaled(price, hopeful ? terms.percentage_high : terms.percentage_low).value);
}

}  // namespace

Assessment::Assessment(const CompiledRules& rules, const FundingQuestion& question, std::span<const FundStanding> funds)
    : rules_(rules) {
  if (question.funds) funds = *question.funds;
  dates_.today = as_number(question.date);
  if (question.course_start) dates_.course_start = as_number(*question.course_start);
  learn_facts(question.facts, knowledge_);
  states_.reserve(question.only.empty() ? rules.schemes.size() : question.only.size());
  for (std::size_t i = 0; i < rules.schemes.size(); ++i) {
    const bool is_wanted = question.only.empty() ? rules.schemes[i].kind != SchemeKind::provider_grant
                                                 : std::find(question.only.begin(), question.only.end(),
                                                             rules.schemes[i].id) != question.only.end();
    if (is_wanted) add_state(i, question, funds);
  }
}

void Assessment::add_state(std::size_t scheme, const FundingQuestion& question, std::span<const FundStanding> funds) {
  const SchemeModel& model = rules_.schemes[scheme];
  SchemeState state;
  state.scheme = scheme;
  state.version = version_on(model, dates_.today);
  state.ended = has_ended(model, dates_.today);
  if (state.ended) {
    state.eligibility = Verdict::no;
    state.window = Window::closed;
  } else if (state.version != nullptr) {
    state.eligibility = evaluate_rule(state.version->rule, context());
    state.window = window_on(*state.version, dates_.today);
    if (model.fund) {
      state.budget = budget_on(model, question.date, funds);
      state.window = narrowed(state.window, *state.budget);
    }
    const bool pays_fee = state.version->lowers_worker_cost && model.kind != SchemeKind::loan;
    if (pays_fee && state.eligibility != Verdict::no)
      state.terms = pay_terms(state.version->pays, context(), question.price);
  }
  states_.push_back(state);
}

Assessment::Stack Assessment::stack(Hope hope, Cents price, std::optional<Supposition> supposed) const {
  const bool hopeful = hope == Hope::best_case;
  std::vector<const SchemeState*> chosen;
  for (const SchemeState& state : states_) {
    const bool is_supposed = supposed && supposed->scheme == state.scheme;
    const Verdict eligibility = is_supposed ? supposed->verdict : state.eligibility;
    if (counts(state, eligibility, hope) && most_paid(state, price, hopeful) > 0) chosen.push_back(&state);
  }
  if (chosen.size() > k_most_stacked) {
    std::stable_sort(chosen.begin(), chosen.end(), [&](const SchemeState* a, const SchemeState* b) {
      return most_paid(*a, price, hopeful) > most_paid(*b, price, hopeful);
    });
    chosen.resize(k_most_stacked);
  }
  const auto key = [&](const SchemeState* state) {
    return std::tuple(payment_order(rules_.schemes[state->scheme].kind, state->version->discretion),
                      state->version->on_remainder, state->scheme);
  };
  std::sort(chosen.begin(), chosen.end(), [&](const SchemeState* a, const SchemeState* b) { return key(a) < key(b); });
  Stack stack;
  stack.problem.price = price;
  const std::size_t all = rules_.schemes.size();
  for (const SchemeState* state : chosen) {
    const PayTerms& terms = *state->terms;
    const SchemeModel& scheme = rules_.schemes[state->scheme];
    stack.schemes.push_back(state->scheme);
    stack.problem.items.push_back({hopeful ? terms.percentage_high : terms.percentage_low,
                                   hopeful ? terms.cap_high : terms.cap_low, state->version->on_remainder,
                                   scheme.forbids_fee, scheme.total_limit, state->version->discretion});
    for (const SchemeState* other : chosen) {
      stack.problem.relations.push_back(rules_.relations[state->scheme * all + other->scheme]);
      stack.problem.limits.push_back(rules_.limits[state->scheme * all + other->scheme]);
    }
  }
  stack.choice = best_stack(stack.problem);
  return stack;
}

bool is_live(const SchemeState& state) noexcept {
  return !state.ended && state.version != nullptr && state.eligibility == Verdict::unknown &&
         state.window != Window::closed;
}

}  // namespace leerwijzer
