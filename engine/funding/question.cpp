// Which fact to ask for next: the one with the most money and decisions per effort, and sensitive ones only
// when they alone remain.
#include "engine/funding/assessment.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

constexpr double k_unknown_amount = 100'000;  // cents; what a decision without a known amount is taken to be worth
constexpr double k_loan_weight = 0.1;         // a loan does not lower the cost
constexpr double k_later_weight = 0.5;        // what cannot be applied for today may never open

/// Can a yes of this scheme still change the best stack? When certain and best case are the same already, only
/// schemes without a known amount, and loans, can.
bool matters(const SchemeState& state, const SchemeModel& scheme, const FundingQuestion& question,
             const std::optional<CentsInterval>& net) {
  if (!is_live(state)) return false;
  if (!question.only.empty()) return true;
  if (net && net->max.value == 0) return false;
  if (scheme.kind == SchemeKind::loan) return true;
  if (!state.version->lowers_worker_cost) return false;
  return !state.terms || !net || net->min < net->max;
}

double money_of(const SchemeState& state, const SchemeModel& scheme, const std::optional<Cents>& price) {
  const double most = price ? static_cast<double>(price->value) : k_unknown_amount;
  if (scheme.kind == SchemeKind::loan) return most * k_loan_weight;
  if (!state.terms) return state.version->lowers_worker_cost ? most * 0.5 : 0;
  const double by_share = price ? static_cast<double>(price->value) * state.terms->percentage_high : k_unknown_amount;
  return std::min(by_share, static_cast<double>(state.terms->cap_high));
}

}  // namespace

NextQuestion question_about(const FactSpec& spec) {
  NextQuestion question;
  question.fact = spec.name;
  question.text = spec.question;
  question.sensitive = spec.sensitive;
  if (spec.type == FactType::flag) question.options = {{"true", "Ja"}, {"false", "Nee"}};
  for (const FactWord& word : spec.words) question.options.emplace_back(word.value, word.label);
  return question;
}

std::optional<NextQuestion> next_question(const Assessment& assessment, const FundingQuestion& question,
                                          const std::optional<CentsInterval>& net) {
  const RuleContext context = assessment.context();
  std::array<double, k_most_facts> scores{};
  FactSet asked_for;
  for (const SchemeState& state : assessment.states()) {
    const SchemeModel& scheme = context.rules.schemes[state.scheme];
    if (!matters(state, scheme, question, net)) continue;
    const MissingParts missing = missing_parts(state.version->rule, context);
    const double now = state.window == Window::open ? 1.0 : k_later_weight;
    const double worth = now * (k_unknown_amount + money_of(state, scheme, question.price)) /
                         static_cast<double>(std::max<std::size_t>(missing.facts.count(), 1));
    for (std::size_t i = 0; i < fact_table().size(); ++i) {
      if (missing.facts.test(i)) scores[i] += worth;
    }
    asked_for |= missing.facts;
  }
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < fact_table().size(); ++i) {
    const FactSpec& spec = fact_table()[i];
    if (!asked_for.test(i) || spec.effort == FactEffort::never) continue;
    if (std::find(question.declined.begin(), question.declined.end(), spec.name) != question.declined.end()) continue;
    scores[i] /= static_cast<double>(spec.effort);
    if (!best) {
      best = i;
      continue;
    }
    const bool best_is_sensitive = fact_table()[*best].sensitive;
    const bool is_better = spec.sensitive == best_is_sensitive ? scores[i] > scores[*best] : best_is_sensitive;
    if (is_better) best = i;
  }
  if (!best) return std::nullopt;
  return question_about(fact_table()[*best]);
}

}  // namespace leerwijzer
