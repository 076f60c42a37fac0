// What endpoints work with: the rules and the taxonomy of this moment, the index, the catalogue, and
// today. Filled in by main, and by tests with parts in memory.
#pragma once

#include "api/http/worker_pool.hpp"
#include "engine/advice/geography.hpp"
#include "engine/core/date.hpp"
#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"
#include "engine/domain/feed.hpp"
#include "engine/domain/offer.hpp"
#include "engine/domain/shortage.hpp"
#include "engine/domain/shown_offer.hpp"
#include "engine/funding/funding.hpp"
#include "engine/search/search_index.hpp"
#include "engine/taxonomy/taxonomy.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

// report/stored_report.hpp and engine/store/report_store.hpp
struct ProviderPage;
struct PublishingReport;
struct StoredReportOptions;
// engine/store/operation_store.hpp
struct OperationFigures;
// engine/store/referral_store.hpp
struct NewReferral;
struct AddedReferral;
struct StoredReferral;

/// Reference data as of one moment; immutable, shared by all requests that started with it.
struct Snapshot {
  Taxonomy taxonomy;
  Geography geography;
  FundingRules funding;
  bool sample = false;  ///< the catalogue or the taxonomy holds invented data
  ShortageTable shortage{};
};

/// The snapshot in use, replaced as a whole.
class SnapshotHolder {
 public:
  [[nodiscard]] std::shared_ptr<const Snapshot> get() const {
    const std::lock_guard lock(mutex_);
    return current_;
  }
  void set(std::shared_ptr<const Snapshot> next) {
    const std::lock_guard lock(mutex_);
    current_ = std::move(next);
    ++version_;
  }
  /// How often it was set. Asked before get(), it is never newer than what get() gives.
  [[nodiscard]] std::uint64_t version() const noexcept { return version_.load(); }

 private:
  mutable std::mutex mutex_;
  std::atomic<std::uint64_t> version_{0};
  std::shared_ptr<const Snapshot> current_;
};

/// The part of the catalogue that is read from the database; every call may throw ErrorException with
/// unavailable.
class Catalogue {
 public:
  virtual ~Catalogue() = default;
  /// As it is shown: any id of an offer that several feeds tell of finds the one offer.
  [[nodiscard]] virtual std::optional<Offer> offer(OfferId id) = 0;
  /// The same, with where each field came from.
  [[nodiscard]] virtual std::optional<TracedOffer> traced_offer(OfferId id) = 0;
  [[nodiscard]] virtual std::optional<Provider> provider(ProviderId id) = 0;
  [[nodiscard]] virtual ProviderPage providers(const std::string& words, int offset, int limit) = 0;
  /// Nothing when there is no such provider.
  [[nodiscard]] virtual std::optional<PublishingReport> report(ProviderId id, const StoredReportOptions& options) = 0;
  /// Does the database answer, with the right schema?
  [[nodiscard]] virtual Result<void> check() = 0;
};

/// Rules that were in force before, by the digest that an answer quotes; every call may throw ErrorException with
/// unavailable.
class RuleArchive {
 public:
  virtual ~RuleArchive() = default;
  /// Null when no rules with this digest were ever published.
  [[nodiscard]] virtual std::shared_ptr<const FundingRules> rules(const std::string& digest) = 0;
  /// Digests with the day of publication ("2026-11-28"), the newest first.
  [[nodiscard]] virtual std::vector<std::pair<std::string, std::string>> known(std::size_t most) = 0;
};

/// Where referrals go; every call may throw ErrorException with unavailable.
class ReferralDesks {
 public:
  virtual ~ReferralDesks() = default;
  /// The public key for which a referral to that desk is sealed; nothing when that desk takes none here.
  [[nodiscard]] virtual std::optional<std::string> key_for(std::string_view desk) = 0;
  [[nodiscard]] virtual Result<AddedReferral> add(const NewReferral& referral) = 0;
  [[nodiscard]] virtual std::optional<StoredReferral> find(const std::string& code_digest, Date today) = 0;
  [[nodiscard]] virtual bool withdraw(const std::string& code_digest, Date today) = 0;
};

class Identity;        // api/access.hpp
class StoredPlans;     // api/stored_plans.hpp
class AccountDesk;     // api/account_desk.hpp
class CaseDesk;        // api/case_desk.hpp
class PublishingDesk;  // api/publishing_desk.hpp

/// What the database knows of how the service fares; every call is bounded to a few seconds.
class Watching {
 public:
  virtual ~Watching() = default;
  /// Nothing when the database does not answer in time.
  [[nodiscard]] virtual std::optional<OperationFigures> figures() = 0;
};

/// Figures that only the running program knows, for /ready and /metrics.
struct Vitals {
  bool draining = false;
  std::size_t pool_busy = 0;
  std::size_t pool_size = 0;
  std::size_t connections = 0;
  std::array<WorkFigures, k_kinds_of_work> work{};  ///< of the pool, by kind
};

struct Services {
  SnapshotHolder* snapshots = nullptr;
  const SearchIndex* index = nullptr;
  Catalogue* catalogue = nullptr;
  RuleArchive* archive = nullptr;        ///< null: only the rules of now
  ReferralDesks* referrals = nullptr;    ///< null: referrals are off
  Identity* identity = nullptr;          ///< null: nobody can sign in
  AccountDesk* accounts = nullptr;       ///< null: accounts are off
  StoredPlans* plans = nullptr;          ///< null: plans are not kept
  CaseDesk* cases = nullptr;             ///< null: no work for clients
  PublishingDesk* publishing = nullptr;  ///< null: providers cannot publish here
  Watching* watching = nullptr;          ///< null: /metrics tells nothing of the database
  std::function<Date()> today;           ///< in Europe/Amsterdam; only main reads a clock
  std::function<Vitals()> vitals;
  bool allow_today = false;  ///< may a match request say what day it is?
};

}  // namespace leerwijzer
