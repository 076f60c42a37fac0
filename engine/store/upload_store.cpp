#include "engine/store/upload_store.hpp"

#include "engine/core/sealing.hpp"
#include "engine/store/acting.hpp"
#include "engine/store/audit.hpp"
#include "engine/store/publication_store.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/publication_statements.hpp"
#include "engine/store/sql/upload_statements.hpp"
#include "engine/store/transaction.hpp"

namespace leerwijzer {
namespace {

constexpr int k_trust_rank = 35;  // after what a provider writes here, before its feeds

std::string subject_of(ProviderId provider, std::int64_t id) {
  return "upload " + std::to_string(provider.value) + "/" + std::to_string(id);
}

std::string source_name(ProviderId provider) { return "upload-" + std::to_string(provider.value); }

Error unknown_upload() {
  return {ErrorCode::not_found, "Er is geen upload met dit nummer.",
          "Misschien is hij weggegooid, of langer dan 30 dagen geleden afgehandeld.", "upload"};
}

Upload read_upload(const pqxx::row& row) {
  Upload u;
  RowReader(row).into(u.id, u.name, u.format, u.digest, u.bytes, u.state, u.report, u.outcome, u.added_at,
                      u.changed_at);
  return u;
}

struct Locked {
  UploadState state = UploadState::waiting;
  std::string name;
};

std::optional<Locked> lock(Transaction& tx, ProviderId provider, std::int64_t id) {
  const auto rows = tx.run(k_upload_sql["lock-upload"], provider.value, id);
  if (rows.empty()) return std::nullopt;
  Locked found;
  RowReader(rows[0]).into(found.state, found.name);
  return found;
}

Error not_to_be_confirmed(UploadState state) {
  if (state == UploadState::waiting)
    return {ErrorCode::conflict, "Het bestand is nog niet nagekeken.", "Wacht op het rapport.", "upload"};
  return {ErrorCode::conflict, "Dit bestand kan niet worden ingelezen.", "Kijk in het rapport, en stuur een nieuw.",
          "upload"};
}

Result<void> require_room(Transaction& tx, ProviderId provider) {
  if (tx.run(k_publication_sql["provider-exists"], provider.value).empty())
    return Error{ErrorCode::not_found, "Er is geen aanbieder met dit id.", "Zoek het op met /v1/providers?q=.", "id"};
  tx.run(k_upload_sql["forget-old-uploads"], provider.value);
  std::int64_t kept = 0;
  RowReader(tx.run(k_upload_sql["count-kept-uploads"], provider.value)[0]).into(kept);
  if (kept < k_most_kept_uploads) return k_ok;
  return Error{ErrorCode::conflict, "Er wachten al " + std::to_string(kept) + " bestanden.",
               "Keur ze goed of gooi ze weg, en stuur dit bestand daarna.", "upload"};
}

}  // namespace

Result<std::string> UploadStore::add(const NewUpload& upload, const Retry& retry, const SealUpload& sealed) {
  const std::string content = hex_of(upload.content);
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<std::string> {
    act_for_provider(tx, upload.provider);
    const auto earlier = earlier_answer(tx, retry);
    if (!earlier) return earlier.error();
    if (*earlier) return **earlier;
    if (const auto room = require_room(tx, upload.provider); !room) return room.error();
    std::int64_t id = 0;
    RowReader(tx.run(k_upload_sql["add-upload"], upload.provider.value, upload.name, upload.format, upload.digest,
                     static_cast<std::int64_t>(upload.content.size()), content)[0])
        .into(id);
    tx.run(k_upload_sql["add-upload-task"], id, upload.provider.value);
    write_audit(tx, {"", upload.actor, "upload", subject_of(upload.provider, id),
                     upload.name + ", " + std::to_string(upload.content.size()) + " bytes, " + upload.digest});
    remember_answer(tx, retry, sealed(id));
    return std::string();
  });
}

std::optional<Upload> UploadStore::find(ProviderId provider, std::int64_t id) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) -> std::optional<Upload> {
    act_for_provider(tx, provider);
    const auto rows = tx.run(k_upload_sql["read-upload"], provider.value, id);
    return rows.empty() ? std::nullopt : std::optional(read_upload(rows[0]));
  });
}

UploadPage UploadStore::list(ProviderId provider, int offset, int limit) {
  return in_transaction(pool_, Access::snapshot, [&](Transaction& tx) {
    act_for_provider(tx, provider);
    UploadPage page;
    for (const auto& row : tx.run(k_upload_sql["list-uploads"], provider.value, offset, limit))
      page.items.push_back(read_upload(row));
    RowReader(tx.run(k_upload_sql["count-uploads"], provider.value)[0]).into(page.total);
    return page;
  });
}

