#include "engine/funding/funding.hpp"

#include "engine/core/edit_distance.hpp"
#include "engine/funding/arrangement.hpp"
#include "engine/funding/assessment.hpp"
#include "engine/funding/wording.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace leerwijzer {

struct FundingRules::Model {
  CompiledRules rules;
};

namespace {

using Hope = Assessment::Hope;

std::optional<std::size_t> find_scheme(const CompiledRules& rules, std::string_view id) {
  const auto at =
      std::lower_bound(rules.schemes.begin(), rules.schemes.end(), id,
                       [](const SchemeModel& scheme, std::string_view wanted) { return scheme.id < wanted; });
  if (at == rules.schemes.end() || at->id != id) return std::nullopt;
  return static_cast<std::size_t>(at - rules.schemes.begin());
}

std::vector<std::string> names_of(const FactSet& facts) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < fact_table().size(); ++i) {
    if (facts.test(i)) names.emplace_back(fact_table()[i].name);
  }
  return names;
}

bool is_conflicting(const SchemeVersion& version, const RuleContext& context) {
  return version.conflicting || std::any_of(version.params.begin(), version.params.end(), [&](const ParamRef& ref) {
           return has_conflicting_sources(context.rules, ref, context.dates);
         });
}

SchemeVerdict verdict_of(const SchemeState& state, const RuleContext& context, const FundingQuestion& question) {
  const SchemeModel& scheme = context.rules.schemes[state.scheme];
  // Of an ended scheme the last version still says who paid whom.
  const SchemeVersion& version = state.version != nullptr ? *state.version : scheme.versions.back();
  SchemeVerdict verdict;
  verdict.id = scheme.id;
  verdict.name = scheme.name;
  verdict.eligibility = state.eligibility;
  verdict.window = state.window;
  verdict.discretion = version.discretion;
  verdict.loan = scheme.kind == SchemeKind::loan;
  verdict.lowers_worker_cost = version.lowers_worker_cost;
  verdict.receiver = version.pays.receiver;
  verdict.applicant = scheme.applicant;
  verdict.confidence = version.confidence;
  verdict.url = version.url;
  verdict.budget = state.budget;
  verdict.for_institutions = scheme.kind == SchemeKind::provider_grant;
  verdict.overdue = !state.ended && version.next_check < context.dates.today;
  verdict.ended = state.ended;
  verdict.conflicting = !state.ended && state.version != nullptr && is_conflicting(version, context);
  VerdictParts parts{.scheme = scheme,
                     .version = state.version,
                     .ended = state.ended,
                     .eligibility = state.eligibility,
                     .window = state.window,
                     .overdue = verdict.overdue,
                     .conflicting = verdict.conflicting,
                     .missing = {},
                     .budget = state.budget,
                     .would_change = {}};
  if (!state.ended && state.version != nullptr) {
    verdict.because = names_of(deciding_facts(version.rule, context));
    parts.missing = missing_parts(version.rule, context);
    verdict.missing = names_of(parts.missing.facts);
    for (std::size_t parameter : parts.missing.parameters) {
      verdict.missing.push_back("param:" + context.rules.parameters[parameter].key);
    }
    if (state.eligibility == Verdict::no) parts.would_change = changes_of(version.rule, context);
    if (state.eligibility != Verdict::no) verdict.amount = amount_of(version.pays, context, question.price);
  } else if (!state.ended) {
    verdict.missing.push_back("param:" + scheme.id + ".version");
  }
  // A text for a person would send an institution away.
  verdict.text = verdict.for_institutions && !scheme.institution.empty() ? scheme.what + " " + scheme.institution
                                                                         : verdict_text(parts, context);
  for (WouldChange& change : parts.would_change) {
    verdict.would_change.push_back({std::move(change.fact), as_sentence(std::move(change.text))});
  }
  return verdict;
}

/// Most useful first: yes, unknown, no, ended; then what can be asked for now, lowers the cost, and pays most.
void order_verdicts(std::vector<SchemeVerdict>& verdicts, const CompiledRules& rules, int today) {
  const auto key = [&](const SchemeVerdict& verdict) {
    const bool ended = has_ended(rules.schemes[*find_scheme(rules, verdict.id)], today);
    const int rank = ended                                     ? 3
                     : verdict.eligibility == Verdict::yes     ? 0
                     : verdict.eligibility == Verdict::unknown ? 1
                                                               : 2;
    return std::tuple(rank, verdict.window != Window::open, verdict.window == Window::closed,
                      !verdict.lowers_worker_cost, verdict.amount ? -verdict.amount->max.value : 0, verdict.id);
  };
  std::vector<std::pair<decltype(key(verdicts.front())), std::size_t>> order;
  for (std::size_t i = 0; i < verdicts.size(); ++i) order.emplace_back(key(verdicts[i]), i);
  std::sort(order.begin(), order.end());
  std::vector<SchemeVerdict> sorted;
  sorted.reserve(verdicts.size());
  for (const auto& [each, position] : order) sorted.push_back(std::move(verdicts[position]));
  verdicts = std::move(sorted);
}

