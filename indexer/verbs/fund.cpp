#include "indexer/verb.hpp"
#include "indexer/verbs/actor.hpp"
#include "indexer/workspace.hpp"

#include "engine/funding/funding.hpp"
#include "engine/store/fund_store.hpp"
#include "engine/store/reference_store.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <memory>

namespace leerwijzer {
namespace {

namespace json = boost::json;

struct Options {
  std::string fund;
  std::string key;
  std::string amount;
  std::string voucher;
  std::string desk;
  std::string reference;
  std::string promise_key;
  std::string on;
  std::string by;
  bool json = false;
  bool open = false;
  CLI::App* report = nullptr;
  CLI::App* promise = nullptr;
  CLI::App* pay = nullptr;
  CLI::App* release = nullptr;
};

template <typename T>
T must(Result<T> result) {
  if (!result) throw ErrorException(result.error());
  return std::move(*result);
}

FundTerms terms_of(Workspace& workspace, const std::string& fund) {
  std::vector<std::pair<std::string, std::string>> files;
  for (SchemeDocument& scheme : ReferenceStore(workspace.pool()).schemes())
    files.emplace_back(scheme.id, std::move(scheme.document));
  const auto rules = must(FundingRules::compile(files));
  const std::string id = fund;
  if (const auto known = rules.check_schemes({&id, 1}); !known) throw ErrorException(known.error());
  auto terms = rules.fund(fund);
  if (terms) return std::move(*terms);
  throw ErrorException({ErrorCode::invalid_input, fund + " is not a fund with a budget of its own",
                        "A fund has a part \"fund\" in its file; see schema/templates/VOORBEELDFONDS.json.", fund});
}

Cents amount_of(const Options& options) {
  const auto amount = parse_decimal_amount(options.amount);
  if (amount && *amount > Cents{}) return *amount;
  throw ErrorException({ErrorCode::invalid_input, "\"" + options.amount + "\" is not an amount in euro",
                        "Write it as 500 or 499.50.", "--amount"});
}

Date day_of(const Workspace& workspace, const Options& options) {
  return options.on.empty() ? workspace.today() : must(parse_iso_date(options.on));
}

/// What the file of the fund asks of a promise.
void check_promise(const FundTerms& terms, const FundPromise& promise) {
  const auto refuse = [](std::string what, std::string hint, std::string where) {
    throw ErrorException({ErrorCode::invalid_input, std::move(what), std::move(hint), std::move(where)});
  };
  if (!terms.desks.empty() && std::find(terms.desks.begin(), terms.desks.end(), promise.desk) == terms.desks.end()) {
    refuse(promise.desk.empty() ? "A promise needs the positive advice of a desk"
                                : "\"" + promise.desk + "\" does not advise on this fund",
           "Give one of: " + fmt::format("{}", fmt::join(terms.desks, ", ")) + ".", "--desk");
  }
  if (terms.vouchers.empty() && promise.voucher.empty()) return;
  const auto voucher = std::find_if(terms.vouchers.begin(), terms.vouchers.end(),
                                    [&](const auto& one) { return one.kind == promise.voucher; });
  if (voucher == terms.vouchers.end()) {
    std::vector<std::string> kinds;
    for (const auto& one : terms.vouchers) kinds.push_back(one.kind);
    refuse("\"" + promise.voucher + "\" is no voucher of this fund",
           kinds.empty() ? "It has none." : "Give one of: " + fmt::format("{}", fmt::join(kinds, ", ")) + ".",
           "--voucher");
  }
  if (promise.amount > voucher->most)
    refuse("This is more than one voucher", "It is worth " + format_euro(voucher->most) + " at most.", "--amount");
}

int promise(Workspace& workspace, const Options& options) {
  FundPromise asked{options.fund, options.key,       day_of(workspace, options), options.voucher,
                    options.desk, options.reference, amount_of(options),         actor_of(options.by)};
  check_promise(terms_of(workspace, options.fund), asked);
  const bool is_new = must(FundStore(workspace.pool()).promise(asked));
  fmt::print("{} {}: {}\n", options.key, is_new ? "was promised" : "had been promised already",
             format_euro(asked.amount));
  return 0;
}

int move(Workspace& workspace, const Options& options, FundMove kind) {
  const FundMovement asked{options.fund,       options.promise_key, options.key, kind, day_of(workspace, options),
                           amount_of(options), actor_of(options.by)};
  const bool is_new = must(FundStore(workspace.pool()).move(asked));
  const std::string done = kind == FundMove::pay ? "paid" : "released";
  fmt::print("{} of {} {}: {}\n", options.key, options.promise_key,
             is_new ? "was " + done : "had been " + done + " already", format_euro(asked.amount));
  return 0;
}

json::object balance_json(const FundBalance& one) {
  return {{"from", format_iso(one.from)}, {"to", format_iso(one.to)},         {"budget", one.budget.value},
          {"promises", one.promises},     {"promised", one.promised.value},   {"released", one.released.value},
          {"paid", one.paid.value},       {"remaining", one.remaining.value}, {"state", one.state}};
}

json::object part_json(const FundPart& one) {
  return {{"month", one.month},       {"voucher", one.voucher},         {"desk", one.desk},
          {"promises", one.promises}, {"promised", one.promised.value}, {"released", one.released.value},
          {"paid", one.paid.value}};
}

json::object open_json(const OpenPromise& one) {
  return {{"key", one.promise.key},   {"on", format_iso(one.promise.on)},   {"voucher", one.promise.voucher},
          {"desk", one.promise.desk}, {"reference", one.promise.reference}, {"amount", one.promise.amount.value},
          {"open", one.open.value}};
}

template <typename T, typename Write>
json::array list_json(const std::vector<T>& list, Write write) {
  json::array out;
  for (const T& one : list) out.push_back(write(one));
  return out;
}

int report(Workspace& workspace, const Options& options) {
  FundStore store(workspace.pool());
  const FundTerms terms = terms_of(workspace, options.fund);
  const auto balances = store.balances(options.fund);
  const auto parts = store.parts(options.fund);
  const auto open = options.open ? store.open_promises(options.fund) : std::vector<OpenPromise>{};
  if (options.json) {
    json::object document{{"fund", options.fund},
                          {"region", terms.region},
                          {"periods", list_json(balances, balance_json)},
                          {"parts", list_json(parts, part_json)}};
    if (options.open) document["open"] = list_json(open, open_json);
    fmt::print("{}\n", json::serialize(document));
    return 0;
  }
  fmt::print("{} ({})\n", options.fund, terms.region);
  if (balances.empty()) fmt::print("  no budget\n");
  for (const FundBalance& one : balances) {
    fmt::print("  {} to {}: budget {}, promised {} in {} promises, released {}, paid {}, left {} ({})\n",
               format_iso(one.from), format_iso(one.to), format_euro(one.budget), format_euro(one.promised),
               one.promises, format_euro(one.released), format_euro(one.paid), format_euro(one.remaining), one.state);
  }
  for (const FundPart& one : parts) {
    fmt::print("  {}  {}  {}: {} promises, promised {}, released {}, paid {}\n", one.month,
               one.voucher.empty() ? "-" : one.voucher, one.desk.empty() ? "-" : one.desk, one.promises,
               format_euro(one.promised), format_euro(one.released), format_euro(one.paid));
  }
  for (const OpenPromise& one : open)
    fmt::print("  open: {} of {} {}: {} of {}\n", one.promise.key, format_iso(one.promise.on), one.promise.reference,
               format_euro(one.open), format_euro(one.promise.amount));
  return 0;
}

int run(Workspace& workspace, const Options& options) {
  if (options.promise->parsed()) return promise(workspace, options);
  if (options.pay->parsed()) return move(workspace, options, FundMove::pay);
  if (options.release->parsed()) return move(workspace, options, FundMove::release);
  return report(workspace, options);
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command.require_subcommand(1);
  const auto add = [&](const char* name, const char* summary) {
    CLI::App* sub = command.add_subcommand(name, summary);
    sub->add_option("fund", options->fund, "Id of the fund, as its file is named")->required();
    return sub;
  };
  const auto with_amount = [&](CLI::App* sub) {
    sub->add_option("--key", options->key, "Your own key: the same key twice is one promise or payment")->required();
    sub->add_option("--amount", options->amount, "Euro, such as 500 or 499.50")->required();
    sub->add_option("--on", options->on, "Day (2027-02-08); else today");
    sub->add_option("--by", options->by, "Who decides; else the user of the system");
    return sub;
  };
  options->report = add("report", "What was promised and paid, and what is left");
  options->report->add_flag("--json", options->json, "As JSON, amounts in cents");
  options->report->add_flag("--open", options->open, "Also each promise that is not settled");
  options->promise = with_amount(add("promise", "Promise an amount; refused beyond what is left of the budget"));
  options->promise->add_option("--voucher", options->voucher, "Kind of voucher, as the file of the fund names it");
  options->promise->add_option("--desk", options->desk, "Desk that gave its positive advice");
  options->promise->add_option("--reference", options->reference, "Case number of your office; never a name");
  options->pay = with_amount(add("pay", "Note that a promise, or a part of it, was paid"));
  options->release = with_amount(add("release", "Give a promise, or a part of it, back to the budget"));
  for (CLI::App* sub : {options->pay, options->release})
    sub->add_option("--promise", options->promise_key, "Key of the promise")->required();
  return [options](Workspace& workspace) { return run(workspace, *options); };
}

}  // namespace

extern const Verb k_verb_fund = {
    "fund", "Promise and pay from a region's own fund, and report what is left",
    "  leerwijzer-indexer fund promise TALENTFONDS --key 2027-0031 --amount 500 --voucher orientation \\\n"
    "    --desk 'Werkcentrum Midden-Utrecht' --reference Z-2027-31\n"
    "  leerwijzer-indexer fund pay TALENTFONDS --promise 2027-0031 --key invoice-88 --amount 450\n"
    "  leerwijzer-indexer fund release TALENTFONDS --promise 2027-0031 --key rest --amount 50\n"
    "  leerwijzer-indexer fund report TALENTFONDS --open\n"
    "\nA promise holds its amount of the budget until it is paid or released. The public answers say that the budget\n"
    "is nearly gone, or gone, within seconds. No name or birth date is kept: use your own case number.\n",
    define};

}  // namespace leerwijzer
