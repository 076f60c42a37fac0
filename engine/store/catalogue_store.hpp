// The canonical catalogue in PostgreSQL: the truth that the index is derived from. Every change of
// an offer and its entry in the change log are one transaction. Writes are idempotent: storing the
// same record again changes nothing, so a commit in doubt is simply repeated.
#pragma once

#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"
#include "engine/domain/feed.hpp"
#include "engine/domain/feed_record.hpp"
#include "engine/domain/offer.hpp"
#include "engine/domain/shown_offer.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

class Pool;

struct BatchCounts {
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t without_offer = 0;  ///< records that hold no offer that can be published
};

/// How a fetch ended and what it did to the catalogue.
struct FetchSummary {
  FetchId fetch;
  BatchCounts counts;
  std::int64_t deleted = 0;
  std::int64_t kept_back = 0;  ///< offers that would have been deleted; they wait for a person
  bool complete = false;
  bool collapsed = false;  ///< the number of records fell so far that nothing was deleted
  std::string reason;
  std::vector<std::pair<std::string, BatchCounts>> per_provider;  ///< by provider name
  std::vector<std::pair<std::string, std::int64_t>> diagnostics;  ///< count by "severity code"
};

/// When a complete fetch may delete what it did not see. A fetch that saw nothing at all never may. What the guard
/// holds back is kept as a quarantine entry (quarantine_store.hpp).
struct CollapseGuard {
  double smallest_share = 0.5;    ///< fewer offers than this share of the former number: a collapse; 0: no guard
  std::int64_t from_offers = 10;  ///< sources with fewer offers than this may shrink freely, but not to nothing
  /// In a feed of many providers each is judged by itself, from this number of offers.
  std::int64_t from_offers_of_provider = 5;
  std::string accepted_by{};  ///< a person that says that the feed did shrink: nothing is held back, and it is audited
};

struct Change {
  ChangeNumber number;
  OfferId offer;
  bool deleted = false;
};

/// What the catalogue says of one offer for comparing with the index.
struct OfferFingerprint {
  OfferId offer;
  std::string content_hash;
  bool operator==(const OfferFingerprint&) const = default;
};

/// A fetch as it is kept, for reports.
struct FetchReport {
  FetchId fetch;
  std::string state;       ///< open, finished, unchanged, incomplete, collapsed, aborted
  std::string started_at;  ///< as the database writes it, in UTC
  std::string ended_at;    ///< empty while open
  std::int64_t records = 0;
  BatchCounts counts;
  std::int64_t deleted = 0;
  std::int64_t kept_back = 0;
  std::string reason;
  std::string checksum;
};

struct CatalogueCounts {
  std::int64_t offers = 0;
  std::int64_t runs = 0;
  std::int64_t providers = 0;
  std::int64_t sources = 0;
  bool sample = false;  ///< at least one source holds sample data
};

class CatalogueStore {
 public:
  explicit CatalogueStore(Pool& pool) : pool_(pool) {}

  /// Adds or replaces the source of that name.
  [[nodiscard]] SourceId put_source(const Source& source);
  [[nodiscard]] std::vector<Source> sources();

  /// Opens a fetch. A fetch of the same source left open by a crash is closed as aborted.
  [[nodiscard]] FetchId begin_fetch(SourceId source);

  /// Stores a batch in one transaction: raw records, diagnostics, providers, offers, change log.
  /// An offer with the same content hash is only marked as seen. Of two records with one key in
  /// one fetch the later wins and a diagnostic says so.
  [[nodiscard]] BatchCounts store_batch(FetchId fetch, std::span<const FeedRecord> records);

  /// Offers of these keys count as seen by the fetch, as they are stored: their records came and could not be used.
  void keep_former(FetchId fetch, std::span<const std::string> keys);

  /// Closes a fetch. Offers of the source that a complete fetch did not see are deleted unless the guard sees a
  /// collapse, of the source or of one provider; an incomplete fetch deletes nothing. What is held back goes into
  /// quarantine, and what came back heals it.
  [[nodiscard]] FetchSummary finish_fetch(FetchId fetch, const FeedEnd& end, CollapseGuard guard = {});

  /// Changes after `after`, oldest first, at most `limit`; several changes of one offer come once,
  /// with the last number. Throws ErrorException (conflict) when changes after `after` were pruned.
  [[nodiscard]] std::vector<Change> changes_after(ChangeNumber after, int limit);
  [[nodiscard]] ChangeNumber latest_change();

  /// Offers as their feeds deliver them, in the order asked for; ids that do not exist are left out.
  [[nodiscard]] std::vector<Offer> offers(std::span<const OfferId> ids);
  [[nodiscard]] std::optional<Offer> offer(OfferId id);
  [[nodiscard]] std::optional<Provider> provider(ProviderId id);

  /// Every offer as delivered, in order of id, in batches, as they are in one snapshot; the change number is
  /// that of the snapshot.
  ChangeNumber for_each_batch(const std::function<void(std::span<const Offer>)>& visit, int batch = 500);

  /// (id, content hash) of every offer as delivered, in order of id.
  [[nodiscard]] std::vector<OfferFingerprint> fingerprints();

  /// Offers as they are shown: where several feeds tell of one offer, that one (see domain/shown_offer.hpp). Any id of
  /// it finds it; each comes once, in order of the id it is shown under. Index and API read these.
  [[nodiscard]] std::vector<Offer> shown_offers(std::span<const OfferId> ids);
  [[nodiscard]] std::optional<Offer> shown_offer(OfferId id);
  [[nodiscard]] std::optional<TracedOffer> traced_offer(OfferId id);
  ChangeNumber for_each_shown_batch(const std::function<void(std::span<const Offer>)>& visit, int batch = 500);
  [[nodiscard]] std::vector<OfferFingerprint> shown_fingerprints();

  /// Replaces the skill links of an offer's outcomes (after another taxonomy was imported) and logs
  /// the change when they differ.
  bool replace_outcome_skills(OfferId offer, std::span<const Outcome> outcomes);

  /// Diagnostics of the last fetch of a source, errors first.
  [[nodiscard]] std::vector<Diagnostic> diagnostics(SourceId source, int limit);

  /// The last fetches of a source, newest first.
  [[nodiscard]] std::vector<FetchReport> fetches(SourceId source, int limit);

  [[nodiscard]] CatalogueCounts counts();

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
