#include "indexer/verb.hpp"
#include "indexer/workspace.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

namespace leerwijzer {
namespace {

using namespace std::chrono_literals;

int run(Workspace& workspace) {
  CatalogueStore& store = workspace.catalogue();
  auto writer = open_index(workspace.index_folder(), 10s);
  if (!writer) throw ErrorException(writer.error());
  const AppliedChanges applied = apply_changes(store, *writer, Progress("offers indexed"));
  const IndexDifference difference = compare_index(store, *writer);
  repair_index(store, *writer, difference);
  writer->publish();
  fmt::print("{} changes applied; repaired: {} missing, {} different, {} surplus; {} were equal\n",
             applied.written + applied.removed, difference.missing.size(), difference.different.size(),
             difference.surplus.size(), difference.equal);
  return 0;
}

VerbAction define(CLI::App&) { return run; }

}  // namespace

extern const Verb k_verb_reconcile = {"reconcile", "Compare index and database offer by offer, and repair the index",
                                      "  leerwijzer-indexer reconcile\n", define};

}  // namespace leerwijzer
