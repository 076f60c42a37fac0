#include "indexer/importing/scheme_diff.hpp"

#include "indexer/importing/reference_files.hpp"

#include "engine/funding/json_cursor.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace leerwijzer {
namespace {

namespace json = boost::json;

using Documents = std::map<std::string, json::value, std::less<>>;

Documents documents_of(const RuleSet& set) {
  Documents documents;
  for (const auto& [id, text] : set.files) documents.emplace(id, json::parse(text));
  return documents;
}

/// Compares two values, and names each part that differs by its pointer.
class Comparison {
 public:
  Comparison(std::string scheme, std::vector<SchemeChange>& out) : scheme_(std::move(scheme)), out_(out) {}

  void compare(const json::value* before, const json::value* after, const std::string& pointer, bool in_past) {
    if (before != nullptr && after != nullptr) {
      if (*before == *after) return;
      if (before->is_object() && after->is_object()) {
        compare_objects(before->get_object(), after->get_object(), pointer, in_past);
        return;
      }
      if (before->is_array() && after->is_array() && before->get_array().size() == after->get_array().size()) {
        for (std::size_t i = 0; i < before->get_array().size(); ++i)
          compare(&before->get_array()[i], &after->get_array()[i], pointer + "/" + std::to_string(i), in_past);
        return;
      }
    }
    out_.push_back({scheme_, pointer, text_of(before), text_of(after), in_past});
  }

  void compare_objects(const json::object& before, const json::object& after, const std::string& pointer,
                       bool in_past) {
    std::set<std::string> keys;
    for (const auto& member : before) keys.emplace(member.key());
    for (const auto& member : after) keys.emplace(member.key());
    for (const std::string& key : keys)
      compare(before.if_contains(key), after.if_contains(key), pointer + "/" + key, in_past);
  }

 private:
  static std::string text_of(const json::value* value) {
    constexpr std::size_t k_shown = 160;
    if (value == nullptr) return {};
    std::string text = value->is_double() ? fmt::format("{}", value->get_double()) : json::serialize(*value);
    if (text.size() > k_shown) text = text.substr(0, k_shown) + "...";
    return text;
  }

  std::string scheme_;
  std::vector<SchemeChange>& out_;
};

std::string text_member(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains({key.data(), key.size()});
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string{};
}

/// Of a list whose parts begin on a day: the parts by name.
using Periods = std::map<std::string, const json::object*>;

Periods periods_of(const json::value& document, std::string_view list, std::string_view key) {
  Periods periods;
  for (const json::value& each : document.at({list.data(), list.size()}).as_array()) {
    const json::object& object = each.as_object();
    const std::string from = text_member(object, "validFrom");
    const std::string name = key.empty() ? "version" : "parameter " + text_member(object, key);
    periods.emplace(name + " from " + (from.empty() ? "ever" : from), &object);
  }
  return periods;
}

bool has_begun(const json::object& period, const std::string& today) {
  return text_member(period, "validFrom") <= today;  // ISO dates sort as texts; none began long ago
}

bool may_change_later(std::string_view key) {
  return key == "/confidence" || key == "/source" || key == "/notes" || key == "/checkedAt" || key == "/nextCheck" ||
         key == "/url" || key == "/legalBasis" || key == "/evidence" || key == "/windows" || key == "/apply" ||
         key == "/paidOut" || key == "/validTo" || key == "/status";
}

void compare_periods(Comparison& comparison, const Periods& before, const Periods& after, const std::string& today) {
  std::set<std::string> names;
  for (const auto& [name, period] : before) names.insert(name);
  for (const auto& [name, period] : after) names.insert(name);
  for (const std::string& name : names) {
    const auto old = before.find(name);
    const auto next = after.find(name);
    if (old == before.end() || next == after.end()) {
      const json::value gone = old == before.end() ? json::value(nullptr) : json::value(*old->second);
      const json::value come = next == after.end() ? json::value(nullptr) : json::value(*next->second);
      const bool in_past = old != before.end() && has_begun(*old->second, today);
      comparison.compare(old == before.end() ? nullptr : &gone, next == after.end() ? nullptr : &come, name, in_past);
      continue;
    }
    std::set<std::string> keys;
    for (const auto& member : *old->second) keys.emplace(member.key());
    for (const auto& member : *next->second) keys.emplace(member.key());
    for (const std::string& key : keys) {
      const bool in_past = has_begun(*old->second, today) && !may_change_later("/" + key);
      comparison.compare(old->second->if_contains(key), next->second->if_contains(key), name + ": " + key, in_past);
    }
  }
}

void compare_schemes(const std::string& id, const json::value& before, const json::value& after,
                     const std::string& today, std::vector<SchemeChange>& out) {
  Comparison comparison(id, out);
  json::object old = before.as_object();
  json::object next = after.as_object();
  for (const char* list : {"versions", "parameters"}) {
    old.erase(list);
    next.erase(list);
  }
  comparison.compare_objects(old, next, "", false);
  compare_periods(comparison, periods_of(before, "versions", ""), periods_of(after, "versions", ""), today);
  compare_periods(comparison, periods_of(before, "parameters", "key"), periods_of(after, "parameters", "key"), today);
}

FactValue fact_of(const JsonCursor& at) {
  if (at.is_flag()) return at.flag();
  if (at.is_number()) return at.number();
  if (!at.is_list()) return at.text();
  std::vector<std::string> words;
  for (const JsonCursor& each : at.items()) words.push_back(each.text());
  return words;
}

SchemeCase case_of(const JsonCursor& at, const std::string& scheme) {
  SchemeCase one;
  one.scheme = scheme;
  one.name = at.at("name").filled_text();
  one.expect = at.text_or_empty("expect");
  one.question.date = at.at("date").date();
  one.question.only = {scheme};
  for (const auto& [name, value] : at.at("facts").members()) one.question.facts.emplace(name, fact_of(value));
  if (const auto start = at.find("courseStart")) one.question.course_start = start->date();
  if (const auto price = at.find("priceCents")) one.question.price = Cents{price->whole_number()};
  return one;
}

std::string outcome_of(const RuleSet& set, const FundingQuestion& question) {
  if (!set.rules.check_schemes(question.only)) return "not there";
  const SchemeVerdict verdict = set.rules.evaluate(question).schemes.at(0);
  std::string text = std::string(name_of(verdict.eligibility)) + ", window " + std::string(name_of(verdict.window));
  if (verdict.amount) {
    text += ", " + format_euro(verdict.amount->min);
    if (verdict.amount->max != verdict.amount->min) text += " to " + format_euro(verdict.amount->max);
  }
  return text;
}

std::string verdict_in(const std::string& outcome) { return outcome.substr(0, outcome.find(',')); }

}  // namespace

