#include "indexer/pipeline/feed_watch.hpp"
#include "indexer/verb.hpp"

#include <CLI/CLI.hpp>

#include <atomic>
#include <csignal>
#include <memory>

namespace leerwijzer {
namespace {

std::atomic<bool> stop_asked{false};
void ask_to_stop(int) { stop_asked = true; }

struct Options {
  int every = 900;
  int workers = 8;
};

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command
      .add_option("--every", options->every,
                  "Seconds between two readings of a web address without a schedule; files without one are looked at "
                  "all the time")
      ->check(CLI::Range(5, 86'400))
      ->capture_default_str();
  command.add_option("--workers", options->workers, "Fetches at the same time; one source never has two")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  return [options](Workspace& workspace) {
    std::signal(SIGTERM, ask_to_stop);
    std::signal(SIGINT, ask_to_stop);
    FeedWatch(workspace, {std::chrono::seconds(options->every), static_cast<std::size_t>(options->workers),
                          [] { return stop_asked.load(); }})
        .run();
    return 0;
  };
}

}  // namespace

extern const Verb k_verb_watch = {
    "watch", "Read every source again when its time comes or it changes, and keep the index equal to the catalogue",
    "  leerwijzer-indexer watch\n"
    "  leerwijzer-indexer watch --every 300 --workers 16\n"
    "\nSchedules and pauses are of a source: leerwijzer-indexer sources --help. Each fetch is one line on stdout:\n"
    "  fetch source=\"school\" seconds=3.1 state=finished bytes=81234 added=2 changed=1 unchanged=40 deleted=0 "
    "failures=0 next=2027-02-08T03:00:00Z\n"
    "and once a minute:\n"
    "  watch sources=12 paused=1 failing=1 running=0 fetches=40 failed=2\n"
    "One watcher for a database: a second one says so and ends with status 1.\n",
    define};

}  // namespace leerwijzer
