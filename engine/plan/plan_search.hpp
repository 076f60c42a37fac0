// Branch and bound over sets of modules, one pass for each stage of the objective: what the passes before
// reached becomes a limit of the next. Counts nodes and never looks at a clock. Private to engine/plan.
#pragma once

#include "engine/plan/plan_bound.hpp"
#include "engine/plan/plan_schedule.hpp"

#include <cstddef>
#include <optional>
#include <unordered_map>
#include <vector>

namespace leerwijzer::plan {

enum class SearchStage : std::uint8_t { coverage, cost, distance, on_site, beyond, finish };

struct StageResult {
  SearchStage stage = SearchStage::coverage;
  std::int64_t value = 0;  ///< covered, cents, metres, modules on site, soft limits gone beyond, or last day
  std::int64_t bound = 0;  ///< above it (coverage) or below it (the rest) there is nothing
  bool proven = false;
};

struct Found {
  std::vector<int> modules;
  Schedule schedule;
  std::vector<StageResult> stages;
  std::size_t nodes = 0;
};

struct SearchRequest {
  std::vector<SearchStage> stages;
  std::int64_t least_covered = 0;  ///< every plan covers at least this
  std::size_t node_budget = 0;     ///< for all stages together
  const Found* start = nullptr;    ///< a plan that is allowed, to begin with
};

class Search {
 public:
  explicit Search(const Model& model);
  /// Nothing when no set holds all pins and covers enough, or none was found within the budget.
  [[nodiscard]] std::optional<Found> run(const SearchRequest& request);
  /// The best schedule of exactly these modules within all limits; nothing when there is none.
  [[nodiscard]] std::optional<Schedule> allowed(const std::vector<int>& modules);

 private:
  struct Node;
  void pass(SearchStage stage);
  void explore(Node node);
  void consider(const Node& node);
  [[nodiscard]] bool found_better(const Node& node);
  [[nodiscard]] bool cannot_improve() const;
  [[nodiscard]] bool improves(const Node& node) const;
  [[nodiscard]] bool add(Node& node, int module);
  [[nodiscard]] BoundRequest bound_request(const Node& node) const;
  [[nodiscard]] int pick(const Node& node) const;
  [[nodiscard]] bool fits_together(const std::vector<int>& modules);
  [[nodiscard]] std::int64_t relaxed_bound(SearchStage stage);
  [[nodiscard]] std::int64_t value_of(SearchStage stage, const std::vector<int>& modules,
                                      const Schedule& schedule) const;
  void drop_idle();
  [[nodiscard]] std::optional<Found> greedy();
  [[nodiscard]] bool has_what_it_needs(int module, const std::vector<int>& chosen) const;
  void limit_to(SearchStage stage, std::int64_t value);
  [[nodiscard]] ScheduleRequest schedule_request(bool needs, bool soonest) const;

  const Model& model_;
  Scheduler scheduler_;
  std::vector<Uses> uses_;
  Bound bound_;
  std::array<std::int64_t, k_pools> caps_{};  ///< -1: none
  int latest_ = 0;
  std::int64_t least_covered_ = 0;
  SearchStage stage_ = SearchStage::coverage;
  std::optional<Found> best_;
  std::int64_t best_value_ = 0;
  std::size_t nodes_ = 0;
  std::size_t budget_ = 0;
  bool cut_ = false;
  std::int64_t left_open_ = 0;  ///< no set that a cut search did not look at covers more
  std::unordered_map<std::uint64_t, bool> fits_;
};

/// What the chosen runs add up to.
[[nodiscard]] Tolls tolls_of(const Model& model, const Schedule& schedule);

}  // namespace leerwijzer::plan
