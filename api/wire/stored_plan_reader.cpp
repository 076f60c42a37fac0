#include "api/wire/learner_reader.hpp"
#include "api/wire/object_reader.hpp"
#include "api/wire/requests.hpp"
#include "api/wire/stored_plan_wire.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <limits>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::int64_t k_any_id = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t k_most_cents = 1'000'000'000;
constexpr std::size_t k_name_characters = 300;
constexpr std::size_t k_key_characters = 200;

std::optional<CentsInterval> read_interval(ObjectReader& reader, std::string_view key) {
  std::optional<CentsInterval> interval;
  reader.object(key, [&](ObjectReader& one) {
    const auto min = one.integer("min", 0, k_most_cents);
    const auto max = one.integer("max", 0, k_most_cents);
    if (!min) one.fault("min", "Hier hoort een bedrag in centen.", "Neem de prijs over zoals u die kreeg.");
    if (!max) one.fault("max", "Hier hoort een bedrag in centen.", "Neem de prijs over zoals u die kreeg.");
    if (!min || !max) return;
    if (*min > *max) one.fault("max", "Dit bedrag is lager dan min.", "Neem de prijs over zoals u die kreeg.");
    interval = CentsInterval{{*min}, {*max}};
  });
  return interval;
}

void read_seen_of_step(ObjectReader& reader, PlannedStep& step) {
  step.run = reader.text("run", k_key_characters).value_or("");
  step.title = reader.text("title", k_name_characters).value_or("");
  reader.object("provider", [&](ObjectReader& provider) {
    if (const auto id = provider.integer("id", 1, k_any_id)) step.provider = {*id};
    step.provider_name = provider.text("name", k_name_characters).value_or("");
  });
  step.start_kind = reader.choice("startKind", names_of<PlanStart>()).value_or("");
  step.start = reader.date("start");
  step.end = reader.date("end");
  step.enrol_until = reader.date("enrolUntil");
  if (step.start && step.end && *step.end < *step.start)
    reader.fault("end", "Deze dag ligt voor de start.", "Kies een dag op of na de start.");
  reader.object("price", [&](ObjectReader& price) {
    step.gross = read_interval(price, "gross");
    step.net = read_interval(price, "net");
  });
}

PlannedStep read_step(ObjectReader& reader) {
  PlannedStep step;
  if (const auto id = reader.integer("offerId", 1, k_any_id)) step.offer = {*id};
  if (!step.offer.stored() && reader.any("offerId") == nullptr)
    reader.fault("offerId", "Hier hoort het nummer van een opleiding.", "Neem het over uit het plan.");
  read_seen_of_step(reader, step);
  step.pinned = reader.boolean("pinned").value_or(false);
  if (const auto state = reader.choice("state", names_of<StepState>())) step.state = *value_of<StepState>(*state);
  step.why = reader.text("why", k_why_characters).value_or("");
  step.note = reader.text("note", k_note_characters).value_or("");
  if (!step.why.empty() && step.state != StepState::stopped)
    reader.fault("why", "Een reden hoort bij een stap die is gestopt.", "Laat dit leeg, of zet de stap op stopped.");
  return step;
}

/// The text of a part that read_match_parts has checked.
std::string text_of_part(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains({key.data(), key.size()});
  return value == nullptr || !value->is_object() ? std::string{} : json::serialize(*value);
}

void note_doubles(ObjectReader& reader, const std::vector<PlannedStep>& steps) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool earlier = std::any_of(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(i),
                                     [&](const PlannedStep& one) { return one.offer == steps[i].offer; });
    if (earlier && steps[i].offer.stored()) {
      reader.fault("steps", "Opleiding " + std::to_string(steps[i].offer.value) + " staat er twee keer in.",
                   "Noem elke opleiding een keer.");
    }
  }
}

PlanContent read_content(ObjectReader& reader) {
  PlanContent content;
  StoredPlan& plan = content.plan;
  content.learner = read_match_parts(reader, false, Date{}).learner;
  plan.learner = text_of_part(reader.raw(), "learner");
  plan.goal = text_of_part(reader.raw(), "goal");
  plan.filters = text_of_part(reader.raw(), "filters");
  plan.title = std::string(trim(reader.text("title", k_title_characters).value_or("")));
  plan.variant = reader.choice("variant", names_of<PlanVariant>()).value_or("");
  reader.objects(
      "steps", [&](ObjectReader& step) { plan.steps.push_back(read_step(step)); },
      "Een plan heeft hoogstens 20 stappen.");
  if (plan.steps.size() > k_most_planned_steps)
    reader.fault("steps", "Een plan heeft hoogstens 20 stappen.", "Haal er stappen uit.");
  note_doubles(reader, plan.steps);
  return content;
}

SeenScheme read_scheme(ObjectReader& reader) {
  SeenScheme scheme;
  scheme.id = reader.text("scheme", k_key_characters).value_or("");
  scheme.name = reader.text("name", k_name_characters).value_or("");
  if (const auto standing = reader.choice("standing", names_of<SchemeStanding>()))
    scheme.standing = *value_of<SchemeStanding>(*standing);
  return scheme;
}

SeenMoney read_seen(ObjectReader& reader) {
  SeenMoney seen;
  seen.on = reader.date("on");
  seen.rules_snapshot = reader.text("rulesSnapshot").value_or("");
  reader.objects("steps", [&](ObjectReader& step) {
    auto& schemes = seen.steps.emplace_back();
    step.objects("schemes", [&](ObjectReader& one) { schemes.push_back(read_scheme(one)); });
  });
  return seen;
}

}  // namespace

PlanContent read_plan_content(std::string_view body) {
  const json::object object = parse_body(body);
  std::vector<FieldError> errors;
  ObjectReader reader(object, "", errors);
  PlanContent content = read_content(reader);
  reader.finish();
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  if (content.plan.goal.empty() && content.plan.steps.empty()) {
    throw InvalidInput({{"/steps", "Er staat nog niets in dit plan.", "Stuur een doel of een stap mee."}});
  }
  return content;
}

Result<KeptContent> read_kept(std::string_view text) {
  try {
    const json::object object = parse_body(text);
    std::vector<FieldError> errors;
    ObjectReader reader(object, "", errors);
    KeptContent kept;
    reader.object("plan", [&](ObjectReader& plan) { kept.content = read_content(plan); });
    reader.object("seen", [&](ObjectReader& seen) { kept.seen = read_seen(seen); });
    reader.finish();
    if (errors.empty()) return kept;
    // Where, and never what: these are somebody's words.
    return Error{ErrorCode::corrupt, "A kept plan cannot be read.", "It was written by another version of the program.",
                 errors.front().field};
  } catch (const InvalidInput&) {
    return Error{ErrorCode::corrupt, "A kept plan is no JSON.", "It was written by another version of the program.",
                 ""};
  }
}

}  // namespace leerwijzer
