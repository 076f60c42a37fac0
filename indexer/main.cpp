// leerwijzer-indexer: reads feeds into the catalogue and keeps the index equal to it. The one writer.
#include "indexer/feed_format.hpp"
#include "indexer/verb.hpp"
#include "indexer/workspace.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

constexpr int k_failed = 1;
constexpr int k_wrong_use = 2;

constexpr const char* k_footer = R"(
Settings come from flags, then from these variables, then from the file of --config:
  LEERWIJZER_DATABASE_URL   the PostgreSQL database, as libpq takes it
  LEERWIJZER_INDEX          the folder of the index
  LEERWIJZER_CREDENTIALS    a folder with one file per source: lines "bearer TOKEN", "basic USER:PASSWORD", or a header
                            as it is sent ("Ocp-Apim-Subscription-Key: KEY", "X-Route: endpoint=ID")
  LEERWIJZER_CREDENTIALS_NAME   the same lines for the source NAME (capitals; all but letters and digits is _)
  LEERWIJZER_PROXY          a proxy for every feed; https_proxy and its like are not looked at
  LEERWIJZER_KEEP_DAYS      days that prune keeps what is over: raw records, fetches, the change log (90)
  LEERWIJZER_CONFIG         a file of "key = value" lines: database-url, index, credentials, proxy, keep-days

A first time:
  export LEERWIJZER_DATABASE_URL='host=localhost dbname=leerwijzer' LEERWIJZER_INDEX=/var/lib/leerwijzer/index
  leerwijzer-indexer migrate
  leerwijzer-indexer import regions schema/regions
  leerwijzer-indexer import schemes schema/funding
  leerwijzer-indexer import taxonomy schema/taxonomy
  leerwijzer-indexer ingest catalogue.csv --name my-school
  leerwijzer-indexer watch

The exit status is 0 when all was done, 1 when not, 2 for a wrong use.
)";

std::string footer() {
  std::string text = "\nFeed formats:\n";
  for (const FeedFormat* format : feed_formats())
    text += fmt::format("  {:<14} {}\n", format->name, format->description);
  return text + k_footer;
}

int tell(const Error& error) {
  fmt::print(stderr, "leerwijzer-indexer: {}\n", describe(error));
  return error.where.starts_with("--") ? k_wrong_use : k_failed;
}

/// Xapian 1.4 ends the process where a write fails at some places of a commit: an error leaves one of its destructors.
/// Nothing can be caught then, but it can be told. The database has what was acknowledged, and the next run makes the
/// index equal to it.
[[noreturn]] void tell_of_an_end_midway() noexcept {
  std::fputs(
      "leerwijzer-indexer: ended midway, as when the disk refuses a write to the index. Look at the disk, then run the "
      "same again: nothing that was stored is lost.\n",
      stderr);
  std::_Exit(k_failed);
}

int run(int argc, char** argv) {
  CLI::App app("Reads catalogues of Dutch learning offers into the database and keeps the search index equal to it.",
               "leerwijzer-indexer");
  app.footer(footer());
  app.require_subcommand(0, 1);  // none is told below, so that a wrong flag is named first
  app.fallthrough();
  Settings flags;
  std::string config;
  app.add_option("--database", flags.database_url, "Database; else LEERWIJZER_DATABASE_URL");
  app.add_option("--index", flags.index, "Folder of the index; else LEERWIJZER_INDEX");
  app.add_option("--credentials", flags.credentials, "Folder with credentials of sources; else LEERWIJZER_CREDENTIALS");
  app.add_option("--proxy", flags.proxy, "Proxy for every feed (http://proxy:3128); else LEERWIJZER_PROXY, else none");
  app.add_option("--config", config, "File with settings");
  app.add_option("--today", flags.today, "Take this for today's date (2027-02-08), for trying things out");
  std::vector<std::pair<CLI::App*, VerbAction>> actions;
  for (const Verb* verb : verbs()) {
    CLI::App* command = app.add_subcommand(std::string(verb->name), std::string(verb->summary));
    command->footer("\nExamples:\n" + std::string(verb->examples));
    actions.emplace_back(command, verb->define(*command));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : k_wrong_use;
  }
  if (app.get_subcommands().empty()) {
    fmt::print(stderr,
               "leerwijzer-indexer: say what to do, for example leerwijzer-indexer ingest catalogue.csv; --help lists "
               "the verbs\n");
    return k_wrong_use;
  }
  auto settings = complete_settings(std::move(flags), config);
  if (!settings) return tell(settings.error());
  Workspace workspace(std::move(*settings));
  for (const auto& [command, action] : actions) {
    if (command->parsed()) return action(workspace);
  }
  return k_wrong_use;
}

}  // namespace
}  // namespace leerwijzer

int main(int argc, char** argv) {
  std::set_terminate(leerwijzer::tell_of_an_end_midway);
  try {
    leerwijzer::prefer_small_flushes();
    return leerwijzer::run(argc, argv);
  } catch (const leerwijzer::ErrorException& failure) {
    return leerwijzer::tell(failure.error());
  } catch (const std::exception& failure) {
    fmt::print(stderr, "leerwijzer-indexer: {}\n", failure.what());
    return leerwijzer::k_failed;
  }
}
