// Records as they were delivered, with their former bodies, and the end of their keeping: pruning is asked for by the
// operator and never happens by itself. The day is an argument; this reads no clock.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

class Pool;

/// One body of a raw record.
struct RawVersion {
  FetchId fetch;  ///< that first brought it; not stored(): no longer known
  std::string media_type;
  std::string digest;
  std::int64_t bytes = 0;
  std::string stored_at;    ///< as the database writes it, in UTC
  std::string replaced_at;  ///< empty: the latest
  std::string gone_at;      ///< when its offer was deleted because the feed no longer had it; empty: not
};

/// The bodies of one record, the latest first; empty when the source never delivered that key. Throws ErrorException:
/// not_found for an unknown source, else as every store.
[[nodiscard]] std::vector<RawVersion> raw_versions(Pool& pool, const std::string& source_name, const std::string& key);

/// The bytes of one version, exactly as delivered; nothing when there is none of that digest.
[[nodiscard]] std::optional<std::string> raw_body(Pool& pool, const std::string& source_name, const std::string& key,
                                                  const std::string& digest);

struct Retention {
  Date keep_from{};                       ///< what ended before this day (UTC) is removed
  std::optional<ChangeNumber> indexed{};  ///< the change that every index has passed; nothing: the log is left alone
  std::optional<Date> audit_from{};       ///< what was decided before this day (UTC) is removed; nothing: all is kept
  int audit_years = 1;                    ///< and it is older than this, by the database's own clock; at least 1
  bool dry_run = false;                   ///< count, and remove nothing
};

/// Rows removed, or that would be.
struct Pruned {
  std::int64_t former_bodies = 0;
  std::int64_t raw_records = 0;  ///< of offers that are gone
  std::int64_t diagnostics = 0;
  std::int64_t provider_counts = 0;  ///< counts per provider of old fetches
  std::int64_t fetches = 0;
  std::int64_t quarantined_offers = 0;  ///< lists of entries that are closed
  std::int64_t changes = 0;
  std::int64_t retries = 0;  ///< answers to requests that could be repeated for a day
  std::int64_t audit = 0;
  std::int64_t case_audit = 0;

  [[nodiscard]] std::int64_t total() const noexcept {
    return former_bodies + raw_records + diagnostics + provider_counts + fetches + quarantined_offers + changes +
           retries + audit + case_audit;
  }
};

/// Never touches an offer, the latest body of a record whose offer exists, the last three fetches of a source, a
/// waiting quarantine, or the audit of the last year. In one transaction. Throws ErrorException as every store.
[[nodiscard]] Pruned prune(Pool& pool, const Retention& retention);

}  // namespace leerwijzer
