// SQL of requests that may be repeated, and of who a transaction acts for.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_retry_sql = statement_table({
    // Two repetitions at once wait for each other here, until the first has committed.
    {"lock-retry", "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"},
    {"read-retry", R"(
      SELECT encode(request_digest, 'hex'), encode(answer, 'hex') FROM retry WHERE key_digest = decode($1, 'hex'))"},
    {"add-retry", R"(
      INSERT INTO retry (key_digest, request_digest, answer)
      VALUES (decode($1, 'hex'), decode($2, 'hex'), decode($3, 'hex')))"},
    {"forget-old-retries", "DELETE FROM retry WHERE at < now() - interval '1 day'"},
    {"act-for", R"(
      SELECT set_config('leerwijzer.desk', $1, true), set_config('leerwijzer.provider', $2, true))"},
});

}  // namespace leerwijzer
