// Regions, postcodes, desks and referral rules: ReferenceStore.
#include "engine/store/reference_store.hpp"

#include "engine/store/row_reader.hpp"
#include "engine/store/sql/reference_statements.hpp"
#include "engine/store/transaction.hpp"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <sstream>
#include <unordered_map>
#include <utility>

namespace leerwijzer {
namespace {

/// Later ones of the same digits win. The slug is empty where no region file holds them.
using PostcodesByDigits = std::map<std::string, std::pair<std::string, Postcode>>;

void put_postcode_rows(Transaction& tx, const PostcodesByDigits& postcodes) {
  JsonRows rows;
  const auto send = [&] { tx.run(k_region_sql["put-postcodes"], rows.take()); };
  for (const auto& [digits, placed] : postcodes) {
    const auto& [slug, postcode] = placed;
    rows.row().set("digits", digits);
    if (!slug.empty()) rows.set("region_slug", slug);
    rows.set("latitude", postcode.point.latitude)
        .set("longitude", postcode.point.longitude)
        .set("place", postcode.place)
        .set("municipality", postcode.municipality);
    if (rows.full()) send();
  }
  if (!rows.empty()) send();
}

/// "1 540 1020": Monday from nine to five.
std::vector<std::string> opening_rows(const std::vector<OpeningTime>& times) {
  std::vector<std::string> rows;
  for (const OpeningTime& time : times) rows.push_back(fmt::format("{} {} {}", time.weekday, time.opens, time.closes));
  return rows;
}

std::vector<OpeningTime> opening_times_of(const std::vector<std::string>& rows) {
  std::vector<OpeningTime> times;
  for (const std::string& row : rows) {
    std::istringstream in(row);
    OpeningTime time;
    if (in >> time.weekday >> time.opens >> time.closes) times.push_back(time);
  }
  return times;
}

/// The rows of all regions of one import.
struct RegionRows {
  std::vector<std::string> slugs;
  JsonRows regions, municipalities, places, advice_points;
  PostcodesByDigits postcodes;

  void add(const Region& r) {
    slugs.push_back(r.slug);
    regions.row()
        .set("slug", r.slug)
        .set("number", r.number)
        .set("name", r.name)
        .set("valid_from", r.valid_from)
        .set("valid_until", r.valid_until)
        .set("source", r.source)
        .set("confidence", r.confidence);
    int position = 0;
    for (const Municipality& m : r.municipalities) {
      municipalities.row()
          .set("region_slug", r.slug)
          .set("position", position++)
          .set("name", m.name)
          .set("aliases", m.aliases)
          .set("valid_from", m.valid_from)
          .set("valid_until", m.valid_until);
    }
    position = 0;
    for (const Place& p : r.places) {
      places.row()
          .set("region_slug", r.slug)
          .set("position", position++)
          .set("name", p.name)
          .set("municipality", p.municipality);
    }
    for (const Postcode& p : r.postcodes) postcodes.insert_or_assign(p.digits, std::pair(r.slug, p));
    position = 0;
    for (const AdvicePoint& p : r.advice_points) add(p, r.slug, position++);
  }

