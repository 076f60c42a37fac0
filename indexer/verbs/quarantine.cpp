#include "indexer/verb.hpp"
#include "indexer/verbs/actor.hpp"
#include "indexer/workspace.hpp"

#include "engine/store/quarantine_store.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <memory>

namespace leerwijzer {
namespace {

struct Options {
  bool all = false;
  std::string source;
  std::int64_t id = 0;
  int limit = 50;
  std::string by;
  std::string reason;
  bool no_index = false;
};

std::string scope_of(const QuarantineEntry& entry) {
  return entry.provider_name.empty() ? entry.source_name : entry.source_name + ", " + entry.provider_name;
}

/// What happened, for somebody who was not there.
std::string_view meaning_of(const QuarantineEntry& entry) {
  if (entry.cause == "unreadable")
    return "What came could not be read: an error page, another format, or records that are nearly all broken. The "
           "offers below are still shown. Repair the feed and they heal by themselves; release only when the provider "
           "has really ended them.";
  if (entry.cause == "provider-collapsed")
    return "The feed holds many providers and was whole, but nearly all offers of this one are no longer in it. They "
           "are still shown. Ask the provider or whoever makes the feed; release when they did end.";
  return "The feed was read to its end but holds far fewer offers than before. The missing ones are still shown. Ask "
         "the provider; release when they did end, drop when the feed is wrong.";
}

int list(Workspace& workspace, const Options& options) {
  QuarantineStore store(workspace.pool());
  const auto entries = store.list({options.all, options.source, options.limit});
  if (entries.empty()) fmt::print("Nothing {} in quarantine.\n", options.all ? "is or was" : "waits");
  for (const QuarantineEntry& e : entries) {
    fmt::print("{:>4}  {:<8}  {}  {}: {} offers, {} still absent ({})\n", e.id, name_of(e.state),
               e.opened_at.substr(0, 16), scope_of(e), e.offers_held, e.offers_absent, e.explanation);
    if (!e.closed_by.empty()) fmt::print("      {} by {}: {}\n", e.closed_at.substr(0, 16), e.closed_by, e.closed_why);
  }
  if (!entries.empty() && !options.all) fmt::print("In full: leerwijzer-indexer quarantine show {}\n", entries[0].id);
  return 0;
}

int show(Workspace& workspace, const Options& options) {
  QuarantineStore store(workspace.pool());
  const QuarantineEntry e = store.entry(options.id);
  fmt::print("Quarantine {} ({}) of {}, since {}\n", e.id, name_of(e.state), scope_of(e), e.opened_at.substr(0, 16));
  fmt::print("Fetch {}: {}.\n{}\n", e.fetch.value, e.explanation, meaning_of(e));
  if (!e.closed_by.empty())
    fmt::print("Closed {} by {}: {}; {} offers deleted.\n", e.closed_at.substr(0, 16), e.closed_by, e.closed_why,
               e.deleted);
  fmt::print("\n{} offers before, {} seen, {} held here, of which {} are still absent:\n", e.offers_before,
             e.offers_seen, e.offers_held, e.offers_absent);
  for (const QuarantinedOffer& o : store.offers(e.id, options.limit))
    fmt::print("  {:<7}  offer {}  {}  {}\n", o.status, o.offer.value, o.key, o.title.empty() ? "(no title)" : o.title);
  if (e.offers_held > options.limit) fmt::print("  and {} more; see --limit\n", e.offers_held - options.limit);
  if (e.state == QuarantineState::waiting) {
    fmt::print("\nTo delete the absent ones:  leerwijzer-indexer quarantine release {} --by NAME --reason TEXT\n",
               e.id);
    fmt::print("To keep them:               leerwijzer-indexer quarantine drop {} --by NAME --reason TEXT\n", e.id);
  }
  return 0;
}

int release(Workspace& workspace, const Options& options) {
  if (!options.no_index) static_cast<void>(workspace.index_folder());  // say it before the work, not after
  QuarantineStore store(workspace.pool());
  const std::int64_t deleted = store.release(options.id, {actor_of(options.by), options.reason});
  fmt::print("Quarantine {} is released: {} offers deleted.\n", options.id, deleted);
  if (!options.no_index) workspace.update_index();
  return 0;
}

int drop(Workspace& workspace, const Options& options) {
  QuarantineStore(workspace.pool()).drop(options.id, {actor_of(options.by), options.reason});
  fmt::print("Quarantine {} is dropped: its offers stay, and the same absence is not asked about again.\n", options.id);
  return 0;
}

void add_decision(CLI::App& command, Options& options) {
  command.add_option("id", options.id, "Number of the entry")->required();
  command.add_option("--by", options.by, "Who decides; else the user of this system");
  command.add_option("--reason", options.reason, "Why, for the audit")->required();
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command.require_subcommand(1);
  auto* const listing = command.add_subcommand("list", "Entries that wait for a person");
  listing->add_flag("--all", options->all, "Also those that are released, dropped or healed");
  listing->add_option("--source", options->source, "Of this source only");
  listing->add_option("--limit", options->limit, "At most this many")->capture_default_str();
  auto* const showing = command.add_subcommand("show", "What happened, and which offers would be deleted");
  showing->add_option("id", options->id, "Number of the entry")->required();
  showing->add_option("--limit", options->limit, "At most this many titles")->capture_default_str();
  auto* const releasing = command.add_subcommand("release", "Delete the offers that are still absent");
  add_decision(*releasing, *options);
  releasing->add_flag("--no-index", options->no_index, "Leave the index as it is");
  auto* const dropping = command.add_subcommand("drop", "Keep the offers and close the entry");
  add_decision(*dropping, *options);
  return [=](Workspace& workspace) {
    if (listing->parsed()) return list(workspace, *options);
    if (showing->parsed()) return show(workspace, *options);
    return releasing->parsed() ? release(workspace, *options) : drop(workspace, *options);
  };
}

}  // namespace

extern const Verb k_verb_quarantine = {
    "quarantine", "Offers that a feed suddenly no longer holds, until a person decides",
    "  leerwijzer-indexer quarantine list\n"
    "  leerwijzer-indexer quarantine show 3\n"
    "  leerwijzer-indexer quarantine release 3 --by 'A. Jansen' --reason 'the school ended its evening courses'\n"
    "  leerwijzer-indexer quarantine drop 3 --by 'A. Jansen' --reason 'their export was broken this week'\n",
    define};

}  // namespace leerwijzer
