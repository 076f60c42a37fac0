#include "engine/search/findability.hpp"

#include "engine/search/document.hpp"
#include "engine/search/fields.hpp"
#include "engine/search/filters.hpp"
#include "engine/search/findability_run.hpp"
#include "engine/search/offer_codec.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr Xapian::doccount k_most_ranked = 5'000;  ///< places that are counted one by one
constexpr double k_across_the_country = 500.0;     ///< km: every place in the Netherlands
constexpr Cents k_any_price{100'000'000};

/// The widest filter on the field; `known_only` then leaves what states it.
SearchFilters filters_of(const RankQuestion& question, const std::string& sector) {
  SearchFilters filters;
  if (!sector.empty()) filters.sectors = {sector};
  switch (question.field) {
    case ChosenBy::price: filters.max_price = k_any_price; break;
    case ChosenBy::start: filters.starts_from = question.today; break;
    case ChosenBy::level:
      for (const auto& [level, name] : EnumNames<NlqfLevel>::names) filters.levels.push_back(level);
      break;
    case ChosenBy::place:
      filters.centre = question.searcher;
      if (filters.centre) filters.radius_km = k_across_the_country;
      break;
    case ChosenBy::skills: break;
  }
  return filters;
}

Xapian::Query list_query(const SearchFilters& filters, const ColumnFilter& columns) {
  Xapian::Query base(Xapian::Query::OP_SCALE_WEIGHT, every_document(), 0.0);
  const TermFilters terms = term_filters(filters);
  if (!terms.must.empty()) base = Xapian::Query(Xapian::Query::OP_FILTER, base, terms.must);
  return with_bonus(base, bonus_query(columns));
}

std::size_t count_matches(const Xapian::Database& database, const Xapian::Query& query, const ColumnFilter& columns) {
  const FilterDecider decider(columns);
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, 0, database.get_doccount(), nullptr, &decider).get_matches_estimated();
}

std::size_t count_known(const Reader& reader, const RankQuestion& question, SearchFilters filters) {
  if (question.field == ChosenBy::skills) {
    const Xapian::Query none(term_of(Field::skill, k_unknown));
    const Xapian::Query any(Xapian::Query::OP_AND_NOT, every_document(), none);
    return count_matches(reader.database, any, ColumnFilter(*reader.columns, filters, question.today));
  }
  filters.known_only = true;
  const ColumnFilter columns(*reader.columns, filters, question.today);
  return count_matches(reader.database, list_query(filters, columns), columns);
}

/// What the field earns when it becomes known.
double gain_of(const RankQuestion& question) {
  const double field = question.field == ChosenBy::place ? bonus_at_distance(10.0) : k_known_fit_bonus;
  return field + k_quality_bonus * std::max(0.0, question.quality_gain);
}

}  // namespace

RankEffect run_rank_if_known(const Reader& reader, const RankQuestion& question) {
  const Xapian::Database& database = reader.database;
  const Xapian::docid id = docid_of(question.offer);
  const std::string sector = decode_offer(database.get_document(id).get_data()).value().sector;
  const SearchFilters filters = filters_of(question, sector);
  const ColumnFilter columns(*reader.columns, filters, question.today);
  const FilterDecider decider(columns);
  const Xapian::Query query = list_query(filters, columns);
  Xapian::Enquire enquire(database);
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);

  RankEffect effect;
  effect.known = count_known(reader, question, filters);
  const Xapian::Query self(term_of(Field::offer_id, std::to_string(question.offer.value)));
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query, self));
  const Xapian::MSet own = enquire.get_mset(0, 1, 0, nullptr, &decider);
  enquire.set_query(query);
  const Xapian::MSet list = enquire.get_mset(0, k_most_ranked, database.get_doccount(), nullptr, &decider);
  effect.hits = list.get_matches_estimated();
  if (own.empty()) return effect;
  const double now = own.begin().get_weight();
  const double then = now + gain_of(question);
  // Equal weights stand in order of id, as in every list.
  const auto place = [&](double weight) {
    std::size_t before = 0;
    for (auto match = list.begin(); match != list.end(); ++match) {
      if (*match == id) continue;
      if (match.get_weight() > weight || (match.get_weight() == weight && *match < id)) ++before;
    }
    return before + 1;
  };
  effect.now = place(now);
  effect.then = place(then);
  return effect;
}

}  // namespace leerwijzer
