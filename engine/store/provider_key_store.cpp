#include "engine/store/provider_key_store.hpp"

#include "engine/core/sealing.hpp"
#include "engine/store/audit.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/provider_key_statements.hpp"
#include "engine/store/transaction.hpp"

namespace leerwijzer {
namespace {

ProviderKey read_key(RowReader& row) {
  ProviderKey k;
  row.into(k.id, k.provider, k.name, k.prefix, k.scopes, k.created_at, k.created_by, k.used_at, k.expires_at);
  return k;
}

std::vector<ProviderKey> keys_of(Transaction& tx, ProviderId provider, std::int64_t now) {
  std::vector<ProviderKey> keys;
  for (const auto& one : tx.run(k_provider_key_sql["list-provider-keys"], provider.value, now)) {
    RowReader row(one);
    keys.push_back(read_key(row));
  }
  return keys;
}

std::string row_of(const NewProviderKey& key) {
  JsonRows rows;
  rows.row()
      .set("provider_id", key.provider)
      .set("name", key.name)
      .set("prefix", key.prefix)
      .set("digest", hex_of(key.digest))
      .set("scopes", key.scopes)
      .set("now", key.now)
      .set("by", key.by)
      .set("expires_at", key.expires_at);
  return rows.take();
}

std::string scope_words(const std::vector<KeyScope>& scopes) {
  std::string words;
  for (const KeyScope scope : scopes) words += (words.empty() ? "" : ", ") + std::string(name_of(scope));
  return words;
}

Result<void> may_add(Transaction& tx, const NewProviderKey& key) {
  if (tx.run(k_provider_key_sql["lock-key-provider"], key.provider.value).empty())
    return Error{ErrorCode::not_found, "Deze school is er niet.", "", "id"};
  if (keys_of(tx, key.provider, key.now).size() >= k_most_provider_keys) {
    return Error{ErrorCode::conflict, "Er zijn al " + std::to_string(k_most_provider_keys) + " sleutels.",
                 "Trek eerst een sleutel in die niet meer nodig is.", ""};
  }
  if (key.replaces == 0) return k_ok;
  const auto shortened =
      tx.run(k_provider_key_sql["shorten-provider-key"], key.replaces, key.provider.value, key.overlap_until, key.now);
  if (shortened.affected_rows() == 1) return k_ok;
  return Error{ErrorCode::not_found, "De sleutel die u vervangt is er niet meer.", "Haal de lijst opnieuw op.",
               "/replaces"};
}

}  // namespace

std::vector<ProviderKey> ProviderKeyStore::list(ProviderId provider, std::int64_t now) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) { return keys_of(tx, provider, now); });
}

Result<Made<ProviderKey>> ProviderKeyStore::add(const NewProviderKey& key, const Retry& retry,
                                                const std::function<std::string(const ProviderKey&)>& seal) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<Made<ProviderKey>> {
    const auto earlier = earlier_answer(tx, retry);
    if (!earlier) return earlier.error();
    if (*earlier) return Made<ProviderKey>{{}, *earlier};
    if (const auto allowed = may_add(tx, key); !allowed) return allowed.error();
    Made<ProviderKey> made;
    made.made = {0, key.provider, key.name, key.prefix, key.scopes, key.now, key.by, {}, key.expires_at};
    RowReader(tx.run(k_provider_key_sql["add-provider-key"], row_of(key))[0]).into(made.made.id);
    std::string what = "provider " + std::to_string(key.provider.value) + ": " + scope_words(key.scopes);
    if (key.replaces != 0) what += "; replaces " + key_name(key.replaces);
    write_audit(tx, {"", key.by, "make-key", key_name(made.made.id), what});
    if (!retry.key_digest.empty()) remember_answer(tx, retry, seal(made.made));
    return made;
  });
}

bool ProviderKeyStore::revoke(ProviderId provider, std::int64_t id, const std::string& by, std::int64_t now) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    if (tx.run(k_provider_key_sql["revoke-provider-key"], id, provider.value, now).affected_rows() != 1) return false;
    write_audit(tx, {"", by, "revoke-key", key_name(id), "provider " + std::to_string(provider.value)});
    return true;
  });
}

std::optional<ProviderKeyStore::Found> ProviderKeyStore::find(const std::string& prefix, std::int64_t now) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) -> std::optional<Found> {
    const auto rows = tx.run(k_provider_key_sql["find-provider-key"], prefix, now);
    if (rows.empty()) return std::nullopt;
    RowReader row(rows[0]);
    Found found;
    found.key = read_key(row);
    std::string digest;
    row.into(digest);
    found.digest = bytes_of_hex(digest).value_or("");
    return found;
  });
}

void ProviderKeyStore::touch(std::int64_t id, std::int64_t now) {
  in_transaction(pool_, Access::write,
                 [&](Transaction& tx) { tx.run(k_provider_key_sql["touch-provider-key"], id, now); });
}

}  // namespace leerwijzer
