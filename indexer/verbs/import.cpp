#include "indexer/importing/model_making.hpp"
#include "indexer/importing/reference_files.hpp"
#include "indexer/importing/sample_catalogue.hpp"
#include "indexer/importing/scheme_publication.hpp"
#include "indexer/importing/taxonomy_files.hpp"
#include "indexer/importing/title_overrides.hpp"
#include "indexer/ingest_feed.hpp"
#include "indexer/reading/shortage_files.hpp"
#include "indexer/verb.hpp"

#include "engine/store/shortage_store.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace leerwijzer {
namespace {

struct Options {
  std::string path;
  std::string source;
  int rank = 0;
  CLI::App* taxonomy = nullptr;
  CLI::App* overrides = nullptr;
  CLI::App* regions = nullptr;
  CLI::App* schemes = nullptr;
  CLI::App* postcodes = nullptr;
  CLI::App* shortage = nullptr;
  CLI::App* samples = nullptr;
};

template <typename T>
T must(Result<T> result) {
  if (!result) throw ErrorException(result.error());
  return std::move(*result);
}

/// Outcomes of stored offers anew against the taxonomy of now; how many offers changed.
std::int64_t relink_outcomes(Workspace& workspace) {
  CatalogueStore& store = workspace.catalogue();
  if (store.counts().offers == 0) return 0;
  Enrichment enrichment = workspace.load_enrichment();
  Progress progress("offers compared with the taxonomy");
  std::vector<std::pair<OfferId, std::vector<Outcome>>> changed;
  std::int64_t seen = 0;
  static_cast<void>(store.for_each_batch([&](std::span<const Offer> offers) {
    for (const Offer& offer : offers) {
      std::vector<Outcome> outcomes = offer.outcomes;
      if (enrichment.link_outcomes(outcomes)) changed.emplace_back(offer.id, std::move(outcomes));
    }
    seen += static_cast<std::int64_t>(offers.size());
    progress(seen);
  }));
  std::int64_t replaced = 0;
  for (const auto& [offer, outcomes] : changed) replaced += store.replace_outcome_skills(offer, outcomes) ? 1 : 0;
  return replaced;
}

int import_taxonomy(Workspace& workspace, const Options& options) {
  Pool& pool = workspace.pool();
  TaxonomyFiles files = must(read_taxonomy_files(options.path));
  for (const std::string& remark : files.remarks) fmt::print("  {}\n", remark);
  if (!options.source.empty()) files.taxonomy.source = options.source;
  if (options.rank > 0) files.taxonomy.rank = options.rank;
  TaxonomyStore taxonomies(pool);
  const auto imported = taxonomies.import(files.taxonomy);
  fmt::print("taxonomy {} {}: {} occupations, {} skills, {} labels, {} relations\n", files.taxonomy.source,
             files.taxonomy.version, imported.occupations, imported.skills, imported.labels, imported.relations);
  if (imported.dangling_relations > 0)
    fmt::print("  {} relations name a concept that is not there and were left out\n", imported.dangling_relations);
  std::fflush(stdout);
  const std::int64_t decided = must(ModelStore(pool).put_overrides(files.taxonomy.source, files.overrides));
  if (decided > 0) fmt::print("  {} titles mean what was decided for them\n", decided);
  const MadeModels made = make_models(pool);
  fmt::print("  models of job titles: {:.1f} MB in {:.1f} s\n", static_cast<double>(made.bytes) / 1e6, made.seconds);
  std::fflush(stdout);
  if (const std::int64_t changed = relink_outcomes(workspace); changed > 0) {
    fmt::print("  {} offers have other skills now\n", changed);
    if (workspace.has_index_setting()) workspace.update_index();
  }
  return 0;
}

int import_overrides(Workspace& workspace, const Options& options) {
  const std::vector<OverrideRow> rows = must(read_override_file(options.path));
  const std::int64_t decided =
      must(ModelStore(workspace.pool()).put_overrides(options.source.empty() ? "own" : options.source, rows));
  fmt::print("{} titles mean what was decided for them\n", decided);
  return 0;
}

int import_regions(Workspace& workspace, const Options& options) {
  ReferenceStore store(workspace.pool());
  const RegionFiles files = must(read_region_files(options.path));
  store.put_regions(files.regions);
  if (!files.rules.empty()) store.put_referral_rules(files.rules);
  std::size_t municipalities = 0;
  std::size_t postcodes = 0;
  std::size_t desks = 0;
  for (const Region& region : files.regions) {
    municipalities += region.municipalities.size();
    postcodes += region.postcodes.size();
    desks += region.advice_points.size();
  }
  fmt::print("{} regions: {} municipalities, {} postcodes, {} desks{}\n", files.regions.size(), municipalities,
             postcodes, desks, files.rules.empty() ? "" : "; the referral rules");
  return 0;
}

int import_schemes(Workspace& workspace, const Options& options) {
  const auto schemes = must(read_scheme_files(options.path));
  const Published published = must(publish_schemes(workspace.pool(), schemes, "import", options.path));
  fmt::print("{} schemes, {} of them new or changed\n", schemes.size(), published.changed);
  return 0;
}

int import_postcodes(Workspace& workspace, const Options& options) {
  ReferenceStore store(workspace.pool());
  const PostcodeFile file = must(read_postcode_file(options.path));
  store.put_postcodes(file.postcodes);
  fmt::print("{} postcodes; {} rows without a postcode or a point in the Netherlands were left out\n",
             file.postcodes.size(), file.left_out);
  return 0;
}

int import_shortage(Workspace& workspace, const Options& options) {
  std::set<std::string> regions;
  for (const Region& region : ReferenceStore(workspace.pool()).regions()) regions.insert(region.slug);
  if (regions.empty()) {
    throw ErrorException({ErrorCode::not_found, "There are no regions yet",
                          "Import them first: leerwijzer-indexer import regions schema/regions", options.path});
  }
  const std::vector<ShortageRow> rows = must(read_shortage_files(options.path, regions));
  ShortageStore(workspace.pool()).put(rows);
  const auto sample = std::count_if(rows.begin(), rows.end(), [](const ShortageRow& row) { return row.sample; });
  fmt::print("{} shortages by region and sector, {} of them invented\n", rows.size(), sample);
  return 0;
}

int import_samples(Workspace& workspace, const Options& options) {
  const SampleCatalogue samples = must(SampleCatalogue::expand(options.path, workspace.today()));
  Enrichment enrichment = workspace.load_enrichment();
  const auto fetcher = make_http_fetcher();
  bool whole = true;
  for (const SampleFeed& feed : samples.feeds()) {
    FeedRequest request;
    request.source.name = feed.name;
    request.source.format = feed.format;
    request.source.location = feed.location;
    request.source.sample = true;
    request.read_from = feed.read_from.string();
    request.collapse_accepted_by = "import of samples";  // the folder is the truth for samples
    request.quiet = true;
    whole = ingest_feed(workspace, enrichment, *fetcher, request).whole() && whole;
  }
  if (workspace.has_index_setting()) workspace.update_index();
  return whole ? 0 : 1;
}

int run(Workspace& workspace, const Options& options) {
  if (options.taxonomy->parsed()) return import_taxonomy(workspace, options);
  if (options.overrides->parsed()) return import_overrides(workspace, options);
  if (options.regions->parsed()) return import_regions(workspace, options);
  if (options.schemes->parsed()) return import_schemes(workspace, options);
  if (options.postcodes->parsed()) return import_postcodes(workspace, options);
  if (options.shortage->parsed()) return import_shortage(workspace, options);
  return import_samples(workspace, options);
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command.require_subcommand(1);
  const auto add = [&](const char* name, const char* summary) {
    CLI::App* sub = command.add_subcommand(name, summary);
    sub->add_option("path", options->path, "File or folder")->required();
    return sub;
  };
  options->taxonomy =
      add("taxonomy", "Occupations and skills: the folder of an ESCO download, any version and language");
  options->taxonomy->add_option("--source", options->source, "Name of the taxonomy; else sample or esco");
  options->taxonomy->add_option("--rank", options->rank, "Lower wins where two taxonomies hold one concept")
      ->check(CLI::Range(1, 1000));
  options->overrides = add("overrides", "Titles that mean what you decide (CSV: title, occupation, reason)");
  options->overrides->add_option("--source", options->source, "A name for this list; else own. It replaces itself");
  options->regions = add("regions", "Labour-market regions with their desks, and the referral rules");
  options->schemes = add("schemes", "Funding schemes");
  options->postcodes =
      add("postcodes", "A national postcode file (CSV: postcode, latitude, longitude, place, municipality)");
  options->shortage = add("shortage", "Shortages by region and sector (CSV); replaces the whole table");
  options->samples = add("samples", "The sample catalogues, with their dates filled in");
  return [options](Workspace& workspace) { return run(workspace, *options); };
}

}  // namespace

extern const Verb k_verb_import = {
    "import", "Load what the answers stand on: taxonomy, regions, schemes, postcodes, shortages, samples",
    "  leerwijzer-indexer import regions schema/regions\n"
    "  leerwijzer-indexer import schemes schema/funding\n"
    "  leerwijzer-indexer import taxonomy ESCO-dataset-v1.2.0-nl/\n"
    "  leerwijzer-indexer import overrides our-titles.csv\n"
    "  leerwijzer-indexer import postcodes postcodes.csv\n"
    "  leerwijzer-indexer import shortage schema/shortage\n"
    "  leerwijzer-indexer import samples schema/samples\n",
    define};

}  // namespace leerwijzer
