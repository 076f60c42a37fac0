#include "api/kept_plan.hpp"

#include "api/condition.hpp"
#include "api/plan_code.hpp"
#include "api/reply.hpp"
#include "api/retry_key.hpp"
#include "api/wire/json_values.hpp"
#include "api/wire/share_wire.hpp"
#include "engine/core/text.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace leerwijzer {
namespace {

const PlannedStep* step_with(const StoredPlan* plan, OfferId offer) {
  if (plan == nullptr) return nullptr;
  const auto found =
      std::find_if(plan->steps.begin(), plan->steps.end(), [&](const PlannedStep& one) { return one.offer == offer; });
  return found == plan->steps.end() ? nullptr : &*found;
}

void take_from_earlier(PlannedStep& step, const PlannedStep& earlier) {
  if (step.title.empty()) step.title = earlier.title;
  if (!step.provider.stored()) {
    step.provider = earlier.provider;
    step.provider_name = earlier.provider_name;
  }
}

void take_from_run(PlannedStep& step, const Run& run) {
  if (step.start || !run.start) return;
  step.start = run.start;
  step.start_kind = "dated";
  if (!step.end) step.end = run.end;
  if (!step.enrol_until) step.enrol_until = run.enrol_until;
}

void take_from_offer(PlannedStep& step, const Offer& offer) {
  if (step.title.empty()) step.title = title_of(offer);
  step.title = truncate_utf8(step.title, 300);
  if (!step.provider.stored()) {
    step.provider = offer.provider;
    step.provider_name = truncate_utf8(offer.provider_name, 300);
  }
  if (const Run* run = run_of(offer, step)) take_from_run(step, *run);
  if (!step.gross) step.gross = catalogue_price(offer).gross;
}

void complete_step(const Call& call, PlannedStep& step, const PlannedStep* earlier, const std::string& pointer,
                   std::vector<FieldError>& errors) {
  const auto offer = call.services.catalogue->offer(step.offer);
  if (earlier != nullptr) take_from_earlier(step, *earlier);
  if (offer) {
    const bool chosen_before = earlier != nullptr && earlier->run == step.run;
    if (!step.run.empty() && run_of(*offer, step) == nullptr && !chosen_before)
      errors.push_back({pointer + "/run", "Dit startmoment is er niet.", "Neem het over van de opleiding."});
    take_from_offer(step, *offer);
  } else if (earlier == nullptr) {
    errors.push_back({pointer + "/offerId", "Deze opleiding bestaat niet.",
                      "Misschien is ze uit het aanbod gehaald. Zoek opnieuw."});
  }
}

std::optional<FoundPlace> residence(const Call& call, const Learner& learner) {
  const Geography& geography = snapshot_of(call).geography;
  auto place = !learner.postcode.empty() ? geography.locate_postcode(learner.postcode, call.today)
                                         : geography.locate_name(learner.municipality, call.today);
  return place ? std::optional(*place) : std::nullopt;
}

void check_learner(const Call& call, const Learner& learner, std::vector<FieldError>& errors) {
  if (const auto checked = snapshot_of(call).funding.check_facts(learner.facts); !checked)
    errors.push_back({"/learner/facts", checked.error().what, checked.error().hint});
  if (learner.postcode.empty()) return;
  const auto place = snapshot_of(call).geography.locate_postcode(learner.postcode, call.today);
  if (!place && place.error().code == ErrorCode::invalid_input)
    errors.push_back({"/learner/postcode", place.error().what, place.error().hint});
}

bool provider_there(const Call& call, const PlannedStep& step) {
  return !step.provider.stored() || call.services.catalogue->provider(step.provider).has_value();
}

StepNow now_of(const Call& call, const PlannedStep& step) {
  StepNow now;
  now.offer = call.services.catalogue->offer(step.offer);
  if (!now.offer) now.provider_there = provider_there(call, step);
  return now;
}

/// Facts that were known when they were saved may be unknown to the rules of now.
bool may_ask_rules(const Call& call, const Learner& learner) {
  return snapshot_of(call).funding.check_facts(learner.facts).has_value();
}

StepMoney money_today(const Call& call, const PlannedStep& step, const Offer* offer, const Learner& learner,
                      const std::optional<FoundPlace>& place) {
  StepQuestion question;
  question.learner = &learner;
  question.offer = offer;
  if (place) {
    question.municipality = place->municipality;
    question.region_name = place->region_name;
  }
  return money_of(snapshot_of(call).funding, step, question, call.today);
}

boost::json::array write_plan_deadlines(const std::vector<PlanDeadline>& deadlines) {
  boost::json::array list;
  for (const PlanDeadline& one : deadlines) {
    list.push_back(boost::json::object{{"date", format_iso(one.date)},
                                       {"kind", name_of(one.kind)},
                                       {"offerId", one.offer.value},
                                       {"scheme", text_or_null(one.scheme)},
                                       {"title", one.title},
                                       {"text", one.text}});
  }
  return list;
}

}  // namespace

