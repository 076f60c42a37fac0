// The part `fund` of a scheme file: see rule_file.hpp.
#include "engine/core/text.hpp"
#include "engine/funding/rule_file.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

FundBudget read_budget(const JsonCursor& at, const std::vector<FundBudget>& before) {
  at.allow_only({"from", "to", "cents", "nearlyGone"});
  FundBudget budget;
  budget.span.from = as_number(at.at("from").date());
  budget.span.to = as_number(at.at("to").date());
  if (budget.span.to <= budget.span.from) at.at("to").fail("the budget ends before it begins");
  budget.cents = at.at("cents").whole_number();
  if (budget.cents < 0) at.at("cents").fail("an amount is not negative");
  if (const auto nearly = at.find("nearlyGone")) budget.nearly_gone = nearly->whole_number();
  if (budget.nearly_gone < 0 || budget.nearly_gone > budget.cents)
    at.at("nearlyGone").fail("this is between 0 and the budget");
  for (const FundBudget& other : before) {
    if (budget.span.from < other.span.to && other.span.from < budget.span.to)
      at.fail("two budgets overlap", "End the one on the day that the next begins.");
  }
  return budget;
}

FundTerms::Voucher read_voucher(const JsonCursor& at, const std::vector<FundTerms::Voucher>& before) {
  at.allow_only({"kind", "name", "most"});
  FundTerms::Voucher voucher{at.at("kind").filled_text(), at.at("name").filled_text(), {}};
  voucher.most = Cents{at.at("most").whole_number()};
  if (voucher.most <= Cents{}) at.at("most").fail("a voucher is worth more than 0");
  for (const FundTerms::Voucher& other : before) {
    if (other.kind == voucher.kind) at.at("kind").fail("the voucher \"" + voucher.kind + "\" is there already");
  }
  return voucher;
}

/// Must somebody have the advice of one of the desks to get a yes? Every yes of the rule needs the atom when it is the
/// rule, or in an `all` from the top.
bool demands(const RuleNode& node, std::size_t fact, const std::vector<std::string>& desks) {
  if (node.kind == RuleNode::Kind::all)
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](const RuleNode& child) { return demands(child, fact, desks); });
  return node.kind == RuleNode::Kind::atom && node.fact == fact &&
         (node.op == RuleOp::in || node.op == RuleOp::equal) &&
         std::all_of(node.places.begin(), node.places.end(), [&](const std::string& place) {
           return std::any_of(desks.begin(), desks.end(), [&](const std::string& desk) { return fold(desk) == place; });
         });
}

}  // namespace

FundModel read_fund(const JsonCursor& at, const SchemeModel& scheme) {
  static const std::size_t k_advice = *find_fact("case.positive_advice_by");
  at.allow_only({"region", "budgets", "desks", "vouchers"});
  FundModel fund;
  fund.terms.region = at.at("region").filled_text();
  for (const JsonCursor& each : at.at("budgets").items()) fund.budgets.push_back(read_budget(each, fund.budgets));
  if (const auto desks = at.find("desks")) {
    for (const JsonCursor& desk : desks->items()) fund.terms.desks.push_back(desk.filled_text());
    const auto has = [&](const SchemeVersion& version) { return demands(version.rule, k_advice, fund.terms.desks); };
    const bool all_ask = std::all_of(scheme.versions.begin(), scheme.versions.end(), [&](const SchemeVersion& version) {
      return version.status == SchemeStatus::planned || has(version);
    });
    if (!fund.terms.desks.empty() && !all_ask) {
      desks->fail("the rule does not ask for the advice of these desks",
                  "Add {\"fact\": \"case.positive_advice_by\", \"op\": \"in\", \"value\": [the desks]} to the rule.");
    }
  }
  if (const auto vouchers = at.find("vouchers")) {
    for (const JsonCursor& each : vouchers->items())
      fund.terms.vouchers.push_back(read_voucher(each, fund.terms.vouchers));
  }
  return fund;
}

}  // namespace leerwijzer
