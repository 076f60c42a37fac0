// Offers that providers publish here themselves, in PostgreSQL. Publishing and withdrawing change the catalogue, its
// change log and the publication in one transaction; row-level security keeps every transaction to one provider.
// Messages are for who publishes, in Dutch. Throws ErrorException as every store.
#pragma once

#include "engine/core/error.hpp"
#include "engine/domain/offer.hpp"
#include "engine/domain/publication.hpp"
#include "engine/store/retry.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

class Pool;
class Transaction;

struct DraftChange {
  ProviderId provider;
  std::string key;
  std::string title;
  double quality = 0.0;
  std::string draft;
  std::optional<std::int64_t> expected{};  ///< version that is changed; nothing: it is made
  bool only_new = false;                   ///< one that exists is not touched
};

struct DraftOutcome {
  bool created = false;
  bool changed = true;  ///< false: it said the same already
  std::int64_t version = 0;
};

struct PublishedOffer {
  std::string key;
  OfferId offer;
  std::int64_t version = 0;  ///< of the draft that was published
  std::string at;
};

/// What is answered: as it was sealed the first time where the request is a repetition.
struct PublishOutcome {
  std::string repeated{};  ///< the sealed answer; empty: it was done now
  PublishedOffer published{};
};

using SealOutcome = std::function<std::string(const PublishedOffer&)>;

struct PublishOrder {
  ProviderId provider;
  std::string key;
  std::int64_t version = 0;  ///< of the draft that `offer` was read from
  std::string body;          ///< that draft
  Offer offer;
  std::string actor;
  Retry retry{};
  SealOutcome sealed{};
};

struct WithdrawOrder {
  ProviderId provider;
  std::string key;
  std::string actor;
  Retry retry{};
  SealOutcome sealed{};
};

/// The published version with the new counts in it.
struct Republished {
  std::int64_t published_version = 0;  ///< that it was made of
  std::string body;
  Offer offer;
};

struct CohortChange {
  ProviderId provider;
  std::string key;
  RunCohort cohort;
  std::optional<Republished> republished{};  ///< nothing: the run is not published
};

struct PublicationPage {
  std::vector<Publication> items;  ///< without bodies
  std::int64_t total = 0;
};

class PublicationStore {
 public:
  explicit PublicationStore(Pool& pool) : pool_(pool) {}

  /// not_found for an unknown provider; precondition_failed for another version, or one that exists where a new one
  /// was meant, or one that does not where it was to be changed; precondition_required for a change without a version.
  [[nodiscard]] Result<DraftOutcome> put(const DraftChange& change);

  /// A new one. `sealed` is remembered for a repetition, and given back then; else empty. conflict: the key is taken.
  [[nodiscard]] Result<std::string> add(const DraftChange& change, const Retry& retry, const std::string& sealed);

  [[nodiscard]] std::optional<Publication> find(ProviderId provider, const std::string& key);
  /// In order of key.
  [[nodiscard]] PublicationPage list(ProviderId provider, std::optional<PublicationState> state, int offset, int limit);

  /// conflict for one that is in the catalogue.
  [[nodiscard]] Result<void> remove(ProviderId provider, const std::string& key, std::int64_t version);

  [[nodiscard]] Result<PublishOutcome> publish(const PublishOrder& order);
  /// Again is no fault; conflict for one that was never published.
  [[nodiscard]] Result<PublishOutcome> withdraw(const WithdrawOrder& order);

  /// precondition_failed when another version was published meanwhile: read it and try again.
  [[nodiscard]] Result<void> put_cohort(const CohortChange& change);

  // How often offers were seen.
  struct ReachCount {
    OfferId offer;
    ReachKind kind = ReachKind::shown;
    Date week{};
    std::int64_t count = 0;
  };
  void add_reach(const std::vector<ReachCount>& counts);
  /// Removes the weeks before.
  void forget_reach(Date before);
  struct ReachPage {
    std::vector<OfferReach> items;
    std::int64_t total = 0;
  };
  /// Offers of the provider with anything since, in order of id.
  [[nodiscard]] ReachPage reach(ProviderId provider, Date since, int offset, int limit);

 private:
  Pool& pool_;
};

/// The source of what a provider writes or uploads here; it is never fetched. Only for files inside engine/store.
[[nodiscard]] SourceId own_source(Transaction& tx, ProviderId provider, const std::string& name,
                                  const std::string& format, const std::string& location, int trust_rank);

}  // namespace leerwijzer
