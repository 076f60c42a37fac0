#include "indexer/feed_format.hpp"
#include "indexer/ingest_feed.hpp"
#include "indexer/verb.hpp"
#include "indexer/verbs/actor.hpp"
#include "indexer/verbs/profile_file.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {
namespace {

struct Options {
  std::string location;
  std::string format;
  std::string name;
  std::string profile;
  bool sample = false;
  std::optional<int> trust_rank;
  std::vector<std::string> private_hosts;
  bool accept_collapse = false;
  std::string by;
  bool no_index = false;
};

/// What was decided about a source of that name before holds, unless the flags say otherwise.
void take_settings(const std::vector<SourceEntry>& known, const Options& options, FeedRequest& request) {
  for (const SourceEntry& entry : known) {
    if (entry.source.name != request.source.name) continue;
    request.settings = entry.settings;
    request.format_before = entry.source.format;
    request.source.trust_rank = entry.source.trust_rank;
    // A source that was read through a profile before is read so again.
    if (options.profile.empty() && options.format.empty() && !entry.source.profile.empty()) {
      request.source.profile = entry.source.profile;
      request.source.format = entry.source.format;
    }
  }
  if (options.trust_rank) request.source.trust_rank = *options.trust_rank;
  for (const std::string& host : options.private_hosts) request.settings.private_hosts.push_back(host);
}

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
  if (!options.profile.empty()) {
    request.source.profile = profile_in(options.profile);
    if (options.format.empty()) request.source.format = "mapped";
  }
  request.source.sample = options.sample;
  take_settings(SourceStore(workspace.pool()).list(), options, request);
  if (options.accept_collapse) request.collapse_accepted_by = actor_of(options.by);
  Enrichment enrichment = workspace.load_enrichment();
  const auto fetcher = fetcher_for(workspace, request.settings);
  bool whole = false;
  const auto read = [&] { whole = ingest_feed(workspace, enrichment, *fetcher, request).whole(); };
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
  command.add_option("--profile", options->profile,
                     "Mapping profile (JSON) for a CSV or JSON with field names of its own; kept with the source, see "
                     "schema/profiles/README.md");
  command.add_flag("--sample", options->sample, "The data are invented; every answer that holds them says so");
  command.add_option("--trust-rank", options->trust_rank,
                     "Lower wins where two sources tell of one offer; 50 for a new source");
  command.add_option("--private-host", options->private_hosts,
                     "This host may be at an address inside a private network; kept for later by: sources set");
  command.add_flag("--accept-collapse", options->accept_collapse,
                   "The feed did shrink this much: delete what is no longer in it");
  command.add_option("--by", options->by, "Who accepts the collapse, for the audit; else the user of this system");
  command.add_flag("--no-index", options->no_index, "Leave the index as it is");
  return [options](Workspace& workspace) { return run(workspace, *options); };
}

}  // namespace

extern const Verb k_verb_ingest = {
    "ingest", "Read one feed into the catalogue and the index",
    "  leerwijzer-indexer ingest catalogue.csv --name my-school\n"
    "  leerwijzer-indexer ingest catalogue.xlsx --name my-school\n"
    "  leerwijzer-indexer ingest courses.json.gz --name university --profile schema/profiles/wageningen-courses.json\n"
    "  leerwijzer-indexer ingest https://school.example/ooapi/v5 --name school\n"
    "  LEERWIJZER_CREDENTIALS_SCHOOL='bearer TOKEN' leerwijzer-indexer ingest https://... --name school\n"
    "  leerwijzer-indexer ingest exports/edudex/ --format edudex-xml\n",
    define};

}  // namespace leerwijzer
