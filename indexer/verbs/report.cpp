#include "indexer/verb.hpp"
#include "indexer/workspace.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <memory>

namespace leerwijzer {
namespace {

struct Options {
  std::string source;
  int limit = 200;
};

Source source_named(CatalogueStore& store, const std::string& name) {
  std::string names;
  for (const Source& source : store.sources()) {
    if (source.name == name) return source;
    names += (names.empty() ? "" : ", ") + source.name;
  }
  throw ErrorException({ErrorCode::not_found, "There is no source \"" + name + "\"",
                        names.empty() ? "No feed was ingested yet." : "These are known: " + names + ".", "SOURCE"});
}

void print_fetches(CatalogueStore& store, const Source& source) {
  fmt::print("{} ({}) from {}{}\n", source.name, source.format, source.location, source.sample ? ", sample data" : "");
  for (const FetchReport& fetch : store.fetches(source.id, 5)) {
    fmt::print("  {}  {}: {} records; {} added, {} changed, {} unchanged, {} without offer, {} deleted{}{}\n",
               fetch.started_at, fetch.state, fetch.records, fetch.counts.added, fetch.counts.changed,
               fetch.counts.unchanged, fetch.counts.without_offer, fetch.deleted,
               fetch.kept_back > 0 ? fmt::format(", {} kept back", fetch.kept_back) : "",
               fetch.reason.empty() ? "" : "; " + fetch.reason);
  }
}

int run(Workspace& workspace, const Options& options) {
  CatalogueStore& store = workspace.catalogue();
  if (options.source.empty()) {
    for (const Source& source : store.sources()) print_fetches(store, source);
    return 0;
  }
  const Source source = source_named(store, options.source);
  print_fetches(store, source);
  const std::vector<Diagnostic> diagnostics = store.diagnostics(source.id, options.limit);
  for (const Diagnostic& d : diagnostics) {
    fmt::print("{:<7} {}  {}{}{}\n        {}\n", name_of(d.severity), d.code,
               d.record_key.empty() ? "(the feed)" : d.record_key, d.path.empty() ? "" : "  ", d.path, d.message);
  }
  if (diagnostics.empty()) fmt::print("no remarks on the last fetch\n");
  if (diagnostics.size() == static_cast<std::size_t>(options.limit))
    fmt::print("(the first {}; more with --limit)\n", options.limit);
  return 0;
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command.add_option("source", options->source, "Name of the source; without it all sources with their fetches");
  command.add_option("--limit", options->limit, "At most so many remarks")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  return [options](Workspace& workspace) { return run(workspace, *options); };
}

}  // namespace

extern const Verb k_verb_report = {"report", "Say what was wrong with the last fetch of a source, errors first",
                                   "  leerwijzer-indexer report\n  leerwijzer-indexer report my-school --limit 50\n",
                                   define};

}  // namespace leerwijzer
