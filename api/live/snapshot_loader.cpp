#include "api/live/snapshot_loader.hpp"

#include "engine/store/catalogue_store.hpp"
#include "engine/store/reference_store.hpp"
#include "engine/store/reference_version.hpp"
#include "engine/store/taxonomy_store.hpp"

#include <utility>
#include <vector>

namespace leerwijzer {

Result<std::shared_ptr<const Snapshot>> load_snapshot(Pool& pool) {
  ReferenceStore reference(pool);
  std::vector<std::pair<std::string, std::string>> schemes;
  for (SchemeDocument& scheme : reference.schemes()) schemes.emplace_back(scheme.id, std::move(scheme.document));
  auto funding = FundingRules::compile(schemes);
  if (!funding) return funding.error();
  TaxonomySnapshot stored = TaxonomyStore(pool).load();
  Taxonomy taxonomy = Taxonomy::build(std::move(stored.occupations), std::move(stored.skills), stored.relations,
                                      std::move(stored.version));
  Geography geography = Geography::build(reference.regions(), reference.referral_rules());
  const bool sample = CatalogueStore(pool).counts().sample;
  return std::make_shared<const Snapshot>(
      Snapshot{std::move(taxonomy), std::move(geography), std::move(*funding), sample});
}

SnapshotWatch::SnapshotWatch(Pool& pool, SnapshotHolder& holder, std::chrono::milliseconds interval,
                             std::function<void(const std::string&)> log)
    : pool_(pool), holder_(holder), interval_(interval), log_(std::move(log)) {
  // The stamp first: what is imported in between is loaded again, never missed.
  version_ = reference_version(pool_);
  holder_.set(load_snapshot(pool_).value());
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
      holder_.set(load_snapshot(pool_).value());
      version_ = std::move(version);
      log_("the reference data changed and was loaded again");
    }
    if (std::exchange(failing_, false)) log_("the database answers again");
  } catch (const std::exception& error) {
    if (!std::exchange(failing_, true)) log_(std::string("the reference data could not be refreshed: ") + error.what());
  }
}

}  // namespace leerwijzer
