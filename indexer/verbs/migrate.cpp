#include "indexer/verb.hpp"
#include "indexer/workspace.hpp"

#include "engine/store/grants.hpp"
#include "engine/store/migrations.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

namespace leerwijzer {
namespace {

int run(Workspace& workspace) {
  const auto applied = migrate(workspace.any_pool(), [](std::string_view file) { fmt::print("applied {}\n", file); });
  if (!applied) throw ErrorException(applied.error());
  fmt::print("schema version {}, {} migrations applied\n", required_schema_version(), *applied);
  const auto granted = apply_grants(workspace.any_pool());
  if (!granted) throw ErrorException(granted.error());
  if (*granted) fmt::print("rights of leerwijzer-indexer and leerwijzer-api set\n");
  return 0;
}

VerbAction define(CLI::App&) { return run; }

}  // namespace

extern const Verb k_verb_migrate = {"migrate", "Bring the database to the schema version of this program",
                                    "  leerwijzer-indexer migrate\n", define};

}  // namespace leerwijzer
