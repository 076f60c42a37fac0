#include "engine/match/plan_recheck.hpp"

#include "engine/match/payment_dates.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

using Kind = PlanRemarkKind;

/// Is this still to be decided on, or to begin?
bool is_ahead(StepState state) { return state == StepState::considering || state == StepState::applied; }

std::string quoted(const PlannedStep& step) { return "“" + step.title + "”"; }

RemarkValue day_value(const std::optional<Date>& date) { return date ? RemarkValue(format_iso(*date)) : RemarkValue{}; }

std::string price_words(const CentsInterval& price) {
  return price.min == price.max ? format_euro(price.max) : format_euro(price.min) + " tot " + format_euro(price.max);
}

/// The last day on which one can enrol; that of the start where the school names none.
std::optional<Date> last_day(const Run& run) {
  if (run.enrol_until && run.start) return std::min(*run.enrol_until, *run.start);
  return run.enrol_until ? run.enrol_until : run.start;
}

class StepCheck {
 public:
  StepCheck(const PlannedStep& step, std::size_t number, Date today, std::vector<PlanRemark>& remarks)
      : step_(step), number_(number), today_(today), remarks_(remarks) {}

  void compare(const StepNow& now) {
    if (step_.state == StepState::done || step_.state == StepState::stopped) return;
    if (!now.offer) return gone(now.provider_there);
    const Run* run = run_of(*now.offer, step_);
    if (run != nullptr) compare_run(*run);
    if (run == nullptr && (!step_.run.empty() || step_.start_kind == "dated")) missing_run();
    if (is_ahead(step_.state)) compare_price(*now.offer);
  }

  void compare_schemes(const std::vector<SeenScheme>& then, const std::vector<SeenScheme>& now) {
    if (!is_ahead(step_.state)) return;
    for (const SeenScheme& one : now) {
      const SeenScheme* before = find(then, one.id);
      if (before == nullptr || (before->standing == SchemeStanding::maybe && one.standing == SchemeStanding::yes))
        new_scheme(one, before);
    }
    for (const SeenScheme& one : then) {
      if (find(now, one.id) == nullptr) {
        add(Kind::scheme_ended, std::string(name_of(one.standing)), std::string("no"),
            "De regeling " + one.name + " kunt u niet meer gebruiken voor " + quoted(step_) +
                ". Kijk opnieuw wat u zelf betaalt.",
            one.id);
      }
    }
  }

