#include "engine/store/publication_store.hpp"

#include "engine/domain/feed_record.hpp"
#include "engine/store/acting.hpp"
#include "engine/store/audit.hpp"
#include "engine/store/batch.hpp"
#include "engine/store/change_log.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/fetch_statements.hpp"
#include "engine/store/sql/publication_statements.hpp"
#include "engine/store/transaction.hpp"

#include <array>
#include <span>

namespace leerwijzer {
namespace {

constexpr int k_trust_rank = 30;  // what a provider writes here itself goes before its feeds

struct Locked {
  std::int64_t id = 0;
  std::int64_t version = 0;
  std::string draft;
  std::int64_t published_version = 0;
  OfferId offer;
  bool ever_published = false;
};

std::optional<Locked> lock(Transaction& tx, ProviderId provider, const std::string& key) {
  const auto rows = tx.run(k_publication_sql["lock-publication"], provider.value, key);
  if (rows.empty()) return std::nullopt;
  Locked found;
  RowReader(rows[0]).into(found.id, found.version, found.draft, found.published_version, found.offer,
                          found.ever_published);
  return found;
}

Error unknown_key() {
  return {ErrorCode::not_found, "Er is geen opleiding met deze sleutel.", "Bekijk de lijst met opleidingen.", "key"};
}

Error another_version() {
  return {ErrorCode::precondition_failed, "Iemand anders heeft dit intussen veranderd.",
          "Haal het opnieuw op, en doe uw wijziging nog een keer.", "If-Match"};
}

std::string subject_of(ProviderId provider, const std::string& key) {
  return "publication " + std::to_string(provider.value) + "/" + key;
}

Result<void> require_provider(Transaction& tx, ProviderId provider) {
  if (!tx.run(k_publication_sql["provider-exists"], provider.value).empty()) return k_ok;
  return Error{ErrorCode::not_found, "Er is geen aanbieder met dit id.", "Zoek het op met /v1/providers?q=.", "id"};
}

Result<DraftOutcome> insert(Transaction& tx, const DraftChange& change) {
  if (const auto known = require_provider(tx, change.provider); !known) return known.error();
  if (tx.run(k_publication_sql["add-publication"], change.provider.value, change.key, change.title, change.quality,
             change.draft)
          .empty()) {
    return Error{ErrorCode::conflict, "Deze opleiding wordt op dit moment al gemaakt.", "Haal haar op.", "key"};
  }
  return DraftOutcome{true, true, 1};
}

Result<DraftOutcome> replace(Transaction& tx, const Locked& found, const DraftChange& change) {
  const bool same = found.draft == change.draft;
  if (change.only_new)
    return Error{ErrorCode::precondition_failed, "Er is al een opleiding met deze sleutel.",
                 "Kies een andere sleutel, of wijzig deze met If-Match.", "If-None-Match"};
  if (!change.expected) {
    if (same) return DraftOutcome{false, false, found.version};
    return Error{ErrorCode::precondition_required, "Er staat niet bij welke versie u wijzigt.",
                 "Haal het eerst op, en stuur de waarde van ETag mee in If-Match.", "If-Match"};
  }
  if (*change.expected != found.version) return another_version();
  if (same) return DraftOutcome{false, false, found.version};
  tx.run(k_publication_sql["change-draft"], found.id, change.title, change.quality, change.draft);
  return DraftOutcome{false, true, found.version + 1};
}

Publication read_publication(const pqxx::row& row) {
  Publication p;
  RowReader(row).into(p.key, p.version, p.state, p.title, p.quality, p.draft, p.published, p.published_version, p.offer,
                      p.changed_at, p.published_at, p.withdrawn_at);
  return p;
}

/// One record through the same path as a feed's: raw record, offer, change log, groups.
OfferId store_offer(Transaction& tx, ProviderId provider, const std::string& key, const std::string& body,
                    const Offer& offer) {
  const SourceId source = own_source(tx, provider, "api-" + std::to_string(provider.value), "api", "api", k_trust_rank);
  tx.run(k_fetch_sql["lock-source"], source.value);
  tx.run(k_fetch_sql["abort-open-fetches"], source.value);
  FetchId fetch;
  RowReader(tx.run(k_fetch_sql["open-fetch"], source.value)[0]).into(fetch);
  FeedRecord record;
  record.raw = {key, "application/json", body};
  record.offer = offer;
  record.offer->key = key;
  static_cast<void>(store_records(tx, fetch, source, prepare_batch(std::span(&record, 1))));
  tx.run(k_fetch_sql["close-fetch"], fetch.value, "finished", std::int64_t{0}, std::int64_t{0}, "", "");
  tx.run(k_fetch_sql["drop-old-diagnostics"], source.value);
  OfferId id;
  RowReader(tx.run(k_publication_sql["own-offer"], source.value, key)[0]).into(id);
  return id;
}

}  // namespace

SourceId own_source(Transaction& tx, ProviderId provider, const std::string& name, const std::string& format,
                    const std::string& location, int trust_rank) {
  SourceId id;
  const auto rows = tx.run(k_publication_sql["put-own-source"], provider.value, name, format, location, trust_rank);
  if (rows.empty()) {
    throw ErrorException(
        {ErrorCode::not_found, "Er is geen aanbieder met dit id.", "Zoek het op met /v1/providers?q=.", "id"});
  }
  RowReader(rows[0]).into(id);
  return id;
}

Result<DraftOutcome> PublicationStore::put(const DraftChange& change) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<DraftOutcome> {
    act_for_provider(tx, change.provider);
    const auto found = lock(tx, change.provider, change.key);
    if (found) return replace(tx, *found, change);
    if (change.expected) return another_version();
    return insert(tx, change);
  });
}

