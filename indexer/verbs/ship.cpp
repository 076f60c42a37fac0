#include "indexer/verb.hpp"
#include "indexer/workspace.hpp"

#include "engine/search/shipping.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>

namespace leerwijzer {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

std::atomic<bool> stop_asked{false};
void ask_to_stop(int) { stop_asked = true; }

struct Options {
  std::string to;
  int every = 0;
};

/// The numbers of shipments go up even when their folder was emptied, so that no node takes a new one for an old one.
std::uint32_t number_of_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::seconds>(now).count());
}

/// Ships once. While another process writes the index that is put off, for ten seconds where it is the only chance.
Result<Shipment> ship_when_quiet(Workspace& workspace, const Options& options) {
  const auto until = Clock::now() + 10s;
  for (;;) {
    auto shipment = ship_index(workspace.index_folder(), options.to, number_of_now());
    if (shipment || shipment.error().code != ErrorCode::conflict || stop_asked || Clock::now() > until) return shipment;
    std::this_thread::sleep_for(50ms);
  }
}

void tell(const Shipment& shipment, Clock::duration took) {
  fmt::print("shipment generation={} change={} offers={} bytes={} milliseconds={}\n", shipment.generation,
             shipment.change.value, shipment.documents, shipment.bytes,
             std::chrono::duration_cast<std::chrono::milliseconds>(took).count());
  std::fflush(stdout);
}

/// One round; an index that is being written, or is not there yet, is nothing to end for while we go on.
void ship_and_tell(Workspace& workspace, const Options& options) {
  const auto began = Clock::now();
  const auto shipment = ship_when_quiet(workspace, options);
  if (shipment) {
    if (shipment->fresh || options.every == 0) tell(*shipment, Clock::now() - began);
    return;
  }
  const ErrorCode code = shipment.error().code;
  if (options.every > 0 && (code == ErrorCode::conflict || code == ErrorCode::not_found)) return;
  throw ErrorException(shipment.error());
}

int run(Workspace& workspace, const Options& options) {
  std::signal(SIGTERM, ask_to_stop);
  std::signal(SIGINT, ask_to_stop);
  ship_and_tell(workspace, options);
  while (options.every > 0 && !stop_asked) {
    const auto next = Clock::now() + std::chrono::seconds(options.every);
    while (!stop_asked && Clock::now() < next) std::this_thread::sleep_for(50ms);
    if (!stop_asked) ship_and_tell(workspace, options);
  }
  return 0;
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command.add_option("--to", options->to, "Folder of shipments, from which read nodes copy")
      ->required()
      ->envname("LEERWIJZER_SHIPMENTS");
  command.add_option("--every", options->every, "Go on, and look every so many seconds; 0: once")
      ->check(CLI::Range(0, 86'400))
      ->capture_default_str();
  return [options](Workspace& workspace) { return run(workspace, *options); };
}

}  // namespace

extern const Verb k_verb_ship = {
    "ship", "Copy the index as it stands into a folder from which read nodes take it",
    "  leerwijzer-indexer ship --to /var/lib/leerwijzer/shipments\n"
    "  leerwijzer-indexer ship --to /var/lib/leerwijzer/shipments --every 2\n"
    "\nA shipment is a generation with a manifest of digests that is never changed; leerwijzer-replicate on a read "
    "node "
    "takes it over.\nNothing is copied while the index is as it was. The last two stay, so the folder needs three "
    "times "
    "the index. Each is one line:\n"
    "  shipment generation=gen-1795894857 change=4211 offers=1530 bytes=9437184 milliseconds=41\n",
    define};

}  // namespace leerwijzer
