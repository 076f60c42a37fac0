#include "engine/store/case_store.hpp"

#include "engine/store/case_rows.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

std::optional<std::string> hex_or_null(const std::string& bytes) {
  return bytes.empty() ? std::nullopt : std::optional(hex_of(bytes));
}

std::string row_of(const CaseActor& actor, const NewCase& made, Date today) {
  JsonRows rows;
  rows.row()
      .set("desk", actor.desk)
      .set("advisor", actor.account)
      .set("code_digest", hex_of(made.code_digest))
      .set("wrapped_key", hex_of(made.wrapped_key))
      .set("label", hex_of(made.label))
      .set("profile", hex_or_null(made.profile))
      .set("referral_id", made.referral)
      .set("next_action_on", made.next_action)
      .set("touched_on", today);
  return rows.take();
}

std::string row_of(const CaseChange& change, Date today) {
  JsonRows rows;
  rows.row()
      .set("label", hex_of(change.label))
      .set("profile", hex_or_null(change.profile))
      .set("status", change.status)
      .set("advisor", change.advisor)
      .set("next_action_on", change.next_action)
      .set("today", today);
  return rows.take();
}

Error changed_meanwhile() {
  return {ErrorCode::precondition_failed, "Iemand anders heeft dit intussen veranderd.",
          "Haal het opnieuw op, en doe uw wijziging nog een keer.", "If-Match"};
}

void record_consents(Transaction& tx, const CaseActor& actor, std::int64_t id, const std::vector<ConsentKind>& kinds) {
  for (const ConsentKind kind : kinds) {
    tx.run(k_case_sql["add-consent"], id, actor.desk, std::string(name_of(kind)), std::string(k_case_consent_version),
           actor.name);
    audit_case(tx, actor, id, "give-consent", std::string(name_of(kind)) + " " + std::string(k_case_consent_version));
  }
}

std::vector<CaseNote> notes_of(Transaction& tx, const CaseActor& actor, std::int64_t id) {
  std::vector<CaseNote> all;
  for (const auto& row : tx.run(k_case_sql["read-notes"], id, actor.desk)) {
    CaseNote& one = all.emplace_back();
    std::string text;
    RowReader(row).into(one.id, one.account, one.by, one.version, one.written_at, one.corrected_at, text);
    one.text = bytes_at(text);
  }
  return all;
}

std::vector<ShownRecord> shown_of(Transaction& tx, const CaseActor& actor, std::int64_t id) {
  std::vector<ShownRecord> all;
  for (const auto& row : tx.run(k_case_sql["read-shown"], id, actor.desk)) {
    ShownRecord& one = all.emplace_back();
    std::string content;
    RowReader(row).into(one.id, one.kind, one.by, one.at, content);
    one.content = bytes_at(content);
  }
  return all;
}

}  // namespace

std::optional<std::string> CaseStore::desk_key(const std::string& desk) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) -> std::optional<std::string> {
    const auto rows = tx.run(k_case_sql["read-desk-key"], desk);
    if (rows.empty()) return std::nullopt;
    std::string wrapped;
    RowReader(rows[0]).into(wrapped);
    return bytes_at(wrapped);
  });
}

std::string CaseStore::desk_key_or(const std::string& desk, const std::string& fresh) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    tx.run(k_case_sql["add-desk-key"], desk, hex_of(fresh));
    std::string wrapped;
    RowReader(tx.run(k_case_sql["read-desk-key"], desk)[0]).into(wrapped);
    return bytes_at(wrapped);
  });
}

Result<std::string> CaseStore::key_of(const CaseActor& actor, std::int64_t id) {
  return acting_for(pool_, Access::read, actor.desk, [&](Transaction& tx) -> Result<std::string> {
    const auto rows = tx.run(k_case_sql["read-share-code"], id, actor.desk);
    if (rows.empty()) return unknown_case();
    std::string key;
    RowReader(rows[0]).into(key);
    return bytes_at(key);
  });
}

