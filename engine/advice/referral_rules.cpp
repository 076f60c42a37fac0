#include "engine/advice/referral_rules.hpp"

#include "engine/core/text.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace leerwijzer {
namespace {

constexpr auto k_kinds = std::to_array<std::string_view>({"werkcentrum", "leerwerkloket", "wsp", "uwv", "municipality",
                                                          "doorstroompunt", "taalhuis", "sbb", "servicepunt_techniek"});

std::vector<std::string> read_kinds(const JsonCursor& at) {
  std::vector<std::string> kinds;
  for (const JsonCursor& item : at.items()) {
    const std::string kind = item.filled_text();
    if (std::find(k_kinds.begin(), k_kinds.end(), kind) == k_kinds.end()) {
      item.fail("\"" + kind + "\" is not a kind of desk");
    }
    kinds.push_back(kind);
  }
  if (kinds.empty()) at.fail("the list is empty");
  return kinds;
}

std::string read_sentence(const JsonCursor& at) {
  std::string text = at.filled_text();
  if (text.back() != '.') at.fail("a text for people ends with a full stop");
  return text;
}

void read_condition(const JsonCursor& at, ReferralRule& rule) {
  const auto everyone = at.find("everyone");
  if (everyone.has_value() == at.find("rule").has_value()) at.fail("a referral has either a rule or everyone");
  if (everyone) {
    if (!everyone->flag()) everyone->fail("everyone is true or left out");
    if (at.find("whenUnknown")) at.at("whenUnknown").fail("a rule for everyone is never unknown");
    return;
  }
  rule.condition = Condition::read(at.at("rule"));
  rule.when_unknown = read_sentence(at.at("whenUnknown"));
  if (!rule.when_unknown.starts_with("Als u")) at.at("whenUnknown").fail("it begins with \"Als u\"");
}

ReferralRule read_referral(const JsonCursor& at) {
  at.allow_only({"id", "priority", "rule", "everyone", "follows", "referTo", "reason", "otherwise", "whenUnknown",
                 "validFrom", "validUntil", "source", "confidence"});
  ReferralRule rule;
  rule.id = at.at("id").filled_text();
  rule.priority = static_cast<int>(at.at("priority").whole_number());
  read_condition(at, rule);
  const JsonCursor follows = at.at("follows");
  rule.by_establishment = follows.text() == "establishment";
  if (!rule.by_establishment && follows.text() != "residence") follows.fail("it is residence or establishment");
  rule.refer_to = read_kinds(at.at("referTo"));
  rule.reason = read_sentence(at.at("reason"));
  if (const auto otherwise = at.find("otherwise")) {
    otherwise->allow_only({"referTo", "reason"});
    rule.otherwise = read_kinds(otherwise->at("referTo"));
    rule.otherwise_reason = read_sentence(otherwise->at("reason"));
  }
  if (const auto from = at.find("validFrom")) rule.valid_from = from->date();
  if (const auto until = at.find("validUntil")) rule.valid_until = until->date();
  if (rule.valid_from && rule.valid_until && *rule.valid_until <= *rule.valid_from) {
    at.at("validUntil").fail("the rule ends before it begins");
  }
  (void)at.at("source").filled_text();
  (void)at.at("confidence").filled_text();
  return rule;
}

std::vector<ReferralRule> read_all(const JsonCursor& at) {
  at.allow_only({"rules"});
  std::vector<ReferralRule> rules;
  std::set<std::string> ids;
  for (const JsonCursor& item : at.at("rules").items()) {
    if (!rules.empty() && !rules.back().condition && !rules.back().valid_until) {
      item.fail("it can never decide, because the rule before it is for everyone");
    }
    ReferralRule rule = read_referral(item);
    if (!ids.insert(rule.id).second) item.at("id").fail("two rules are called \"" + rule.id + "\"");
    if (!rules.empty() && rule.priority <= rules.back().priority) {
      item.at("priority").fail("it is not higher than that of the rule before");
    }
    rules.push_back(std::move(rule));
  }
  if (rules.empty() || rules.back().condition) at.at("rules").fail("the last rule is for everyone");
  return rules;
}

}  // namespace

std::span<const std::string_view> kinds_of_desks() noexcept { return k_kinds; }

bool ReferralRule::is_valid(Date date) const noexcept {
  return (!valid_from || *valid_from <= date) && (!valid_until || date < *valid_until);
}

Verdict ReferralRule::evaluate(const KnownFacts& known) const {
  return condition ? condition->evaluate(known) : Verdict::yes;
}

Result<ReferralRules> ReferralRules::compile(std::string_view text, std::string_view file) {
  boost::system::error_code failed;
  const boost::json::value value = boost::json::parse(text, failed, {}, {.max_depth = 32});
  if (failed) {
    return Error{ErrorCode::invalid_input, "not valid JSON: " + failed.message(),
                 "Correct the file and import it again.", std::string(file)};
  }
  try {
    ReferralRules rules;
    rules.rules_ = read_all(JsonCursor(value, file));
    return rules;
  } catch (const ErrorException& fault) {
    return fault.error();
  }
}

Result<ReferralRules> ReferralRules::stored(std::string_view text) {
  if (text.empty()) return ReferralRules{};
  return compile(text, "referral-rules.json in the database");
}

}  // namespace leerwijzer
