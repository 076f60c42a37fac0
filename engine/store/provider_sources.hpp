// The sources that tell of a provider's offers, and what it may do with those that are its own.
#pragma once

#include "engine/core/error.hpp"
#include "engine/store/source_store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace leerwijzer {

class Pool;

struct ProviderSource {
  SourceEntry entry;
  bool own = false;           ///< nobody else's offers are in it
  bool fetched = false;       ///< read from a place; false: written or uploaded here
  std::int64_t offers = 0;    ///< of this provider
  std::int64_t withheld = 0;  ///< of those, missing from the feed and waiting for a person
};

class ProviderSources {
 public:
  explicit ProviderSources(Pool& pool) : pool_(pool) {}

  /// In order of name.
  [[nodiscard]] std::vector<ProviderSource> list(ProviderId provider);

  /// not_found for a source that does not tell of it; permission_denied for one that is not its own; conflict for one
  /// that is never fetched. Audited.
  [[nodiscard]] Result<void> set_paused(ProviderId provider, SourceId source, bool paused, const std::string& actor);
  /// Due at once; the watcher fetches it. Fails as set_paused, and with conflict while it is paused.
  [[nodiscard]] Result<void> fetch_now(ProviderId provider, SourceId source, const std::string& actor);

 private:
  [[nodiscard]] Result<ProviderSource> changeable(ProviderId provider, SourceId source);

  Pool& pool_;
};

}  // namespace leerwijzer
