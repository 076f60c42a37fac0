// Which courses teach what is missing, within the limits of travel, and what they take. Private to engine/match.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/money.hpp"
#include "engine/search/search_index.hpp"
#include "engine/taxonomy/taxonomy.hpp"

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace leerwijzer {

/// What a step takes, from the courses that close it.
struct StepEstimate {
  struct Module {
    OfferId offer;
    std::string title;
    std::optional<double> months;
    std::optional<CentsInterval> cost;
  };
  std::vector<Module> modules;  ///< the one that closes most first, at most 4
  double closes = 0.0;          ///< share of the weight of what is missing that they teach
  /// All at once to one after another; nothing where one of them says no duration, or where there are none.
  std::optional<std::pair<double, double>> months;
  std::optional<CentsInterval> cost;  ///< before funding; nothing where one of them says no price
  std::string text;                   ///< what this is based on
};

class ModuleReach {
 public:
  /// Nothing is known: no courses were looked at.
  ModuleReach() = default;
  /// Courses of an answer of the index. `max_travel_km` leaves out what is farther and cannot be followed online.
  ModuleReach(std::span<const SearchHit> hits, std::optional<double> max_travel_km, bool online_ok);

  [[nodiscard]] bool looked() const noexcept { return looked_; }

  /// Share of the weight of `missing` that at least one course teaches.
  [[nodiscard]] double share_taught(std::span<const RequiredSkill> missing) const;

  /// A few courses that close most of `missing`: greedily the one that adds most weight, until 85% is closed, there are
  /// 4, or the next adds less than 3%. Of equal ones one with a known price and duration, then the lower id.
  [[nodiscard]] StepEstimate estimate(std::span<const RequiredSkill> missing) const;

 private:
  bool looked_ = false;
  std::vector<StepEstimate::Module> courses_;
  std::unordered_map<SkillId, std::vector<std::pair<std::size_t, double>>> teaching_;  ///< course, confidence
};

}  // namespace leerwijzer