 private:
  static const SeenScheme* find(const std::vector<SeenScheme>& list, const std::string& id) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const SeenScheme& one) { return one.id == id; });
    return found == list.end() ? nullptr : &*found;
  }

  void add(Kind kind, RemarkValue before, RemarkValue now, std::string text, std::string scheme = {}) {
    remarks_.push_back({kind, number_, std::move(scheme), std::move(before), std::move(now), std::move(text)});
  }

  void gone(bool provider_there) {
    if (!is_ahead(step_.state)) return;  // a course that runs leaves the catalogue
    if (provider_there) {
      return add(Kind::withdrawn, std::string("offered"), std::string("withdrawn"),
                 quoted(step_) +
                     " staat niet meer in het aanbod. Vraag de school of de opleiding doorgaat, of kies een "
                     "andere.");
    }
    add(Kind::provider_gone, std::string("offered"), std::string("gone"),
        (step_.provider_name.empty() ? std::string("De school") : step_.provider_name) + " van " + quoted(step_) +
            " staat niet meer bij ons. Kies een andere opleiding.");
  }

  void missing_run() {
    if (!is_ahead(step_.state)) return;
    const bool over = step_.start && *step_.start < today_;
    if (over) return passed(step_.start);
    add(Kind::cancelled, std::string("planned"), std::string("gone"),
        "Het startmoment van " + quoted(step_) +
            " staat er niet meer bij. Vraag de school ernaar, of kies een ander "
            "startmoment.");
  }

  void compare_run(const Run& run) {
    if (run.status == RunStatus::cancelled) {
      return add(Kind::cancelled, std::string("planned"), std::string("cancelled"),
                 quoted(step_) +
                     " gaat op dit startmoment niet door. Kies een ander startmoment of een andere "
                     "opleiding.");
    }
    compare_days(run);
    if (step_.state != StepState::considering) return;
    if (run.status == RunStatus::full) {
      add(Kind::full, std::string("open"), std::string("full"),
          "De groep van " + quoted(step_) + " is vol. Vraag naar een wachtlijst, of kies een ander startmoment.");
    }
    const auto last = last_day(run);
    if (run.status == RunStatus::closed || (last && *last < today_)) return passed(last);
    if (last && days_between(today_, *last) <= k_near_days) {
      add(Kind::deadline_near, day_value(step_.enrol_until), day_value(last),
          "U kunt zich tot en met " + format_dutch(*last) + " aanmelden voor " + quoted(step_) + ".");
    }
  }

  void passed(const std::optional<Date>& last) {
    if (step_.state != StepState::considering) return;
    add(Kind::deadline_passed, day_value(step_.enrol_until), day_value(last),
        "Aanmelden voor dit startmoment van " + quoted(step_) + " kan niet meer. Kies een ander startmoment.");
  }

  void compare_days(const Run& run) {
    if (step_.start_kind != "dated" || !step_.start || !run.start) return;
    if (*run.start != *step_.start) {
      return add(Kind::moved, day_value(step_.start), day_value(run.start),
                 quoted(step_) + " begint nu op " + format_dutch(*run.start) + ". Dat was " +
                     format_dutch(*step_.start) + ".");
    }
    if (run.end && step_.end && *run.end != *step_.end) {
      add(Kind::moved, day_value(step_.end), day_value(run.end),
          quoted(step_) + " eindigt nu op " + format_dutch(*run.end) + ". Dat was " + format_dutch(*step_.end) + ".");
    }
  }

  void compare_price(const Offer& offer) {
    const auto price = catalogue_price(offer).gross;
    if (!price || !step_.gross || *price == *step_.gross) return;  // what is not known is no change
    const bool cheaper = price->max != step_.gross->max ? price->max < step_.gross->max : price->min < step_.gross->min;
    add(cheaper ? Kind::cheaper : Kind::dearer, *step_.gross, *price,
        quoted(step_) + (cheaper ? " is goedkoper geworden: " : " is duurder geworden: ") + price_words(*price) +
            ". Dat was " + price_words(*step_.gross) + ".");
  }

  void new_scheme(const SeenScheme& scheme, const SeenScheme* before) {
    const bool sure = scheme.standing == SchemeStanding::yes;
    add(Kind::scheme_new, std::string(before == nullptr ? "no" : name_of(before->standing)),
        std::string(name_of(scheme.standing)),
        (sure ? "U kunt nu de regeling " : "Misschien kunt u nu de regeling ") + scheme.name + " gebruiken voor " +
            quoted(step_) + ".",
        scheme.id);
  }

  const PlannedStep& step_;
  std::size_t number_;
  Date today_;
  std::vector<PlanRemark>& remarks_;
};

std::optional<SchemeStanding> standing_of(const SchemeVerdict& verdict) {
  const bool over = verdict.ended || verdict.for_institutions || verdict.window == Window::closed ||
                    verdict.budget == BudgetState::exhausted;
  if (over || verdict.eligibility == Verdict::no) return std::nullopt;
  return verdict.eligibility == Verdict::yes ? SchemeStanding::yes : SchemeStanding::maybe;
}

std::vector<PlanDeadline> scheme_deadlines(const PlannedStep& step, const FundingAnswer& answer, Date today) {
  std::vector<PlanDeadline> deadlines;
  if (!answer.certain || !step.start) return deadlines;
  PlanStep when;
  when.start = *step.start;
  when.end = step.end.value_or(*step.start);
  for (const StackPayment& payment : answer.certain->payments) {
    if (payment.amount == Cents{} || payment.apply == ApplyMoment::automatic) continue;
    deadlines.push_back({PlanDeadline::Kind::funding, dates_of(payment, when, today).apply_by, step.offer,
                         payment.scheme, "Vraag aan: " + payment.name, payment.text});
  }
  return deadlines;
}

