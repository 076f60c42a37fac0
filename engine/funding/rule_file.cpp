#include "engine/funding/rule_file.hpp"

#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr int k_deepest_rule = 16;
constexpr auto k_receivers = std::to_array<std::string_view>({"worker", "employer", "provider", "nobody"});

ParamRef read_param(const JsonCursor& at, const CompiledRules& rules, const ParameterIndex& index,
                    std::optional<FactUnit> unit) {
  const std::string key = at.at("param").text();
  const auto found = index.find(key);
  if (found == index.end()) {
    at.at("param").fail("the parameter \"" + key + "\" is in no file",
                        "Add it to the parameters of the scheme that owns it.");
  }
  const FactUnit stated = rules.parameters[found->second].unit;
  if (unit && stated != *unit) {
    at.at("param").fail("the parameter \"" + key + "\" counts " + std::string(name_of(stated)) + ", not " +
                        std::string(name_of(*unit)));
  }
  ParamRef ref{found->second, DateAxis::application};
  if (const auto axis = at.find("axis")) ref.axis = axis->one_of<DateAxis>();
  return ref;
}

bool fits(RuleOp op, FactType type) {
  switch (type) {
    case FactType::flag: return op == RuleOp::equal || op == RuleOp::not_equal;
    case FactType::number: return op < RuleOp::in;
    case FactType::word:
      return op == RuleOp::equal || op == RuleOp::not_equal || op == RuleOp::in || op == RuleOp::not_in;
    case FactType::word_set: return op == RuleOp::intersects || op == RuleOp::disjoint;
  }
  return false;
}

void add_word(const JsonCursor& at, const FactSpec& spec, RuleNode& node) {
  const std::string word = at.filled_text();
  if (spec.words.empty()) {
    node.places.push_back(fold(word));
    node.place_labels.push_back(word);
    return;
  }
  const auto position = find_word(spec, word);
  if (!position) at.fail("\"" + word + "\" is not a value of " + std::string(spec.name));
  if (spec.type == FactType::word_set && word == k_employee) {
    at.fail("\"employee\" is a group and cannot be used in a rule", "Name the kinds of contract.");
  }
  node.words |= std::uint64_t{1} << *position;
}

void read_words(const JsonCursor& at, const FactSpec& spec, RuleNode& node) {
  const auto items = at.items();
  if (items.empty()) at.fail("the list is empty");
  for (const JsonCursor& item : items) add_word(item, spec, node);
}

RuleNode read_atom(const JsonCursor& at, const CompiledRules& rules, const ParameterIndex& index) {
  at.allow_only({"fact", "op", "value", "param", "axis"});
  const JsonCursor fact = at.at("fact");
  const std::string name = fact.text();
  const auto position = find_fact(name);
  if (!position) {
    const std::string near(nearest_fact(name));
    fact.fail("the fact \"" + name + "\" is not known",
              near.empty() ? "See engine/funding/fact_table.cpp." : "Did you mean \"" + near + "\"?");
  }
  const FactSpec& spec = fact_table()[*position];
  RuleNode node;
  node.fact = *position;
  node.op = at.at("op").one_of<RuleOp>();
  if (!fits(node.op, spec.type)) {
    at.at("op").fail("\"" + at.at("op").text() + "\" does not fit " + name + ", which is a " +
                     std::string(name_of(spec.type)));
  }
  const bool is_param = at.find("param").has_value();
  if (is_param == at.find("value").has_value()) at.fail("a condition has either a value or a param");
  if (is_param && spec.type != FactType::number) at.at("param").fail("only a number can be compared with a parameter");
  if (!is_param && at.find("axis")) at.at("axis").fail("a date axis belongs to a param");
  if (is_param) {
    node.param = read_param(at, rules, index, spec.unit);
  } else if (spec.type == FactType::flag) {
    node.flag = at.at("value").flag();
  } else if (spec.type == FactType::number) {
    node.number = at.at("value").number();
  } else if (node.op == RuleOp::equal || node.op == RuleOp::not_equal) {
    add_word(at.at("value"), spec, node);
  } else {
    read_words(at.at("value"), spec, node);
  }
  return node;
}

