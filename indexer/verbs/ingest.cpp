#include "indexer/feed_format.hpp"
#include "indexer/fetching/web_place.hpp"
#include "indexer/ingest_feed.hpp"
#include "indexer/verb.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>

namespace leerwijzer {
namespace {

struct Options {
  std::string location;
  std::string format;
  std::string name;
  bool sample = false;
  int trust_rank = 50;
  bool accept_collapse = false;
  bool no_index = false;
};

int run(Workspace& workspace, const Options& options) {
  if (!options.format.empty()) {
    if (const auto known = feed_format_named(options.format); !known) throw ErrorException(known.error());
  }
  if (!options.no_index) static_cast<void>(workspace.index_folder());  // say it before the work, not after
  FeedRequest request;
  request.source.location = is_web_address(options.location)
                                ? options.location
                                : std::filesystem::absolute(options.location).lexically_normal().string();
  request.source.name = options.name.empty() ? source_name_of(options.location) : options.name;
  request.source.format = options.format;
  request.source.sample = options.sample;
  request.source.trust_rank = options.trust_rank;
  request.accept_collapse = options.accept_collapse;
  Enrichment enrichment = workspace.load_enrichment();
  const auto fetcher = make_http_fetcher();
  bool whole = false;
  const auto read = [&] { whole = ingest_feed(workspace, enrichment, *fetcher, request); };
  if (options.no_index) {
    read();
  } else {
    workspace.update_index_during(read);
  }
  return whole ? 0 : 1;
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command.add_option("location", options->location, "A file, a folder, or an http(s) address")->required();
  command.add_option("--format", options->format, "Feed format; else it is found by looking at the content");
  command.add_option("--name", options->name, "Name of the source; else it is made of the location");
  command.add_flag("--sample", options->sample, "The data are invented; every answer that holds them says so");
  command.add_option("--trust-rank", options->trust_rank, "Lower wins where two sources tell of one offer")
      ->capture_default_str();
  command.add_flag("--accept-collapse", options->accept_collapse,
                   "The feed did shrink this much: delete what is no longer in it");
  command.add_flag("--no-index", options->no_index, "Leave the index as it is");
  return [options](Workspace& workspace) { return run(workspace, *options); };
}

}  // namespace

extern const Verb k_verb_ingest = {
    "ingest", "Read one feed into the catalogue and the index",
    "  leerwijzer-indexer ingest catalogue.csv --name my-school\n"
    "  leerwijzer-indexer ingest https://school.example/ooapi/v5 --name school\n"
    "  LEERWIJZER_CREDENTIALS_SCHOOL='bearer TOKEN' leerwijzer-indexer ingest https://... --name school\n"
    "  leerwijzer-indexer ingest exports/edudex/ --format edudex-xml\n",
    define};

}  // namespace leerwijzer
