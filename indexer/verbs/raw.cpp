#include "indexer/verb.hpp"
#include "indexer/workspace.hpp"

#include "engine/store/retention.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace leerwijzer {
namespace {

struct Options {
  std::string source;
  std::string key;
  std::string digest;
  bool history = false;
};

void describe_version(const RawVersion& version, std::FILE* to) {
  fmt::print(to, "{}  {}  {} bytes  {}  {}{}{}\n", version.stored_at.substr(0, 19),
             version.fetch.stored() ? fmt::format("fetch {}", version.fetch.value) : "fetch unknown", version.bytes,
             version.media_type, version.digest,
             version.replaced_at.empty() ? "" : "  until " + version.replaced_at.substr(0, 19),
             version.gone_at.empty() ? "" : "  offer gone since " + version.gone_at.substr(0, 19));
}

/// The version whose digest begins as asked; the latest when none is asked.
const RawVersion& chosen(const std::vector<RawVersion>& versions, const Options& options) {
  const auto found = std::find_if(versions.begin(), versions.end(),
                                  [&](const RawVersion& v) { return v.digest.starts_with(options.digest); });
  if (found != versions.end()) return *found;
  throw ErrorException({ErrorCode::not_found, "The record has no version \"" + options.digest + "\"",
                        "--history lists the digests.", "--digest"});
}

int run(Workspace& workspace, const Options& options) {
  const auto versions = raw_versions(workspace.pool(), options.source, options.key);
  if (versions.empty()) {
    throw ErrorException({ErrorCode::not_found, "Source " + options.source + " holds no record \"" + options.key + "\"",
                          "The key is the source's own identifier; report names the keys of its remarks.", "key"});
  }
  if (options.history) {
    for (const RawVersion& version : versions) describe_version(version, stdout);
    return 0;
  }
  const RawVersion& version = chosen(versions, options);
  const auto body = raw_body(workspace.pool(), options.source, options.key, version.digest);
  if (!body) throw ErrorException({ErrorCode::not_found, "The record was pruned meanwhile", "", "key"});
  describe_version(version, stderr);
  std::fwrite(body->data(), 1, body->size(), stdout);
  if (!body->ends_with('\n')) std::fputc('\n', stdout);
  return 0;
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command.add_option("source", options->source, "Name of the source")->required();
  command.add_option("key", options->key, "The source's own identifier of the record")->required();
  command.add_flag("--history", options->history, "List the bodies that are kept, the latest first");
  command.add_option("--digest", options->digest, "Show the body with this digest, or the start of one");
  return [options](Workspace& workspace) { return run(workspace, *options); };
}

}  // namespace

extern const Verb k_verb_raw = {"raw",
                                "Show a record as it was delivered, on stdout; when and by which fetch, on stderr",
                                "  leerwijzer-indexer raw my-school K-12\n"
                                "  leerwijzer-indexer raw my-school K-12 --history\n"
                                "  leerwijzer-indexer raw my-school K-12 --digest 4f2a\n",
                                define};

}  // namespace leerwijzer
