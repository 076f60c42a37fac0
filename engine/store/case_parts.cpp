// Notes, what was shown, shared plans, hand-overs and templates of the case store.
#include "engine/store/case_rows.hpp"

namespace leerwijzer {
namespace {

constexpr std::int64_t k_most_parts = 2'000;

/// Locks the case for something that may be kept only with consent.
Result<void> open_for_more(Transaction& tx, const CaseActor& actor, std::int64_t id, Date today) {
  if (!touch(tx, actor, id, today)) return unknown_case();
  if (!stands(consents_of(tx, actor, id), ConsentKind::keep)) return without_consent(ConsentKind::keep);
  std::int64_t count = 0;
  RowReader(tx.run(k_case_sql["count-case-parts"], id)[0]).into(count);
  if (count < k_most_parts) return k_ok;
  return Error{ErrorCode::too_large, "Dit dossier is vol.", "Sluit het af en begin een nieuw dossier.", "id"};
}

Error unknown_hand_over() {
  return {ErrorCode::not_found, "Deze overdracht is er niet.", "Kies er een uit de lijst van uw adviespunt.", "id"};
}

std::optional<Error> fault_of(const HandOver& now, const HandOverDecision& decision, const CaseActor& actor) {
  if ((decision.status == HandOverStatus::refused) != decision.refusal.has_value()) {
    return Error{ErrorCode::invalid_input, "Een weigering heeft een reden, en alleen een weigering.",
                 "Stuur reason alleen met status refused.", "/reason"};
  }
  const HandOverSide side = now.to_desk == actor.desk ? HandOverSide::receiver : HandOverSide::sender;
  if (may_follow(now.status, decision.status, side)) return std::nullopt;
  return Error{ErrorCode::conflict, "Deze stap kan nu niet.",
               "Een aanbod wordt aangenomen of geweigerd door wie het krijgt, of ingetrokken door wie het deed.",
               "/status"};
}

void move(Transaction& tx, const CaseActor& actor, const HandOver& hand_over, Date today) {
  tx.run(k_hand_over_sql["begin-move"], hand_over.id, actor.name);
  const auto moved = tx.run(k_hand_over_sql["move-case"], hand_over.id, actor.account, format_iso(today));
  if (moved.affected_rows() != 1) {
    throw ErrorException({ErrorCode::internal, "A hand-over could not move its case",
                          "This is a fault of the program: report it.", "hand-over " + std::to_string(hand_over.id)});
  }
  tx.run(k_hand_over_sql["message-to-note"], hand_over.id);
  tx.run(k_hand_over_sql["end-move"], hand_over.id);
}

/// The desk that offered is told as well.
void audit_both(Transaction& tx, const CaseActor& actor, const HandOver& hand_over, const std::string& action) {
  audit_case(tx, actor, hand_over.of_case, action, hand_over.from_desk + " to " + hand_over.to_desk);
  const std::string& other = hand_over.to_desk == actor.desk ? hand_over.from_desk : hand_over.to_desk;
  CaseActor there = actor;
  there.desk = other;
  act_for_desk(tx, other);
  audit_case(tx, there, hand_over.of_case, action, hand_over.from_desk + " to " + hand_over.to_desk);
  act_for_desk(tx, actor.desk);
}

}  // namespace

Result<MadeRow> CaseStore::add_note(const CaseActor& actor, std::int64_t id, const std::string& text, Date today,
                                    const Once& once) {
  return acting_for(pool_, Access::write, actor.desk, [&](Transaction& tx) {
    return make_once(tx, once, [&]() -> Result<std::int64_t> {
      if (const auto open = open_for_more(tx, actor, id, today); !open) return open.error();
      std::int64_t note = 0;
      RowReader(tx.run(k_case_sql["add-note"], id, actor.desk, actor.account, actor.name, hex_of(text))[0]).into(note);
      audit_case(tx, actor, id, "add-note", "note " + std::to_string(note));
      return note;
    });
  });
}

Result<void> CaseStore::correct_note(const CaseActor& actor, std::int64_t id, std::int64_t note, std::int64_t version,
                                     const std::string& text, Date today) {
  return acting_for(pool_, Access::write, actor.desk, [&](Transaction& tx) -> Result<void> {
    if (!touch(tx, actor, id, today)) return unknown_case();
    const auto rows = tx.run(k_case_sql["lock-note"], id, actor.desk, note);
    if (rows.empty()) return Error{ErrorCode::not_found, "Deze notitie is er niet.", "", "note"};
    std::int64_t account = 0;
    std::int64_t now = 0;
    RowReader(rows[0]).into(account, now);
    if (account != actor.account) {
      return Error{ErrorCode::permission_denied, "Deze notitie is van een andere adviseur.",
                   "Schrijf een eigen notitie.", "note"};
    }
    if (now != version) {
      return Error{ErrorCode::precondition_failed, "Deze notitie is intussen veranderd.", "Haal hem opnieuw op.",
                   "If-Match"};
    }
    tx.run(k_case_sql["correct-note"], note, hex_of(text));
    audit_case(tx, actor, id, "correct-note", "note " + std::to_string(note));
    return k_ok;
  });
}

Result<MadeRow> CaseStore::add_shown(const CaseActor& actor, std::int64_t id, ShownKind kind,
                                     const std::string& content, Date today, const Once& once) {
  return acting_for(pool_, Access::write, actor.desk, [&](Transaction& tx) {
    return make_once(tx, once, [&]() -> Result<std::int64_t> {
      if (const auto open = open_for_more(tx, actor, id, today); !open) return open.error();
      const std::string name(name_of(kind));
      std::int64_t shown = 0;
      RowReader(tx.run(k_case_sql["add-shown"], id, actor.desk, name, actor.name, hex_of(content))[0]).into(shown);
      audit_case(tx, actor, id, "show-" + name, "shown " + std::to_string(shown));
      return shown;
    });
  });
}

Result<void> CaseStore::keep_share_code(const CaseActor& actor, std::int64_t id, const std::string& code, Date today) {
  return acting_for(pool_, Access::write, actor.desk, [&](Transaction& tx) -> Result<void> {
    if (!touch(tx, actor, id, today)) return unknown_case();
    if (code.empty()) {
      const auto removed = tx.run(k_case_sql["erase-share-code"], id, actor.desk);
      if (removed.affected_rows() == 0) return Error{ErrorCode::not_found, "Er is geen plan gedeeld.", "", "id"};
    } else {
      if (!stands(consents_of(tx, actor, id), ConsentKind::plan)) return without_consent(ConsentKind::plan);
      tx.run(k_case_sql["keep-share-code"], id, actor.desk, hex_of(code));
    }
    audit_case(tx, actor, id, code.empty() ? "forget-plan" : "join-plan");
    return k_ok;
  });
}

Result<std::pair<std::string, std::string>> CaseStore::share_code(const CaseActor& actor, std::int64_t id) {
  return acting_for(pool_, Access::write, actor.desk,
                    [&](Transaction& tx) -> Result<std::pair<std::string, std::string>> {
                      const auto rows = tx.run(k_case_sql["read-share-code"], id, actor.desk);
                      if (rows.empty()) return unknown_case();
                      std::string key;
                      std::string code;
                      RowReader(rows[0]).into(key, code);
                      if (code.empty()) return Error{ErrorCode::not_found, "Er is geen plan gedeeld.", "", "id"};
                      audit_case(tx, actor, id, "read-plan-code");
                      return std::pair(bytes_at(key), bytes_at(code));
                    });
}

Result<MadeRow> CaseStore::offer(const CaseActor& actor, std::int64_t id, const HandOverOffer& offer, Date today,
                                 const Once& once) {
  return acting_for(pool_, Access::write, actor.desk, [&](Transaction& tx) {
    return make_once(tx, once, [&]() -> Result<std::int64_t> {
      if (!touch(tx, actor, id, today)) return unknown_case();
      if (!stands(consents_of(tx, actor, id), ConsentKind::hand_over)) return without_consent(ConsentKind::hand_over);
      if (read_entry(tx.run(k_case_sql["read-case"], id, actor.desk)[0]).status == CaseStatus::ended) {
        return Error{ErrorCode::conflict, "Dit dossier is afgesloten.", "Open het eerst weer.", "id"};
      }
      const auto rows = tx.run(k_hand_over_sql["offer-case"], id, actor.desk, offer.to_desk, actor.name, actor.account,
                               hex_of(offer.key_for_desk), hex_of(offer.message));
      if (rows.empty()) {
        return Error{ErrorCode::conflict, "Dit dossier is al aangeboden.", "Trek het andere aanbod eerst in.", "id"};
      }
      HandOver made;
      RowReader(rows[0]).into(made.id);
      made.of_case = id;
      made.from_desk = actor.desk;
      made.to_desk = offer.to_desk;
      audit_both(tx, actor, made, "offer-case");
      return made.id;
    });
  });
}

std::vector<HandOver> CaseStore::hand_overs(const CaseActor& actor, bool also_decided) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    act_for_desk(tx, actor.desk);
    auto all = read_hand_overs(tx.run(k_hand_over_sql["hand-overs-of-desk"], also_decided, actor.desk));
    for (const HandOver& one : all) audit_case(tx, actor, one.of_case, "list-hand-over");
    return all;
  });
}