PlanDeadline deadline(PlanDeadline::Kind kind, Date date, const PlannedStep& step, const std::string& words,
                      const std::string& text) {
  return {kind, date, step.offer, {}, words + step.title, text};
}

void add_deadlines(const PlannedStep& step, Date today, std::vector<PlanDeadline>& into) {
  const std::string school = step.provider_name.empty() ? "" : "School: " + step.provider_name + ".";
  using DeadlineKind = PlanDeadline::Kind;
  const bool dated = step.start_kind == "dated" || step.enrol_until;
  if (step.state == StepState::considering && dated && (step.enrol_until || step.start)) {
    Date last = step.enrol_until ? *step.enrol_until : *step.start;
    if (step.start) last = std::min(last, *step.start);
    into.push_back(deadline(DeadlineKind::enrol, last, step, "Aanmelden voor ", school));
  }
  if (step.state == StepState::considering && !dated)
    into.push_back(deadline(DeadlineKind::arrange, today, step, "Spreek een start af: ", school));
  if (is_ahead(step.state) && step.start)
    into.push_back(deadline(DeadlineKind::start, *step.start, step, "Start: ", school));
  if (step.state != StepState::done && step.state != StepState::stopped && step.end)
    into.push_back(deadline(DeadlineKind::end, *step.end, step, "Klaar: ", school));
}

}  // namespace

const Run* run_of(const Offer& offer, const PlannedStep& step) noexcept {
  const auto found = std::find_if(offer.runs.begin(), offer.runs.end(), [&](const Run& run) {
    return step.run.empty() ? step.start && run.start == step.start : run.key == step.run;
  });
  return found == offer.runs.end() ? nullptr : &*found;
}

std::vector<PlanRemark> recheck(const StoredPlan& plan, const SeenMoney& seen, std::span<const StepNow> now,
                                Date today) {
  std::vector<PlanRemark> remarks;
  for (std::size_t i = 0; i < std::min(plan.steps.size(), now.size()); ++i) {
    StepCheck check(plan.steps[i], i, today, remarks);
    check.compare(now[i]);
    if (seen.on && now[i].schemes && i < seen.steps.size()) check.compare_schemes(seen.steps[i], *now[i].schemes);
  }
  return remarks;
}

StepMoney money_of(const FundingRules& rules, const PlannedStep& step, const StepQuestion& question, Date today) {
  FundingQuestion asked;
  asked.date = today;
  asked.course_start = step.start;
  asked.course_end = step.end;
  if (!asked.course_start && question.offer != nullptr) asked.course_start = first_start(*question.offer, today);
  if (asked.course_end && (!asked.course_start || *asked.course_end < *asked.course_start)) asked.course_end.reset();
  if (question.offer != nullptr) {
    if (const auto gross = catalogue_price(*question.offer).gross) asked.price = gross->max;
  }
  FactSources sources;
  sources.learner = question.learner;
  sources.offer = question.offer;
  sources.municipality = question.municipality;
  sources.region_name = question.region_name;
  sources.course_start = asked.course_start;
  sources.today = today;
  asked.facts = derive_facts(sources);
  const FundingAnswer answer = rules.evaluate(asked);
  StepMoney money;
  for (const SchemeVerdict& verdict : answer.schemes) {
    if (const auto standing = standing_of(verdict)) money.schemes.push_back({verdict.id, verdict.name, *standing});
  }
  money.deadlines = scheme_deadlines(step, answer, today);
  return money;
}

std::vector<PlanDeadline> deadlines_of(const StoredPlan& plan, Date today) {
  std::vector<PlanDeadline> deadlines;
  for (const PlannedStep& step : plan.steps) add_deadlines(step, today, deadlines);
  std::stable_sort(deadlines.begin(), deadlines.end(),
                   [](const PlanDeadline& a, const PlanDeadline& b) { return a.date < b.date; });
  return deadlines;
}

}  // namespace leerwijzer
