#include "indexer/pipeline/index_changes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <thread>

namespace leerwijzer {
namespace {

constexpr int k_batch = 500;

/// Writes the offers that these are shown as, and removes what is shown no more or under another id.
void write_offers(CatalogueStore& store, IndexWriter& writer, std::span<const OfferId> ids) {
  std::set<OfferId> gone(ids.begin(), ids.end());
  for (const Offer& offer : store.shown_offers(ids)) {
    writer.upsert(offer);
    gone.erase(offer.id);
  }
  for (OfferId id : gone) writer.remove(id);
}

}  // namespace

AppliedChanges apply_changes(CatalogueStore& store, IndexWriter& writer, const IndexProgress& progress) {
  AppliedChanges applied;
  applied.last = writer.applied();
  for (;;) {
    const std::vector<Change> changes = store.changes_after(applied.last, k_batch);
    if (changes.empty()) return applied;
    std::vector<OfferId> ids;
    for (const Change& change : changes) {
      if (change.deleted) {
        writer.remove(change.offer);
        ++applied.removed;
      } else {
        ids.push_back(change.offer);
      }
    }
    write_offers(store, writer, ids);
    applied.written += static_cast<std::int64_t>(ids.size());
    for (const Change& change : changes) applied.last = std::max(applied.last, change.number);
    writer.commit(applied.last);
    if (progress) progress(applied.written + applied.removed);
  }
}

Result<AppliedChanges> rebuild_index(CatalogueStore& store, const std::filesystem::path& folder,
                                     const IndexProgress& progress) {
  auto writer = IndexWriter::create_generation(folder);
  if (!writer) return writer.error();
  std::int64_t written = 0;
  const ChangeNumber snapshot = store.for_each_shown_batch(
      [&](std::span<const Offer> offers) {
        for (const Offer& offer : offers) writer->upsert(offer);
        written += static_cast<std::int64_t>(offers.size());
        if (progress) progress(written);
      },
      k_batch);
  writer->commit(snapshot);
  AppliedChanges applied = apply_changes(store, *writer);
  writer->publish();
  applied.written += written;
  return applied;
}

IndexDifference compare_index(CatalogueStore& store, const IndexWriter& writer) {
  IndexDifference difference;
  std::map<OfferId, std::string> indexed;
  for (auto& [id, hash] : writer.fingerprints()) indexed.emplace(id, std::move(hash));
  for (const OfferFingerprint& offer : store.shown_fingerprints()) {
    const auto at = indexed.find(offer.offer);
    if (at == indexed.end()) {
      difference.missing.push_back(offer.offer);
      continue;
    }
    if (at->second == offer.content_hash) {
      ++difference.equal;
    } else {
      difference.different.push_back(offer.offer);
    }
    indexed.erase(at);
  }
  for (const auto& [id, hash] : indexed) difference.surplus.push_back(id);
  return difference;
}

void repair_index(CatalogueStore& store, IndexWriter& writer, const IndexDifference& difference) {
  std::vector<OfferId> ids = difference.missing;
  ids.insert(ids.end(), difference.different.begin(), difference.different.end());
  for (std::size_t from = 0; from < ids.size(); from += k_batch) {
    const std::size_t count = std::min<std::size_t>(k_batch, ids.size() - from);
    write_offers(store, writer, std::span(ids).subspan(from, count));
  }
  for (OfferId id : difference.surplus) writer.remove(id);
  writer.commit(writer.applied());
}

Result<IndexWriter> open_index(const std::filesystem::path& folder, std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  for (;;) {
    auto writer = IndexWriter::open(folder);
    if (writer || writer.error().code != ErrorCode::conflict || std::chrono::steady_clock::now() >= until)
      return writer;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

}  // namespace leerwijzer
