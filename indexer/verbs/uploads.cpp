#include "indexer/pipeline/upload_work.hpp"
#include "indexer/verb.hpp"
#include "indexer/workspace.hpp"

#include "engine/store/watch_lock.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

namespace leerwijzer {
namespace {

int run(Workspace& workspace) {
  workspace.set_connections(6);
  const auto lock = WatchLock::take(workspace.pool());
  if (!lock) throw ErrorException(lock.error());
  Enrichment enrichment = workspace.load_enrichment();
  int done = 0;
  while (work_on_upload(workspace, enrichment, [] { return false; })) ++done;
  fmt::print("{} uploads looked at\n", done);
  if (done > 0 && workspace.has_index_setting()) workspace.update_index();
  return 0;
}

VerbAction define(CLI::App& command) {
  command.require_subcommand(1);
  command.add_subcommand("run", "Check what waits to be checked, and ingest what was confirmed; then end");
  return [](Workspace& workspace) { return run(workspace); };
}

}  // namespace

extern const Verb k_verb_uploads = {"uploads", "Read the files that providers sent in through the API",
                                    "  leerwijzer-indexer uploads run\n"
                                    "\nA watcher does this by itself, within a second; while one is at work this verb "
                                    "says so and ends with status 1.\n",
                                    define};

}  // namespace leerwijzer
