#include "api/wire/share_wire.hpp"

#include "api/wire/json_values.hpp"
#include "api/wire/object_reader.hpp"
#include "api/wire/stored_plan_wire.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace leerwijzer {
namespace {

namespace json = boost::json;

bool shows(const ShareTerms& terms, ShareSection section) {
  return std::find(terms.sections.begin(), terms.sections.end(), section) != terms.sections.end();
}

void read_terms_into(ObjectReader& reader, ShareTerms& terms) {
  terms.name = std::string(trim(reader.text("name", k_share_name_characters).value_or("")));
  for (const ShareSection section : reader.enums<ShareSection>("sections")) {
    if (!shows(terms, section)) terms.sections.push_back(section);
  }
  std::sort(terms.sections.begin(), terms.sections.end());
  if (const auto right = reader.choice("right", names_of<ShareRight>())) terms.right = *value_of<ShareRight>(*right);
}

json::object step_without_money(const json::value& step) {
  json::object out = step.as_object();
  for (const char* key : {"price", "why", "note"}) out.erase(key);
  return out;
}

/// Prices a step, and what they come to: of a step whose price is not known nothing is added.
json::object money_of_plan(const StoredPlan& plan) {
  json::array steps;
  CentsInterval gross;
  std::size_t unknown = 0;
  const json::array written = write_steps(plan);
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    steps.push_back(json::object{{"step", i + 1}, {"price", written[i].at("price")}});
    const auto& price = plan.steps[i].gross;
    if (!price) ++unknown;
    if (!price || plan.steps[i].state == StepState::stopped) continue;
    gross.min += price->min;
    gross.max += price->max;
  }
  return {{"gross", json::object{{"min", gross.min.value}, {"max", gross.max.value}}},
          {"unknown", unknown},
          {"steps", std::move(steps)}};
}

json::array notes_of_plan(const StoredPlan& plan) {
  json::array notes;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const PlannedStep& step = plan.steps[i];
    if (step.note.empty() && step.why.empty()) continue;
    notes.push_back(json::object{{"step", i + 1}, {"note", text_or_null(step.note)}, {"why", text_or_null(step.why)}});
  }
  return notes;
}

json::value part(const json::object& plan, std::string_view key) {
  const json::value* found = plan.if_contains({key.data(), key.size()});
  return found == nullptr ? json::value(nullptr) : *found;
}

/// The steps of a share as those of a plan, with prices and notes where those are shown. Throws for what
/// shared_content() did not write.
StoredPlan plan_in(const json::object& document) {
  json::array steps;
  if (const auto* shown = document.if_contains("steps"); shown != nullptr && shown->is_array())
    steps = shown->get_array();
  if (const auto* money = document.if_contains("money"); money != nullptr && money->is_object()) {
    const auto* prices = money->get_object().if_contains("steps");
    for (std::size_t i = 0; prices != nullptr && i < steps.size() && i < prices->as_array().size(); ++i)
      steps[i].as_object()["price"] = prices->as_array()[i].at("price");
  }
  if (const auto* notes = document.if_contains("notes"); notes != nullptr && notes->is_array()) {
    for (const json::value& note : notes->get_array()) {
      const auto number = note.at("step").to_number<std::size_t>();
      if (number < 1 || number > steps.size()) continue;
      steps[number - 1].as_object()["note"] = note.at("note");
      steps[number - 1].as_object()["why"] = note.at("why");
    }
  }
  const auto kept = read_kept(json::serialize(json::object{{"plan", json::object{{"steps", std::move(steps)}}}}));
  return kept ? kept->content.plan : StoredPlan{};
}

}  // namespace