Result<std::string> PublicationStore::add(const DraftChange& change, const Retry& retry, const std::string& sealed) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<std::string> {
    act_for_provider(tx, change.provider);
    const auto earlier = earlier_answer(tx, retry);
    if (!earlier) return earlier.error();
    if (*earlier) return **earlier;
    if (const auto added = insert(tx, change); !added) return added.error();
    remember_answer(tx, retry, sealed);
    return std::string();
  });
}

std::optional<Publication> PublicationStore::find(ProviderId provider, const std::string& key) {
  return in_transaction(pool_, Access::snapshot, [&](Transaction& tx) -> std::optional<Publication> {
    act_for_provider(tx, provider);
    const auto rows = tx.run(k_publication_sql["read-publication"], provider.value, key);
    if (rows.empty()) return std::nullopt;
    Publication found = read_publication(rows[0]);
    for (const auto& row : tx.run(k_publication_sql["read-cohorts"], provider.value, key)) {
      auto& [run, counts] = found.cohorts.emplace_back();
      RowReader(row).into(run, counts.minimum, counts.maximum, counts.enrolled, counts.pending);
    }
    return found;
  });
}

PublicationPage PublicationStore::list(ProviderId provider, std::optional<PublicationState> state, int offset,
                                       int limit) {
  return in_transaction(pool_, Access::snapshot, [&](Transaction& tx) {
    act_for_provider(tx, provider);
    const std::string wanted(state ? name_of(*state) : std::string_view{});
    PublicationPage page;
    for (const auto& row : tx.run(k_publication_sql["list-publications"], provider.value, wanted, offset, limit))
      page.items.push_back(read_publication(row));
    RowReader(tx.run(k_publication_sql["count-publications"], provider.value, wanted)[0]).into(page.total);
    return page;
  });
}

Result<void> PublicationStore::remove(ProviderId provider, const std::string& key, std::int64_t version) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<void> {
    act_for_provider(tx, provider);
    const auto found = lock(tx, provider, key);
    if (!found) return unknown_key();
    if (found->version != version) return another_version();
    if (found->offer.stored())
      return Error{ErrorCode::conflict, "Deze opleiding is gepubliceerd.", "Trek haar eerst in.", "key"};
    tx.run(k_publication_sql["remove-publication"], found->id);
    return k_ok;
  });
}

Result<PublishOutcome> PublicationStore::publish(const PublishOrder& order) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<PublishOutcome> {
    act_for_provider(tx, order.provider);
    const auto earlier = earlier_answer(tx, order.retry);
    if (!earlier) return earlier.error();
    if (*earlier) return PublishOutcome{**earlier, {}};
    const auto found = lock(tx, order.provider, order.key);
    if (!found) return unknown_key();
    if (found->version != order.version) return another_version();
    PublishOutcome outcome;
    outcome.published.key = order.key;
    outcome.published.version = found->version;
    outcome.published.offer = store_offer(tx, order.provider, order.key, order.body, order.offer);
    RowReader(tx.run(k_publication_sql["mark-published"], found->id, order.body, outcome.published.offer.value)[0])
        .into(outcome.published.at);
    write_audit(tx, {"", order.actor, "publish", subject_of(order.provider, order.key),
                     "version " + std::to_string(found->version) + " as offer " +
                         std::to_string(outcome.published.offer.value)});
    if (order.sealed) remember_answer(tx, order.retry, order.sealed(outcome.published));
    return outcome;
  });
}

