#include "indexer/importing/model_making.hpp"
#include "indexer/verb.hpp"
#include "indexer/workspace.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

namespace leerwijzer {
namespace {

int run(Workspace& workspace) {
  const MadeModels made = make_models(workspace.pool());
  fmt::print("models of job titles for {}: {:.1f} MB in {:.1f} s\n", made.version,
             static_cast<double>(made.bytes) / 1e6, made.seconds);
  return 0;
}

VerbAction define(CLI::App&) { return run; }

}  // namespace

extern const Verb k_verb_models = {"models",
                                   "Make the models that find what a job title means, from the taxonomy that is stored",
                                   "  leerwijzer-indexer models\n", define};

}  // namespace leerwijzer
