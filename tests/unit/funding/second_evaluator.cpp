#include "tests/unit/funding/second_evaluator.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <functional>
#include <stdexcept>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;

std::string text_or(const json::object& object, const char* key, const std::string& otherwise) {
  const json::value* value = object.if_contains(key);
  return value == nullptr || value->is_null() ? otherwise : std::string(value->as_string());
}

/// ISO dates order as texts.
bool within(const json::object& period, const std::string& date) {
  return text_or(period, "validFrom", "0000-00-00") <= date && date < text_or(period, "validTo", "9999-99-99");
}

struct Asked {
  const std::vector<json::object>& files;
  const std::string& date;
  const std::optional<std::string>& course_start;
  const json::object& facts;
};

/// The one period that holds; the last known value is never used outside its period.
std::optional<double> parameter(const json::object& condition, const Asked& asked) {
  const std::string key(condition.at("param").as_string());
  const std::string axis = text_or(condition, "axis", "application");
  std::vector<const json::object*> periods;
  for (const json::object& file : asked.files) {
    for (const json::value& each : file.at("parameters").as_array()) {
      if (std::string_view(each.at("key").as_string()) == key) periods.push_back(&each.as_object());
    }
  }
  std::string date = asked.date;
  if (axis == "course_start" || axis == "study_year_start") {
    // Without a start, it may be any day from the date of the question on: the value must be the same for all.
    if (!asked.course_start) {
      std::erase_if(periods, [&](const json::object* p) { return text_or(*p, "validTo", "9999-99-99") <= date; });
      const bool is_one = periods.size() == 1 && within(*periods[0], date) && periods[0]->at("validTo").is_null();
      return is_one ? std::optional(periods[0]->at("value").to_number<double>()) : std::nullopt;
    }
    date = *asked.course_start;
    if (axis == "study_year_start") {
      const int year = std::stoi(date.substr(0, 4)) - (date.substr(5) < "08-01" ? 1 : 0);
      date = std::to_string(year) + "-08-01";
    }
  }
  std::erase_if(periods, [&](const json::object* p) { return !within(*p, date); });
  return periods.size() == 1 ? std::optional(periods[0]->at("value").to_number<double>()) : std::nullopt;
}

/// Municipalities and regions are compared without regard to letter case; all else to the letter.
bool same_word(const json::value& one, const json::value& other, bool is_place) {
  if (!is_place) return one == other;
  const auto lower = [](std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
    return out;
  };
  return lower(one.as_string()) == lower(other.as_string());
}

bool among(const json::value& word, const json::value& list, bool is_place) {
  if (!list.is_array()) return same_word(word, list, is_place);
  const auto& words = list.as_array();
  return std::any_of(words.begin(), words.end(), [&](const json::value& w) { return same_word(word, w, is_place); });
}

bool number_holds(const std::string& op, double value, double bound) {
  if (op == "<") return value < bound;
  if (op == "<=") return value <= bound;
  if (op == ">") return value > bound;
  if (op == ">=") return value >= bound;
  if (op == "==") return value == bound;
  if (op == "!=") return value != bound;
  throw std::runtime_error("no operator for numbers: " + op);
}

struct Condition {
  std::string fact;
  std::string param;  ///< key of a parameter that is not known; else empty
  bool fact_is_open = false;
  std::optional<bool> holds;
};

Condition condition_of(const json::object& node, const Asked& asked) {
  Condition out;
  out.fact = node.at("fact").as_string();
  const std::string op(node.at("op").as_string());
  const json::value* known = asked.facts.if_contains(out.fact);
  const json::value never(false);
  if (out.fact == "case.never") known = &never;
  out.fact_is_open = known == nullptr;
  std::optional<double> bound;
  if (node.contains("param")) {
    bound = parameter(node, asked);
    if (!bound) out.param = node.at("param").as_string();
  } else if (node.at("value").is_number()) {
    bound = node.at("value").to_number<double>();
  }
  if (known == nullptr || !out.param.empty()) return out;
  const bool is_place = out.fact == "person.residence_municipality" || out.fact == "person.labour_region";
  if (bound) {
    out.holds = number_holds(op, known->to_number<double>(), *bound);
  } else if (known->is_array()) {
    const auto& members = known->as_array();
    const bool meets = std::any_of(members.begin(), members.end(),
                                   [&](const json::value& m) { return among(m, node.at("value"), is_place); });
    out.holds = meets == (op == "intersects");
  } else {
    out.holds = among(*known, node.at("value"), is_place) == (op == "==" || op == "in");
  }
  return out;
}

void gather(const json::object& node, const Asked& asked, std::vector<Condition>& conditions) {
  if (node.contains("fact")) conditions.push_back(condition_of(node, asked));
  if (const json::value* child = node.if_contains("not")) gather(child->as_object(), asked, conditions);
  for (const char* key : {"all", "any"}) {
    if (const json::value* list = node.if_contains(key)) {
      for (const json::value& child : list->as_array()) gather(child.as_object(), asked, conditions);
    }
  }
}

