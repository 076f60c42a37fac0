// Reading offers and providers: CatalogueStore.
#include "engine/store/catalogue_store.hpp"
#include "engine/store/offer_rows.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/shown_rows.hpp"
#include "engine/store/sql/batch_statements.hpp"
#include "engine/store/sql/offer_read_statements.hpp"
#include "engine/store/transaction.hpp"

#include <utility>

namespace leerwijzer {

std::vector<Offer> CatalogueStore::offers(std::span<const OfferId> ids) {
  return in_transaction(pool_, Access::snapshot, [&](Transaction& tx) { return read_offers(tx, ids); });
}

std::optional<Offer> CatalogueStore::offer(OfferId id) {
  std::vector<Offer> found = offers(std::span(&id, 1));
  if (found.empty()) return {};
  return std::move(found.front());
}

std::optional<Provider> CatalogueStore::provider(ProviderId id) {
  return in_transaction(pool_, Access::snapshot, [&](Transaction& tx) -> std::optional<Provider> {
    const auto rows = tx.run(k_offer_read_sql["read-provider"], id.value);
    if (rows.empty()) return {};
    Provider p;
    RowReader(rows[0]).into(p.id, p.key, p.name, p.kind, p.url, p.email, p.description);
    for (const auto& row : tx.run(k_offer_read_sql["read-identifiers"], id.value)) {
      Identifier& identifier = p.identifiers.emplace_back();
      RowReader(row).into(identifier.scheme, identifier.value);
    }
    return p;
  });
}

ChangeNumber visit_offers(Pool& pool, Statement next,
                          const std::function<std::vector<Offer>(Transaction&, std::span<const OfferId>)>& read,
                          const std::function<void(std::span<const Offer>)>& visit, int batch) {
  bool visited = false;
  return in_transaction(pool, Access::snapshot, [&](Transaction& tx) {
    // What was handed out cannot be taken back, so a second attempt is only for a start that failed.
    if (visited) {
      throw ErrorException({ErrorCode::unavailable, "the database connection broke while all offers were read",
                            "Start again: the snapshot is gone.", "for_each_batch"});
    }
    ChangeNumber number;
    RowReader(tx.run(k_change_sql["latest-change"])[0]).into(number);
    OfferId last;
    for (;;) {
      std::vector<OfferId> ids;
      for (const auto& row : tx.run(next, last.value, batch)) {
        RowReader(row).into(ids.emplace_back());
      }
      if (ids.empty()) return number;
      const std::vector<Offer> offers = read(tx, ids);
      visited = true;
      visit(offers);
      last = ids.back();
    }
  });
}

ChangeNumber CatalogueStore::for_each_batch(const std::function<void(std::span<const Offer>)>& visit, int batch) {
  return visit_offers(pool_, k_offer_read_sql["next-offer-ids"], read_offers, visit, batch);
}

std::vector<OfferFingerprint> CatalogueStore::fingerprints() {
  return in_transaction(pool_, Access::read, [](Transaction& tx) {
    std::vector<OfferFingerprint> list;
    const auto rows = tx.run(k_offer_read_sql["fingerprints"]);
    list.reserve(rows.size());
    for (const auto& row : rows) {
      OfferFingerprint& f = list.emplace_back();
      RowReader(row).into(f.offer, f.content_hash);
    }
    return list;
  });
}

CatalogueCounts CatalogueStore::counts() {
  return in_transaction(pool_, Access::read, [](Transaction& tx) {
    CatalogueCounts counts;
    RowReader(tx.run(k_offer_read_sql["count-catalogue"])[0])
        .into(counts.offers, counts.runs, counts.providers, counts.sources, counts.sample);
    return counts;
  });
}

}  // namespace leerwijzer
