#include "engine/store/source_store.hpp"

#include "engine/core/text.hpp"
#include "engine/store/audit.hpp"
#include "engine/store/change_log.hpp"
#include "engine/store/json_rows.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/fetch_statements.hpp"
#include "engine/store/sql/source_statements.hpp"
#include "engine/store/transaction.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

std::string clean(const std::string& text) { return replace_invalid_utf8(text); }

std::vector<SourceEntry> read_entries(Transaction& tx, const std::string& name) {
  std::vector<SourceEntry> entries;
  for (const auto& row : tx.run(k_source_sql["read-source-entries"], clean(name))) {
    auto& [source, settings, state] = entries.emplace_back();
    std::optional<std::int64_t> due;
    RowReader(row).into(source.id, source.name, source.format, source.location, source.trust_rank, source.sample,
                        source.profile, settings.schedule, settings.paused, settings.packed_bytes,
                        settings.unpacked_bytes, settings.most_records, settings.deadline_seconds,
                        settings.private_hosts, state.failures, due, state.trouble, state.fetch_state, state.fetched_at,
                        state.reason, state.complete_at);
    if (due) state.next_due = std::chrono::sys_seconds(std::chrono::seconds(*due));
  }
  return entries;
}

Error no_such_source(Transaction& tx, const std::string& name) {
  std::vector<std::string> names;
  for (const SourceEntry& entry : read_entries(tx, "")) names.push_back(entry.source.name);
  return {ErrorCode::not_found, "There is no source \"" + name + "\"",
          names.empty() ? "No source was added yet." : "These are known: " + join(names, ", ") + ".", "NAME"};
}

/// The source as it stands, locked until the end of the transaction.
SourceEntry lock_named(Transaction& tx, const std::string& name) {
  if (name.empty() || tx.run(k_source_sql["lock-source-named"], clean(name)).empty())
    throw ErrorException(no_such_source(tx, name));
  return read_entries(tx, name).at(0);
}

void save(Transaction& tx, const SourceEntry& entry) {
  const auto& [source, settings, state] = entry;
  tx.run(k_source_sql["set-source"], source.id.value, clean(source.format), clean(source.location), source.trust_rank,
         source.sample, clean(source.profile), clean(settings.schedule), settings.paused, settings.packed_bytes,
         settings.unpacked_bytes, settings.most_records, settings.deadline_seconds,
         json_strings(settings.private_hosts));
}

/// "schedule: "" -> "every 6 hours"", one for each field that differs.
std::vector<std::string> differences(const SourceEntry& before, const SourceEntry& after) {
  std::vector<std::string> list;
  const auto text = [&](const char* field, const std::string& old, const std::string& now) {
    if (old != now) list.push_back(std::string(field) + ": \"" + old + "\" -> \"" + now + "\"");
  };
  const auto number = [&](const char* field, std::int64_t old, std::int64_t now) {
    if (old != now) list.push_back(std::string(field) + ": " + std::to_string(old) + " -> " + std::to_string(now));
  };
  text("location", before.source.location, after.source.location);
  text("format", before.source.format, after.source.format);
  number("trust rank", before.source.trust_rank, after.source.trust_rank);
  number("sample", before.source.sample ? 1 : 0, after.source.sample ? 1 : 0);
  if (before.source.profile != after.source.profile) list.emplace_back("another profile");
  text("schedule", before.settings.schedule, after.settings.schedule);
  number("paused", before.settings.paused ? 1 : 0, after.settings.paused ? 1 : 0);
  number("packed bytes", before.settings.packed_bytes, after.settings.packed_bytes);
  number("unpacked bytes", before.settings.unpacked_bytes, after.settings.unpacked_bytes);
  number("records", before.settings.most_records, after.settings.most_records);
  number("deadline seconds", before.settings.deadline_seconds, after.settings.deadline_seconds);
  text("private hosts", join(before.settings.private_hosts, " "), join(after.settings.private_hosts, " "));
  return list;
}

/// Is another thing read, or the same thing with other eyes?
bool reads_differently(const Source& a, const Source& b) {
  return a.location != b.location || a.format != b.format || a.profile != b.profile;
}

/// May it come to lead or to follow among the sources of one offer?
bool stands_elsewhere(const Source& a, const Source& b) { return a.trust_rank != b.trust_rank || a.format != b.format; }

std::string with_reason(const Decision& decision, const std::string& what) {
  return decision.reason.empty() ? what : decision.reason + " (" + what + ")";
}

}  // namespace

std::vector<SourceEntry> SourceStore::list() {
  return in_transaction(pool_, Access::read, [](Transaction& tx) { return read_entries(tx, ""); });
}

std::map<SourceId, std::int64_t> SourceStore::offer_counts() {
  return in_transaction(pool_, Access::read, [](Transaction& tx) {
    std::map<SourceId, std::int64_t> counts;
    for (const auto& row : tx.run(k_source_sql["count-offers-by-source"])) {
      SourceId id;
      std::int64_t count = 0;
      RowReader(row).into(id, count);
      counts[id] = count;
    }
    return counts;
  });
}