Result<RuleSet> rule_set(std::string name, std::vector<std::pair<std::string, std::string>> file_and_json) {
  auto rules = FundingRules::compile(file_and_json);
  if (!rules) return rules.error();
  std::erase_if(file_and_json, [](const auto& file) { return file.first.ends_with(".schema.json"); });
  for (auto& [file, text] : file_and_json) file = std::string(json::parse(text).at("id").as_string());
  std::sort(file_and_json.begin(), file_and_json.end());
  return RuleSet{std::move(name), std::move(file_and_json), std::move(*rules)};
}

std::vector<SchemeChange> changes_between(const RuleSet& before, const RuleSet& after, Date today) {
  const Documents old = documents_of(before);
  const Documents next = documents_of(after);
  std::vector<SchemeChange> changes;
  for (const auto& [id, document] : old) {
    const auto other = next.find(id);
    if (other == next.end()) {
      changes.push_back({id, "scheme", text_member(document.as_object(), "name"), "", false});
    } else {
      compare_schemes(id, document, other->second, format_iso(today), changes);
    }
  }
  for (const auto& [id, document] : next) {
    if (!old.contains(id)) changes.push_back({id, "scheme", "", text_member(document.as_object(), "name"), false});
  }
  return changes;
}

Result<std::vector<SchemeCase>> read_scheme_cases(const std::filesystem::path& folder) {
  const auto files = read_json_files(folder);
  if (!files) return files.error();
  std::vector<SchemeCase> cases;
  try {
    for (const auto& [name, text] : *files) {
      boost::system::error_code fault;
      const json::value document = json::parse(text, fault);
      if (fault)
        return Error{ErrorCode::invalid_input, "not valid JSON: " + fault.message(), "Correct the file.", name};
      const JsonCursor root(document, name);
      const std::string scheme = root.at("scheme").filled_text();
      for (const JsonCursor& each : root.at("cases").items()) cases.push_back(case_of(each, scheme));
    }
  } catch (const ErrorException& e) {
    return e.error();
  }
  return cases;
}

std::vector<VerdictChange> case_changes(const std::vector<SchemeCase>& cases, const RuleSet& before,
                                        const RuleSet& after, Cents price) {
  std::vector<VerdictChange> changes;
  for (const SchemeCase& one : cases) {
    FundingQuestion question = one.question;
    if (!question.price) question.price = price;
    VerdictChange change{&one, outcome_of(before, question), outcome_of(after, question)};
    if (change.before == change.after) continue;
    change.verdict_changed = verdict_in(change.before) != verdict_in(change.after);
    change.unexpected = !one.expect.empty() && verdict_in(change.after) != one.expect;
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace leerwijzer
