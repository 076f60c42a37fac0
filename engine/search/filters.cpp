#include "engine/search/filters.hpp"

#include "engine/core/text.hpp"
#include "engine/search/fields.hpp"

#include <algorithm>
#include <limits>

namespace leerwijzer {
namespace {

constexpr double k_near = 3.0;             ///< at no distance; half of it at k_half_distance
constexpr double k_near_asked = 9.0;       ///< where a radius says that nearness matters
constexpr double k_half_distance = 10.0;   ///< kilometres
constexpr double k_half_freshness = 60.0;  ///< days

/// The bonus of every document, as the right side of an AND_MAYBE.
class ColumnBonus : public Xapian::PostingSource {
 public:
  explicit ColumnBonus(const ColumnFilter& filter) : filter_(filter) { set_maxweight(filter.most_bonus()); }
  void init(const Xapian::Database& database) override {
    documents_ = database.get_doccount();
    last_ = database.get_lastdocid();
    at_ = 0;
    set_maxweight(filter_.most_bonus());
  }
  Xapian::doccount get_termfreq_min() const override { return documents_; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }
  void next(double) override { ++at_; }
  void skip_to(Xapian::docid wanted, double) override { at_ = std::max(at_, wanted); }
  bool check(Xapian::docid wanted, double) override {
    at_ = wanted;
    return true;
  }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }
  double get_weight() const override { return filter_.judge(at_).bonus; }
  Xapian::PostingSource* clone() const override { return new ColumnBonus(filter_); }

 private:
  const ColumnFilter& filter_;
  Xapian::doccount documents_ = 0;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
};

bool asks_for_start(const SearchFilters& filters) { return filters.starts_from || filters.starts_before; }

template <typename Value>
unsigned bits_of(const std::vector<Value>& values) {
  unsigned bits = 0;
  for (Value value : values) bits |= 1U << static_cast<unsigned>(value);
  return bits;
}

Xapian::Query any_of(const std::vector<Xapian::Query>& queries) {
  return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
}

}  // namespace

double bonus_at_distance(double kilometres) {
  return k_near * k_half_distance / (std::max(0.0, kilometres) + k_half_distance);
}

double bonus_of_start(unsigned days_ahead) {
  return k_freshness_bonus * k_half_freshness / (static_cast<double>(days_ahead) + k_half_freshness);
}

ColumnFilter::ColumnFilter(const Columns& columns, const SearchFilters& filters, Date today)
    : columns_(columns),
      window_({today, filters.starts_from, filters.starts_before}),
      known_only_(filters.known_only),
      asks_start_(asks_for_start(filters)),
      past_fits_(filters.with_past_only && !asks_start_),
      counts_freshness_(window_.today > 0) {
  prepare_choices(filters);
  if (filters.max_price) {
    most_price_ =
        static_cast<std::uint32_t>(std::clamp<std::int64_t>(filters.max_price->value, -1, k_no_price - 1) + 1);
  }
  if (filters.centre) {
    centre_ = column_point(*filters.centre);
    near_ = filters.radius_km ? k_near_asked : k_near;
    if (filters.radius_km) reach_ = chord_of_kilometres(std::max(*filters.radius_km, 0.001));
  }
  most_bonus_ = k_quality_bonus + k_freshness_bonus + near_;
  for (const Choices* choices : {&levels_, &sectors_, &modes_, &kinds_, &languages_, &providers_, &dayparts_}) {
    if (!choices->empty()) most_bonus_ += k_known_fit_bonus;
  }
  if (most_price_) most_bonus_ += k_known_fit_bonus;
  if (asks_start_) most_bonus_ += k_known_fit_bonus;
}

