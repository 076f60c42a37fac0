#include "api/live/snapshot_loader.hpp"

#include "engine/store/catalogue_store.hpp"
#include "engine/store/fund_store.hpp"
#include "engine/store/model_store.hpp"
#include "engine/store/reference_store.hpp"
#include "engine/store/reference_version.hpp"
#include "engine/store/shortage_store.hpp"
#include "engine/store/taxonomy_store.hpp"
#include "engine/taxonomy/taxonomy_training.hpp"

#include <utility>
#include <vector>

namespace leerwijzer {

namespace {

/// With the models that were stored for it; without any, with those that are quick to make.
Taxonomy taxonomy_of(Pool& pool, TaxonomySnapshot stored, const Log& log) {
  ModelStore store(pool);
  const std::vector<TitleOverride> overrides = store.overrides();
  TaxonomyModels models;
  if (const auto bytes = store.models(stored.version)) {
    auto read = read_models(*bytes);
    if (read)
      models = std::move(*read);
    else
      log(read.error().what + ". " + read.error().hint);
  } else if (!is_quick_to_train(stored.occupations, stored.skills)) {
    log("there are no models of job titles for this version of the taxonomy; run leerwijzer-indexer models");
  }
  if (models.version != stored.version && is_quick_to_train(stored.occupations, stored.skills))
    models = train_models(stored.occupations, stored.skills, stored.relations, stored.version);
  return Taxonomy::build(std::move(stored.occupations), std::move(stored.skills), stored.relations,
                         std::move(stored.version), std::move(models), overrides);
}

/// How the funds stand. The stamp of the reference data changes when one of them gets another state.
std::vector<FundStanding> standings(Pool& pool) {
  std::vector<FundStanding> funds;
  for (const FundBalance& one : FundStore(pool).balances({}))
    funds.push_back({one.scheme, one.from, one.to, value_of<BudgetState>(one.state).value_or(BudgetState::unknown)});
  return funds;
}

}  // namespace

Result<std::shared_ptr<const Snapshot>> load_snapshot(Pool& pool, const Log& log) {
  ReferenceStore reference(pool);
  std::vector<std::pair<std::string, std::string>> schemes;
  for (SchemeDocument& scheme : reference.schemes()) schemes.emplace_back(scheme.id, std::move(scheme.document));
  auto funding = FundingRules::compile(schemes);
  if (!funding) return funding.error();
  funding->set_funds(standings(pool));
  TaxonomySnapshot stored = TaxonomyStore(pool).load();
  Taxonomy taxonomy = taxonomy_of(pool, std::move(stored), log);
  auto referrals = ReferralRules::stored(reference.referral_rules());
  if (!referrals) return referrals.error();
  Geography geography = Geography::build(reference.regions(), std::move(*referrals));
  const bool sample = CatalogueStore(pool).counts().sample;
  return std::make_shared<const Snapshot>(Snapshot{std::move(taxonomy), std::move(geography), std::move(*funding),
                                                   sample, ShortageTable(ShortageStore(pool).rows())});
}

SnapshotWatch::SnapshotWatch(Pool& pool, SnapshotHolder& holder, std::chrono::milliseconds interval,
                             std::function<void(const std::string&)> log)
    : pool_(pool), holder_(holder), interval_(interval), log_(std::move(log)) {
  // The stamp first: what is imported in between is loaded again, never missed.
  version_ = reference_version(pool_);
  holder_.set(load_snapshot(pool_, log_).value());
  thread_ = std::thread([this] { run(); });
}

SnapshotWatch::~SnapshotWatch() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void SnapshotWatch::run() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, interval_, [this] { return stopping_; })) {
    lock.unlock();
    refresh();
    lock.lock();
  }
}

void SnapshotWatch::refresh() {
  try {
    std::string version = reference_version(pool_);
    if (version != version_) {
      holder_.set(load_snapshot(pool_, log_).value());
      version_ = std::move(version);
      log_("the reference data changed and was loaded again");
    }
    if (std::exchange(failing_, false)) log_("the database answers again");
  } catch (const std::exception& error) {
    if (!std::exchange(failing_, true)) log_(std::string("the reference data could not be refreshed: ") + error.what());
  }
}

}  // namespace leerwijzer
