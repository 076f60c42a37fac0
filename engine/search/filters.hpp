// Filters and bonuses decided by the columns of a candidate. An unknown value is compatible and stays in unless known
// values alone are asked for; a known fit earns a bonus, so that it ranks above an unknown. Includes Xapian; private to
// engine/search.
#pragma once

#include "engine/search/columns.hpp"
#include "engine/search/search_index.hpp"
#include "engine/search/starts.hpp"

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace leerwijzer {

/// Bonuses on the scale of BM25 weights, where a rare word in a title is worth about ten.
inline constexpr double k_known_fit_bonus = 6.0;
inline constexpr double k_skill_weight = 8.0;     ///< of a skill with weight 1
inline constexpr double k_quality_bonus = 0.5;    ///< for a record with nothing to improve
inline constexpr double k_freshness_bonus = 0.3;  ///< for an offer that starts today

/// What nearness earns at that distance; what is online earns none.
[[nodiscard]] double bonus_at_distance(double kilometres);

/// What a start earns that many days ahead: half of it two months ahead.
[[nodiscard]] double bonus_of_start(unsigned days_ahead);

/// The fields that are counted, and filtered by among the columns.
enum class Facet : std::uint8_t { level, sector, mode, kind, language, provider, daypart };
inline constexpr std::size_t k_facets = 7;

/// A set of facets by bit.
using FacetSet = std::uint8_t;
[[nodiscard]] constexpr FacetSet only(Facet facet) { return static_cast<FacetSet>(1U << static_cast<unsigned>(facet)); }

/// What the columns say of one candidate.
struct FilterVerdict {
  const ColumnRow* row = nullptr;  ///< nothing: refused whatever the facets
  FacetSet failed = 0;             ///< facets of which the filter refuses it
  double bonus = 0.0;
  [[nodiscard]] bool passes() const noexcept { return row != nullptr && failed == 0; }
};

/// One search's filters, ready to be asked of any number of candidates. For one thread.
class ColumnFilter {
 public:
  ColumnFilter(const Columns& columns, const SearchFilters& filters, Date today);

  /// The verdict on a candidate; that of the same candidate again costs nothing. Throws ErrorException (corrupt).
  const FilterVerdict& judge(Xapian::docid id) const {
    if (id != last_id_) {
      last_ = judged(id);
      last_id_ = id;
    }
    return last_;
  }

  /// The most that a bonus can be.
  [[nodiscard]] double most_bonus() const noexcept { return most_bonus_; }

  /// Square of the straight line to the nearest place, on a globe of radius 1; nothing where no place is known.
  [[nodiscard]] std::optional<double> nearest(Xapian::docid id, const ColumnRow& row) const;

  [[nodiscard]] const Columns& columns() const noexcept { return columns_; }
  [[nodiscard]] DayNumber today() const noexcept { return window_.today; }

 private:
  /// What a filter says of a value.
  struct Choice {
    bool fits = false;   ///< it may stay
    bool known = false;  ///< it is a known fit
  };
  using Choices = std::vector<Choice>;  ///< by code; empty: no filter

  [[nodiscard]] FilterVerdict judged(Xapian::docid id) const;
  [[nodiscard]] bool allows_start(Xapian::docid id, const ColumnRow& row, double& bonus) const;
  [[nodiscard]] bool allows_place(Xapian::docid id, const ColumnRow& row, double& bonus) const;
  [[nodiscard]] bool allows_price(const ColumnRow& row, double& bonus) const;
  void prepare_choices(const SearchFilters& filters);

  const Columns& columns_;
  Choices levels_, sectors_, modes_, kinds_, languages_, providers_, dayparts_;
  std::optional<std::uint32_t> most_price_;
  std::optional<ColumnPoint> centre_;
  std::optional<double> reach_;  ///< square of the line
  StartWindow window_;
  bool known_only_ = false;
  bool asks_start_ = false;
  bool past_fits_ = false;
  bool counts_freshness_ = false;
  double most_bonus_ = 0.0;
  double near_ = 0.0;  ///< bonus at no distance
  mutable std::vector<StartOption> some_starts_;
  mutable std::vector<ColumnPoint> some_points_;
  mutable Xapian::docid last_id_ = 0;
  mutable FilterVerdict last_;
};

/// Keeps what the filters allow.
class FilterDecider : public Xapian::MatchDecider {
 public:
  explicit FilterDecider(const ColumnFilter& filter) : filter_(filter) {}
  bool operator()(const Xapian::Document& document) const override {
    return filter_.judge(document.get_docid()).passes();
  }

 private:
  const ColumnFilter& filter_;
};

/// What every document matches, a query of its own each time. Xapian::Query::MatchAll is one object for all threads,
/// and counts its references without a lock: copied by several at once it would one day be freed while it is in use.
[[nodiscard]] Xapian::Query every_document();

/// A query that gives each of its documents the same weight.
[[nodiscard]] Xapian::Query with_weight(const Xapian::Query& query, double weight);

/// What raises an offer that matches anyway: known fits, nearness, quality, freshness. It matches every document. The
/// filter must outlive the search.
[[nodiscard]] Xapian::Query bonus_query(const ColumnFilter& filter);

/// The documents of `base` with the weight of both. Not AND_MAYBE: of a list that ends nowhere Xapian 1.4 uses a part
/// after it freed it when it passes over documents that cannot be among the best.
[[nodiscard]] inline Xapian::Query with_bonus(const Xapian::Query& base, const Xapian::Query& bonus) {
  return {Xapian::Query::OP_AND, base, bonus};
}

/// The part of the filters that terms decide (skills), and what a known fit of it earns; empty when nothing is asked.
struct TermFilters {
  Xapian::Query must;
  Xapian::Query bonus;
};
[[nodiscard]] TermFilters term_filters(const SearchFilters& filters);

}  // namespace leerwijzer
