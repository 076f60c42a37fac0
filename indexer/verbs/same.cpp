#include "indexer/verb.hpp"
#include "indexer/workspace.hpp"

#include "engine/store/same_offer_store.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <cstdlib>
#include <memory>
#include <string>

namespace leerwijzer {
namespace {

struct Options {
  std::string source;
  std::int64_t after = 0;
  std::int64_t offer = 0;
  std::int64_t other = 0;
  int limit = 50;
  DecidedBy by;
  CLI::App* list = nullptr;
  CLI::App* show = nullptr;
  CLI::App* split = nullptr;
  CLI::App* join = nullptr;
  CLI::App* undecide = nullptr;
  CLI::App* decisions = nullptr;
  CLI::App* regroup = nullptr;
};

std::string why(const SamePair& pair) {
  switch (pair.ground) {
    case SameGround::by_hand: return "joined by hand";
    case SameGround::code:
      return fmt::format("{}, {}; title alike {:.0f}%", pair.key,
                         pair.exact ? "same town and intensity" : "town or intensity not stated by both",
                         pair.title * 100);
    case SameGround::text:
      return fmt::format("title alike {:.0f}%, text {:.0f}%{}", pair.title * 100, pair.text * 100,
                         pair.key.empty() ? "" : ", same " + pair.key);
  }
  return {};
}

void print_group(const ReviewedGroup& group) {
  fmt::print("offer {}{}\n", group.leader.value, group.members.size() < 2 ? ", in one feed only" : "");
  for (const ReviewedOffer& member : group.members) {
    fmt::print("  {} {}  {} {}  {}{}\n", member.id == group.leader ? "*" : " ", member.id.value, member.source,
               member.key, member.title, member.provider.empty() ? "" : " (" + member.provider + ")");
  }
  for (const SamePair& pair : group.pairs) fmt::print("    {} = {}: {}\n", pair.a.value, pair.b.value, why(pair));
}

int list(SameOfferStore& store, const Options& options) {
  const auto groups = store.groups(options.source, OfferId{options.after}, options.limit);
  for (const ReviewedGroup& group : groups) print_group(group);
  if (groups.empty()) fmt::print("no offers that are shown as one{}\n", options.after > 0 ? " after this one" : "");
  if (groups.size() == static_cast<std::size_t>(options.limit))
    fmt::print("(the first {}; go on with --after {})\n", options.limit, groups.back().leader.value);
  return 0;
}

int print_decisions(SameOfferStore& store, const Options& options) {
  const auto decisions = store.decisions(options.limit);
  for (const SameDecision& d : decisions) {
    fmt::print("{} {}  {}  {} {}\n", d.source_a, d.key_a, d.together ? "is one with" : "is kept apart from", d.source_b,
               d.key_b);
  }
  if (decisions.empty()) fmt::print("nothing was decided by hand\n");
  return 0;
}

void update_index(Workspace& workspace) {
  if (workspace.has_index_setting()) workspace.update_index();
}

int decide(Workspace& workspace, SameOfferStore& store, const Options& options) {
  const OfferId offer{options.offer};
  if (options.split->parsed()) {
    const auto others = store.split(offer, options.by);
    fmt::print("offer {} is kept apart from {} others from now on\n", offer.value, others.size());
  } else if (options.join->parsed()) {
    store.join(offer, OfferId{options.other}, options.by);
    print_group(store.group_of(offer));
  } else if (options.undecide->parsed()) {
    const std::int64_t count = store.undecide(offer, options.by);
    fmt::print("{} decisions about offer {} were taken back\n", count, offer.value);
  } else {
    const std::int64_t changed = store.regroup(options.by);
    fmt::print("all groups were made anew; {} offers are shown differently\n", changed);
  }
  std::fflush(stdout);
  update_index(workspace);
  return 0;
}

int run(Workspace& workspace, const Options& options) {
  SameOfferStore store(workspace.pool());
  if (options.list->parsed()) return list(store, options);
  if (options.decisions->parsed()) return print_decisions(store, options);
  if (options.show->parsed()) {
    print_group(store.group_of(OfferId{options.offer}));
    return 0;
  }
  return decide(workspace, store, options);
}

std::string user_of_the_system() {
  const char* user = std::getenv("USER");  // NOLINT(concurrency-mt-unsafe): before any thread
  return user == nullptr || *user == '\0' ? "unknown" : user;
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  options->by.actor = user_of_the_system();
  command.require_subcommand(1);
  const auto with_offer = [&](CLI::App* sub) {
    sub->add_option("offer", options->offer, "Id of an offer, as in /v1/offers/ID")->required();
    return sub;
  };
  const auto decided = [&](CLI::App* sub) {
    sub->add_option("--by", options->by.actor, "Who decides, for the audit")->capture_default_str();
    sub->add_option("--reason", options->by.reason, "Why, for the audit");
    return sub;
  };
  options->list = command.add_subcommand("list", "Offers that several feeds tell of and that are shown as one");
  options->list->add_option("--source", options->source, "Only groups with an offer of this source");
  options->list->add_option("--after", options->after, "Go on after the group with this id");
  options->decisions = command.add_subcommand("decisions", "What was decided by hand");
  for (CLI::App* sub : {options->list, options->decisions})
    sub->add_option("--limit", options->limit, "At most so many")->check(CLI::Range(1, 10'000))->capture_default_str();
  options->show = with_offer(command.add_subcommand("show", "Which offers are one with this one, and why"));
  options->split = decided(with_offer(
      command.add_subcommand("split", "Keep an offer apart from all that it is shown with, also after later fetches")));
  options->join = decided(with_offer(command.add_subcommand("join", "Show two offers of two feeds as one")));
  options->join->add_option("other", options->other, "Id of the other offer")->required();
  options->undecide = decided(
      with_offer(command.add_subcommand("undecide", "Take back what was decided about an offer: the rules decide")));
  options->regroup = decided(command.add_subcommand("regroup", "Make all groups anew, after other rules"));
  return [options](Workspace& workspace) { return run(workspace, *options); };
}

}  // namespace

extern const Verb k_verb_same = {"same", "See and put right which offers of several feeds are shown as one",
                                 "  leerwijzer-indexer same list --source rio\n"
                                 "  leerwijzer-indexer same show 1234\n"
                                 "  leerwijzer-indexer same split 1234 --by 'J. Jansen' --reason 'other campus'\n"
                                 "  leerwijzer-indexer same join 1234 5678 --by 'J. Jansen'\n",
                                 define};

}  // namespace leerwijzer
