#include "indexer/report_output.hpp"
#include "indexer/verb.hpp"
#include "indexer/workspace.hpp"

#include "engine/core/text.hpp"
#include "engine/search/search_index.hpp"
#include "report/stored_report.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <charconv>
#include <memory>
#include <optional>

namespace leerwijzer {
namespace {

constexpr int k_most_choices = 10;

struct Options {
  std::string subject;
  std::int64_t most = 50'000;
  ReportOutput output;
};

void print_source(const ReportedSource& found) {
  const Source& source = found.source;
  fmt::print("{} ({}) from {}{}: {} offers\n", source.name, source.format, source.location,
             source.sample ? ", sample data" : "", found.offers);
  for (const ReportedFetch& f : found.fetches) {
    fmt::print("  {}  {}: {} records; {} added, {} changed, {} deleted{}{}\n", format_iso(f.on), f.state, f.records,
               f.added, f.changed, f.deleted, f.kept_back > 0 ? fmt::format(", {} kept back", f.kept_back) : "",
               f.reason.empty() ? "" : "; " + f.reason);
  }
}

int list_sources(Workspace& workspace) {
  ReportStore store(workspace.pool());
  for (const Source& source : workspace.catalogue().sources()) {
    for (const ReportedSource& found : store.sources(ReportStore::scope_of(source))) print_source(found);
  }
  return 0;
}

/// "17" is provider 17.
std::optional<ProviderId> provider_number(const std::string& subject) {
  ProviderId id;
  const auto [end, fault] = std::from_chars(subject.data(), subject.data() + subject.size(), id.value);
  if (fault != std::errc{} || end != subject.data() + subject.size() || !id.stored()) return std::nullopt;
  return id;
}

/// One provider by the words of its name; not_found that names the nearest otherwise.
ProviderId provider_named(ReportStore& store, const std::string& words) {
  const ProviderPage found = store.find_providers(words, 0, k_most_choices);
  const ProviderEntry* chosen = found.items.size() == 1 ? &found.items.front() : nullptr;
  std::string names;
  bool one_name = !found.items.empty();
  for (const ProviderEntry& entry : found.items) {
    if (to_lower(entry.name) == to_lower(words) && chosen == nullptr) chosen = &entry;
    one_name = one_name && entry.name == found.items.front().name;
    names += fmt::format("{}{} ({}, {})", names.empty() ? "" : "; ", entry.name, entry.id.value, entry.source);
  }
  if (chosen == nullptr && one_name) chosen = &found.items.front();  // the report covers all of that name
  if (chosen != nullptr) return chosen->id;
  if (found.items.empty()) {
    throw ErrorException({ErrorCode::not_found, "There is no source and no provider \"" + words + "\"",
                          "leerwijzer-indexer report lists the sources.", "SUBJECT"});
  }
  throw ErrorException({ErrorCode::invalid_input,
                        std::to_string(found.total) + " providers have \"" + words + "\" in their name",
                        "Give the number of one: " + names + ".", "SUBJECT"});
}

std::optional<Source> source_named(CatalogueStore& store, const std::string& name) {
  for (const Source& source : store.sources()) {
    if (source.name == name) return source;
  }
  return std::nullopt;
}

PublishingReport make(Workspace& workspace, const Options& options, const SearchIndex* index) {
  ReportStore store(workspace.pool());
  StoredReportOptions how;
  how.today = workspace.today();
  how.page = static_cast<std::size_t>(options.output.page);
  how.page_size = static_cast<std::size_t>(options.output.page_size);
  how.most_offers = options.most;
  how.index = index;
  if (const auto source = source_named(workspace.catalogue(), options.subject))
    return report_of_source(store, *source, how);
  const ProviderId provider = provider_number(options.subject).value_or(ProviderId{}).stored()
                                  ? *provider_number(options.subject)
                                  : provider_named(store, options.subject);
  auto report = report_of_provider(store, provider, how);
  if (report) return std::move(*report);
  throw ErrorException({ErrorCode::not_found, "There is no provider " + options.subject,
                        "Give its name, or the name of a source.", "SUBJECT"});
}

int run(Workspace& workspace, const Options& options) {
  if (options.subject.empty()) return list_sources(workspace);
  std::optional<SearchIndex> index;
  if (workspace.has_index_setting()) {
    auto opened = SearchIndex::open({workspace.index_folder(), 1});
    if (opened) {
      index.emplace(std::move(*opened));
    } else {
      fmt::print(stderr, "What a missing field costs is left out: {}\n", describe(opened.error()));
    }
  }
  write_report(make(workspace, options, index ? &*index : nullptr), options.output);
  return 0;
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command.add_option("subject", options->subject,
                     "Name of a source, or name or number of a provider; without it all sources with their fetches");
  command.add_option("--limit", options->output.offers_in_text, "At most so many offers by name in the text")
      ->check(CLI::Range(0, 1'000))
      ->capture_default_str();
  command.add_option("--most", options->most, "At most so many offers are assessed, lowest stored quality first")
      ->check(CLI::Range(1, 10'000'000))
      ->capture_default_str();
  add_report_options(command, options->output);
  return [options](Workspace& workspace) { return run(workspace, *options); };
}

}  // namespace

extern const Verb k_verb_report = {
    "report", "Say how well a provider publishes, what was wrong, and what to change first (in Dutch)",
    "  leerwijzer-indexer report\n"
    "  leerwijzer-indexer report my-school\n"
    "  leerwijzer-indexer report \"ROC Voorbeeld\" --html --out report.html\n"
    "  leerwijzer-indexer report 17 --json --page 2\n",
    define};

}  // namespace leerwijzer
