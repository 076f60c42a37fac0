#include "engine/store/json_rows.hpp"
#include "engine/store/offer_rows.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/offer_write_statements.hpp"
#include "engine/store/transaction.hpp"

#include <map>
#include <unordered_map>
#include <utility>

namespace leerwijzer {
namespace {

/// Rows for one table, sent when there are many and at the end. Rows of a parent table go first.
class TableRows {
 public:
  TableRows(Transaction& tx, Statement statement, TableRows* parent = nullptr)
      : tx_(tx), statement_(statement), parent_(parent) {}

  JsonRows& row() {
    if (rows_.full()) {
      if (parent_ != nullptr) parent_->send();
      send();
    }
    return rows_.row();
  }
  void send() {
    if (!rows_.empty()) tx_.run(statement_, rows_.take());
  }

 private:
  Transaction& tx_;
  Statement statement_;
  TableRows* parent_;
  JsonRows rows_;
};

struct OfferTables {
  explicit OfferTables(Transaction& tx)
      : runs(tx, k_offer_write_sql["add-runs"]),
        texts(tx, k_offer_write_sql["add-offer-texts"]),
        outcomes(tx, k_offer_write_sql["add-offer-outcomes"]),
        codes(tx, k_offer_write_sql["add-offer-codes"]),
        languages(tx, k_offer_write_sql["add-offer-languages"]),
        modes(tx, k_offer_write_sql["add-offer-modes"]),
        windows(tx, k_offer_write_sql["add-enrolment-windows"], &runs),
        sessions(tx, k_offer_write_sql["add-sessions"], &runs),
        locations(tx, k_offer_write_sql["add-locations"], &runs),
        costs(tx, k_offer_write_sql["add-costs"], &runs) {}

