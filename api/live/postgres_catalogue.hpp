// The catalogue of endpoints on PostgreSQL.
#pragma once

#include "api/services.hpp"
#include "engine/store/catalogue_store.hpp"
#include "engine/store/migrations.hpp"
#include "engine/store/pool.hpp"

namespace leerwijzer {

class PostgresCatalogue : public Catalogue {
 public:
  explicit PostgresCatalogue(Pool& pool) : pool_(pool), store_(pool) {}

  [[nodiscard]] std::optional<Offer> offer(OfferId id) override { return store_.shown_offer(id); }
  [[nodiscard]] std::optional<TracedOffer> traced_offer(OfferId id) override { return store_.traced_offer(id); }
  [[nodiscard]] std::optional<Provider> provider(ProviderId id) override { return store_.provider(id); }
  [[nodiscard]] Result<void> check() override;

 private:
  Pool& pool_;
  CatalogueStore store_;
};

}  // namespace leerwijzer
