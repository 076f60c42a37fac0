#include "indexer/verb.hpp"
#include "indexer/workspace.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <memory>

namespace leerwijzer {
namespace {

struct Options {
  std::size_t threads = 0;
};

int run(Workspace& workspace, const Options& options) {
  const auto merging = [](std::size_t shards) {
    if (shards > 1) fmt::print(stderr, "putting {} shards together\n", shards);
  };
  const auto built = rebuild_index(workspace.catalogue(), workspace.index_folder(),
                                   {options.threads, Progress("offers indexed"), merging});
  if (!built) throw ErrorException(built.error());
  fmt::print("index rebuilt: {} offers, at change {}\n", built->written, built->last.value);
  return 0;
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command.add_option("--threads", options->threads, "Threads that build; without it one for each core")
      ->check(CLI::Range(1, 64));
  return [options](Workspace& workspace) { return run(workspace, *options); };
}

}  // namespace

extern const Verb k_verb_rebuild = {"rebuild",
                                    "Make a new generation of the index from the database, then switch to it",
                                    "  leerwijzer-indexer rebuild\n"
                                    "  leerwijzer-indexer rebuild --threads 1\n"
                                    "\nThe index that is read stays as it is until the new one is whole. Meanwhile its "
                                    "folder needs free disk\nfor some two and a half times the new index. What an "
                                    "interrupted rebuild left there, the next removes.\n",
                                    define};

}  // namespace leerwijzer