SourceEntry SourceStore::named(const std::string& name) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<SourceEntry> entries = read_entries(tx, name);
    if (name.empty() || entries.empty()) throw ErrorException(no_such_source(tx, name));
    return std::move(entries[0]);
  });
}

SourceId SourceStore::add(const Source& source, const SourceSettings& settings, const Decision& decision) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    SourceEntry entry{source, settings, {}};
    const auto rows = tx.run(k_source_sql["add-source"], clean(source.name), clean(source.format),
                             clean(source.location), source.trust_rank, source.sample, clean(source.profile));
    if (rows.empty()) {
      throw ErrorException({ErrorCode::conflict, "There is a source \"" + source.name + "\" already",
                            "Choose another name, or change that one with: sources set " + source.name, "NAME"});
    }
    RowReader(rows[0]).into(entry.source.id);
    save(tx, entry);
    write_audit(tx, {"", decision.actor, "add-source", "source " + source.name,
                     with_reason(decision, join(differences({}, entry), "; "))});
    return entry.source.id;
  });
}

std::string SourceStore::change(const std::string& name, const std::string& action, const Decision& decision,
                                const std::function<void(SourceEntry&)>& edit) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    const SourceEntry before = lock_named(tx, name);
    SourceEntry after = before;
    edit(after);
    std::string what = join(differences(before, after), "; ");
    if (what.empty()) return what;
    save(tx, after);
    if (reads_differently(before.source, after.source)) tx.run(k_source_sql["forget-documents"], after.source.id.value);
    if (reads_differently(before.source, after.source) || before.settings != after.settings)
      tx.run(k_source_sql["make-source-due"], after.source.id.value);
    write_audit(tx, {"", decision.actor, action, "source " + name, with_reason(decision, what)});
    if (stands_elsewhere(before.source, after.source)) log_other_standing(tx, after.source.id);
    return what;
  });
}

std::int64_t SourceStore::remove(const std::string& name, const Decision& decision) {
  return in_transaction(pool_, Access::bulk, [&](Transaction& tx) {
    const SourceEntry entry = lock_named(tx, name);
    std::vector<OfferId> gone;
    for (const auto& row : tx.run(k_source_sql["delete-offers-of-source"], entry.source.id.value))
      RowReader(row).into(gone.emplace_back());
    std::ranges::sort(gone);
    tx.run(k_source_sql["delete-source"], entry.source.id.value);
    write_audit(tx, {"", decision.actor, "remove-source", "source " + name,
                     with_reason(decision, std::to_string(gone.size()) + " offers from " + entry.source.location)});
    log_changes(tx, ChangeKind::deleted, gone, FetchId{});
    return static_cast<std::int64_t>(gone.size());
  });
}

void SourceStore::keep_format(SourceId source, const std::string& format) {
  in_transaction(pool_, Access::write, [&](Transaction& tx) {
    tx.run(k_source_sql["keep-source-format"], source.value, clean(format));
    log_other_standing(tx, source);
  });
}

void SourceStore::keep_outcome(SourceId source, int failures, std::chrono::sys_seconds next_due,
                               const std::string& trouble) {
  in_transaction(pool_, Access::write, [&](Transaction& tx) {
    const std::int64_t due = next_due.time_since_epoch().count();
    tx.run(k_source_sql["keep-source-outcome"], source.value, failures, due, clean(trouble));
  });
}

Validators SourceStore::validators(SourceId source, const std::string& address, int days) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    Validators found;
    const auto rows = tx.run(k_source_sql["read-validators"], source.value, clean(address), days);
    if (!rows.empty()) RowReader(rows[0]).into(found.etag, found.last_modified);
    return found;
  });
}

void SourceStore::keep_validators(SourceId source, FetchId fetch, const std::string& address,
                                  const Validators& validators) {
  in_transaction(pool_, Access::write, [&](Transaction& tx) {
    tx.run(k_source_sql["forget-documents"], source.value);
    if (validators.empty()) return;
    tx.run(k_source_sql["keep-validators"], source.value, clean(address), fetch.value, clean(validators.etag),
           clean(validators.last_modified));
  });
}

std::int64_t SourceStore::record_unchanged(SourceId source) {
  return in_transaction(pool_, Access::bulk, [&](Transaction& tx) {
    if (tx.run(k_fetch_sql["lock-source"], source.value).empty()) {
      throw ErrorException(
          {ErrorCode::not_found, "There is no source " + std::to_string(source.value), "It was removed.", "source"});
    }
    tx.run(k_fetch_sql["abort-open-fetches"], source.value);
    FetchId fetch;
    std::int64_t offers = 0;
    RowReader(tx.run(k_source_sql["add-unchanged-fetch"], source.value)[0]).into(fetch, offers);
    tx.run(k_source_sql["see-all-offers"], source.value, fetch.value);
    tx.run(k_source_sql["stand-documents-on"], source.value, fetch.value);
    return offers;
  });
}

}  // namespace leerwijzer