RuleNode read_node(const JsonCursor& at, const CompiledRules& rules, const ParameterIndex& index, int depth) {
  if (depth > k_deepest_rule) at.fail("the rule is nested too deep");
  const auto combine = [&](std::string_view key, RuleNode::Kind kind) {
    at.allow_only({key});
    RuleNode node;
    node.kind = kind;
    const JsonCursor parts = at.at(key);
    if (kind == RuleNode::Kind::negate) {
      node.children.push_back(read_node(parts, rules, index, depth + 1));
      return node;
    }
    const auto items = parts.items();
    if (items.empty()) parts.fail("the list is empty");
    for (const JsonCursor& item : items) node.children.push_back(read_node(item, rules, index, depth + 1));
    return node;
  };
  if (at.find("all")) return combine("all", RuleNode::Kind::all);
  if (at.find("any")) return combine("any", RuleNode::Kind::any);
  if (at.find("not")) return combine("not", RuleNode::Kind::negate);
  return read_atom(at, rules, index);
}

/// The key of a case: a whole number, or one of the words of the fact by its position.
double case_value(const std::string& key, const FactSpec& spec, const JsonCursor& at) {
  if (spec.type == FactType::number) {
    if (key.empty() || key.size() > 4 || key.find_first_not_of("0123456789") != std::string::npos)
      at.fail("a case is a whole number");
    return std::stod(key);
  }
  const auto word = find_word(spec, key);
  if (!word) at.fail("\"" + key + "\" is not a value of " + std::string(spec.name));
  return static_cast<double>(*word);
}

Quantity read_quantity(const JsonCursor& at, const CompiledRules& rules, const ParameterIndex& index, FactUnit unit,
                       int depth = 0) {
  if (depth > 2) at.fail("the amount is nested too deep");
  Quantity quantity;
  if (at.is_number()) {
    quantity.value = at.number();
    if (quantity.value < 0 || (unit == FactUnit::ratio && quantity.value > 1)) {
      at.fail(unit == FactUnit::ratio ? "a share is between 0 and 1" : "an amount is not negative");
    }
    return quantity;
  }
  if (at.find("range")) {
    at.allow_only({"range"});
    const auto ends = at.at("range").items();
    if (ends.size() != 2) at.at("range").fail("a range has two ends");
    for (const JsonCursor& end : ends)
      quantity.cases.push_back({0.0, read_quantity(end, rules, index, unit, depth + 1)});
    return quantity;
  }
  if (at.find("by")) {
    at.allow_only({"by", "cases"});
    const auto fact = find_fact(at.at("by").text());
    const FactSpec* spec = fact ? &fact_table()[*fact] : nullptr;
    const bool has_words = spec != nullptr && spec->type == FactType::word && !spec->words.empty();
    if (spec == nullptr || (spec->type != FactType::number && !has_words))
      at.at("by").fail("the cases must be those of a number fact, or of a fact with one of some words");
    quantity.by_fact = fact;
    for (const auto& [key, value] : at.at("cases").members()) {
      quantity.cases.push_back({case_value(key, *spec, value), read_quantity(value, rules, index, unit, depth + 1)});
    }
    if (quantity.cases.empty()) at.at("cases").fail("there are no cases");
    return quantity;
  }
  at.allow_only({"param", "axis", "times"});
  quantity.param = read_param(at, rules, index, unit);
  if (const auto times = at.find("times")) {
    times->allow_only({"param", "axis"});
    quantity.times = read_param(*times, rules, index, FactUnit::none);
  }
  return quantity;
}

int month_and_day(const JsonCursor& at) {
  const std::string text = at.text();
  const auto date = parse_iso_date("2024-" + text);
  if (!date) at.fail("\"" + text + "\" is not a day of the year", "Write it as 04-01 (month, day).");
  return as_number(*date) % 10000;
}

int year_number(const JsonCursor& at, std::string_view key, int otherwise) {
  const auto member = at.find(key);
  if (!member) return otherwise;
  const auto year = member->whole_number();
  if (year < 1900 || year > 2200) member->fail("the year is out of range");
  return static_cast<int>(year);
}