void ColumnFilter::prepare_choices(const SearchFilters& filters) {
  const bool unknown_fits = !known_only_;
  const auto fill = [&](Choices& choices, std::size_t codes, const auto& known, const auto& unknown) {
    choices.resize(codes);
    for (std::size_t code = 0; code < codes; ++code) {
      choices[code].known = known(code);
      choices[code].fits = choices[code].known || (unknown_fits && unknown(code));
    }
  };
  const auto is_zero = [](std::size_t code) { return code == 0; };
  const auto never = [](std::size_t) { return false; };
  const ColumnDictionaries& names = columns_.names();
  const auto holds = [](const auto& list, const auto& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
  if (!filters.levels.empty()) {
    const unsigned wanted = bits_of(filters.levels) << 1U;
    fill(
        levels_, 256, [&](std::size_t code) { return code < 32 && (wanted >> code & 1U) != 0; }, is_zero);
  }
  if (!filters.kinds.empty()) {
    const unsigned wanted = bits_of(filters.kinds);
    fill(
        kinds_, 256, [&](std::size_t code) { return code < 32 && (wanted >> code & 1U) != 0; }, never);
  }
  if (!filters.modes.empty()) {
    fill(
        modes_, 256, [&](std::size_t bits) { return (bits & bits_of(filters.modes)) != 0; }, is_zero);
  }
  if (!filters.dayparts.empty()) {
    fill(
        dayparts_, 256, [&](std::size_t bits) { return (bits & bits_of(filters.dayparts)) != 0; }, is_zero);
  }
  if (!filters.sectors.empty()) {
    fill(
        sectors_, names.sectors.size(),
        [&](std::size_t code) { return code > 0 && holds(filters.sectors, names.sectors[code]); }, is_zero);
  }
  if (!filters.languages.empty()) {
    fill(
        languages_, names.languages.size(),
        [&](std::size_t code) {
          const auto& list = names.languages[code];
          return std::any_of(list.begin(), list.end(), [&](const auto& one) { return holds(filters.languages, one); });
        },
        is_zero);
  }
  if (!filters.providers.empty()) {
    fill(
        providers_, names.providers.size(),
        [&](std::size_t code) {
          return names.providers[code].id != 0 && holds(filters.providers, ProviderId{names.providers[code].id});
        },
        [&](std::size_t code) { return names.providers[code].id == 0; });
  }
}

FilterVerdict ColumnFilter::judged(Xapian::docid id) const {
  FilterVerdict verdict;
  const ColumnRow* row = columns_.row(id);
  if (row == nullptr) return verdict;
  verdict.bonus = k_quality_bonus * row->quality / 255.0;
  if (!allows_price(*row, verdict.bonus) || !allows_start(id, *row, verdict.bonus) ||
      !allows_place(id, *row, verdict.bonus)) {
    return verdict;
  }
  const auto choose = [&](const Choices& choices, std::size_t code, Facet facet) {
    if (choices.empty()) return;
    if (code >= choices.size()) fail_on_damaged_columns("name a value that is not in their dictionary");
    if (choices[code].known) verdict.bonus += k_known_fit_bonus;
    if (!choices[code].fits) verdict.failed |= only(facet);
  };
  choose(levels_, row->level, Facet::level);
  choose(sectors_, row->sector, Facet::sector);
  choose(modes_, row->modes, Facet::mode);
  choose(kinds_, row->kind, Facet::kind);
  choose(languages_, row->languages, Facet::language);
  choose(providers_, row->provider, Facet::provider);
  choose(dayparts_, row->dayparts, Facet::daypart);
  verdict.row = row;
  return verdict;
}

bool ColumnFilter::allows_price(const ColumnRow& row, double& bonus) const {
  if (!most_price_) return true;
  if (row.price == k_no_price) return !known_only_;
  if (row.price >= *most_price_) return false;
  bonus += k_known_fit_bonus;
  return true;
}

bool ColumnFilter::allows_start(Xapian::docid id, const ColumnRow& row, double& bonus) const {
  if (!row.has(ColumnRow::any_runs)) return !(asks_start_ && known_only_);
  if (row.last_day < window_.today || row.starts == 0) return past_fits_;
  if (!asks_start_ && !counts_freshness_) return true;
  const auto starts = columns_.starts(id, row, some_starts_);
  if (counts_freshness_) {
    if (const auto first = first_known_start(starts, window_.today))
      bonus += bonus_of_start(static_cast<unsigned>(*first - window_.today));
  }
  if (!asks_start_) return true;
  switch (start_fit(true, starts, window_)) {
    case StartFit::fits: bonus += k_known_fit_bonus; return true;
    case StartFit::unknown: return !known_only_;
    case StartFit::does_not:
    case StartFit::past: return false;
  }
  return false;
}

bool ColumnFilter::allows_place(Xapian::docid id, const ColumnRow& row, double& bonus) const {
  if (!centre_) return true;
  if (const auto line = nearest(id, row)) {
    bonus += near_ * k_half_distance / (kilometres_of_chord(*line) + k_half_distance);
    return !reach_ || *line <= *reach_ || row.has(ColumnRow::online);
  }
  return !reach_ || row.has(ColumnRow::online) || !known_only_;
}

std::optional<double> ColumnFilter::nearest(Xapian::docid id, const ColumnRow& row) const {
  if (!centre_ || row.points == 0) return std::nullopt;
  double line = std::numeric_limits<double>::max();
  for (const ColumnPoint& point : columns_.points(id, row, some_points_)) {
    line = std::min(line, chord_squared(*centre_, point));
  }
  return line;
}

Xapian::Query every_document() { return Xapian::Query(std::string()); }

Xapian::Query with_weight(const Xapian::Query& query, double weight) {
  Xapian::FixedWeightPostingSource fixed(weight);
  return {Xapian::Query::OP_FILTER, Xapian::Query(&fixed), query};
}

Xapian::Query bonus_query(const ColumnFilter& filter) {
  ColumnBonus bonus(filter);
  return Xapian::Query(&bonus);
}

TermFilters term_filters(const SearchFilters& filters) {
  if (filters.skills.empty()) return {};
  std::vector<Xapian::Query> known;
  for (SkillId skill : filters.skills) known.emplace_back(term_of(Field::skill, std::to_string(skill.value)));
  TermFilters terms;
  terms.bonus = with_weight(any_of(known), k_known_fit_bonus);
  if (!filters.known_only) known.emplace_back(term_of(Field::skill, k_unknown));
  terms.must = any_of(known);
  return terms;
}

}  // namespace leerwijzer
