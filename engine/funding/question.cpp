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

using Hope = Assessment::Hope;
constexpr auto k_hopes = std::to_array<Hope>({Hope::certain, Hope::likely, Hope::best_case});

/// The asked question with the nets of the three stacks as they are now.
class Interest {
 public:
  Interest(const Assessment& assessment, const FundingQuestion& question, const std::optional<CentsInterval>& net)
      : assessment_(assessment), question_(question), net_(net) {
    if (!net_) return;
    for (std::size_t i = 0; i < k_hopes.size(); ++i) nets_[i] = net_with(k_hopes[i], std::nullopt);
  }

  /// The states whose verdict is worth asking about: those that change a stack on their own; where none does, all that
  /// might change one together with another.
  [[nodiscard]] std::vector<const SchemeState*> states() const {
    std::vector<const SchemeState*> possible;
    std::vector<const SchemeState*> changing;
    for (const SchemeState& state : assessment_.states()) {
      if (!is_live(state) || !may_matter(state)) continue;
      possible.push_back(&state);
      if (is_asked_for() || !net_ || !state.terms || changes_a_stack(state)) changing.push_back(&state);
    }
    return changing.empty() ? possible : changing;
  }

  /// Does it still matter what this scheme pays? Its facts, like the budget that is left, may be open after a yes.
  [[nodiscard]] bool amount_matters(const SchemeState& state) const {
    if (state.ended || state.version == nullptr || state.eligibility == Verdict::no) return false;
    return state.window != Window::closed && state.version->lowers_worker_cost && may_matter(state);
  }

 private:
  [[nodiscard]] bool is_asked_for() const { return !question_.only.empty(); }

  /// Money without a known amount, and loans, matter for as long as there is something to pay.
  [[nodiscard]] bool may_matter(const SchemeState& state) const {
    if (is_asked_for()) return true;
    if (net_ && net_->max.value == 0) return false;
    const SchemeKind kind = assessment_.context().rules.schemes[state.scheme].kind;
    if (kind == SchemeKind::loan) return true;
    if (!state.version->lowers_worker_cost) return false;
    return !state.terms || !net_ || net_->min < net_->max;
  }

  [[nodiscard]] Cents net_with(Hope hope, std::optional<Assessment::Supposition> supposed) const {
    const Cents price{std::max<std::int64_t>(question_.price->value, 0)};
    return assessment_.stack(hope, price, supposed).choice.net;
  }

  /// An open verdict counts in the best case only: a no can take it from there, a yes can bring it to the others.
  [[nodiscard]] bool changes_a_stack(const SchemeState& state) const {
    const auto changes = [&](std::size_t hope, Verdict verdict) {
      return net_with(k_hopes[hope], Assessment::Supposition{state.scheme, verdict}) != nets_[hope];
    };
    const bool is_open = state.window == Window::open;
    if (changes(2, Verdict::no) || (is_open && changes(1, Verdict::yes))) return true;
    return is_open && state.version->discretion == Discretion::right && changes(0, Verdict::yes);
  }

  const Assessment& assessment_;
  const FundingQuestion& question_;
  const std::optional<CentsInterval>& net_;
  std::array<Cents, k_hopes.size()> nets_{};
};

double money_of(const SchemeState& state, const SchemeModel& scheme, const std::optional<Cents>& price) {
  const double most = price ? static_cast<double>(price->value) : k_unknown_amount;
  if (scheme.kind == SchemeKind::loan) return most * k_loan_weight;
  if (!state.terms) return state.version->lowers_worker_cost ? most * 0.5 : 0;
  const double by_share = price ? static_cast<double>(price->value) * state.terms->percentage_high : k_unknown_amount;
  return std::min(by_share, static_cast<double>(state.terms->cap_high));
}

/// What each open fact is worth: of every state its money and its decision, shared by the facts that it still needs.
class Scores {
 public:
  void add(const FactSet& facts, double worth) {
    const double share = worth / static_cast<double>(std::max<std::size_t>(facts.count(), 1));
    for (std::size_t i = 0; i < fact_table().size(); ++i) {
      if (facts.test(i)) scores_[i] += share;
    }
    open_ |= facts;
  }

  /// The best per effort among the facts that may be asked; a sensitive one only when no other is left.
  [[nodiscard]] std::optional<std::size_t> best(const std::vector<std::string>& declined) const {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < fact_table().size(); ++i) {
      const FactSpec& spec = fact_table()[i];
      if (!open_.test(i) || spec.effort == FactEffort::never) continue;
      if (std::find(declined.begin(), declined.end(), spec.name) != declined.end()) continue;
      if (!best || is_better(i, *best)) best = i;
    }
    return best;
  }

 private:
  [[nodiscard]] bool is_better(std::size_t one, std::size_t other) const {
    const FactSpec& a = fact_table()[one];
    const FactSpec& b = fact_table()[other];
    if (a.sensitive != b.sensitive) return b.sensitive;
    return scores_[one] / static_cast<double>(a.effort) > scores_[other] / static_cast<double>(b.effort);
  }

  std::array<double, k_most_facts> scores_{};
  FactSet open_;
};

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
  const Interest interest(assessment, question, net);
  Scores scores;
  const auto worth = [&](const SchemeState& state) {
    const double now = state.window == Window::open ? 1.0 : k_later_weight;
    return now * (k_unknown_amount + money_of(state, context.rules.schemes[state.scheme], question.price));
  };
  for (const SchemeState* state : interest.states()) {
    scores.add(missing_parts(state->version->rule, context).facts, worth(*state));
  }
  for (const SchemeState& state : assessment.states()) {
    if (!interest.amount_matters(state)) continue;
    const FactSet open = open_pay_facts(state.version->pays, context);
    if (open.any()) scores.add(open, money_of(state, context.rules.schemes[state.scheme], question.price));
  }
  const auto best = scores.best(question.declined);
  if (!best) return std::nullopt;
  return question_about(fact_table()[*best]);
}

}  // namespace leerwijzer