bool offers_loan(const SchemeState& state, Hope hope) {
  if (state.version == nullptr || state.ended) return false;
  if (hope == Hope::best_case) return state.eligibility != Verdict::no && state.window != Window::closed;
  return state.eligibility == Verdict::yes && state.window == Window::open &&
         (hope == Hope::likely || state.version->discretion == Discretion::right);
}

/// Candidates that were left out only because nobody knows whether they may be combined with one in the stack.
void find_unclear(const Assessment::Stack& stack, const CompiledRules& rules, StackParts& parts) {
  const std::size_t count = stack.schemes.size();
  for (std::size_t i = 0; i < count && parts.net.value > 0; ++i) {
    if ((stack.choice.chosen >> i & 1U) != 0) continue;
    for (std::size_t j = 0; j < count; ++j) {
      if ((stack.choice.chosen >> j & 1U) == 0) continue;
      if (stack.problem.relations[i * count + j] != StackRelation::unknown) continue;
      parts.unclear.emplace_back(&rules.schemes[stack.schemes[i]], &rules.schemes[stack.schemes[j]]);
      break;
    }
  }
}

/// Dates of the course as far as they are known: its end also from the start and the number of months.
CourseDates course_dates(const FundingQuestion& question, const RuleContext& context) {
  static const std::size_t k_months = *find_fact("course.months");
  constexpr double k_longest = 240;
  CourseDates dates{question.date, question.course_start, question.course_end};
  const FactKnowledge& months = context.knowledge[k_months];
  const bool is_stated = months.low == months.high && months.low >= 0 && months.low <= k_longest;
  if (dates.start && !dates.end && is_stated)
    dates.end = plus_days(plus_months(*dates.start, static_cast<int>(std::ceil(months.low))), -1);
  if (dates.start && dates.end && *dates.end < *dates.start) dates.end = dates.start;
  return dates;
}

const SchemeState& state_of(const Assessment& assessment, std::size_t scheme) {
  return *std::find_if(assessment.states().begin(), assessment.states().end(),
                       [&](const SchemeState& state) { return state.scheme == scheme; });
}

bool is_certain(const SchemeState& state) {
  return state.eligibility == Verdict::yes && state.window == Window::open &&
         state.version->discretion == Discretion::right;
}

/// At most what is left, and what the loan itself allows; unknown where that is.
void bound_loan(const SchemeState& state, const RuleContext& context, Hope hope, Cents left, StackPayment& loan) {
  loan.loan = true;
  const auto terms = pay_terms(state.version->pays, context, left);
  loan.amount_known = terms.has_value();
  if (!terms) return;
  const bool hopeful = hope == Hope::best_case;
  loan.amount = Cents{std::min(hopeful ? terms->cap_high : terms->cap_low,
                               scaled(left, hopeful ? terms->percentage_high : terms->percentage_low).value)};
}

FundingStack stack_for(const Assessment& assessment, Hope hope, std::string_view name, Cents price,
                       const CourseDates& dates) {
  const CompiledRules& rules = assessment.context().rules;
  const Assessment::Stack found = assessment.stack(hope, price);
  StackParts parts{name, price, found.choice.net, {}, {}, {}, false};
  FundingStack stack;
  stack.net = found.choice.net;
  for (std::size_t i = 0; i < found.schemes.size(); ++i) {
    if ((found.choice.chosen >> i & 1U) == 0) continue;
    const SchemeModel& scheme = rules.schemes[found.schemes[i]];
    const SchemeState& state = state_of(assessment, found.schemes[i]);
    StackPayment payment = arrange(scheme, *state.version, dates);
    payment.amount = Cents{found.choice.payments[i]};
    payment.certain = is_certain(state);
    parts.payments.emplace_back(&scheme, payment.amount);
    parts.fee_forbidden = parts.fee_forbidden || scheme.forbids_fee;
    stack.payments.push_back(std::move(payment));
  }
  for (const SchemeState& state : assessment.states()) {
    const SchemeModel& scheme = rules.schemes[state.scheme];
    if (scheme.kind != SchemeKind::loan || stack.net.value == 0 || !offers_loan(state, hope)) continue;
    StackPayment loan = arrange(scheme, *state.version, dates);
    bound_loan(state, assessment.context(), hope, stack.net, loan);
    loan.certain = is_certain(state);
    stack.loans.push_back(std::move(loan));
    parts.loans.push_back(&scheme);
  }
  find_unclear(found, rules, parts);
  stack.text = stack_text(parts);
  return stack;
}