  void add(const AdvicePoint& p, const std::string& slug, int position) {
    auto& row =
        advice_points.row().set("id", p.id).set("listed_in", slug).set("position", position).set("name", p.name);
    row.set("kind", p.kind).set("region", p.region).set("municipality", p.municipality);
    if (p.point) row.set("latitude", p.point->latitude).set("longitude", p.point->longitude);
    row.set("valid_from", p.valid_from).set("valid_until", p.valid_until).set("verified_at", p.verified_at);
    row.set("scope", p.scope).set("serves_residence", p.serves_residence);
    row.set("serves_establishment", p.serves_establishment).set("url", p.channels.url).set("phone", p.channels.phone);
    row.set("email", p.channels.email)
        .set("address", p.channels.address)
        .set("opening_hours", p.channels.opening_hours);
    row.set("opening_times", opening_rows(p.opening_times)).set("languages", p.languages);
    row.set("successor", p.successor).set("source", p.source).set("confidence", p.confidence).set("note", p.note);
  }
};

AdvicePoint read_advice_point(RowReader& reader) {
  AdvicePoint p;
  std::optional<double> latitude;
  std::optional<double> longitude;
  std::vector<std::string> openings;
  reader.into(p.id, p.name, p.kind, p.region, p.municipality, latitude, longitude, p.valid_from, p.valid_until,
              p.verified_at, p.scope, p.serves_residence, p.serves_establishment, p.channels.url, p.channels.phone,
              p.channels.email, p.channels.address, p.channels.opening_hours, openings, p.languages, p.successor,
              p.source, p.confidence, p.note);
  p.opening_times = opening_times_of(openings);
  if (latitude && longitude) p.point = GeoPoint{*latitude, *longitude};
  return p;
}

/// Hands each row to its region, which the first column names.
void for_each_row(const pqxx::result& rows, std::unordered_map<std::string, Region*>& regions,
                  const std::function<void(Region&, RowReader&)>& visit) {
  for (const auto& row : rows) {
    RowReader reader(row);
    std::string slug;
    reader.into(slug);
    if (const auto found = regions.find(slug); found != regions.end()) visit(*found->second, reader);
  }
}

void read_region_rows(Transaction& tx, std::unordered_map<std::string, Region*>& by_slug) {
  for_each_row(tx.run(k_region_sql["read-municipalities"]), by_slug, [](Region& region, RowReader& reader) {
    Municipality& m = region.municipalities.emplace_back();
    m.region = region.slug;
    reader.into(m.name, m.aliases, m.valid_from, m.valid_until);
  });
  for_each_row(tx.run(k_region_sql["read-places"]), by_slug, [](Region& region, RowReader& reader) {
    Place& p = region.places.emplace_back();
    reader.into(p.name, p.municipality);
  });
  for_each_row(tx.run(k_region_sql["read-postcodes"]), by_slug, [](Region& region, RowReader& reader) {
    Postcode& p = region.postcodes.emplace_back();
    reader.into(p.digits, p.point.latitude, p.point.longitude, p.place, p.municipality);
  });
  for_each_row(tx.run(k_region_sql["read-advice-points"]), by_slug,
               [](Region& region, RowReader& reader) { region.advice_points.push_back(read_advice_point(reader)); });
}

}  // namespace

void ReferenceStore::put_regions(const std::vector<Region>& regions) {
  if (regions.empty()) return;
  in_transaction(pool_, Access::bulk, [&](Transaction& tx) {
    RegionRows rows;
    for (const Region& region : regions) rows.add(region);
    tx.run(k_region_sql["put-regions"], rows.regions.take());
    tx.run(k_region_sql["clear-region-rows"], json_strings(rows.slugs));
    tx.run(k_region_sql["add-municipalities"], rows.municipalities.take());
    tx.run(k_region_sql["add-places"], rows.places.take());
    put_postcode_rows(tx, rows.postcodes);
    tx.run(k_region_sql["put-advice-points"], rows.advice_points.take());
  });
}

void ReferenceStore::put_postcodes(const std::vector<Postcode>& postcodes) {
  in_transaction(pool_, Access::bulk, [&](Transaction& tx) {
    PostcodesByDigits by_digits;
    for (const Postcode& p : postcodes) by_digits.insert_or_assign(p.digits, std::pair(std::string(), p));
    put_postcode_rows(tx, by_digits);
  });
}

void ReferenceStore::put_referral_rules(const std::string& json) {
  in_transaction(pool_, Access::write, [&](Transaction& tx) { tx.run(k_region_sql["put-referral-rules"], json); });
}

std::vector<Region> ReferenceStore::regions() {
  return in_transaction(pool_, Access::snapshot, [](Transaction& tx) {
    std::vector<Region> regions;
    for (const auto& row : tx.run(k_region_sql["read-regions"])) {
      Region& r = regions.emplace_back();
      RowReader(row).into(r.slug, r.number, r.name, r.valid_from, r.valid_until, r.source, r.confidence);
    }
    std::unordered_map<std::string, Region*> by_slug;
    for (Region& region : regions) by_slug[region.slug] = &region;
    read_region_rows(tx, by_slug);
    return regions;
  });
}

std::string ReferenceStore::referral_rules() {
  return in_transaction(pool_, Access::read, [](Transaction& tx) {
    const pqxx::result rows = tx.run(k_region_sql["read-referral-rules"]);
    std::string json;
    if (!rows.empty()) RowReader(rows.front()).into(json);
    return json;
  });
}

}  // namespace leerwijzer
