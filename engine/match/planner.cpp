#include "engine/match/planner.hpp"

#include "engine/core/text.hpp"
#include "engine/match/payment_dates.hpp"
#include "engine/match/plan_words.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::size_t k_swaps = 3;

class Teller {
 public:
  Teller(const Matcher& matcher, const PlanWords& words, const PlanAnswer& answer)
      : matcher_(matcher), words_(words), answer_(answer) {}

  ComposedPlan tell(const Plan& plan, bool with_swaps) {
    ComposedPlan out;
    out.plan = plan;
    out.name = words_.name(plan.variant);
    out.text = words_.plan(plan);
    const auto swaps = with_swaps ? swaps_of(answer_.problem, plan, k_swaps) : std::vector<std::vector<PlanSwap>>{};
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
      const PlanStep& step = plan.steps[i];
      out.steps.push_back({step, step.module, words_.why(step), words_.when(step),
                           i < swaps.size() ? swaps[i] : std::vector<PlanSwap>{}});
      add_deadlines(step, out.deadlines);
      add_money(step, out);
    }
    std::stable_sort(out.deadlines.begin(), out.deadlines.end(),
                     [](const PlanDeadline& a, const PlanDeadline& b) { return a.date < b.date; });
    std::stable_sort(out.payments.begin(), out.payments.end(),
                     [](const PlanPayment& a, const PlanPayment& b) { return a.date < b.date; });
    return out;
  }

 private:
  using Kind = PlanDeadline::Kind;

  [[nodiscard]] const Offer& offer(const PlanStep& step) const { return answer_.all.hits[step.module].offer; }

  void add(std::vector<PlanDeadline>& deadlines, Kind kind, Date date, const PlanStep& step) const {
    deadlines.push_back(
        {kind, date, offer(step).id, {}, words_.deadline_title(kind, step), words_.deadline(kind, step)});
  }

  void add_deadlines(const PlanStep& step, std::vector<PlanDeadline>& deadlines) const {
    const PlanRun& run = answer_.problem.modules[step.module].runs[*step.run];
    if (step.in_consultation) {
      add(deadlines, Kind::arrange, answer_.problem.today, step);
    } else {
      add(deadlines, Kind::enrol, std::min(run.enrol_until.value_or(step.start), step.start), step);
    }
    add(deadlines, Kind::start, step.start, step);
    add(deadlines, Kind::end, step.end, step);
  }

  static const SchemeVerdict* scheme_of(const FundingAnswer& funding, const std::string& id) {
    const auto found = std::find_if(funding.schemes.begin(), funding.schemes.end(),
                                    [&](const SchemeVerdict& one) { return one.id == id; });
    return found == funding.schemes.end() ? nullptr : &*found;
  }

  void add_money(const PlanStep& step, ComposedPlan& out) const {
    const CataloguePrice& price = answer_.all.prices[step.module];
    if (!price.gross) return;
    const FundingAnswer funding = matcher_.funding_of(answer_.all, step.module);
    if (funding.likely) out.likely += funding.likely->net;
    if (funding.certain) {
      for (const StackPayment& paid : funding.certain->payments) {
        const Cents amount = paid.amount;
        const SchemeVerdict* scheme = scheme_of(funding, paid.scheme);
        if (scheme == nullptr || amount == Cents{}) continue;
        add_scheme(step, *scheme, paid, true, out);
      }
    }
    const auto instalments = instalments_of(offer(step), price, paid_to_school(funding));
    for (const PlanInstalment& one : instalments) {
      out.payments.push_back({plus_months(step.start, one.months), "learner", "school", one.amount, true,
                              offer(step).id, words_.own_payment(step, one.amount, instalments.size())});
    }
    if (!funding.best_case) return;
    for (const StackPayment& paid : funding.best_case->payments) {
      const std::string& id = paid.scheme;
      const Cents amount = paid.amount;
      const SchemeVerdict* scheme = scheme_of(funding, id);
      const bool certain =
          funding.certain && std::any_of(funding.certain->payments.begin(), funding.certain->payments.end(),
                                         [&](const auto& one) { return one.scheme == id; });
      if (scheme != nullptr && !certain && amount > Cents{}) add_scheme(step, *scheme, paid, false, out);
    }
  }

  void add_scheme(const PlanStep& step, const SchemeVerdict& scheme, const StackPayment& payment, bool certain,
                  ComposedPlan& out) const {
    const Cents amount = payment.amount;
    const SchemeDates dates = dates_of(payment, step, answer_.problem.today);
    out.payments.push_back({dates.paid_on, scheme.id, dates.payee, amount, certain, offer(step).id,
                            words_.scheme_payment(step, scheme, amount, certain)});
    if (dates.payee == "employer") {
      out.payments.push_back({step.start, "employer", "school", amount, certain, offer(step).id,
                              words_.employer_payment(step, amount, certain)});
    }
    out.deadlines.push_back({Kind::funding, dates.apply_by, offer(step).id, scheme.id, words_.funding_title(scheme),
                             words_.funding_deadline(step, scheme, certain)});
  }

  const Matcher& matcher_;
  const PlanWords& words_;
  const PlanAnswer& answer_;
};

}  // namespace

