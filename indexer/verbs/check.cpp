#include "indexer/feed_format.hpp"
#include "indexer/importing/taxonomy_files.hpp"
#include "indexer/ingest_feed.hpp"
#include "indexer/pipeline/check_feed.hpp"
#include "indexer/report_output.hpp"
#include "indexer/verb.hpp"
#include "indexer/verbs/profile_file.hpp"
#include "indexer/workspace.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <memory>

namespace leerwijzer {
namespace {

constexpr int k_clean = 0;
constexpr int k_faults = 1;
constexpr int k_unreadable = 2;

struct Options {
  std::string location;
  std::string format;
  std::string name;
  std::string profile;
  std::string taxonomy;
  bool strict = false;
  ReportOutput output;
};

Enrichment enrichment_of(const Options& options) {
  if (options.taxonomy.empty()) return {Taxonomy::build({}, {}, {}, "none"), Geography::build({}, {}), {}};
  auto files = read_taxonomy_files(options.taxonomy);
  if (!files) throw ErrorException(files.error());
  TaxonomySnapshot snapshot = numbered(std::move(files->taxonomy));
  SkillSectors sectors = sectors_of_skills(snapshot);
  Taxonomy taxonomy = Taxonomy::build(std::move(snapshot.occupations), std::move(snapshot.skills), snapshot.relations,
                                      std::move(snapshot.version));
  return {std::move(taxonomy), Geography::build({}, {}), std::move(sectors)};
}

CheckedFeed check(const Workspace& workspace, const Options& options) {
  const auto fetcher = make_http_fetcher();
  const std::string name = options.name.empty() ? source_name_of(options.location) : options.name;
  WebVisit visit;
  auto place = workspace.open_place(options.location, name, *fetcher, {}, visit);
  if (!place) throw ErrorException(place.error());
  const std::string named = options.format.empty() && !options.profile.empty() ? "mapped" : options.format;
  const auto format = named.empty() ? detect_feed_format(**place) : feed_format_named(named);
  if (!format) throw ErrorException(format.error());
  CheckOptions how;
  how.today = workspace.today();
  how.name = name;
  if (!options.profile.empty()) how.profile = profile_in(options.profile);
  how.outcomes_checked = !options.taxonomy.empty();
  how.page = static_cast<std::size_t>(options.output.page);
  how.page_size = static_cast<std::size_t>(options.output.page_size);
  how.progress = Progress("records of " + name);
  Enrichment enrichment = enrichment_of(options);
  CheckedFeed checked = check_feed(**place, **format, enrichment, how);
  ReportSource source;
  source.name = name;
  source.format = std::string((*format)->name);
  source.location = (*place)->location();
  source.offers = checked.report.offers;
  source.last_read = checked.report.complete ? std::optional(how.today) : std::nullopt;
  checked.report.sources.push_back(std::move(source));
  return checked;
}

int run(const Workspace& workspace, const Options& options) {
  try {
    const CheckedFeed checked = check(workspace, options);
    write_report(checked.report, options.output);
    switch (checked.outcome) {
      case CheckOutcome::clean: return k_clean;
      case CheckOutcome::warnings: return options.strict ? k_faults : k_clean;
      case CheckOutcome::errors: return k_faults;
      case CheckOutcome::unreadable: return k_unreadable;
    }
  } catch (const ErrorException& failure) {
    fmt::print(stderr, "leerwijzer-indexer: {}\n", describe(failure.error()));
  }
  return k_unreadable;
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command.add_option("location", options->location, "A file, a folder, or an http(s) address")->required();
  command.add_option("--format", options->format, "Feed format; else it is found by looking at the content");
  command.add_option("--name", options->name, "Name in the report; else it is made of the location");
  command.add_option("--profile", options->profile, "Mapping profile (JSON) for a feed with field names of its own");
  command.add_option(
      "--taxonomy", options->taxonomy,
      "Folder with skills (schema/taxonomy, or an ESCO download), to check the learning outcomes against");
  command.add_flag("--strict", options->strict, "Warnings count as faults");
  add_report_options(command, options->output);
  return [options](Workspace& workspace) { return run(workspace, *options); };
}

}  // namespace

extern const Verb k_verb_check = {
    "check", "Judge a feed before it is published, without a database and an index",
    "  leerwijzer-indexer check catalogue.csv\n"
    "  leerwijzer-indexer check exports/ooapi/ --html --out report.html --taxonomy schema/taxonomy\n"
    "  leerwijzer-indexer check https://school.example/ooapi/v5 --json\n"
    "\nExit status, for a build of your own: 0 nothing wrong, or warnings only; 1 errors, or warnings with --strict;\n"
    "2 it could not be read. For example, as a step before publishing:\n"
    "  leerwijzer-indexer check catalogue.csv --strict --html --out report.html || exit 1\n",
    define};

}  // namespace leerwijzer
