// SQL of providers' keys.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_provider_key_sql = statement_table({
    {"list-provider-keys", R"(
      SELECT id, provider_id, name, prefix, array_to_string(scopes, ','), extract(epoch FROM created_at)::bigint,
             created_by, extract(epoch FROM used_at)::bigint, extract(epoch FROM expires_at)::bigint
        FROM provider_key
       WHERE provider_id = $1 AND revoked_at IS NULL AND expires_at > to_timestamp($2::bigint) ORDER BY id)"},
    // Two new keys at once wait for each other here.
    {"lock-key-provider", "SELECT 1 FROM provider WHERE id = $1 FOR UPDATE"},
    {"add-provider-key", R"(
      INSERT INTO provider_key (provider_id, name, prefix, digest, scopes, created_at, created_by, expires_at)
      SELECT r.provider_id, r.name, r.prefix, decode(r.digest, 'hex'), r.scopes, to_timestamp(r.now), r.by,
             to_timestamp(r.expires_at)
        FROM json_to_recordset($1::json)
             AS r (provider_id bigint, name text, prefix text, digest text, scopes text[], now bigint, by text,
                   expires_at bigint)
      RETURNING id)"},
    {"shorten-provider-key", R"(
      UPDATE provider_key SET expires_at = least(expires_at, to_timestamp($3::bigint))
       WHERE id = $1 AND provider_id = $2 AND revoked_at IS NULL AND expires_at > to_timestamp($4::bigint))"},
    {"revoke-provider-key", R"(
      UPDATE provider_key SET revoked_at = to_timestamp($3::bigint)
       WHERE id = $1 AND provider_id = $2 AND revoked_at IS NULL AND expires_at > to_timestamp($3::bigint))"},
    {"find-provider-key", R"(
      SELECT id, provider_id, name, prefix, array_to_string(scopes, ','), extract(epoch FROM created_at)::bigint,
             created_by, extract(epoch FROM used_at)::bigint, extract(epoch FROM expires_at)::bigint,
             encode(digest, 'hex')
        FROM provider_key
       WHERE prefix = $1 AND revoked_at IS NULL AND expires_at > to_timestamp($2::bigint))"},
    {"touch-provider-key", "UPDATE provider_key SET used_at = to_timestamp($2::bigint) WHERE id = $1"},
});

}  // namespace leerwijzer