std::vector<PlanMonth> months_of(const ComposedPlan& plan) {
  std::vector<PlanMonth> months;
  for (const PlanPayment& one : plan.payments) {  // in order of date
    const std::chrono::year_month month{one.date.year(), one.date.month()};
    if (months.empty() || months.back().month != month) months.push_back({month, {}, {}, {}});
    PlanMonth& now = months.back();
    if (one.certain && one.to == "learner") now.in += one.amount;
    if (one.certain && one.from == "learner") now.out += one.amount;
    now.payments.push_back(&one);
  }
  return months;
}

const ComposedPlan* plan_with(const PlanAnswer& answer, std::optional<PlanVariant> variant) {
  const auto found = std::find_if(answer.plans.begin(), answer.plans.end(),
                                  [&](const ComposedPlan& one) { return !variant || one.plan.variant == *variant; });
  if (found != answer.plans.end()) return &*found;
  return answer.plans.empty() ? nullptr : &answer.plans.front();
}

Result<PlanAnswer> compose_for(const Matcher& matcher, const Taxonomy& taxonomy, const PlanRequest& request) {
  auto all = matcher.candidates(request.match);
  if (!all) return all.error();
  PlanAnswer answer;
  answer.all = std::move(*all);
  answer.problem = plan_problem_of(request, answer.all, taxonomy);
  if (request.preferences.per_month) {
    for (std::size_t i = 0; i < answer.all.hits.size(); ++i) {
      answer.problem.modules[i].pays = instalments_of(answer.all.hits[i].offer, answer.all.prices[i],
                                                      paid_to_school(matcher.funding_of(answer.all, i)));
    }
  }
  ComposeOptions options;
  options.alternatives = request.preferences.alternatives;
  answer.composition = compose_plans(answer.problem, options);
  const PlanWords words(answer, taxonomy);
  Teller teller(matcher, words, answer);
  for (const Plan& plan : answer.composition.plans) answer.plans.push_back(teller.tell(plan, answer.plans.empty()));
  for (const RefusedPin& pin : answer.composition.refused) answer.refused.push_back(words.refused(pin));
  for (const PlanRelaxation& one : answer.composition.relaxations) answer.relax.push_back(words.relax(one));
  if (!request.match.learner.postcode.empty() && !answer.all.place) {
    answer.notes.emplace_back("/learner/postcode", "De postcode " + request.match.learner.postcode +
                                                       " kennen we niet. We rekenen nu zonder reisafstand. Vul een "
                                                       "andere postcode of uw gemeente in.");
  }
  answer.text = words.whole();
  return answer;
}

}  // namespace leerwijzer