Result<void> UploadStore::confirm(ProviderId provider, std::int64_t id, const std::string& actor) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<void> {
    act_for_provider(tx, provider);
    const auto found = lock(tx, provider, id);
    if (!found) return unknown_upload();
    if (found->state == UploadState::confirmed || found->state == UploadState::ingested) return k_ok;
    if (found->state != UploadState::checked) return not_to_be_confirmed(found->state);
    tx.run(k_upload_sql["set-upload-state"], id, std::string(name_of(UploadState::confirmed)));
    tx.run(k_upload_sql["add-upload-task"], id, provider.value);
    write_audit(tx, {"", actor, "confirm-upload", subject_of(provider, id), found->name});
    return k_ok;
  });
}

Result<void> UploadStore::discard(ProviderId provider, std::int64_t id, const std::string& actor) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<void> {
    act_for_provider(tx, provider);
    const auto found = lock(tx, provider, id);
    if (!found) return unknown_upload();
    if (found->state == UploadState::confirmed)
      return Error{ErrorCode::conflict, "Dit bestand wordt nu ingelezen.", "Wacht tot het klaar is.", "upload"};
    tx.run(k_upload_sql["remove-upload"], id);
    write_audit(tx, {"", actor, "discard-upload", subject_of(provider, id), found->name});
    return k_ok;
  });
}

bool UploadStore::any_task() {
  return in_transaction(pool_, Access::read, [](Transaction& tx) {
    bool any = false;
    RowReader(tx.run(k_upload_sql["any-upload-task"])[0]).into(any);
    return any;
  });
}

std::optional<UploadTask> UploadStore::next_task() {
  return in_transaction(pool_, Access::write, [](Transaction& tx) -> std::optional<UploadTask> {
    const auto rows = tx.run(k_upload_sql["next-upload-task"]);
    if (rows.empty()) return std::nullopt;
    UploadTask task;
    RowReader(rows[0]).into(task.upload, task.provider, task.tries);
    return task;
  });
}

void UploadStore::end_task(const UploadTask& task) {
  in_transaction(pool_, Access::write, [&](Transaction& tx) { tx.run(k_upload_sql["end-upload-task"], task.upload); });
}

std::optional<std::string> UploadStore::content(const UploadTask& task) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) -> std::optional<std::string> {
    act_for_provider(tx, task.provider);
    const auto rows = tx.run(k_upload_sql["upload-content"], task.provider.value, task.upload);
    if (rows.empty()) return std::nullopt;
    std::string hex;
    RowReader(rows[0]).into(hex);
    return bytes_of_hex(hex);
  });
}

void UploadStore::keep_report(const UploadTask& task, UploadState state, const std::string& format,
                              const std::string& report) {
  in_transaction(pool_, Access::write, [&](Transaction& tx) {
    act_for_provider(tx, task.provider);
    tx.run(k_upload_sql["keep-upload-report"], task.provider.value, task.upload, std::string(name_of(state)), format,
           replace_invalid_utf8(report));
    tx.run(k_upload_sql["end-upload-task"], task.upload);
  });
}

void UploadStore::keep_outcome(const UploadTask& task, UploadState state, const std::string& outcome) {
  in_transaction(pool_, Access::write, [&](Transaction& tx) {
    act_for_provider(tx, task.provider);
    tx.run(k_upload_sql["keep-upload-outcome"], task.provider.value, task.upload, std::string(name_of(state)),
           replace_invalid_utf8(outcome));
    tx.run(k_upload_sql["end-upload-task"], task.upload);
  });
}

Source UploadStore::source_for(ProviderId provider, const std::string& format) {
  Source source;
  source.name = source_name(provider);
  source.format = format;
  source.location = "upload";
  source.trust_rank = k_trust_rank;
  source.id = in_transaction(pool_, Access::write, [&](Transaction& tx) {
    return own_source(tx, provider, source.name, source.format, source.location, source.trust_rank);
  });
  return source;
}

std::unordered_map<std::string, std::string> UploadStore::stored_hashes(ProviderId provider) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::unordered_map<std::string, std::string> hashes;
    for (const auto& row : tx.run(k_upload_sql["stored-hashes"], source_name(provider))) {
      std::string key;
      std::string hash;
      RowReader(row).into(key, hash);
      hashes.emplace(std::move(key), std::move(hash));
    }
    return hashes;
  });
}

}  // namespace leerwijzer