Result<void> CaseStore::decide(const CaseActor& actor, const HandOverDecision& decision, Date today) {
  return acting_for(pool_, Access::write, actor.desk, [&](Transaction& tx) -> Result<void> {
    const auto found = read_hand_overs(tx.run(k_hand_over_sql["lock-hand-over"], decision.id, actor.desk));
    if (found.empty()) return unknown_hand_over();
    const HandOver& now = found.front();
    if (auto fault = fault_of(now, decision, actor)) return *fault;
    if (decision.status == HandOverStatus::accepted) {
      move(tx, actor, now, today);
    } else {
      const std::string refusal(decision.refusal ? name_of(*decision.refusal) : std::string_view{});
      tx.run(k_hand_over_sql["end-hand-over"], now.id, std::string(name_of(decision.status)), refusal, actor.name);
    }
    audit_both(tx, actor, now, "hand-over-" + std::string(name_of(decision.status)));
    return k_ok;
  });
}

Result<MadeRow> CaseStore::add_template(const CaseActor& actor, const std::string& content, const Once& once) {
  return acting_for(pool_, Access::write, actor.desk, [&](Transaction& tx) {
    return make_once(tx, once, [&]() -> Result<std::int64_t> {
      std::int64_t id = 0;
      RowReader(tx.run(k_case_sql["add-template"], actor.desk, hex_of(content), actor.name)[0]).into(id);
      return id;
    });
  });
}

std::vector<std::pair<std::int64_t, std::string>> CaseStore::templates(const CaseActor& actor) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    act_for_desk(tx, actor.desk);
    std::vector<std::pair<std::int64_t, std::string>> all;
    for (const auto& row : tx.run(k_case_sql["list-templates"], actor.desk)) {
      auto& [id, content] = all.emplace_back();
      std::string hex;
      RowReader(row).into(id, hex);
      content = bytes_at(hex);
    }
    return all;
  });
}

bool CaseStore::remove_template(const CaseActor& actor, std::int64_t id) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    act_for_desk(tx, actor.desk);
    return tx.run(k_case_sql["remove-template"], actor.desk, id).affected_rows() > 0;
  });
}

}  // namespace leerwijzer
