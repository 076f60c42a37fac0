// What is known of each fact, tri-state: a flag, bounds of a number, and for sets each member apart.
//
// Facts may hold partial knowledge under a name with a suffix:
//   "person.statuses:unemployed_ww" = true or false   one member of a set (a stated set is complete)
//   "person.age_on_course_start:min" and ":max"       bounds of a number, both included
// The exact fact wins over its parts.
#pragma once

#include "engine/core/error.hpp"
#include "engine/domain/learner.hpp"
#include "engine/funding/fact_table.hpp"
#include "engine/funding/model.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace leerwijzer {

struct FactKnowledge {
  bool exact = false;  ///< stated as a whole
  bool flag = false;
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  std::uint64_t in = 0;      ///< words that hold
  std::uint64_t out = 0;     ///< words that do not hold
  std::uint64_t one_of = 0;  ///< not 0: at least one of these holds
  std::string place;         ///< folded, for facts with any text
};

inline constexpr std::size_t k_most_facts = 128;
using Knowledge = std::array<FactKnowledge, k_most_facts>;

/// Reads the facts into the table's order. Names and values that check_facts() refuses are left out.
void learn_facts(const Facts& facts, Knowledge& knowledge);

/// See FundingRules::check_facts.
[[nodiscard]] Result<void> check_fact_names_and_types(const Facts& facts);

/// The dates that decide parameters, as YYYYMMDD; nothing: the course start is not known.
struct AskedDates {
  int today = 0;
  std::optional<int> course_start;
};

/// The value of a parameter. Nothing when no period, or more than one, holds on its date. Without a course start the
/// value must be the same for every start from today on.
[[nodiscard]] std::optional<double> parameter_value(const CompiledRules& rules, const ParamRef& ref,
                                                    const AskedDates& dates);

/// Do the sources of that parameter contradict each other on its date?
[[nodiscard]] bool has_conflicting_sources(const CompiledRules& rules, const ParamRef& ref, const AskedDates& dates);

}  // namespace leerwijzer
