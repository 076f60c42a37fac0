#include "indexer/verb.hpp"
#include "indexer/workspace.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

namespace leerwijzer {
namespace {

int run(Workspace& workspace) {
  const auto built = rebuild_index(workspace.catalogue(), workspace.index_folder(), Progress("offers indexed"));
  if (!built) throw ErrorException(built.error());
  fmt::print("index rebuilt: {} offers, at change {}\n", built->written, built->last.value);
  return 0;
}

VerbAction define(CLI::App&) { return run; }

}  // namespace

extern const Verb k_verb_rebuild = {"rebuild",
                                    "Make a new generation of the index from the database, then switch to it",
                                    "  leerwijzer-indexer rebuild\n", define};

}  // namespace leerwijzer