Result<MadeRow> CaseStore::add(const CaseActor& actor, const NewCase& made, Date today, const Once& once) {
  const bool may_keep = std::find(made.consents.begin(), made.consents.end(), ConsentKind::keep) != made.consents.end();
  if ((!made.profile.empty() || !made.note.empty()) && !may_keep) return without_consent(ConsentKind::keep);
  return acting_for(pool_, Access::write, actor.desk, [&](Transaction& tx) {
    return make_once(tx, once, [&]() -> Result<std::int64_t> {
      if (made.referral && !tx.run(k_case_sql["case-of-referral"], actor.desk, *made.referral).empty()) {
        return Error{ErrorCode::conflict, "Van deze aanvraag is al een dossier.", "Zoek het in uw lijst.", "referral"};
      }
      std::int64_t id = 0;
      RowReader(tx.run(k_case_sql["add-case"], row_of(actor, made, today))[0]).into(id);
      audit_case(tx, actor, id, "add-case", made.referral ? "from referral " + std::to_string(*made.referral) : "");
      record_consents(tx, actor, id, made.consents);
      if (!made.note.empty())
        tx.run(k_case_sql["add-note"], id, actor.desk, actor.account, actor.name, hex_of(made.note));
      return id;
    });
  });
}

CaseLoad CaseStore::list(const CaseActor& actor, const CaseFilter& filter, Date today) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    act_for_desk(tx, actor.desk);
    CaseLoad load;
    const std::string status(filter.status ? name_of(*filter.status) : std::string_view{});
    const std::string code = hex_of(filter.code_digest);
    RowReader(tx.run(k_case_sql["count-cases"], actor.desk, filter.advisor, status, code, filter.warned,
                     format_iso(today))[0])
        .into(load.total, load.open, load.waiting, load.ended, load.overdue, load.warned);
    std::string ids;
    for (const auto& row : tx.run(k_case_sql["list-cases"], actor.desk, filter.advisor, status, code, filter.warned,
                                  filter.offset, filter.limit)) {
      load.entries.push_back(read_entry(row));
      ids += (ids.empty() ? "" : ", ") + std::to_string(load.entries.back().id);
    }
    for (const CaseEntry& entry : load.entries) audit_case(tx, actor, entry.id, "list-case");
    if (load.entries.empty()) audit_case(tx, actor, 0, "list-cases", "none found");
    return load;
  });
}

Result<CaseFile> CaseStore::read(const CaseActor& actor, std::int64_t id, std::string_view action) {
  return acting_for(pool_, Access::write, actor.desk, [&](Transaction& tx) -> Result<CaseFile> {
    const auto rows = tx.run(k_case_sql["read-case"], id, actor.desk);
    if (rows.empty()) return unknown_case();
    CaseFile file;
    file.entry = read_entry(rows[0]);
    file.profile = bytes_at(rows[0][rows[0].size() - 1].c_str());
    file.notes = notes_of(tx, actor, id);
    file.shown = shown_of(tx, actor, id);
    file.consents = consents_of(tx, actor, id);
    file.hand_overs = read_hand_overs(tx.run(k_hand_over_sql["hand-overs-of-case"], id, actor.desk));
    audit_case(tx, actor, id, action);
    return file;
  });
}

Result<void> CaseStore::change(const CaseActor& actor, std::int64_t id, std::int64_t version, const CaseChange& change,
                               Date today) {
  return acting_for(pool_, Access::write, actor.desk, [&](Transaction& tx) -> Result<void> {
    const auto found = touch(tx, actor, id, today);
    if (!found) return unknown_case();
    if (found->version != version) return changed_meanwhile();
    if (!change.profile.empty() && !stands(consents_of(tx, actor, id), ConsentKind::keep))
      return without_consent(ConsentKind::keep);
    tx.run(k_case_sql["change-case"], id, actor.desk, row_of(change, today));
    audit_case(tx, actor, id, "change-case",
               change.advisor == 0 || found->advisor == change.advisor
                   ? ""
                   : "assigned to account " + std::to_string(change.advisor));
    return k_ok;
  });
}

Result<void> CaseStore::erase(const CaseActor& actor, std::int64_t id) {
  return acting_for(pool_, Access::write, actor.desk, [&](Transaction& tx) -> Result<void> {
    const auto rows = tx.run(k_case_sql["read-case"], id, actor.desk);
    if (rows.empty()) return unknown_case();
    if (!may_erase(actor, read_entry(rows[0]).advisor)) {
      return Error{ErrorCode::permission_denied, "Dit dossier is van een andere adviseur.",
                   "Vraag die adviseur of de beheerder van uw adviespunt om het te wissen.", ""};
    }
    tx.run(k_case_sql["erase-case"], id, actor.desk);
    audit_case(tx, actor, id, "erase-case");
    return k_ok;
  });
}

