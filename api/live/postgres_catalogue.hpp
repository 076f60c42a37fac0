// The catalogue of endpoints on PostgreSQL.
#pragma once

#include "api/services.hpp"
#include "engine/store/catalogue_store.hpp"
#include "engine/store/migrations.hpp"
#include "engine/store/pool.hpp"
#include "engine/store/report_store.hpp"
#include "report/stored_report.hpp"

#include <chrono>

namespace leerwijzer {

/// How far an index may be behind the change log; without an index, or with 0, as far as it likes.
struct IndexAge {
  const SearchIndex* index = nullptr;
  std::chrono::milliseconds most{0};
};

class PostgresCatalogue : public Catalogue {
 public:
  explicit PostgresCatalogue(Pool& pool, IndexAge age = {}) : PostgresCatalogue(pool, pool, age) {}
  /// check() asks over `checking`, which may be bounded more tightly.
  PostgresCatalogue(Pool& pool, Pool& checking, IndexAge age)
      : checking_(checking), age_(age), store_(pool), reports_(pool) {}

  [[nodiscard]] std::optional<Offer> offer(OfferId id) override { return store_.shown_offer(id); }
  [[nodiscard]] std::optional<TracedOffer> traced_offer(OfferId id) override { return store_.traced_offer(id); }
  [[nodiscard]] std::optional<Provider> provider(ProviderId id) override { return store_.provider(id); }
  [[nodiscard]] ProviderPage providers(const std::string& words, int offset, int limit) override {
    return reports_.find_providers(words, offset, limit);
  }
  [[nodiscard]] std::optional<PublishingReport> report(ProviderId id, const StoredReportOptions& options) override {
    return report_of_provider(reports_, id, options);
  }
  /// Fails also where a change has waited for the index for longer than it may; the place is then "index".
  [[nodiscard]] Result<void> check() override;

 private:
  [[nodiscard]] Result<void> check_age();

  Pool& checking_;
  IndexAge age_;
  CatalogueStore store_;
  ReportStore reports_;
};

}  // namespace leerwijzer