int days_or_months(const JsonCursor& at, std::string_view key, int most) {
  const auto member = at.find(key);
  if (!member) return 0;
  const auto number = member->whole_number();
  if (number < 1 || number > most) member->fail("the number is out of range", "At most " + std::to_string(most) + ".");
  return static_cast<int>(number);
}

/// Which keys go with which moment is checked: a number that is never looked at would mislead its editor.
ApplyModel read_apply(const JsonCursor& at) {
  at.allow_only({"when", "leadDays", "earliestDays", "months", "day", "note"});
  ApplyModel apply;
  apply.moment = at.at("when").one_of<ApplyMoment>();
  apply.lead_days = days_or_months(at, "leadDays", 730);
  apply.earliest_days = days_or_months(at, "earliestDays", 730);
  apply.months = days_or_months(at, "months", 60);
  (void)at.text_or_empty("note");
  const bool before_start = apply.moment == ApplyMoment::before_start;
  if (apply.earliest_days > 0 && !before_start) at.at("earliestDays").fail("earliestDays goes with before_start");
  const bool after = apply.moment == ApplyMoment::after_start || apply.moment == ApplyMoment::after_end;
  if (apply.months > 0 && !after) at.at("months").fail("months goes with after_start and after_end");
  const auto day = at.find("day");
  if (day.has_value() != (apply.moment == ApplyMoment::before_day)) at.fail("a day goes with before_day");
  if (day) apply.day = month_and_day(*day);
  return apply;
}

PayoutMoment read_payout(const JsonCursor& at) {
  at.allow_only({"when", "note"});
  (void)at.text_or_empty("note");
  return at.at("when").one_of<PayoutMoment>();
}

WindowModel read_window(const JsonCursor& at) {
  WindowModel window;
  window.type = at.at("type").one_of<WindowType>();
  switch (window.type) {
    case WindowType::dates:
      at.allow_only({"type", "open", "close", "note"});
      window.open = as_number(at.at("open").date());
      window.close = at.date_number("close", window.close);
      if (window.close < window.open) at.at("close").fail("the window closes before it opens");
      break;
    case WindowType::yearly:
      at.allow_only({"type", "open", "close", "firstYear", "lastConfirmedYear", "note"});
      window.open = month_and_day(at.at("open"));
      window.close = month_and_day(at.at("close"));
      if (window.close < window.open) at.at("close").fail("the window closes before it opens");
      window.first_year = year_number(at, "firstYear", 0);
      window.last_confirmed_year = year_number(at, "lastConfirmedYear", 9999);
      break;
    default: at.allow_only({"type", "note"});
  }
  (void)at.text_or_empty("note");
  return window;
}

}  // namespace

RuleNode read_rule(const JsonCursor& at, const CompiledRules& rules, const ParameterIndex& index) {
  return read_node(at, rules, index, 0);
}

PayModel read_pays(const JsonCursor& at, const CompiledRules& rules, const ParameterIndex& index) {
  at.allow_only({"type", "covers", "receiver", "percentage", "cap", "fixed", "capFact", "per", "maxYears",
                 "minimumCost", "vat", "note"});
  PayModel pays;
  pays.type = at.at("type").filled_text();
  pays.covers = at.at("covers").one_of<PayCovers>();
  pays.receiver = at.at("receiver").text();
  if (std::find(k_receivers.begin(), k_receivers.end(), pays.receiver) == k_receivers.end()) {
    at.at("receiver").fail("\"" + pays.receiver + "\" is not a receiver", "Use worker, employer, provider or nobody.");
  }
  if (const auto share = at.find("percentage")) pays.percentage = read_quantity(*share, rules, index, FactUnit::ratio);
  if (const auto cap = at.find("cap")) pays.cap = read_quantity(*cap, rules, index, FactUnit::eurocent);
  if (const auto fixed = at.find("fixed")) pays.fixed = read_quantity(*fixed, rules, index, FactUnit::eurocent);
  if (const auto fact = at.find("capFact")) {
    pays.cap_fact = find_fact(fact->text());
    if (!pays.cap_fact || fact_table()[*pays.cap_fact].unit != FactUnit::eurocent) {
      fact->fail("\"" + fact->text() + "\" is not a fact in euro cents");
    }
  }
  if (const auto per = at.find("per")) {
    if (per->text() != "year" && per->text() != "course") per->fail("an amount is per course or per year");
    pays.per_year = per->text() == "year";
  }
  if (const auto years = at.find("maxYears")) {
    if (years->whole_number() < 1 || years->whole_number() > 20) years->fail("the number of years is out of range");
    pays.max_years = static_cast<int>(years->whole_number());
  }
  if (const auto cost = at.find("minimumCost")) pays.minimum_cost = cost->whole_number();
  if (const auto vat = at.find("vat")) {
    if (vat->text() != "included" && vat->text() != "excluded") vat->fail("VAT is included or excluded");
    pays.excludes_vat = vat->text() == "excluded";
  }
  (void)at.text_or_empty("note");
  return pays;
}