/// Plain two-valued logic over a row of the truth table.
bool outcome(const json::object& node, const std::vector<bool>& row, std::size_t& next) {
  if (node.contains("fact")) return row[next++];
  if (const json::value* child = node.if_contains("not")) return !outcome(child->as_object(), row, next);
  const bool is_all = node.contains("all");
  int held = 0;
  int failed = 0;
  for (const json::value& child : node.at(is_all ? "all" : "any").as_array()) {
    (outcome(child.as_object(), row, next) ? held : failed)++;
  }
  return is_all ? failed == 0 : held > 0;
}

bool outcome(const json::object& rule, const std::vector<bool>& row) {
  std::size_t next = 0;
  return outcome(rule, row, next);
}

SecondAnswer truth_table(const json::object& rule, const Asked& asked) {
  std::vector<Condition> conditions;
  gather(rule, asked, conditions);
  std::vector<std::size_t> open;
  std::vector<bool> row;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    row.push_back(conditions[i].holds.value_or(false));
    if (!conditions[i].holds) open.push_back(i);
  }
  bool ever = false;
  bool always = true;
  std::set<std::size_t> matters;
  for (std::uint64_t pattern = 0; pattern < (std::uint64_t{1} << open.size()); ++pattern) {
    for (std::size_t k = 0; k < open.size(); ++k) row[open[k]] = (pattern >> k & 1U) != 0;
    const bool held = outcome(rule, row);
    ever = ever || held;
    always = always && held;
    for (const std::size_t at : open) {
      if (matters.contains(at)) continue;
      row[at] = !row[at];
      if (outcome(rule, row) != held) matters.insert(at);
      row[at] = !row[at];
    }
  }
  SecondAnswer answer{always ? "yes" : ever ? "unknown" : "no", {}};
  for (const std::size_t at : matters) {
    if (conditions[at].fact_is_open) answer.needs.insert(conditions[at].fact);
    if (!conditions[at].param.empty()) answer.needs.insert("param:" + conditions[at].param);
  }
  return answer;
}

void walk(const json::object& node, const std::function<void(const json::object&)>& visit) {
  if (node.contains("fact")) visit(node);
  if (const json::value* child = node.if_contains("not")) walk(child->as_object(), visit);
  for (const char* key : {"all", "any"}) {
    if (const json::value* list = node.if_contains(key)) {
      for (const json::value& child : list->as_array()) walk(child.as_object(), visit);
    }
  }
}

}  // namespace

SecondEvaluator::SecondEvaluator(const std::vector<std::pair<std::string, std::string>>& files) {
  for (const auto& [name, text] : files) {
    if (name.find(".schema.") == std::string::npos) files_.push_back(json::parse(text).as_object());
  }
}

SecondAnswer SecondEvaluator::answer(const std::string& scheme, const std::string& date,
                                     const std::optional<std::string>& course_start, const json::object& facts) const {
  const auto file = std::find_if(files_.begin(), files_.end(), [&](const json::object& f) {
    return std::string_view(f.at("id").as_string()) == scheme;
  });
  std::vector<const json::object*> versions;
  bool all_past = true;
  for (const json::value& version : file->at("versions").as_array()) {
    if (within(version.as_object(), date)) versions.push_back(&version.as_object());
    all_past = all_past && text_or(version.as_object(), "validTo", "9999-99-99") <= date;
  }
  if (all_past) return {"no", {}};
  if (versions.size() != 1) return {"unknown", {"param:" + scheme + ".version"}};
  if (versions[0]->at("status") == "ended") return {"no", {}};
  return truth_table(versions[0]->at("rule").as_object(), {files_, date, course_start, facts});
}

std::vector<std::string> SecondEvaluator::schemes() const {
  std::vector<std::string> ids;
  for (const json::object& file : files_) ids.emplace_back(file.at("id").as_string());
  return ids;
}

std::set<std::string> SecondEvaluator::facts_of(const std::string& scheme) const {
  std::set<std::string> names;
  for (const json::object& file : files_) {
    if (std::string_view(file.at("id").as_string()) != scheme) continue;
    for (const json::value& version : file.at("versions").as_array()) {
      walk(version.at("rule").as_object(),
           [&](const json::object& node) { names.emplace(node.at("fact").as_string()); });
    }
  }
  return names;
}

std::vector<json::value> SecondEvaluator::values_of(const std::string& scheme, const std::string& fact) const {
  std::vector<json::value> values;
  const auto add = [&](const json::value& value) {
    if (!value.is_array()) return values.push_back(value);
    for (const json::value& each : value.as_array()) values.push_back(each);
  };
  for (const json::object& file : files_) {
    if (std::string_view(file.at("id").as_string()) != scheme) continue;
    for (const json::value& version : file.at("versions").as_array()) {
      walk(version.at("rule").as_object(), [&](const json::object& node) {
        if (std::string_view(node.at("fact").as_string()) != fact) return;
        if (const json::value* value = node.if_contains("value")) add(*value);
        const json::value* key = node.if_contains("param");
        if (key == nullptr) return;
        for (const json::object& other : files_) {
          for (const json::value& each : other.at("parameters").as_array()) {
            if (each.at("key") == *key) add(each.at("value"));
          }
        }
      });
    }
  }
  return values;
}

}  // namespace leerwijzer::testing
