#include "indexer/verb.hpp"
#include "indexer/workspace.hpp"

#include "engine/search/search_index.hpp"
#include "engine/store/case_store.hpp"
#include "engine/store/referral_store.hpp"
#include "engine/store/retention.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <memory>

namespace leerwijzer {
namespace {

constexpr int k_keep_days = 90;
constexpr int k_most_days = 36'500;

struct Options {
  std::string keep_days;
  std::vector<std::string> other_indexes;
  bool dry_run = false;
};

int days_of(const std::string& text) {
  if (text.empty()) return k_keep_days;
  int days = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  if (error != std::errc{} || end != text.data() + text.size() || days < 1 || days > k_most_days) {
    throw ErrorException({ErrorCode::invalid_input, "\"" + text + "\" is no number of days",
                          fmt::format("Give a whole number from 1 to {}.", k_most_days), "--keep-days"});
  }
  return days;
}

/// The change that the index in a folder stands at.
ChangeNumber position_of(const std::filesystem::path& folder) {
  const auto index = SearchIndex::open({folder, 1});
  if (!index) throw ErrorException(index.error());
  const auto version = index->version();
  if (!version) throw ErrorException(version.error());
  return version->change;
}

/// Where the slowest index stands; nothing when none is named.
std::optional<ChangeNumber> slowest_index(Workspace& workspace, const Options& options) {
  if (!workspace.has_index_setting()) return std::nullopt;
  ChangeNumber slowest = position_of(workspace.index_folder());
  for (const std::string& folder : options.other_indexes) slowest = std::min(slowest, position_of(folder));
  return slowest;
}

void tell(std::int64_t count, std::string_view what) {
  if (count > 0) fmt::print("  {} {}\n", count, what);
}

int run(Workspace& workspace, const Options& options) {
  const int days = days_of(options.keep_days.empty() ? workspace.settings().keep_days : options.keep_days);
  Retention retention;
  retention.keep_from = plus_days(workspace.today(), -days);
  retention.indexed = slowest_index(workspace, options);
  retention.dry_run = options.dry_run;
  const Pruned pruned = prune(workspace.pool(), retention);
  fmt::print("{} what was over before {}:\n", options.dry_run ? "Would remove" : "Removed",
             format_iso(retention.keep_from));
  tell(pruned.former_bodies, "former bodies of raw records");
  tell(pruned.raw_records, "raw records of offers that are gone");
  tell(pruned.diagnostics, "diagnostics of old fetches");
  tell(pruned.provider_counts, "counts per provider of old fetches");
  tell(pruned.fetches, "fetches");
  tell(pruned.quarantined_offers, "offers listed in closed quarantine entries");
  tell(pruned.changes, "entries of the change log");
  const std::int64_t referrals = ReferralStore(workspace.pool()).prune(workspace.today(), options.dry_run);
  tell(referrals, "referrals that are kept no longer");
  const PrunedCases cases = CaseStore(workspace.pool()).prune(workspace.today(), options.dry_run);
  tell(cases.erased, "cases of clients that are kept no longer");
  if (cases.warned > 0) fmt::print("  warned of {} cases that nobody touched for a year\n", cases.warned);
  if (cases.erased + referrals + pruned.former_bodies + pruned.raw_records + pruned.diagnostics +
          pruned.provider_counts + pruned.fetches + pruned.quarantined_offers + pruned.changes ==
      0)
    fmt::print("  nothing\n");
  if (!retention.indexed) fmt::print("The change log was left alone: no index is named (--index).\n");
  return 0;
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command.add_option("--keep-days", options->keep_days,
                     fmt::format("Days to keep; else LEERWIJZER_KEEP_DAYS, else {}", k_keep_days));
  command.add_option("--also-index", options->other_indexes,
                     "Folder of another index of this database; the change log is kept until each has passed it");
  command.add_flag("--dry-run", options->dry_run, "Only tell what would be removed");
  return [options](Workspace& workspace) { return run(workspace, *options); };
}

}  // namespace

extern const Verb k_verb_prune = {"prune", "Remove raw records, fetches and changes whose time of keeping is over",
                                  "  leerwijzer-indexer prune --dry-run\n"
                                  "  leerwijzer-indexer prune --keep-days 30\n"
                                  "  leerwijzer-indexer prune --also-index /srv/second/index\n",
                                  define};

}  // namespace leerwijzer
