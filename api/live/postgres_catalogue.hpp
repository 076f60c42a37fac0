// The catalogue of endpoints on PostgreSQL.
#pragma once

#include "api/services.hpp"
#include "engine/store/catalogue_store.hpp"
#include "engine/store/migrations.hpp"
#include "engine/store/pool.hpp"
#include "engine/store/report_store.hpp"
#include "report/stored_report.hpp"

namespace leerwijzer {

class PostgresCatalogue : public Catalogue {
 public:
  explicit PostgresCatalogue(Pool& pool) : PostgresCatalogue(pool, pool) {}
  /// check() asks over `checking`, which may be bounded more tightly.
  PostgresCatalogue(Pool& pool, Pool& checking) : checking_(checking), store_(pool), reports_(pool) {}

  [[nodiscard]] std::optional<Offer> offer(OfferId id) override { return store_.shown_offer(id); }
  [[nodiscard]] std::optional<TracedOffer> traced_offer(OfferId id) override { return store_.traced_offer(id); }
  [[nodiscard]] std::optional<Provider> provider(ProviderId id) override { return store_.provider(id); }
  [[nodiscard]] ProviderPage providers(const std::string& words, int offset, int limit) override {
    return reports_.find_providers(words, offset, limit);
  }
  [[nodiscard]] std::optional<PublishingReport> report(ProviderId id, const StoredReportOptions& options) override {
    return report_of_provider(reports_, id, options);
  }
  [[nodiscard]] Result<void> check() override;

 private:
  Pool& checking_;
  CatalogueStore store_;
  ReportStore reports_;
};

}  // namespace leerwijzer