/// The best case is never worse than what is certain, also when more schemes fit than are searched.
CentsInterval net_of(Cents best_case, Cents certain) { return {std::min(best_case, certain), certain}; }

}  // namespace

FundingRules::FundingRules(std::unique_ptr<const Model> model) : model_(std::move(model)) {}
FundingRules::FundingRules(FundingRules&&) noexcept = default;
FundingRules& FundingRules::operator=(FundingRules&&) noexcept = default;
FundingRules::~FundingRules() = default;

Result<FundingRules> FundingRules::compile(const std::vector<std::pair<std::string, std::string>>& file_and_json) {
  auto rules = compile_rules(file_and_json);
  if (!rules) return rules.error();
  return FundingRules(std::make_unique<const Model>(Model{std::move(*rules)}));
}

const std::string& FundingRules::snapshot() const noexcept { return model_->rules.snapshot; }

std::size_t FundingRules::scheme_count() const noexcept { return model_->rules.schemes.size(); }

Result<void> FundingRules::check_facts(const Facts& facts) const { return check_fact_names_and_types(facts); }

Result<void> FundingRules::check_schemes(std::span<const std::string> ids) const {
  constexpr std::size_t k_limit = 6;
  for (const std::string& id : ids) {
    if (find_scheme(model_->rules, id)) continue;
    std::string_view nearest;
    std::size_t least = k_limit + 1;
    for (const SchemeModel& scheme : model_->rules.schemes) {
      const std::size_t distance = edit_distance(id, scheme.id, k_limit);
      if (distance < least) {
        least = distance;
        nearest = scheme.id;
      }
    }
    return Error{ErrorCode::not_found, "the scheme \"" + id.substr(0, 80) + "\" does not exist",
                 nearest.empty() ? "Leave the list of schemes out to check them all."
                                 : "Did you mean \"" + std::string(nearest) + "\"?",
                 "schemes"};
  }
  return k_ok;
}

Result<void> FundingRules::check_declined(std::span<const std::string> facts) const {
  for (const std::string& fact : facts) {
    if (find_fact(fact)) continue;
    const std::string near(nearest_fact(fact));
    return Error{ErrorCode::invalid_input, "the fact \"" + fact.substr(0, 80) + "\" is not known",
                 near.empty() ? "The names are those of the funding rules." : "Did you mean \"" + near + "\"?",
                 fact.substr(0, 80)};
  }
  return k_ok;
}

std::optional<FundTerms> FundingRules::fund(std::string_view scheme) const {
  const auto found = find_scheme(model_->rules, scheme);
  if (!found || !model_->rules.schemes[*found].fund) return std::nullopt;
  return model_->rules.schemes[*found].fund->terms;
}

std::vector<std::string> FundingRules::for_institutions() const {
  std::vector<std::string> ids;
  for (const SchemeModel& scheme : model_->rules.schemes) {
    if (scheme.kind == SchemeKind::provider_grant) ids.push_back(scheme.id);
  }
  return ids;
}

FundingAnswer FundingRules::evaluate(const FundingQuestion& question) const {
  const Assessment assessment(model_->rules, question, funds_);
  FundingAnswer answer;
  for (const SchemeState& state : assessment.states()) {
    answer.schemes.push_back(verdict_of(state, assessment.context(), question));
  }
  order_verdicts(answer.schemes, model_->rules, as_number(question.date));
  if (question.price) {
    const Cents price{std::max<std::int64_t>(question.price->value, 0)};
    const CourseDates dates = course_dates(question, assessment.context());
    answer.certain = stack_for(assessment, Hope::certain, "certain", price, dates);
    answer.likely = stack_for(assessment, Hope::likely, "likely", price, dates);
    answer.best_case = stack_for(assessment, Hope::best_case, "best_case", price, dates);
    answer.net = net_of(answer.best_case->net, answer.certain->net);
  }
  answer.next_question = next_question(assessment, question, answer.net);
  return answer;
}

std::optional<CentsInterval> FundingRules::net_price(const FundingQuestion& question) const {
  if (!question.price) return std::nullopt;
  const Cents price{std::max<std::int64_t>(question.price->value, 0)};
  if (price.value == 0) return CentsInterval{};
  const Assessment assessment(model_->rules, question, funds_);
  return net_of(assessment.stack(Hope::best_case, price).choice.net, assessment.stack(Hope::certain, price).choice.net);
}

}  // namespace leerwijzer
