#include "engine/search/filters.hpp"

#include "engine/core/text.hpp"
#include "engine/search/fields.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr double k_near = 3.0;                  ///< at no distance; half of it at k_half_distance
constexpr double k_near_asked = 6.0;            ///< where a radius says that nearness matters
constexpr double k_half_distance = 10'000.0;    ///< metres
constexpr double k_earth_radius = 6'371'000.0;  ///< metres; as distance_km

/// Weight for a known start that fits; one for each document with a start.
class StartBonus : public Xapian::ValuePostingSource {
 public:
  explicit StartBonus(const StartWish& wish) : Xapian::ValuePostingSource(slot_of(Field::starts)), wish_(wish) {}
  void init(const Xapian::Database& database) override {
    Xapian::ValuePostingSource::init(database);
    set_maxweight(k_known_fit_bonus);
  }
  double get_weight() const override {
    return start_fit(get_value(), wish_) == StartFit::fits ? k_known_fit_bonus : 0.0;
  }
  Xapian::PostingSource* clone() const override { return new StartBonus(wish_); }

 private:
  StartWish wish_;
};

/// Weight by how complete the record is.
class QualityBonus : public Xapian::ValuePostingSource {
 public:
  QualityBonus() : Xapian::ValuePostingSource(slot_of(Field::quality)) {}
  void init(const Xapian::Database& database) override {
    Xapian::ValuePostingSource::init(database);
    set_maxweight(k_quality_bonus);
  }
  double get_weight() const override {
    return k_quality_bonus * std::clamp(Xapian::sortable_unserialise(get_value()), 0.0, 1.0);
  }
  Xapian::PostingSource* clone() const override { return new QualityBonus(); }
};

Xapian::Query term_query(Field field, std::string_view value) {
  return Xapian::Query(std::string(truncate_utf8(term_of(field, value), k_longest_term)));
}

Xapian::Query any_of(const std::vector<Xapian::Query>& queries) {
  return Xapian::Query(Xapian::Query::OP_OR, queries.begin(), queries.end());
}

/// What one filter asks: a query for the known fits and one for the unknown.
struct Wanted {
  Xapian::Query known;
  Xapian::Query unknown;  ///< empty: cannot be unknown
};

Wanted wanted_values(Field field, const std::vector<std::string>& values) {
  std::vector<Xapian::Query> terms;
  for (const std::string& value : values) terms.push_back(term_query(field, value));
  return {any_of(terms), row_of(field).may_be_unknown ? term_query(field, k_unknown) : Xapian::Query()};
}

template <typename Value>
std::vector<std::string> names_of(const std::vector<Value>& values) {
  std::vector<std::string> names;
  for (Value value : values) names.emplace_back(name_of(value));
  return names;
}

template <typename IdType>
std::vector<std::string> numbers_of(const std::vector<IdType>& ids) {
  std::vector<std::string> numbers;
  for (IdType id : ids) numbers.push_back(std::to_string(id.value));
  return numbers;
}

Xapian::LatLongCoords point_of(GeoPoint point) {
  return Xapian::LatLongCoords(Xapian::LatLongCoord(std::clamp(point.latitude, -90.0, 90.0), point.longitude));
}

Wanted within_reach(GeoPoint centre, double radius_km) {
  Xapian::LatLongDistancePostingSource near(slot_of(Field::points), point_of(centre), metric_of_index(),
                                            std::max(radius_km * 1000.0, 1.0));
  return {any_of({Xapian::Query(&near), term_query(Field::online, "yes")}), term_query(Field::online, k_unknown)};
}

std::vector<Wanted> wanted_by(const SearchFilters& filters) {
  std::vector<Wanted> all;
  const auto add = [&](Field field, const std::vector<std::string>& values) {
    if (!values.empty()) all.push_back(wanted_values(field, values));
  };
  add(Field::level, names_of(filters.levels));
  add(Field::sector, filters.sectors);
  add(Field::mode, names_of(filters.modes));
  add(Field::language, filters.languages);
  add(Field::kind, names_of(filters.kinds));
  add(Field::daypart, names_of(filters.dayparts));
  add(Field::provider_id, numbers_of(filters.providers));
  add(Field::skill, numbers_of(filters.skills));
  if (filters.max_price) {
    const std::string most = Xapian::sortable_serialise(static_cast<double>(filters.max_price->value));
    all.push_back(
        {Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot_of(Field::price), Xapian::sortable_serialise(0.0), most),
         term_query(Field::price, k_unknown)});
  }
  return all;
}

bool asks_for_start(const SearchFilters& filters) { return filters.starts_from || filters.starts_before; }

}  // namespace

Xapian::GreatCircleMetric metric_of_index() { return Xapian::GreatCircleMetric(k_earth_radius); }

StartDecider::StartDecider(const SearchFilters& filters, Date today)
    : wish_{today, filters.starts_from, filters.starts_before},
      unknown_fits_(!(filters.known_only && asks_for_start(filters))),
      past_fits_(filters.with_past_only && !asks_for_start(filters)) {}

bool StartDecider::operator()(const Xapian::Document& document) const {
  switch (start_fit(document.get_value(slot_of(Field::starts)), wish_)) {
    case StartFit::fits: return true;
    case StartFit::unknown: return unknown_fits_;
    case StartFit::does_not: return false;
    case StartFit::past: return past_fits_;
  }
  return false;
}

Xapian::Query with_weight(const Xapian::Query& query, double weight) {
  Xapian::FixedWeightPostingSource fixed(weight);
  return {Xapian::Query::OP_FILTER, Xapian::Query(&fixed), query};
}

Xapian::Query filter_query(const SearchFilters& filters) {
  std::vector<Wanted> wanted = wanted_by(filters);
  if (filters.centre && filters.radius_km) wanted.push_back(within_reach(*filters.centre, *filters.radius_km));
  std::vector<Xapian::Query> all;
  for (const Wanted& one : wanted) {
    all.push_back(filters.known_only || one.unknown.empty() ? one.known : any_of({one.known, one.unknown}));
  }
  return {Xapian::Query::OP_AND, all.begin(), all.end()};
}

double bonus_at_distance(double kilometres) {
  return k_near * k_half_distance / (std::max(0.0, kilometres) * 1000.0 + k_half_distance);
}

Xapian::Query bonus_query(const SearchFilters& filters, Date today) {
  std::vector<Xapian::Query> all;
  for (const Wanted& one : wanted_by(filters)) all.push_back(with_weight(one.known, k_known_fit_bonus));
  if (asks_for_start(filters)) {
    StartBonus starts({today, filters.starts_from, filters.starts_before});
    all.emplace_back(&starts);
  }
  if (filters.centre) {
    // What can be followed online has no place and earns nothing here, so near offers come before it.
    Xapian::LatLongDistancePostingSource near(slot_of(Field::points), point_of(*filters.centre), metric_of_index(), 0.0,
                                              k_half_distance, 1.0);
    all.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(&near), filters.radius_km ? k_near_asked : k_near);
  }
  QualityBonus quality;
  all.emplace_back(&quality);
  return any_of(all);
}

}  // namespace leerwijzer