  TableRows runs, texts, outcomes, codes, languages, modes, windows, sessions, locations, costs;
};

/// Ids of the runs that were there before, so that a run keeps its id as long as it keeps its key.
using FormerRuns = std::map<std::pair<OfferId, std::string>, RunId>;

void add_location(OfferTables& to, OfferId offer, std::optional<int> run, int position, const Location& l) {
  auto& row = to.locations.row().set("offer_id", offer).set("run_position", run).set("position", position);
  row.set("name", l.name).set("street", l.street).set("postcode", l.postcode).set("city", l.city);
  if (l.point) row.set("latitude", l.point->latitude).set("longitude", l.point->longitude);
}

void add_costs(OfferTables& to, OfferId offer, std::optional<int> run, const std::vector<Cost>& costs) {
  int position = 0;
  for (const Cost& c : costs) {
    auto& row = to.costs.row().set("offer_id", offer).set("run_position", run).set("position", position++);
    row.set("kind", c.kind).set("required", c.required).set("amount", c.amount).set("vat", c.vat);
    row.set("amount_exempt", c.amount_exempt).set("vat_basis", c.vat_basis).set("period", c.period);
    row.set("confirmed", c.confirmed).set("payer", c.payer).set("note", c.note);
  }
}

void add_outcomes(TableRows& to, OfferId offer, std::span<const Outcome> outcomes) {
  int position = 0;
  for (const Outcome& o : outcomes) {
    to.row()
        .set("offer_id", offer)
        .set("position", position++)
        .set("text", o.text)
        .set("language", o.language)
        .set("skill_id", o.skill)
        .set("confidence", o.confidence);
  }
}

void add_run(OfferTables& to, OfferId offer, int position, const Run& r, const FormerRuns& former) {
  const auto before = r.key.empty() ? former.end() : former.find({offer, r.key});
  auto& row = to.runs.row().set("id", before == former.end() ? RunId{} : before->second).set("offer_id", offer);
  row.set("position", position).set("key", r.key).set("start_kind", r.start_kind).set("start_date", r.start);
  row.set("end_date", r.end).set("window_from", r.window_from).set("window_until", r.window_until);
  row.set("start_text", r.start_text)
      .set("status", r.status)
      .set("places_min", r.places_min)
      .set("places_max", r.places_max);
  row.set("places_enrolled", r.places_enrolled).set("places_pending", r.places_pending).set("modes", r.modes);
  row.set("dayparts", r.dayparts);
  if (r.enrol_from || r.enrol_until) {
    to.windows.row()
        .set("offer_id", offer)
        .set("run_position", position)
        .set("opens", r.enrol_from)
        .set("closes", r.enrol_until);
  }
  int index = 0;
  for (const Session& s : r.sessions) {
    to.sessions.row()
        .set("offer_id", offer)
        .set("run_position", position)
        .set("position", index++)
        .set("day", s.date)
        .set("time_from", s.time_from)
        .set("time_until", s.time_until);
  }
  if (r.location) add_location(to, offer, position, 0, *r.location);
  add_costs(to, offer, position, r.costs);
}

void add_offer_rows(OfferTables& to, const Offer& o, const FormerRuns& former) {
  int position = 0;
  for (const OfferText& t : o.texts) {
    to.texts.row()
        .set("offer_id", o.id)
        .set("position", position++)
        .set("field", t.field)
        .set("language", t.language)
        .set("text", t.text);
  }
  add_outcomes(to.outcomes, o.id, o.outcomes);
  position = 0;
  for (const OfferCode& c : o.codes) {
    to.codes.row().set("offer_id", o.id).set("position", position++).set("scheme", c.scheme).set("value", c.value);
  }
  position = 0;
  for (const std::string& language : o.languages) {
    to.languages.row().set("offer_id", o.id).set("position", position++).set("language", language);
  }
  position = 0;
  for (DeliveryMode mode : o.modes) to.modes.row().set("offer_id", o.id).set("position", position++).set("mode", mode);
  position = 0;
  for (const Location& l : o.locations) add_location(to, o.id, std::nullopt, position++, l);
  add_costs(to, o.id, std::nullopt, o.costs);
  position = 0;
  for (const Run& r : o.runs) add_run(to, o.id, position++, r, former);
}

/// The rows of the offers themselves; fills in the ids.
void put_offers(Transaction& tx, std::span<OfferToStore> offers) {
  std::unordered_map<std::string, OfferToStore*> by_key;
  JsonRows rows;
  const auto send = [&] {
    for (const auto& row : tx.run(k_offer_write_sql["put-offers"], rows.take())) {
      OfferId id;
      std::string key;
      RowReader(row).into(id, key);
      by_key.at(key)->offer.id = id;
    }
  };
  for (OfferToStore& item : offers) {
    const Offer& o = item.offer;
    by_key[o.key] = &item;
    rows.row()
        .set("source_id", o.source)
        .set("key", o.key)
        .set("provider_id", o.provider)
        .set("kind", o.kind)
        .set("kind_basis", o.kind_basis)
        .set("level", o.level.nlqf)
        .set("level_basis", o.level.basis)
        .set("level_raw", o.level_raw)
        .set("sector", o.sector)
        .set("intensity", o.intensity)
        .set("path", o.path)
        .set("dayparts", o.dayparts)
        .set("duration_months", o.duration_months)
        .set("study_load_hours", o.study_load_hours)
        .set("hours_per_week", o.hours_per_week)
        .set("hours_per_week_basis", o.hours_per_week_basis)
        .set("prior_level", o.prior_level)
        .set("url", o.url)
        .set("contact_email", o.contact_email)
        .set("contact_phone", o.contact_phone)
        .set("awarded", o.awarded)
        .set("recognised", o.recognised)
        .set("quality", o.quality)
        .set("body_hash", item.body_hash)
        .set("content_hash", o.content_hash);
    if (rows.full()) send();
  }
  if (!rows.empty()) send();
}

FormerRuns clear_rows(Transaction& tx, std::span<const OfferToStore> offers) {
  std::vector<OfferId> replaced;
  for (const OfferToStore& item : offers) {
    if (!item.is_new) replaced.push_back(item.offer.id);
  }
  if (replaced.empty()) return {};
  const std::string ids = bigint_array(replaced);
  tx.run(k_offer_write_sql["clear-offer-rows"], ids);
  FormerRuns former;
  for (const auto& row : tx.run(k_offer_write_sql["clear-runs"], ids)) {
    OfferId offer;
    std::string key;
    RunId id;
    RowReader(row).into(offer, key, id);
    former[{offer, std::move(key)}] = id;
  }
  return former;
}

}  // namespace

void write_offers(Transaction& tx, std::span<OfferToStore> offers) {
  if (offers.empty()) return;
  put_offers(tx, offers);
  const FormerRuns former = clear_rows(tx, offers);
  OfferTables tables(tx);
  for (const OfferToStore& item : offers) add_offer_rows(tables, item.offer, former);
  for (TableRows* table : {&tables.runs, &tables.texts, &tables.outcomes, &tables.codes, &tables.languages,
                           &tables.modes, &tables.windows, &tables.sessions, &tables.locations, &tables.costs}) {
    table->send();
  }
}

void write_outcomes(Transaction& tx, OfferId offer, std::span<const Outcome> outcomes) {
  tx.run(k_offer_write_sql["clear-outcomes"], offer.value);
  TableRows rows(tx, k_offer_write_sql["add-offer-outcomes"]);
  add_outcomes(rows, offer, outcomes);
  rows.send();
}

}  // namespace leerwijzer
