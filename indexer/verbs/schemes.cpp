#include "indexer/importing/reference_files.hpp"
#include "indexer/importing/scheme_diff.hpp"
#include "indexer/importing/scheme_findings.hpp"
#include "indexer/importing/scheme_publication.hpp"
#include "indexer/verb.hpp"
#include "indexer/verbs/actor.hpp"
#include "indexer/workspace.hpp"

#include "engine/store/rule_history.hpp"
#include "report/funding_json.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <fstream>
#include <memory>

namespace leerwijzer {
namespace {

constexpr int k_nothing = 0;
constexpr int k_something = 1;
constexpr int k_most_publications = 100;

struct Options {
  std::string folder = "schema/funding";
  std::string cases = "tests/cases/funding";
  std::string before;
  std::string after;
  std::string snapshot;
  std::string file;
  std::string scheme;
  std::string by;
  std::string reason;
  std::int64_t price = 200'000;
  bool strict = false;
  bool correction = false;
  bool text = false;
  CLI::App* check = nullptr;
  CLI::App* diff = nullptr;
  CLI::App* publish = nullptr;
  CLI::App* replay = nullptr;
  CLI::App* history = nullptr;
  CLI::App* snapshots = nullptr;
};

template <typename T>
T must(Result<T> result) {
  if (!result) throw ErrorException(result.error());
  return std::move(*result);
}

int check(const Workspace& workspace, const Options& options) {
  const auto findings = must(scheme_findings(must(read_json_files(options.folder)), workspace.today()));
  std::size_t due = 0;
  for (const SchemeFinding& one : findings) {
    due += is_due(one.kind) ? 1 : 0;
    fmt::print("{} {}: {}\n    {}\n    {}\n    {}\n", is_due(one.kind) ? "NOW  " : "later", name_of(one.kind), one.what,
               one.where, one.todo, one.source.empty() ? "(no source is known)" : one.source);
  }
  fmt::print("{} to verify on {}, {} of them now\n", findings.size(), format_iso(workspace.today()), due);
  return due > 0 || (options.strict && !findings.empty()) ? k_something : k_nothing;
}

std::vector<std::pair<std::string, std::string>> files_of(std::vector<SchemeDocument> schemes) {
  std::vector<std::pair<std::string, std::string>> files;
  for (SchemeDocument& scheme : schemes) files.emplace_back(scheme.id, std::move(scheme.document));
  return files;
}

std::vector<std::pair<std::string, std::string>> published_with(Workspace& workspace, const std::string& digest) {
  RuleHistory history(workspace.pool());
  auto files = files_of(history.schemes(digest));
  if (!files.empty()) return files;
  std::string known;
  for (const RulePublication& one : history.publications(k_most_publications))
    known += fmt::format("{}{} ({})", known.empty() ? "" : ", ", one.digest, one.at);
  throw ErrorException({ErrorCode::not_found, "There are no rules with the digest \"" + digest + "\"",
                        known.empty() ? "Nothing was published yet." : "Known: " + known + ".", digest});
}

/// A folder or file, "published", or a digest.
RuleSet set_named(Workspace& workspace, const std::string& name) {
  std::error_code ignored;
  if (std::filesystem::exists(name, ignored)) return must(rule_set(name, must(read_json_files(name))));
  if (name == "published") return must(rule_set(name, files_of(ReferenceStore(workspace.pool()).schemes())));
  return must(rule_set(name, published_with(workspace, name)));
}

void print_changes(const std::vector<SchemeChange>& changes) {
  for (const SchemeChange& one : changes) {
    fmt::print("{} {}: {} -> {}{}\n", one.scheme, one.what, one.before.empty() ? "(not there)" : one.before,
               one.after.empty() ? "(gone)" : one.after, one.rewrites_past ? "   REWRITES THE PAST" : "");
  }
}

/// How many cases change.
std::size_t print_cases(const std::vector<SchemeCase>& cases, const RuleSet& before, const RuleSet& after,
                        std::int64_t price) {
  const auto changed = case_changes(cases, before, after, Cents{price});
  for (const VerdictChange& change : changed) {
    fmt::print("  {} \"{}\" ({}): {} -> {}{}\n", change.one->scheme, change.one->name,
               format_iso(change.one->question.date), change.before, change.after,
               change.unexpected ? "   the case expects " + change.one->expect : "");
  }
  fmt::print("{} cases, {} change\n", cases.size(), changed.size());
  return changed.size();
}

int diff(Workspace& workspace, const Options& options) {
  const RuleSet before = set_named(workspace, options.before);
  const RuleSet after = set_named(workspace, options.after);
  const auto changes = changes_between(before, after, workspace.today());
  print_changes(changes);
  fmt::print("{} {} in the files\n", changes.size(), changes.size() == 1 ? "change" : "changes");
  const auto cases = must(read_scheme_cases(options.cases));
  return print_cases(cases, before, after, options.price) > 0 ? k_something : k_nothing;
}

int publish(Workspace& workspace, const Options& options) {
  const RuleSet before = set_named(workspace, "published");
  const auto schemes = must(read_scheme_files(options.folder));
  const RuleSet after = must(rule_set(options.folder, must(read_json_files(options.folder))));
  auto changes = changes_between(before, after, workspace.today());
  // A scheme that has no file here stays published: it ends by a version that says so.
  std::erase_if(changes, [](const SchemeChange& one) {
    if (one.what != "scheme" || !one.after.empty()) return false;
    fmt::print("{} has no file here and stays as it is published\n", one.scheme);
    return true;
  });
  if (!before.files.empty()) print_changes(changes);  // the first time all is new
  const bool rewrites = std::any_of(changes.begin(), changes.end(), [](const auto& one) { return one.rewrites_past; });
  if (rewrites && !options.correction) {
    fmt::print(stderr,
               "leerwijzer-indexer: a version or amount that was in force already is changed. Add a version or period "
               "with a later validFrom; or, when it was wrong, give --correction --reason TEXT\n");
    return k_something;
  }
  if (options.correction && options.reason.empty()) {
    throw ErrorException(
        {ErrorCode::invalid_input, "A correction has a reason", "Give --reason TEXT; it is kept.", "--reason"});
  }
  const Published published = must(publish_schemes(workspace.pool(), schemes, actor_of(options.by), options.reason));
  fmt::print("{} schemes, {} of them new or changed; the rules are {}\n", schemes.size(), published.changed,
             published.snapshot);
  return 0;
}

std::string text_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(stream)), {});
  if (!stream) throw ErrorException({ErrorCode::not_found, "The file cannot be read", "Check the path.", file});
  return text;
}

