#include "engine/taxonomy/path_finder.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <tuple>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_steps = 4;
constexpr std::size_t k_most_ways_on = 12;
constexpr std::size_t k_most_looked_at = 48;
constexpr double k_cost_of_a_step = 1.0;
constexpr double k_least_progress = 0.03;  ///< of the goal's weight, in each step

/// Standing at an occupation, with what was learned on the way.
struct Stand {
  std::uint32_t occupation = 0;
  std::size_t from = 0;  ///< position in the list of stands
  std::size_t steps = 0;
  double cost = 0.0;
};

class PathFinder {
 public:
  PathFinder(const SkillGraph& graph, const std::vector<double>& had, std::uint32_t goal, double near)
      : graph_(graph), had_(had), goal_(goal), near_(near), in_goal_(had.size(), 0.0) {
    for (const auto& one : graph.required(goal)) in_goal_[one.skill] = one.weight;
  }

  std::vector<std::uint32_t> run() {
    const std::vector<double> weights = graph_.had_weights(had_);
    if (overlap(weights, goal_) >= near_) return {goal_};
    stands_.push_back({goal_, 0, 0, 0.0});
    step_on(0, had_, weights);
    for (std::size_t looked_at = 0; !open_.empty() && looked_at < k_most_looked_at; ++looked_at) {
      const std::size_t at = std::get<2>(open_.top());
      open_.pop();
      if (stands_[at].occupation == goal_) return way_to(at);
      if (closed(stands_[at].occupation)) continue;
      std::vector<double> had = had_;
      for (std::size_t back = at; back != 0; back = stands_[back].from) learn(stands_[back].occupation, had);
      step_on(at, had, graph_.had_weights(had));
    }
    return {};
  }

 private:
  [[nodiscard]] double overlap(const std::vector<double>& weights, std::uint32_t occupation) const {
    const double all = graph_.required_weight(occupation);
    return all > 0.0 ? weights[occupation] / all : 0.0;
  }

  void learn(std::uint32_t occupation, std::vector<double>& had) const {
    for (const auto& one : graph_.required(occupation)) {
      if (one.kind == RelationKind::essential) had[one.skill] = 1.0;
    }
  }

  /// How much nearer the goal comes by learning the essential skills of an occupation.
  [[nodiscard]] double progress(std::uint32_t occupation, const std::vector<double>& had) const {
    double weight = 0.0;
    for (const auto& one : graph_.required(occupation)) {
      if (one.kind == RelationKind::essential) weight += in_goal_[one.skill] * (1.0 - had[one.skill]);
    }
    return weight;
  }

  bool closed(std::uint32_t occupation) {
    if (std::find(closed_.begin(), closed_.end(), occupation) != closed_.end()) return true;
    closed_.push_back(occupation);
    return false;
  }

  void open(std::uint32_t occupation, std::size_t from, double cost, double still) {
    stands_.push_back({occupation, from, stands_[from].steps + 1, cost});
    open_.emplace(cost + still, occupation, stands_.size() - 1);
  }

  void step_on(std::size_t at, const std::vector<double>& had, const std::vector<double>& weights) {
    const Stand from = stands_[at];
    const double missing_for_goal = graph_.required_weight(goal_) - weights[goal_];
    if (overlap(weights, goal_) >= near_) {
      open(goal_, at, from.cost + k_cost_of_a_step + missing_for_goal, 0.0);
      return;
    }
    if (from.steps + 2 > k_most_steps) return;  // the goal itself is a step too
    struct WayOn {
      double expected = 0.0;
      double cost = 0.0;
      double still = 0.0;
      std::uint32_t occupation = 0;
    };
    std::vector<WayOn> ways;
    for (std::uint32_t to = 0; to < weights.size(); ++to) {
      if (to == goal_ || overlap(weights, to) < near_) continue;
      const double nearer = progress(to, had);
      if (nearer < k_least_progress * graph_.required_weight(goal_)) continue;
      const double cost = from.cost + k_cost_of_a_step + graph_.required_weight(to) - weights[to];
      const double still = k_cost_of_a_step + missing_for_goal - nearer;
      ways.push_back({cost + still, cost, still, to});
    }
    const std::size_t count = std::min(k_most_ways_on, ways.size());
    std::partial_sort(ways.begin(), ways.begin() + static_cast<std::ptrdiff_t>(count), ways.end(),
                      [](const WayOn& a, const WayOn& b) {
                        return std::tie(a.expected, a.occupation) < std::tie(b.expected, b.occupation);
                      });
    for (std::size_t i = 0; i < count; ++i) open(ways[i].occupation, at, ways[i].cost, ways[i].still);
  }

  [[nodiscard]] std::vector<std::uint32_t> way_to(std::size_t at) const {
    std::vector<std::uint32_t> way;
    for (; at != 0; at = stands_[at].from) way.push_back(stands_[at].occupation);
    std::reverse(way.begin(), way.end());
    return way;
  }

  using Expected = std::tuple<double, std::uint32_t, std::size_t>;  ///< whole cost, occupation, position of the stand

  const SkillGraph& graph_;
  const std::vector<double>& had_;
  const std::uint32_t goal_;
  const double near_;
  std::vector<double> in_goal_;  ///< weight of each skill in the goal
  std::vector<Stand> stands_;    ///< the first is where the person stands now
  std::vector<std::uint32_t> closed_;
  std::priority_queue<Expected, std::vector<Expected>, std::greater<>> open_;
};

}  // namespace

std::vector<std::uint32_t> find_path(const SkillGraph& graph, const std::vector<double>& had, std::uint32_t goal,
                                     double near) {
  return PathFinder(graph, had, goal, near).run();
}

}  // namespace leerwijzer
