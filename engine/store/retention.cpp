#include "engine/store/retention.hpp"

#include "engine/core/text.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/retention_statements.hpp"
#include "engine/store/sql/retry_statements.hpp"
#include "engine/store/transaction.hpp"

namespace leerwijzer {
namespace {

SourceId source_named(Transaction& tx, const std::string& name) {
  const auto rows = tx.run(k_retention_sql["source-named"], replace_invalid_utf8(name));
  if (rows.empty()) {
    throw ErrorException({ErrorCode::not_found, "There is no source \"" + replace_invalid_utf8(name) + "\"",
                          "leerwijzer-indexer report lists the sources.", "source"});
  }
  SourceId id;
  RowReader(rows[0]).into(id);
  return id;
}

int value_of_digit(char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; }

/// Of what encode(..., 'hex') writes.
std::string bytes_of_hexadecimal(const std::string& text) {
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i + 1 < text.size(); i += 2)
    bytes += static_cast<char>(value_of_digit(text[i]) * 16 + value_of_digit(text[i + 1]));
  return bytes;
}

std::int64_t affected(const pqxx::result& result) { return static_cast<std::int64_t>(result.affected_rows()); }

std::int64_t prune_changes(Transaction& tx, const std::string& day, ChangeNumber indexed) {
  std::int64_t until = 0;
  RowReader(tx.run(k_retention_sql["change-log-end"], day, indexed.value)[0]).into(until);
  if (until == 0) return 0;
  const std::int64_t removed = affected(tx.run(k_retention_sql["prune-changes"], until));
  tx.run(k_retention_sql["raise-change-floor"], until);
  return removed;
}

Pruned prune_all(Transaction& tx, const Retention& retention) {
  const std::string day = format_iso(retention.keep_from);
  Pruned pruned;
  pruned.former_bodies = affected(tx.run(k_retention_sql["prune-former-bodies"], day));
  pruned.raw_records = affected(tx.run(k_retention_sql["prune-raw-records"], day));
  pruned.diagnostics = affected(tx.run(k_retention_sql["prune-diagnostics"], day));
  pruned.provider_counts = affected(tx.run(k_retention_sql["prune-provider-counts"], day));
  pruned.fetches = affected(tx.run(k_retention_sql["prune-fetches"], day));
  pruned.quarantined_offers = affected(tx.run(k_retention_sql["prune-quarantined-offers"], day));
  pruned.retries = affected(tx.run(k_retry_sql["forget-old-retries"]));
  if (retention.audit_from) {
    const std::string from = format_iso(*retention.audit_from);
    RowReader(tx.run(k_retention_sql["prune-audit"], from, retention.audit_years)[0]).into(pruned.audit);
    RowReader(tx.run(k_retention_sql["prune-case-audit"], from, retention.audit_years)[0]).into(pruned.case_audit);
  }
  if (retention.indexed) pruned.changes = prune_changes(tx, day, *retention.indexed);
  return pruned;
}

/// Only ever thrown to leave a transaction without its commit.
struct RolledBack {};

}  // namespace

std::vector<RawVersion> raw_versions(Pool& pool, const std::string& source_name, const std::string& key) {
  return in_transaction(pool, Access::read, [&](Transaction& tx) {
    std::vector<RawVersion> versions;
    const SourceId source = source_named(tx, source_name);
    for (const auto& row : tx.run(k_retention_sql["read-raw-versions"], source.value, replace_invalid_utf8(key))) {
      RawVersion& v = versions.emplace_back();
      RowReader(row).into(v.fetch, v.media_type, v.digest, v.bytes, v.stored_at, v.replaced_at, v.gone_at);
    }
    return versions;
  });
}

std::optional<std::string> raw_body(Pool& pool, const std::string& source_name, const std::string& key,
                                    const std::string& digest) {
  return in_transaction(pool, Access::read, [&](Transaction& tx) -> std::optional<std::string> {
    const SourceId source = source_named(tx, source_name);
    const auto rows = tx.run(k_retention_sql["read-raw-body"], source.value, replace_invalid_utf8(key), digest);
    if (rows.empty()) return std::nullopt;
    std::string hexadecimal;
    RowReader(rows[0]).into(hexadecimal);
    return bytes_of_hexadecimal(hexadecimal);
  });
}

Pruned prune(Pool& pool, const Retention& retention) {
  Pruned pruned;
  try {
    in_transaction(pool, Access::bulk, [&](Transaction& tx) {
      pruned = prune_all(tx, retention);
      if (retention.dry_run) throw RolledBack{};
    });
  } catch (const RolledBack&) {
    return pruned;
  }
  return pruned;
}

}  // namespace leerwijzer