void print_answer(const FundingAnswer& answer) {
  for (const SchemeVerdict& one : answer.schemes)
    fmt::print("{:<18} {:<8} window {:<9} {}\n", one.id, name_of(one.eligibility), name_of(one.window),
               one.amount ? format_euro(one.amount->min) + " - " + format_euro(one.amount->max) : "");
  for (const auto* stack : {&answer.certain, &answer.likely, &answer.best_case}) {
    if (*stack) fmt::print("{}\n", (*stack)->text);
  }
}

int replay(Workspace& workspace, const Options& options) {
  const StoredQuestion stored = must(read_question(text_of(options.file), options.file));
  const std::string digest = options.snapshot.empty() ? stored.snapshot : options.snapshot;
  if (digest.empty()) {
    throw ErrorException({ErrorCode::invalid_input, "The question does not say by which rules it was answered",
                          "Give --snapshot DIGEST; schemes snapshots lists them.", "--snapshot"});
  }
  const auto rules = must(FundingRules::compile(published_with(workspace, digest)));
  for (const Result<void>& checked :
       {rules.check_facts(stored.question.facts), rules.check_schemes(stored.question.only),
        rules.check_declined(stored.question.declined)}) {
    if (!checked) throw ErrorException(checked.error());
  }
  const FundingAnswer answer = rules.evaluate(stored.question);
  if (options.text) {
    print_answer(answer);
    return 0;
  }
  boost::json::object document = write_funding_answer(stored.question, answer);
  document["question"] = write_question(stored.question, digest);
  fmt::print("{}\n", boost::json::serialize(document));
  return 0;
}

std::string day_or_open(const std::optional<Date>& day) { return day ? format_iso(*day) : "..."; }