KeptContent open_version(const std::string& content, const std::string& code, std::int64_t version) {
  const auto text = open_plan(content, code, version);
  if (!text)
    throw ErrorException({ErrorCode::corrupt, "A kept plan does not open with its own code.", "Restore a copy.", ""});
  Result<KeptContent> kept = read_kept(*text);
  if (!kept) throw ErrorException(kept.error());
  return std::move(*kept);
}

OpenedPlan open_kept_plan(const Call& call, const std::string& code) {
  auto row = plans_of(call).find(digest_of_plan_code(code), call.today);
  if (!row) throw ErrorException(unknown_plan());
  OpenedPlan opened;
  opened.kept = open_version(row->content, code, row->version);
  opened.row = std::move(*row);
  opened.row.content.clear();
  return opened;
}

void complete(const Call& call, PlanContent& content, const StoredPlan* earlier) {
  std::vector<FieldError> errors;
  check_learner(call, content.learner, errors);
  for (std::size_t i = 0; i < content.plan.steps.size(); ++i) {
    PlannedStep& step = content.plan.steps[i];
    complete_step(call, step, step_with(earlier, step.offer), "/steps/" + std::to_string(i), errors);
  }
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  if (content.plan.title.empty()) content.plan.title = "Mijn leerplan";
}

SeenMoney seen_today(const Call& call, const PlanContent& content) {
  SeenMoney seen;
  seen.on = call.today;
  seen.rules_snapshot = snapshot_of(call).funding.snapshot();
  const auto place = residence(call, content.learner);
  for (const PlannedStep& step : content.plan.steps) {
    const auto offer = call.services.catalogue->offer(step.offer);
    seen.steps.push_back(money_today(call, step, offer ? &*offer : nullptr, content.learner, place).schemes);
  }
  return seen;
}

PlanToday compare_with_today(const Call& call, const KeptContent& kept) {
  const StoredPlan& plan = kept.content.plan;
  const bool ask = may_ask_rules(call, kept.content.learner);
  const auto place = residence(call, kept.content.learner);
  PlanToday today;
  today.deadlines = deadlines_of(plan, call.today);
  std::vector<StepNow> now;
  for (const PlannedStep& step : plan.steps) {
    StepNow& one = now.emplace_back(now_of(call, step));
    const bool ahead = step.state == StepState::considering || step.state == StepState::applied;
    if (!ask || !ahead || !one.offer) continue;
    StepMoney money = money_today(call, step, &*one.offer, kept.content.learner, place);
    one.schemes = std::move(money.schemes);
    for (PlanDeadline& deadline : money.deadlines) today.deadlines.push_back(std::move(deadline));
  }
  std::stable_sort(today.deadlines.begin(), today.deadlines.end(),
                   [](const PlanDeadline& a, const PlanDeadline& b) { return a.date < b.date; });
  today.remarks = recheck(plan, kept.seen, now, call.today);
  return today;
}

std::vector<PlanRemark> compare_with_catalogue(const Call& call, const StoredPlan& plan) {
  std::vector<StepNow> now;
  for (const PlannedStep& step : plan.steps) now.push_back(now_of(call, step));
  return recheck(plan, {}, now, call.today);
}

Result<PlanWrite> store_change(const Call& call, const std::string& code, std::int64_t expected,
                               const KeptContent& kept, std::optional<std::int64_t> restores) {
  PlanChange change;
  change.code_digest = digest_of_plan_code(code);
  change.expected = expected;
  change.content = seal_plan(write_kept(kept.content.plan, kept.seen), code, expected + 1);
  change.restores = restores;
  change.expires_at = plus_months(call.today, k_plan_months);
  change.retry = retry_under(call, code);
  if (!change.retry.key_digest.empty()) change.retry_answer = seal_answer(call, std::to_string(expected + 1));
  change.refresh = [&](const std::string& for_owner) -> std::string {
    const auto opened = open_terms(for_owner, code);
    const auto terms = opened ? read_terms(opened->terms) : std::nullopt;
    return terms ? seal_shared(shared_content(kept.content.plan, *terms), opened->key) : std::string{};
  };
  auto written = plans_of(call).change(change, call.today);
  if (!written) return told(written.error(), unknown_plan());
  return written;
}

boost::json::object write_opened(const Call& call, const OpenedPlan& plan) {
  const PlanToday today = compare_with_today(call, plan.kept);
  boost::json::object document;
  document["plan"] = write_plan_content(plan.kept.content.plan);
  document["version"] = plan.row.version;
  document["madeAt"] = text_or_null(plan.row.made_at);
  document["changedAt"] = text_or_null(plan.row.changed_at);
  document["expiresDate"] = format_iso(plan.row.expires_at);
  document["keepText"] = "Wij bewaren dit plan tot " + format_dutch(plan.row.expires_at) +
                         ". Verandert u iets, dan bewaren we het weer een jaar.";
  document["remarks"] = write_remarks(today.remarks, plan.kept.content.plan);
  document["deadlines"] = write_plan_deadlines(today.deadlines);
  document["seen"] = write_seen(plan.kept.seen);
  return document;
}

Answer answer_opened(const Call& call, const OpenedPlan& plan) {
  Answer answer = render(write_opened(call, plan), provenance_of(call));
  answer.headers.emplace_back("etag", tag_of(plan.row.version));
  return answer;
}

}  // namespace leerwijzer
