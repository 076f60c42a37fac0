#include "engine/store/offer_rows.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/offer_read_statements.hpp"
#include "engine/store/transaction.hpp"

#include <functional>
#include <unordered_map>
#include <utility>

namespace leerwijzer {
namespace {

using OffersById = std::unordered_map<OfferId, Offer>;

Offer read_offer_row(const pqxx::row& row) {
  Offer o;
  RowReader(row).into(o.id, o.source, o.provider, o.key, o.provider_name, o.kind, o.kind_basis, o.level.nlqf,
                      o.level.basis, o.level_raw, o.sector, o.intensity, o.path, o.dayparts, o.duration_months,
                      o.study_load_hours, o.hours_per_week, o.hours_per_week_basis, o.prior_level, o.url,
                      o.contact_email, o.contact_phone, o.awarded, o.recognised, o.quality, o.content_hash);
  return o;
}

/// Visits the rows of a child table with the offer that each belongs to; rows come in order of offer.
void for_each_child(const pqxx::result& rows, OffersById& offers,
                    const std::function<void(Offer&, const pqxx::row&)>& visit) {
  OfferId current;
  Offer* offer = nullptr;
  for (const auto& row : rows) {
    OfferId id;
    RowReader(row).into(id);
    if (id != current || offer == nullptr) {
      const auto found = offers.find(id);
      offer = found == offers.end() ? nullptr : &found->second;
      current = id;
    }
    if (offer != nullptr) visit(*offer, row);
  }
}

Location read_location(RowReader& reader) {
  Location l;
  std::optional<double> latitude;
  std::optional<double> longitude;
  reader.into(l.name, l.street, l.postcode, l.city, latitude, longitude);
  if (latitude && longitude) l.point = GeoPoint{*latitude, *longitude};
  return l;
}

/// The run at a position, or nothing; positions count from 0 without gaps.
Run* run_at(Offer& offer, int position) {
  const auto index = static_cast<std::size_t>(position);
  return index < offer.runs.size() ? &offer.runs[index] : nullptr;
}

void read_run(Offer& offer, const pqxx::row& row) {
  Run r;
  RowReader(row).skip().into(r.id, r.key, r.start_kind, r.start, r.end, r.window_from, r.window_until, r.start_text,
                             r.enrol_from, r.enrol_until, r.status, r.places_min, r.places_max, r.places_enrolled,
                             r.places_pending, r.modes, r.dayparts);
  offer.runs.push_back(std::move(r));
}

void read_run_children(Transaction& tx, const std::string& ids, OffersById& offers) {
  for_each_child(tx.run(k_offer_read_sql["read-runs"], ids), offers, read_run);
  for_each_child(tx.run(k_offer_read_sql["read-sessions"], ids), offers, [](Offer& offer, const pqxx::row& row) {
    int position = 0;
    Session s;
    RowReader(row).skip().into(position, s.date, s.time_from, s.time_until);
    if (Run* run = run_at(offer, position)) run->sessions.push_back(std::move(s));
  });
  for_each_child(tx.run(k_offer_read_sql["read-locations"], ids), offers, [](Offer& offer, const pqxx::row& row) {
    std::optional<int> position;
    RowReader reader(row);
    reader.skip().into(position);
    Location location = read_location(reader);
    if (!position) {
      offer.locations.push_back(std::move(location));
    } else if (Run* run = run_at(offer, *position)) {
      run->location = std::move(location);
    }
  });
  for_each_child(tx.run(k_offer_read_sql["read-costs"], ids), offers, [](Offer& offer, const pqxx::row& row) {
    std::optional<int> position;
    Cost c;
    RowReader(row).skip().into(position, c.kind, c.required, c.amount, c.vat, c.amount_exempt, c.vat_basis, c.period,
                               c.confirmed, c.payer, c.note);
    if (!position) {
      offer.costs.push_back(std::move(c));
    } else if (Run* run = run_at(offer, *position)) {
      run->costs.push_back(std::move(c));
    }
  });
}

void read_children(Transaction& tx, const std::string& ids, OffersById& offers) {
  for_each_child(tx.run(k_offer_read_sql["read-offer-texts"], ids), offers, [](Offer& offer, const pqxx::row& row) {
    OfferText& t = offer.texts.emplace_back();
    RowReader(row).skip().into(t.field, t.language, t.text);
  });
  for_each_child(tx.run(k_offer_read_sql["read-offer-outcomes"], ids), offers, [](Offer& offer, const pqxx::row& row) {
    Outcome& o = offer.outcomes.emplace_back();
    RowReader(row).skip().into(o.text, o.language, o.skill, o.confidence);
  });
  for_each_child(tx.run(k_offer_read_sql["read-offer-codes"], ids), offers, [](Offer& offer, const pqxx::row& row) {
    OfferCode& c = offer.codes.emplace_back();
    RowReader(row).skip().into(c.scheme, c.value);
  });
  for_each_child(tx.run(k_offer_read_sql["read-offer-languages"], ids), offers, [](Offer& offer, const pqxx::row& row) {
    RowReader(row).skip().into(offer.languages.emplace_back());
  });
  for_each_child(tx.run(k_offer_read_sql["read-offer-modes"], ids), offers,
                 [](Offer& offer, const pqxx::row& row) { RowReader(row).skip().into(offer.modes.emplace_back()); });
}

}  // namespace

std::vector<Offer> read_offers(Transaction& tx, std::span<const OfferId> ids) {
  if (ids.empty()) return {};
  const std::string array = bigint_array(ids);
  OffersById found;
  for (const auto& row : tx.run(k_offer_read_sql["read-offers"], array)) {
    Offer offer = read_offer_row(row);
    const OfferId id = offer.id;
    found.emplace(id, std::move(offer));
  }
  read_children(tx, array, found);
  read_run_children(tx, array, found);
  std::vector<Offer> offers;
  offers.reserve(found.size());
  for (OfferId id : ids) {
    if (const auto at = found.find(id); at != found.end()) offers.push_back(at->second);
  }
  return offers;
}

}  // namespace leerwijzer