int history(Workspace& workspace, const Options& options) {
  const auto versions = RuleHistory(workspace.pool()).versions(options.scheme);
  if (versions.empty())
    throw ErrorException({ErrorCode::not_found, "The scheme \"" + options.scheme + "\" was never published",
                          "The names are those of the files.", options.scheme});
  for (const SchemeHistoryRow& one : versions) {
    fmt::print("document {} of {}: {} to {} {}; checked {}, next {}; {}\n    {}; {}\n    windows {} evidence {}\n",
               one.number, one.stored_on, day_or_open(one.valid_from), day_or_open(one.valid_to), one.status,
               day_or_open(one.checked_at), day_or_open(one.next_check), one.confidence, one.legal_basis, one.source,
               one.windows, one.evidence);
  }
  return 0;
}

int snapshots(Workspace& workspace) {
  for (const RulePublication& one : RuleHistory(workspace.pool()).publications(k_most_publications))
    fmt::print("{}  {}  {}  {}\n", one.digest, one.at, one.by, one.reason);
  return 0;
}

int run(Workspace& workspace, const Options& options) {
  if (options.check->parsed()) return check(workspace, options);
  if (options.diff->parsed()) return diff(workspace, options);
  if (options.publish->parsed()) return publish(workspace, options);
  if (options.replay->parsed()) return replay(workspace, options);
  if (options.history->parsed()) return history(workspace, options);
  return snapshots(workspace);
}

void define_editing(CLI::App& command, Options& options) {
  options.check = command.add_subcommand("check", "What a person has to verify, the most urgent first (no database)");
  options.check->add_option("folder", options.folder, "Folder of scheme files")->capture_default_str();
  options.check->add_flag("--strict", options.strict, "Fail on anything, not only on what is due now");
  options.diff = command.add_subcommand("diff", "Which stored cases change verdict or amount, and by which change");
  options.diff->add_option("before", options.before, "A folder, a digest, or published")->required();
  options.diff->add_option("after", options.after, "A folder, a digest, or published")->required();
  options.diff->add_option("--cases", options.cases, "Folder of cases")->capture_default_str();
  options.diff->add_option("--price", options.price, "Cents, for cases without a price")->capture_default_str();
  options.publish = command.add_subcommand("publish", "Bring the files of a folder into force, all or nothing");
  options.publish->add_option("folder", options.folder, "Folder of scheme files")->required();
  options.publish->add_option("--by", options.by, "Who publishes; else the user of the system");
  options.publish->add_option("--reason", options.reason, "Why; it is kept with the publication");
  options.publish->add_flag("--correction", options.correction,
                            "Allow a change to a version or amount that was in force already");
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command.require_subcommand(1);
  define_editing(command, *options);
  options->replay = command.add_subcommand("replay", "Give an old answer again, from its question and its rules");
  options->replay->add_option("file", options->file, "The question, or the whole answer, of /v1/funding-checks")
      ->required();
  options->replay->add_option("--snapshot", options->snapshot, "Digest of the rules; else the one that the file names");
  options->replay->add_flag("--text", options->text, "In words instead of JSON");
  options->history =
      command.add_subcommand("history", "All versions of a scheme, in every document that was published");
  options->history->add_option("scheme", options->scheme, "Id, such as LLK")->required();
  options->snapshots = command.add_subcommand("snapshots", "Which rules were published when, and why");
  return [options](Workspace& workspace) { return run(workspace, *options); };
}

}  // namespace

extern const Verb k_verb_schemes = {
    "schemes", "Check, compare and publish funding schemes, and give old answers again",
    "  An editor's path: change one file, see what it changes, publish it.\n"
    "  leerwijzer-indexer schemes check schema/funding\n"
    "  leerwijzer-indexer schemes diff published schema/funding\n"
    "  leerwijzer-indexer schemes publish schema/funding --by 'An' --reason 'the window of 2027'\n"
    "\n"
    "  leerwijzer-indexer schemes replay answer.json\n"
    "  leerwijzer-indexer schemes replay --snapshot 3f2a question.json --text\n"
    "  leerwijzer-indexer schemes history LLK\n"
    "\nExit status: check 1 when something is due now, diff 1 when a case changes, publish 1 when it was refused.\n",
    define};

}  // namespace leerwijzer
