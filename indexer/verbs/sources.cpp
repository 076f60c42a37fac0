#include "indexer/feed_format.hpp"
#include "indexer/fetching/web_address.hpp"
#include "indexer/importing/sample_catalogue.hpp"
#include "indexer/ingest_feed.hpp"
#include "indexer/pipeline/schedule.hpp"
#include "indexer/verb.hpp"

#include "engine/core/text.hpp"

#include <fmt/chrono.h>
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {
namespace {

constexpr std::int64_t k_most_bytes = std::int64_t{1} << 42;

/// What the flags of `add` and `set` say; what was not given stays as it is.
struct Changes {
  std::optional<std::string> location;
  std::optional<std::string> format;
  std::optional<std::string> schedule;
  std::optional<int> trust_rank;
  std::optional<bool> sample;
  std::optional<std::int64_t> packed_bytes;
  std::optional<std::int64_t> unpacked_bytes;
  std::optional<std::int64_t> records;
  std::optional<int> deadline;
  std::optional<std::vector<std::string>> private_hosts;
};

struct Options {
  std::string name;
  Changes changes;
  std::string by;
  std::string reason;
  bool yes = false;
  CLI::App* add = nullptr;
  CLI::App* set = nullptr;
  CLI::App* pause = nullptr;
  CLI::App* resume = nullptr;
  CLI::App* remove = nullptr;
};

[[noreturn]] void refuse(const std::string& what, const std::string& hint, const std::string& where) {
  throw ErrorException({ErrorCode::invalid_input, what, hint, where});
}

Decision decision_of(const Options& options) {
  std::string actor = options.by;
  if (const char* user = std::getenv("USER"); actor.empty() && user != nullptr) actor = user;
  if (actor.empty()) refuse("Nobody is named who decides this", "Say who with --by.", "--by");
  return {actor, options.reason};
}

std::string location_of(const std::string& text) {
  if (!is_web_address(text) && text.find("://") == std::string::npos)
    return std::filesystem::absolute(text).lexically_normal().string();
  if (const auto allowed = check_web_address(text); !allowed) throw ErrorException(allowed.error());
  return text;
}

/// Hosts as they are compared later; "none" is no host at all.
std::vector<std::string> hosts_of(const std::vector<std::string>& given) {
  std::vector<std::string> hosts;
  for (const std::string& host : given) {
    if (host == "none") continue;
    if (host.empty() || host.find_first_of("/:@ ") != std::string::npos)
      refuse("\"" + host + "\" is no host", "Write the name or the IPv4 address alone: feeds.intern", "--private-host");
    hosts.push_back(to_lower_ascii(host));
  }
  return hosts;
}

void apply(const Changes& changes, SourceEntry& entry) {
  if (changes.location) entry.source.location = location_of(*changes.location);
  if (changes.format) {
    if (const auto known = feed_format_named(*changes.format); !known) throw ErrorException(known.error());
    entry.source.format = *changes.format;
  }
  if (changes.schedule) {
    if (const auto schedule = parse_schedule(*changes.schedule); *changes.schedule != "none" && !schedule)
      throw ErrorException(schedule.error());
    entry.settings.schedule = *changes.schedule == "none" ? "" : *changes.schedule;
  }
  const auto take = [](const auto& from, auto& to) {
    if (from) to = *from;
  };
  take(changes.trust_rank, entry.source.trust_rank);
  take(changes.sample, entry.source.sample);
  take(changes.packed_bytes, entry.settings.packed_bytes);
  take(changes.unpacked_bytes, entry.settings.unpacked_bytes);
  take(changes.records, entry.settings.most_records);
  take(changes.deadline, entry.settings.deadline_seconds);
  if (changes.private_hosts) entry.settings.private_hosts = hosts_of(*changes.private_hosts);
}

std::string due_words(const SourceEntry& entry) {
  const auto& [source, settings, state] = entry;
  if (is_imported_sample(source)) return "none: it is imported, with import samples";
  if (settings.paused) return "paused";
  if (!is_web_address(source.location) && settings.schedule.empty() && state.failures == 0) return "when it changes";
  if (!state.next_due) return "now";
  const std::time_t moment = std::chrono::system_clock::to_time_t(*state.next_due);
  return fmt::format("{:%F %T} UTC", fmt::gmtime(moment));
}

std::string settings_words(const SourceSettings& settings) {
  std::vector<std::string> words;
  const auto limit = [&](std::int64_t value, const char* unit) {
    if (value > 0) words.push_back("at most " + std::to_string(value) + " " + unit);
  };
  limit(settings.packed_bytes, "bytes packed");
  limit(settings.unpacked_bytes, "bytes unpacked");
  limit(settings.most_records, "records");
  limit(settings.deadline_seconds, "seconds");
  if (!settings.private_hosts.empty()) words.push_back("may be private: " + join(settings.private_hosts, " "));
  return join(words, ", ");
}

int list(Workspace& workspace) {
  SourceStore store(workspace.pool());
  const auto counts = store.offer_counts();
  for (const SourceEntry& entry : store.list()) {
    const auto& [source, settings, state] = entry;
    const auto offers = counts.find(source.id);
    fmt::print("{} ({}) from {}{}\n", source.name,
               source.format.empty() ? "format found at first reading" : source.format, source.location,
               source.sample ? ", sample data" : "");
    fmt::print("  {} offers, trust rank {}, {}\n", offers == counts.end() ? 0 : offers->second, source.trust_rank,
               settings.schedule.empty() ? "no schedule of its own" : settings.schedule);
    fmt::print("  last fetch: {}{}{}\n",
               state.fetch_state.empty() ? "never" : state.fetched_at + " " + state.fetch_state,
               state.reason.empty() || !state.trouble.empty() ? "" : ", " + state.reason,
               state.complete_at.empty() ? "" : "; last complete: " + state.complete_at);
    fmt::print(
        "  next fetch: {}{}\n", due_words(entry),
        state.failures > 0 ? fmt::format(", after {} failures in a row: {}", state.failures, state.trouble) : "");
    if (const std::string words = settings_words(settings); !words.empty()) fmt::print("  {}\n", words);
  }
  return 0;
}

int add(Workspace& workspace, const Options& options) {
  SourceEntry entry;
  entry.source.name = options.name;
  apply(options.changes, entry);
  if (entry.source.name.empty() || entry.source.name.find_first_of("/\n") != std::string::npos)
    refuse("\"" + entry.source.name + "\" is no name for a source", "Choose letters, digits and dashes.", "NAME");
  static_cast<void>(SourceStore(workspace.pool()).add(entry.source, entry.settings, decision_of(options)));
  fmt::print("{} added; watch reads it within seconds\n", entry.source.name);
  return 0;
}

int change(Workspace& workspace, const Options& options, const char* action,
           const std::function<void(SourceEntry&)>& edit) {
  const std::string what = SourceStore(workspace.pool()).change(options.name, action, decision_of(options), edit);
  fmt::print("{}: {}\n", options.name, what.empty() ? "as it was, nothing changed" : what);
  return 0;
}

int remove(Workspace& workspace, const Options& options) {
  SourceStore store(workspace.pool());
  const SourceEntry entry = store.named(options.name);
  if (!options.yes) {
    const auto counts = store.offer_counts();
    const auto offers = counts.find(entry.source.id);
    throw ErrorException({ErrorCode::conflict,
                          fmt::format("This removes {} with {} offers, its records and its history", options.name,
                                      offers == counts.end() ? 0 : offers->second),
                          "Say --yes if that is meant; `sources pause` only stops reading it.", "sources remove"});
  }
  fmt::print("{} removed, with {} offers\n", options.name, store.remove(options.name, decision_of(options)));
  if (workspace.has_index_setting()) workspace.update_index();
  return 0;
}

int run(Workspace& workspace, const Options& options) {
  if (options.add->parsed()) return add(workspace, options);
  if (options.set->parsed())
    return change(workspace, options, "set-source", [&](SourceEntry& entry) { apply(options.changes, entry); });
  if (options.pause->parsed())
    return change(workspace, options, "pause-source", [](SourceEntry& entry) { entry.settings.paused = true; });
  if (options.resume->parsed())
    return change(workspace, options, "resume-source", [](SourceEntry& entry) { entry.settings.paused = false; });
  if (options.remove->parsed()) return remove(workspace, options);
  return list(workspace);
}

void define_changes(CLI::App& command, Changes& changes) {
  command.add_option("--format", changes.format, "Feed format; else it is found by looking at the content");
  command.add_option("--schedule", changes.schedule,
                     "\"every 15 minutes\", \"every 6 hours\", \"daily at 03:00\" (in the Netherlands), or none");
  command.add_option("--trust-rank", changes.trust_rank, "Lower wins where two sources tell of one offer; 50 at first");
  command.add_option("--sample", changes.sample,
                     "true: the data are invented, and every answer that holds them says so");
  command.add_option("--packed-bytes", changes.packed_bytes, "Most bytes of one document on the wire; 0: 2 GiB")
      ->check(CLI::Range(std::int64_t{0}, k_most_bytes));
  command.add_option("--unpacked-bytes", changes.unpacked_bytes, "Most bytes of one document unpacked; 0: 2 GiB")
      ->check(CLI::Range(std::int64_t{0}, k_most_bytes));
  command.add_option("--records", changes.records, "Most records of the feed; 0: no limit")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000}));
  command.add_option("--deadline", changes.deadline, "Most seconds for one fetch; 0: two hours of fetching")
      ->check(CLI::Range(0, 7 * 86'400));
  command.add_option("--private-host", changes.private_hosts,
                     "This host may be inside a private network; more than once for more, none for no host");
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command.require_subcommand(0, 1);
  const auto sub = [&](const char* name, const char* summary) {
    CLI::App* made = command.add_subcommand(name, summary);
    made->add_option("name", options->name, "Name of the source")->required();
    made->add_option("--by", options->by, "Who decides this, for the audit; else $USER");
    made->add_option("--reason", options->reason, "Why, for the audit");
    return made;
  };
  options->add = sub("add", "Add a source; watch then reads it");
  options->add->add_option("location", options->changes.location, "A file, a folder, or an http(s) address")
      ->required();
  define_changes(*options->add, options->changes);
  options->set = sub("set", "Change what is given, leave the rest");
  options->set->add_option("--location", options->changes.location, "A file, a folder, or an http(s) address");
  define_changes(*options->set, options->changes);
  options->pause = sub("pause", "Stop reading a source; its offers stay");
  options->resume = sub("resume", "Read a source again");
  options->remove = sub("remove", "Remove a source with its offers, records and history");
  options->remove->add_flag("--yes", options->yes, "Yes, remove all that");
  return [options](Workspace& workspace) { return run(workspace, *options); };
}

}  // namespace

extern const Verb k_verb_sources = {
    "sources", "List the sources, or add, change, pause and remove one",
    "  leerwijzer-indexer sources\n"
    "  leerwijzer-indexer sources add school https://school.example/ooapi/v5 --schedule 'every 6 hours'\n"
    "  leerwijzer-indexer sources set school --schedule 'daily at 03:00' --deadline 3600 --by An\n"
    "  leerwijzer-indexer sources add intern https://feeds.intern/a.csv --private-host feeds.intern\n"
    "  leerwijzer-indexer sources pause school --reason 'asked by the school'\n"
    "  leerwijzer-indexer sources remove school --yes\n"
    "\nCredentials are never kept in the database. Put lines \"basic USER:PASSWORD\", \"bearer TOKEN\" or a header as "
    "it\n"
    "is sent (\"Ocp-Apim-Subscription-Key: KEY\") in LEERWIJZER_CREDENTIALS_<NAME>, or in the file NAME of the folder\n"
    "of --credentials, which nobody else should be able to read (chmod 600).\n",
    define};

}  // namespace leerwijzer
