// How sources are read: their schedule, limits and state, and what their servers said of the document that was read
// last. What a person decides is audited in the same transaction. Credentials are never here.
#pragma once

#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"
#include "engine/domain/feed.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

class Pool;

/// What an operator decides about a source beside its address and format. A limit of 0 is the program's default.
struct SourceSettings {
  std::string schedule;  ///< "every 6 hours", "daily at 03:00 Europe/Amsterdam"; empty: as the watcher was started
  bool paused = false;
  std::int64_t packed_bytes = 0;    ///< of one document on the wire
  std::int64_t unpacked_bytes = 0;  ///< of one document after unpacking
  std::int64_t most_records = 0;
  int deadline_seconds = 0;                ///< all requests and all reading of one fetch together
  std::vector<std::string> private_hosts;  ///< hosts that may be at an address inside a private network
  bool operator==(const SourceSettings&) const = default;
};

/// What came of reading it.
struct SourceState {
  int failures = 0;                                    ///< since the last fetch that did not fail
  std::optional<std::chrono::sys_seconds> next_due{};  ///< none: at once
  std::string trouble{};                               ///< why the last fetch failed; empty when it did not
  std::string fetch_state{};                           ///< of the newest fetch; empty: never fetched
  std::string fetched_at{};                            ///< when that began, as the database writes it, in UTC
  std::string reason{};                                ///< why it was not complete
  std::string complete_at{};                           ///< when the last complete fetch ended; empty: never
};

struct SourceEntry {
  Source source;
  SourceSettings settings;
  SourceState state;
};

/// Who decides, and why; written to the audit.
struct Decision {
  std::string actor;
  std::string reason{};
};

/// What a server said of a document, to be sent back when asking whether it changed.
struct Validators {
  std::string etag;
  std::string last_modified;
  [[nodiscard]] bool empty() const noexcept { return etag.empty() && last_modified.empty(); }
  bool operator==(const Validators&) const = default;
};

class SourceStore {
 public:
  explicit SourceStore(Pool& pool) : pool_(pool) {}

  /// Every source in order of name.
  [[nodiscard]] std::vector<SourceEntry> list();

  /// How many offers each holds; a source without offers is not in it. Counts every offer, so not for every second.
  [[nodiscard]] std::map<SourceId, std::int64_t> offer_counts();

  /// Throws ErrorException with not_found that lists the names.
  [[nodiscard]] SourceEntry named(const std::string& name);

  /// Throws ErrorException with conflict when there is a source of that name.
  SourceId add(const Source& source, const SourceSettings& settings, const Decision& decision);

  /// Changes a source as `edit` says and audits under `action` what differs; a source that is read from another
  /// place or in another way is due at once. Gives the words of what changed; empty, and no audit, for nothing.
  std::string change(const std::string& name, const std::string& action, const Decision& decision,
                     const std::function<void(SourceEntry&)>& edit);

  /// Removes a source with its offers, providers, records and fetches; the offers go on the change log as deleted.
  /// Gives how many offers there were.
  std::int64_t remove(const std::string& name, const Decision& decision);

  /// Keeps the format that was found by content, where none was stated.
  void keep_format(SourceId source, const std::string& format);

  /// After a fetch: how many failed in a row and why the last did, and when the next one is due.
  void keep_outcome(SourceId source, int failures, std::chrono::sys_seconds next_due, const std::string& trouble = {});

  /// What the server said of the one document of a source, if the newest fetch stands on it and it was read whole
  /// within `days`; else empty.
  [[nodiscard]] Validators validators(SourceId source, const std::string& address, int days);

  /// The fetch that just ended was complete and read that one document. Empty validators: forget it.
  void keep_validators(SourceId source, FetchId fetch, const std::string& address, const Validators& validators);

  /// Records a fetch that found nothing changed: every offer of the source counts as seen. Gives their number.
  std::int64_t record_unchanged(SourceId source);

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
