// What a publishing report is made of: the providers by name or code, the sources that tell of one,
// their fetches, its offers and the remarks on them. Reads only.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/ids.hpp"
#include "engine/domain/feed.hpp"
#include "engine/domain/offer.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace leerwijzer {

class Pool;

struct ProviderEntry {
  ProviderId id;
  std::string name;
  std::string kind;
  std::string source;  ///< name of the source that tells of it
  std::int64_t offers = 0;
};

struct ProviderPage {
  std::vector<ProviderEntry> items;
  std::int64_t total = 0;
};

/// What a report is about: all providers of one party, or all of one source.
struct ReportScope {
  std::string name;                   ///< of the party or the source
  std::vector<ProviderId> providers;  ///< the party in each of its sources; empty: everything of the source
  std::vector<SourceId> sources;
};

struct ReportedFetch {
  std::string state;  ///< finished, incomplete, collapsed, aborted
  Date on{};          ///< day in Amsterdam on which it ended
  std::int64_t records = 0;
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t deleted = 0;
  std::int64_t kept_back = 0;
  std::string reason;
};

struct ReportedSource {
  Source source;
  std::int64_t offers = 0;             ///< within the scope
  std::vector<ReportedFetch> fetches;  ///< that have ended, newest first, at most five
  std::optional<Date> last_read;       ///< last fetch that saw everything
  std::optional<Date> last_changed;    ///< last fetch that brought a change
  std::int64_t withheld = 0;           ///< offers that went missing and wait for a person, within the scope
};

/// One code with how often it occurs in the last fetch that read records, and a few examples.
struct RemarkCount {
  Severity severity = Severity::warning;
  std::string code;
  std::int64_t times = 0;
  std::int64_t records = 0;
  std::vector<Diagnostic> examples;
};

class ReportStore {
 public:
  explicit ReportStore(Pool& pool) : pool_(pool) {}

  /// Providers of which the name holds the words (any case), or that have this identifier; all for empty
  /// words. In order of name.
  [[nodiscard]] ProviderPage find_providers(const std::string& words, int offset, int limit);

  /// The party of a provider: those with a brin, kvk, rio or edudex code in common, else with the same name.
  [[nodiscard]] std::optional<ReportScope> scope_of(ProviderId provider);
  [[nodiscard]] static ReportScope scope_of(const Source& source);

  [[nodiscard]] std::vector<ReportedSource> sources(const ReportScope& scope);
  [[nodiscard]] std::int64_t count_offers(const ReportScope& scope);

  /// Offers in batches, lowest stored quality first, at most `most`.
  void for_each_offer(const ReportScope& scope, std::int64_t most,
                      const std::function<void(std::span<const Offer>)>& visit);

  /// Remarks on the offers of the scope and on the feed as a whole; on every record of a source that has no other
  /// provider. `examples` of each code.
  [[nodiscard]] std::vector<RemarkCount> remarks(const ReportScope& scope, int examples);

  /// Remarks on these offers, by key of the record, at most `most` for each, errors first.
  [[nodiscard]] std::vector<Diagnostic> remarks_on(const ReportScope& scope, const std::vector<std::string>& keys,
                                                   int most);

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