void collect_params(const RuleNode& node, std::vector<ParamRef>& params) {
  if (node.param) params.push_back(*node.param);
  for (const RuleNode& child : node.children) collect_params(child, params);
}

void collect_params(const Quantity& quantity, std::vector<ParamRef>& params) {
  if (quantity.param) params.push_back(*quantity.param);
  if (quantity.times) params.push_back(*quantity.times);
  for (const QuantityCase& each : quantity.cases) collect_params(each.quantity, params);
}

std::vector<ParamRef> params_of(const RuleNode& rule, const PayModel& pays) {
  std::vector<ParamRef> params;
  collect_params(rule, params);
  for (const auto* quantity : {&pays.percentage, &pays.cap, &pays.fixed}) {
    if (*quantity) collect_params(**quantity, params);
  }
  return params;
}

SchemeVersion read_version(const JsonCursor& at, const CompiledRules& rules, const ParameterIndex& index) {
  at.allow_only({"validFrom", "validTo", "status", "rule", "pays", "base", "discretion", "lowersWorkerCost", "windows",
                 "apply", "paidOut", "evidence", "legalBasis", "url", "confidence", "notes", "checkedAt", "nextCheck"});
  SchemeVersion version;
  version.span.from = at.date_number("validFrom", 0);
  version.span.to = at.date_number("validTo", version.span.to);
  if (version.span.to <= version.span.from) at.at("validTo").fail("the version ends before it begins");
  version.status = at.at("status").one_of<SchemeStatus>();
  version.rule = read_rule(at.at("rule"), rules, index);
  version.pays = read_pays(at.at("pays"), rules, index);
  const std::string base = at.at("base").text();
  if (base != "gross" && base != "remainder") at.at("base").fail("the base is gross or remainder");
  version.on_remainder = base == "remainder";
  version.discretion = at.at("discretion").one_of<Discretion>();
  version.lowers_worker_cost = at.at("lowersWorkerCost").flag();
  if (version.lowers_worker_cost && version.pays.covers != PayCovers::fee) {
    at.at("lowersWorkerCost").fail("only money for the fee of the course lowers what a worker pays");
  }
  for (const JsonCursor& window : at.at("windows").items()) version.windows.push_back(read_window(window));
  if (const auto apply = at.find("apply")) version.apply = read_apply(*apply);
  if (const auto paid_out = at.find("paidOut")) version.payout = read_payout(*paid_out);
  for (const JsonCursor& paper : at.at("evidence").items()) (void)paper.filled_text();
  (void)at.at("legalBasis").text();
  (void)at.text_or_empty("notes");
  version.url = at.at("url").text();
  version.confidence = at.at("confidence").filled_text();
  version.conflicting = contains(version.confidence, "conflict");
  version.params = params_of(version.rule, version.pays);
  // Without a date for the next check, a fact is trusted for one year.
  const Date checked = at.at("checkedAt").date();
  version.next_check = at.date_number("nextCheck", as_number(plus_months(checked, 12)));
  return version;
}

}  // namespace leerwijzer