Result<PublishOutcome> PublicationStore::withdraw(const WithdrawOrder& order) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<PublishOutcome> {
    act_for_provider(tx, order.provider);
    const auto earlier = earlier_answer(tx, order.retry);
    if (!earlier) return earlier.error();
    if (*earlier) return PublishOutcome{**earlier, {}};
    const auto found = lock(tx, order.provider, order.key);
    if (!found) return unknown_key();
    if (!found->ever_published)
      return Error{ErrorCode::conflict, "Deze opleiding is nooit gepubliceerd.", "U kunt haar verwijderen.", "key"};
    PublishOutcome outcome;
    outcome.published.key = order.key;
    outcome.published.version = found->version;
    if (found->offer.stored()) {
      const auto gone = tx.run(k_publication_sql["delete-own-offer"], found->offer.value, order.provider.value);
      RowReader(tx.run(k_publication_sql["mark-withdrawn"], found->id)[0]).into(outcome.published.at);
      write_audit(tx, {"", order.actor, "withdraw", subject_of(order.provider, order.key),
                       "offer " + std::to_string(found->offer.value)});
      if (!gone.empty()) log_changes(tx, ChangeKind::deleted, std::span(&found->offer, 1), FetchId{});
    }
    if (order.sealed) remember_answer(tx, order.retry, order.sealed(outcome.published));
    return outcome;
  });
}

Result<void> PublicationStore::put_cohort(const CohortChange& change) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<void> {
    act_for_provider(tx, change.provider);
    const auto found = lock(tx, change.provider, change.key);
    if (!found) return unknown_key();
    const auto expected = change.republished ? change.republished->published_version : found->published_version;
    if (expected != found->published_version || (change.republished && !found->offer.stored()))
      return another_version();
    const CohortCounts& counts = change.cohort.counts;
    tx.run(k_publication_sql["put-cohort"], found->id, change.provider.value, change.cohort.run, counts.minimum,
           counts.maximum, counts.enrolled, counts.pending);
    if (change.republished) {
      const OfferId offer =
          store_offer(tx, change.provider, change.key, change.republished->body, change.republished->offer);
      tx.run(k_publication_sql["mark-republished"], found->id, offer.value);
    }
    return k_ok;
  });
}

void PublicationStore::add_reach(const std::vector<ReachCount>& counts) {
  if (counts.empty()) return;
  JsonRows rows;
  for (const ReachCount& one : counts)
    rows.row().set("offer_id", one.offer).set("week", one.week).set("kind", one.kind).set("count", one.count);
  const std::string text = rows.take();
  in_transaction(pool_, Access::write, [&](Transaction& tx) { tx.run(k_reach_sql["add-reach"], text); });
}

void PublicationStore::forget_reach(Date before) {
  in_transaction(pool_, Access::write,
                 [&](Transaction& tx) { tx.run(k_reach_sql["forget-reach"], format_iso(before)); });
}

PublicationStore::ReachPage PublicationStore::reach(ProviderId provider, Date since, int offset, int limit) {
  return in_transaction(pool_, Access::snapshot, [&](Transaction& tx) {
    ReachPage page;
    const std::string from = format_iso(since);
    for (const auto& row : tx.run(k_reach_sql["read-reach"], provider.value, from, offset, limit)) {
      OfferReach one;
      ReachWeek week;
      ReachKind kind = ReachKind::shown;
      std::int64_t count = 0;
      RowReader(row).into(one.offer, one.key, one.title, week.week, kind, count);
      if (page.items.empty() || page.items.back().offer != one.offer) page.items.push_back(std::move(one));
      std::vector<ReachWeek>& weeks = page.items.back().weeks;
      if (weeks.empty() || weeks.back().week != week.week) weeks.push_back(week);
      (kind == ReachKind::shown    ? weeks.back().shown
       : kind == ReachKind::opened ? weeks.back().opened
                                   : weeks.back().sent_on) = count;
    }
    RowReader(tx.run(k_reach_sql["count-reached"], provider.value, from)[0]).into(page.total);
    return page;
  });
}

}  // namespace leerwijzer