ShareCall read_share(std::string_view body, Date today) {
  const json::object object = parse_body(body);
  std::vector<FieldError> errors;
  ObjectReader reader(object, "", errors);
  ShareCall call;
  read_terms_into(reader, call.terms);
  if (call.terms.name.empty())
    reader.fault("name", "Er staat niet bij met wie u deelt.", "Geef een naam die u herkent, zoals: mijn adviseur.");
  if (call.terms.sections.empty()) reader.fault("sections", "Er is geen deel gekozen.", "Kies wat de ander mag zien.");
  const auto until = reader.date("expiresDate");
  if (!until && reader.any("expiresDate") == nullptr)
    reader.fault("expiresDate", "Er staat niet bij tot wanneer.", "Kies een dag, hoogstens 90 dagen na vandaag.");
  if (until && (*until <= today || days_between(today, *until) > k_most_share_days))
    reader.fault("expiresDate", "Deze dag kan niet.", "Kies een dag na vandaag, hoogstens 90 dagen verder.");
  call.expires_at = until.value_or(today);
  reader.finish();
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  return call;
}

std::string write_terms(const ShareTerms& terms) {
  return json::serialize(
      json::object{{"name", terms.name}, {"sections", name_list(terms.sections)}, {"right", name_of(terms.right)}});
}

std::optional<ShareTerms> read_terms(std::string_view text) {
  try {
    const json::object object = parse_body(text);
    std::vector<FieldError> errors;
    ObjectReader reader(object, "", errors);
    ShareTerms terms;
    read_terms_into(reader, terms);
    reader.finish();
    return errors.empty() ? std::optional(std::move(terms)) : std::nullopt;
  } catch (const InvalidInput&) {
    return std::nullopt;
  }
}

std::string shared_content(const StoredPlan& plan, const ShareTerms& terms) {
  const json::object whole = write_plan_content(plan);
  json::object out;
  out["sections"] = name_list(terms.sections);
  out["right"] = name_of(terms.right);
  if (shows(terms, ShareSection::goal)) {
    out["title"] = plan.title;
    out["goal"] = part(whole, "goal");
  }
  if (shows(terms, ShareSection::learner)) out["learner"] = part(whole, "learner");
  if (shows(terms, ShareSection::steps)) {
    json::array steps;
    for (const json::value& step : whole.at("steps").as_array()) steps.push_back(step_without_money(step));
    out["steps"] = std::move(steps);
  }
  if (shows(terms, ShareSection::money)) out["money"] = money_of_plan(plan);
  if (shows(terms, ShareSection::notes)) out["notes"] = notes_of_plan(plan);
  return json::serialize(out);
}

std::optional<SharedView> read_shared(std::string_view text) {
  boost::system::error_code failed;
  json::value value = json::parse({text.data(), text.size()}, failed);
  if (failed || !value.is_object()) return std::nullopt;
  SharedView view;
  view.document = std::move(value.get_object());
  const auto* right = view.document.if_contains("right");
  if (right == nullptr || !right->is_string()) return std::nullopt;
  view.right = value_of<ShareRight>(std::string_view(right->get_string())).value_or(ShareRight::read);
  view.shows_steps = view.document.contains("steps");
  view.shows_money = view.document.contains("money");
  try {
    if (view.shows_steps) view.plan = plan_in(view.document);
  } catch (const std::exception&) {
    return std::nullopt;
  }
  return view;
}

PlanComment read_comment(std::string_view body) {
  const json::object object = parse_body(body);
  std::vector<FieldError> errors;
  ObjectReader reader(object, "", errors);
  PlanComment comment;
  comment.text = std::string(trim(reader.text("text", k_comment_characters).value_or("")));
  if (comment.text.empty() && errors.empty())
    reader.fault("text", "Er staat geen opmerking.", "Schrijf wat u wilt zeggen.");
  if (const auto step = reader.integer("step", 1, k_most_planned_steps)) comment.step = static_cast<std::size_t>(*step);
  reader.finish();
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  return comment;
}

json::object write_comment(const PlanComment& comment) {
  return {{"text", comment.text}, {"step", value_or_null(comment.step)}};
}

json::object comment_document(std::string_view text, std::string_view at) {
  boost::system::error_code failed;
  json::value value = json::parse({text.data(), text.size()}, failed);
  if (failed || !value.is_object()) return {};
  json::object out = std::move(value.get_object());
  out["at"] = at;
  return out;
}

}  // namespace leerwijzer
