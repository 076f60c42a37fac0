#include "indexer/verb.hpp"
#include "indexer/workspace.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

namespace leerwijzer {
namespace {

using namespace std::chrono_literals;

int run(Workspace& workspace) {
  CatalogueStore& store = workspace.catalogue();
  const auto folder = workspace.index_folder();
  if (const auto sound = verify_index(folder); !sound) throw ErrorException(sound.error());
  auto writer = open_index(folder, 10s);
  if (!writer) throw ErrorException(writer.error());
  const ChangeNumber latest = store.latest_change();
  const IndexDifference difference = compare_index(store, *writer);
  fmt::print("index {}: {} offers equal, {} missing, {} different, {} surplus; at change {} of {}\n",
             writer->generation(), difference.equal, difference.missing.size(), difference.different.size(),
             difference.surplus.size(), writer->applied().value, latest.value);
  if (difference.none()) return 0;
  const bool behind = writer->applied() < latest;
  throw ErrorException({ErrorCode::conflict,
                        behind ? "The index is behind the database" : "The index differs from the database",
                        "Run leerwijzer-indexer reconcile.", folder.string()});
}

VerbAction define(CLI::App&) { return run; }

}  // namespace

extern const Verb k_verb_verify = {"verify", "Check the index itself, and that it is equal to the database",
                                   "  leerwijzer-indexer verify && echo equal\n", define};

}  // namespace leerwijzer