Result<void> CaseStore::give_consent(const CaseActor& actor, std::int64_t id, ConsentKind kind, Date today) {
  return acting_for(pool_, Access::write, actor.desk, [&](Transaction& tx) -> Result<void> {
    if (!touch(tx, actor, id, today)) return unknown_case();
    record_consents(tx, actor, id, {kind});
    return k_ok;
  });
}

Result<void> CaseStore::withdraw_consent(const CaseActor& actor, std::int64_t id, ConsentKind kind, Date today) {
  return acting_for(pool_, Access::write, actor.desk, [&](Transaction& tx) -> Result<void> {
    if (!touch(tx, actor, id, today)) return unknown_case();
    const auto withdrawn = tx.run(k_case_sql["withdraw-consent"], id, actor.desk, std::string(name_of(kind)));
    if (withdrawn.affected_rows() == 0) {
      return Error{ErrorCode::not_found, "Deze toestemming is niet gegeven of al ingetrokken.", "", "kind"};
    }
    bool handed_over = false;
    for (const HandOver& one : read_hand_overs(tx.run(k_hand_over_sql["hand-overs-of-case"], id, actor.desk)))
      handed_over = handed_over || (one.status == HandOverStatus::accepted && one.to_desk == actor.desk);
    for (const CasePart part : resting_on(kind, handed_over)) {
      switch (part) {
        case CasePart::profile: tx.run(k_case_sql["erase-profile"], id, actor.desk); break;
        case CasePart::notes: tx.run(k_case_sql["erase-notes"], id, actor.desk); break;
        case CasePart::shown: tx.run(k_case_sql["erase-shown"], id, actor.desk); break;
        case CasePart::shared_plan: tx.run(k_case_sql["erase-share-code"], id, actor.desk); break;
        case CasePart::hand_over: tx.run(k_hand_over_sql["withdraw-hand-overs"], id, actor.desk, actor.name); break;
      }
    }
    audit_case(tx, actor, id, "withdraw-consent", std::string(name_of(kind)) + "; what rested on it is erased");
    return k_ok;
  });
}

Result<std::vector<AuditEntry>> CaseStore::audit(const CaseActor& actor, std::int64_t id, int limit) {
  return acting_for(pool_, Access::write, actor.desk, [&](Transaction& tx) -> Result<std::vector<AuditEntry>> {
    std::vector<AuditEntry> entries;
    for (const auto& row : tx.run(k_case_sql["read-case-audit"], actor.desk, id, limit)) {
      AuditEntry& e = entries.emplace_back();
      RowReader(row).into(e.at, e.actor, e.action, e.subject, e.detail);
    }
    if (entries.empty()) return unknown_case();
    audit_case(tx, actor, id, "read-audit");
    return entries;
  });
}

PrunedCases CaseStore::prune(Date today, bool dry_run) {
  return in_transaction(pool_, Access::bulk, [&](Transaction& tx) {
    PrunedCases pruned;
    const std::string warned = format_iso(plus_days(today, -k_days_warned));
    const std::string ended = format_iso(plus_months(today, -k_months_after_end));
    std::vector<std::string> desks;
    for (const auto& row : tx.run(k_case_sql["list-desk-keys"])) RowReader(row).into(desks.emplace_back());
    for (const std::string& desk : desks) {
      act_for_desk(tx, desk);
      if (dry_run) {
        std::int64_t count = 0;
        RowReader(tx.run(k_case_sql["count-old-cases"], desk, warned, ended)[0]).into(count);
        pruned.erased += count;
        continue;
      }
      const CaseActor actor{desk, 0, "prune", true};
      for (const auto& row : tx.run(k_case_sql["prune-cases"], desk, warned, ended)) {
        std::int64_t id = 0;
        RowReader(row).into(id);
        audit_case(tx, actor, id, "erase-case", "its time of keeping is over");
        ++pruned.erased;
      }
      const auto now_warned = tx.run(k_case_sql["warn-of-cases"], desk, format_iso(today),
                                     format_iso(plus_months(today, -k_months_untouched)));
      pruned.warned += static_cast<std::int64_t>(now_warned.affected_rows());
    }
    return pruned;
  });
}

}  // namespace leerwijzer
