#include "indexer/verb.hpp"
#include "indexer/workspace.hpp"

#include "engine/search/search_index.hpp"
#include "engine/store/case_store.hpp"
#include "engine/store/plan_store.hpp"
#include "engine/store/referral_store.hpp"
#include "engine/store/retention.hpp"
#include "engine/store/session_store.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <memory>

namespace leerwijzer {
namespace {

constexpr int k_keep_days = 90;
constexpr int k_most_days = 36'500;
constexpr int k_keep_audit_years = 7;
constexpr int k_most_years = 100;

struct Options {
  std::string keep_days;
  std::string keep_audit_years;
  std::vector<std::string> other_indexes;
  bool dry_run = false;
};

/// A whole number from 1 to `most`.
int number_of(const std::string& text, int most, const std::string& flag, std::string_view unit) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1 || number > most) {
    throw ErrorException({ErrorCode::invalid_input, fmt::format("\"{}\" is no number of {}", text, unit),
                          fmt::format("Give a whole number from 1 to {}.", most), flag});
  }
  return number;
}

int days_of(const std::string& text) {
  return text.empty() ? k_keep_days : number_of(text, k_most_days, "--keep-days", "days");
}

int audit_years_of(const std::string& text) {
  return text.empty() ? k_keep_audit_years : number_of(text, k_most_years, "--keep-audit-years", "years");
}

/// The day before the same one, years ago: the database counts days in UTC, and refuses what is younger than a year.
Date years_before(Date today, int years) {
  const Date then = today - std::chrono::years(years);
  return plus_days(then.ok() ? then : Date(then.year() / then.month() / std::chrono::last), -1);
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

std::int64_t moment_now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()).time_since_epoch().count();
}

/// Prints a line for each kind of row of which there were any, and knows whether there was one.
class Tally {
 public:
  void add(std::int64_t count, std::string_view what) {
    if (count > 0) fmt::print("  {} {}\n", count, what);
    total_ += count;
  }
  [[nodiscard]] std::int64_t total() const noexcept { return total_; }

 private:
  std::int64_t total_ = 0;
};

int run(Workspace& workspace, const Options& options) {
  const int days = days_of(options.keep_days.empty() ? workspace.settings().keep_days : options.keep_days);
  Retention retention;
  retention.keep_from = plus_days(workspace.today(), -days);
  retention.indexed = slowest_index(workspace, options);
  retention.audit_years = audit_years_of(options.keep_audit_years.empty() ? workspace.settings().keep_audit_years
                                                                          : options.keep_audit_years);
  retention.audit_from = years_before(workspace.today(), retention.audit_years);
  retention.dry_run = options.dry_run;
  const Pruned pruned = prune(workspace.pool(), retention);
  fmt::print("{} what was over before {}:\n", options.dry_run ? "Would remove" : "Removed",
             format_iso(retention.keep_from));
  Tally tally;
  tally.add(pruned.former_bodies, "former bodies of raw records");
  tally.add(pruned.raw_records, "raw records of offers that are gone");
  tally.add(pruned.diagnostics, "diagnostics of old fetches");
  tally.add(pruned.provider_counts, "counts per provider of old fetches");
  tally.add(pruned.fetches, "fetches");
  tally.add(pruned.quarantined_offers, "offers listed in closed quarantine entries");
  tally.add(pruned.changes, "entries of the change log");
  tally.add(pruned.retries, "answers that were kept for repeated requests");
  tally.add(pruned.audit, "entries of the audit");
  tally.add(pruned.case_audit, "entries of the audit of cases");
  tally.add(SessionStore(workspace.pool()).prune(moment_now(), options.dry_run),
            "sessions, invitations and counts of logins that are over");
  tally.add(ReferralStore(workspace.pool()).prune(workspace.today(), options.dry_run),
            "referrals that are kept no longer");
  const PrunedPlans plans = PlanStore(workspace.pool()).prune(workspace.today(), options.dry_run);
  tally.add(plans.plans, "plans of persons that are kept no longer");
  tally.add(plans.shares, "shares of plans that ended");
  const PrunedCases cases = CaseStore(workspace.pool()).prune(workspace.today(), options.dry_run);
  tally.add(cases.erased, "cases of clients that are kept no longer");
  if (cases.warned > 0) fmt::print("  warned of {} cases that nobody touched for a year\n", cases.warned);
  if (tally.total() == 0) fmt::print("  nothing\n");
  if (!retention.indexed) fmt::print("The change log was left alone: no index is named (--index).\n");
  return 0;
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command.add_option("--keep-days", options->keep_days,
                     fmt::format("Days to keep; else LEERWIJZER_KEEP_DAYS, else {}", k_keep_days));
  command.add_option(
      "--keep-audit-years", options->keep_audit_years,
      fmt::format("Years to keep the audit; else LEERWIJZER_KEEP_AUDIT_YEARS, else {}", k_keep_audit_years));
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
