#include "engine/plan/plan_search.hpp"

#include <algorithm>
#include <numeric>

namespace leerwijzer::plan {
namespace {

constexpr int k_root_rounds = 150;
constexpr int k_node_rounds = 8;
constexpr std::size_t k_steps_of_a_node = 100;  ///< of the scheduler: about as much work
constexpr std::size_t k_greedy_tries = 40;      ///< modules that are tried for one place in the first plan

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// The pool that a stage keeps as low as it can; nothing for coverage and finish.
std::optional<std::size_t> pool_of(SearchStage stage) {
  switch (stage) {
    case SearchStage::cost: return k_cost;
    case SearchStage::distance: return k_first_toll + k_travel;
    case SearchStage::on_site: return k_first_toll + k_on_site;
    case SearchStage::beyond: return k_first_toll + k_beyond;
    case SearchStage::coverage:
    case SearchStage::finish: break;
  }
  return std::nullopt;
}

}  // namespace

struct Search::Node {
  std::vector<int> chosen;
  std::vector<int> open;
  std::vector<std::int64_t> cover;
  std::int64_t covered = 0;
  Uses used{};
  Prices prices;
  bool fresh = true;       ///< the chosen set was not considered yet
  bool root = false;       ///< the prices are still to be found
  std::int64_t reach = 0;  ///< no set below this node covers more
};

Tolls tolls_of(const Model& model, const Schedule& schedule) {
  Tolls sum{};
  for (const Slot& slot : schedule.slots) {
    const Tolls& one = model.modules[at(slot.module)].options[at(slot.option)].tolls;
    for (std::size_t t = 0; t < k_tolls; ++t) sum[t] += one[t];
  }
  return sum;
}

Search::Search(const Model& model) : model_(model), scheduler_(model), bound_(model, uses_) {
  for (const Module& module : model.modules) {
    Uses uses{module.budget_cost, module.rank_cost, static_cast<std::int64_t>(module.hours) * module.shortest_weeks,
              module.shortest_weeks};
    std::copy(module.tolls.begin(), module.tolls.end(), uses.begin() + k_first_toll);
    uses_.push_back(uses);
  }
}

ScheduleRequest Search::schedule_request(bool needs, bool soonest) const {
  ScheduleRequest request{needs, soonest, latest_};
  std::copy(caps_.begin() + k_first_toll, caps_.end(), request.tolls_left.begin());
  return request;
}

void Search::limit_to(SearchStage stage, std::int64_t value) {
  if (const auto pool = pool_of(stage)) caps_[*pool] = value;
  if (stage == SearchStage::coverage) least_covered_ = std::max(least_covered_, value);
  if (stage == SearchStage::finish) latest_ = static_cast<int>(value);
  // Time is only scarce where there is a last day.
  if (latest_ < k_horizon_days) {
    const std::int64_t weeks = model_.week_of(std::max(0, latest_)) + 1;
    caps_[k_module_weeks] = weeks * model_.most_at_once;
    if (model_.hours >= 0) caps_[k_hour_weeks] = weeks * model_.hours;
  }
  fits_.clear();
}

std::int64_t Search::value_of(SearchStage stage, const std::vector<int>& modules, const Schedule& schedule) const {
  std::int64_t sum = 0;
  switch (stage) {
    case SearchStage::coverage: return model_.covered(modules);
    case SearchStage::cost:
      for (const int m : modules) sum += model_.modules[at(m)].rank_cost;
      return sum;
    case SearchStage::distance: return tolls_of(model_, schedule)[k_travel];
    case SearchStage::on_site: return tolls_of(model_, schedule)[k_on_site];
    case SearchStage::beyond: return tolls_of(model_, schedule)[k_beyond];
    case SearchStage::finish: return schedule.finish;
  }
  return sum;
}

/// Two modules that no schedule holds together never come together with a third.
bool Search::fits_together(const std::vector<int>& modules) {
  std::uint64_t key = 1469598103934665603ULL;
  std::vector<int> sorted = modules;
  std::sort(sorted.begin(), sorted.end());
  for (const int m : sorted) key = (key ^ static_cast<std::uint64_t>(m + 1)) * 1099511628211ULL;
  const auto known = fits_.find(key);
  if (known != fits_.end()) return known->second;
  const Schedule schedule = scheduler_.schedule(sorted, schedule_request(false, false));
  const bool fits = schedule.found || !schedule.complete;
  nodes_ += schedule.steps / k_steps_of_a_node;
  fits_.emplace(key, fits);
  return fits;
}

bool Search::add(Node& node, int module) {
  const Module& one = model_.modules[at(module)];
  if (!one.possible || std::ssize(node.chosen) >= model_.most_modules) return false;
  node.chosen.push_back(module);
  node.fresh = true;
  std::erase(node.open, module);
  for (std::size_t p = 0; p < k_pools; ++p) {
    node.used[p] += uses_[at(module)][p];
    if (caps_[p] >= 0 && node.used[p] > caps_[p]) return false;
  }
  for (const auto& [skill, value] : one.values) {
    std::int64_t& cover = node.cover[at(skill)];
    if (value > cover) node.covered += value - cover;
    cover = std::max(cover, value);
  }
  return fits_together(node.chosen);
}

bool Search::improves(const Node& node) const {
  if (node.covered < least_covered_) return false;
  if (!best_) return true;
  if (stage_ == SearchStage::coverage) return node.covered > best_value_;
  const auto pool = pool_of(stage_);
  return !pool || node.used[*pool] < best_value_;
}

void Search::consider(const Node& node) {
  if (!improves(node)) return;
  const auto enters = [&](int m) { return has_what_it_needs(m, node.chosen); };
  if (!std::all_of(node.chosen.begin(), node.chosen.end(), enters)) return;
  // The same modules may be followed in ways that differ in travel: until no way is better.
  while (improves(node) && found_better(node)) {
  }
}

bool Search::found_better(const Node& node) {
  Schedule schedule = scheduler_.schedule(node.chosen, schedule_request(true, stage_ == SearchStage::finish));
  if (!schedule.complete) {
    cut_ = true;
    left_open_ = std::max(left_open_, node.covered);
  }
  nodes_ += schedule.steps / k_steps_of_a_node;
  if (!schedule.found) return false;
  const std::int64_t value = value_of(stage_, node.chosen, schedule);
  if (best_ && !(stage_ == SearchStage::coverage ? value > best_value_ : value < best_value_)) return false;
  if (!best_) best_.emplace();
  best_->modules = node.chosen;
  best_->schedule = std::move(schedule);
  best_value_ = value;
  if (stage_ != SearchStage::coverage && !cannot_improve()) limit_to(stage_, value - 1);
  return true;
}

bool Search::cannot_improve() const {
  return best_ && (stage_ == SearchStage::coverage ? best_value_ >= model_.total : best_value_ <= 0);
}

BoundRequest Search::bound_request(const Node& node) const {
  BoundRequest request;
  request.cover = &node.cover;
  request.covered = node.covered;
  for (std::size_t p = 0; p < k_pools; ++p) {
    if (caps_[p] >= 0) request.pools[p].left = caps_[p] - node.used[p];
  }
  request.slots = model_.most_modules - static_cast<int>(node.chosen.size());
  request.target = least_covered_;
  if (stage_ == SearchStage::coverage && best_) request.target = std::max(request.target, best_value_ + 1);
  request.rounds = node.root ? k_root_rounds : k_node_rounds;
  return request;
}

/// The next module to decide on: one that a chosen module still needs, else the most promising.
int Search::pick(const Node& node) const {
  for (const int m : node.chosen) {
    for (const auto& providers : model_.modules[at(m)].needs) {
      const auto in = [&](const std::vector<int>& set) {
        return [&set](int one) { return std::find(set.begin(), set.end(), one) != set.end(); };
      };
      if (std::any_of(providers.begin(), providers.end(), in(node.chosen))) continue;
      const auto found = std::find_if(node.open.begin(), node.open.end(), [&](int one) {
        return std::find(providers.begin(), providers.end(), one) != providers.end();
      });
      return found == node.open.end() ? -1 : *found;
    }
  }
  return node.open.front();
}

void Search::explore(Node node) {
  while (true) {
    if (cannot_improve()) return;
    if (nodes_ >= budget_) {
      cut_ = true;
      left_open_ = std::max(left_open_, node.reach);
      return;
    }
    ++nodes_;
    if (std::exchange(node.fresh, false)) consider(node);
    for (std::size_t p = 0; p < k_pools; ++p) {
      if (caps_[p] >= 0 && node.used[p] > caps_[p]) return;
    }
    std::erase_if(node.open, [&](int m) { return model_.modules[at(m)].earliest_end > latest_; });
    const BoundRequest request = bound_request(node);
    node.root = false;
    node.reach = std::min(node.reach, bound_.tighten(request, node.open, node.prices));
    if (node.reach < request.target || node.open.empty()) return;
    const int next = pick(node);
    if (next < 0) return;
    Node with = node;
    if (add(with, next)) explore(std::move(with));
    std::erase(node.open, next);
  }
}

void Search::pass(SearchStage stage) {
  stage_ = stage;
  cut_ = false;
  left_open_ = 0;
  fits_.clear();
  const auto saved = std::tuple(caps_, latest_);
  if (best_) {
    best_value_ = value_of(stage, best_->modules, best_->schedule);
    if (stage != SearchStage::coverage && !cannot_improve()) limit_to(stage, best_value_ - 1);
  }
  Node root;
  root.root = true;
  root.reach = model_.total;
  root.cover.assign(model_.worth.size(), 0);
  root.prices.skill.assign(model_.worth.size(), 0.0);
  for (int m = 0; m < static_cast<int>(model_.modules.size()); ++m) {
    if (model_.modules[at(m)].possible) root.open.push_back(m);
  }
  const bool pins_fit = std::all_of(model_.pins.begin(), model_.pins.end(), [&](int pin) { return add(root, pin); });
  if (pins_fit) explore(std::move(root));
  std::tie(caps_, latest_) = saved;
  fits_.clear();
  if (!best_) return;
  limit_to(stage, best_value_);
  best_->stages.push_back({stage, best_value_, cut_ ? relaxed_bound(stage) : best_value_, !cut_});
}

/// What the relaxation of the whole problem says of a stage that was not finished.
std::int64_t Search::relaxed_bound(SearchStage stage) {
  const auto reachable = [&](std::int64_t target) {
    Node root;
    root.cover.assign(model_.worth.size(), 0);
    root.prices.skill.assign(model_.worth.size(), 0.0);
    for (int m = 0; m < static_cast<int>(model_.modules.size()); ++m) {
      if (model_.modules[at(m)].possible && model_.modules[at(m)].earliest_end <= latest_) root.open.push_back(m);
    }
    BoundRequest request = bound_request(root);
    request.target = target;
    request.rounds = 2 * k_root_rounds;
    return bound_.tighten(request, root.open, root.prices);
  };
  if (stage == SearchStage::coverage) return std::max(best_value_, left_open_);
  const auto saved = std::tuple(caps_, latest_);
  std::int64_t low = 0;
  for (std::int64_t high = best_value_; low < high;) {
    const std::int64_t middle = low + (high - low) / 2;
    limit_to(stage, middle);
    if (reachable(least_covered_) < least_covered_) {
      low = middle + 1;
    } else {
      high = middle;
    }
    std::tie(caps_, latest_) = saved;
  }
  return low;
}

/// A module that another has made superfluous costs nothing in the objective, and a person's time.
void Search::drop_idle() {
  for (std::size_t i = best_->modules.size(); i-- > 0;) {
    if (model_.modules[at(best_->modules[i])].pinned) continue;
    std::vector<int> fewer = best_->modules;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (model_.covered(fewer) < model_.covered(best_->modules)) continue;
    const Schedule schedule = scheduler_.schedule(fewer, schedule_request(true, true));
    if (!schedule.found) continue;
    best_->modules = std::move(fewer);
    best_->schedule = schedule;
  }
}

std::optional<Schedule> Search::allowed(const std::vector<int>& modules) {
  caps_.fill(-1);
  caps_[k_budget] = model_.budget;
  latest_ = model_.latest;
  if (std::ssize(modules) > model_.most_modules) return std::nullopt;
  std::int64_t cost = 0;
  for (const int m : modules) {
    if (!model_.modules[at(m)].possible) return std::nullopt;
    cost += model_.modules[at(m)].budget_cost;
  }
  if (model_.budget >= 0 && cost > model_.budget) return std::nullopt;
  Schedule schedule = scheduler_.schedule(modules, schedule_request(true, true));
  if (!schedule.found) return std::nullopt;
  return schedule;
}

bool Search::has_what_it_needs(int module, const std::vector<int>& chosen) const {
  const auto& needs = model_.modules[at(module)].needs;
  return std::all_of(needs.begin(), needs.end(), [&](const std::vector<int>& providers) {
    return std::any_of(providers.begin(), providers.end(),
                       [&](int provider) { return std::find(chosen.begin(), chosen.end(), provider) != chosen.end(); });
  });
}

/// Module by module the one that closes most, of those that can be entered: what the search has to beat. Where many
/// modules ask an entry level that only others give, branching alone may find no plan within its budget.
std::optional<Found> Search::greedy() {
  Found found;
  found.modules = model_.pins;
  auto schedule = allowed(found.modules);
  while (schedule && std::ssize(found.modules) < model_.most_modules) {
    found.schedule = std::move(*schedule);
    schedule.reset();
    const std::int64_t covered = model_.covered(found.modules);
    std::vector<std::pair<std::int64_t, int>> order;  // most gained first, then by id
    for (int m = 0; m < static_cast<int>(model_.modules.size()); ++m) {
      if (!model_.modules[at(m)].possible || !has_what_it_needs(m, found.modules)) continue;
      found.modules.push_back(m);
      if (const std::int64_t gain = model_.covered(found.modules) - covered; gain > 0) order.emplace_back(-gain, m);
      found.modules.pop_back();
    }
    std::sort(order.begin(), order.end());
    if (order.size() > k_greedy_tries) order.resize(k_greedy_tries);
    for (const auto& [negative, m] : order) {
      found.modules.push_back(m);
      schedule = allowed(found.modules);
      if (schedule) break;
      found.modules.pop_back();
    }
  }
  if (schedule) found.schedule = std::move(*schedule);
  if (found.schedule.slots.size() != found.modules.size() || found.modules.empty()) return std::nullopt;
  return found;
}

std::optional<Found> Search::run(const SearchRequest& request) {
  std::optional<Found> first = request.start == nullptr ? greedy() : std::nullopt;
  if (first && model_.covered(first->modules) < request.least_covered) first.reset();
  caps_.fill(-1);
  caps_[k_budget] = model_.budget;
  least_covered_ = request.least_covered;
  latest_ = model_.latest;
  limit_to(SearchStage::finish, latest_);
  best_ = std::move(first);
  nodes_ = 0;
  if (request.start != nullptr) best_ = Found{request.start->modules, request.start->schedule, {}, 0};
  std::size_t left = request.stages.size();
  for (const SearchStage stage : request.stages) {
    // Every stage gets an equal part of what the stages before it left, but for the first and hardest: half as much
    // more.
    const std::size_t rest = request.node_budget - std::min(request.node_budget, nodes_);
    budget_ = nodes_ + (left > 1 && left == request.stages.size() ? rest * 3 / (2 * left) : rest / left);
    --left;
    pass(stage);
    if (!best_) return std::nullopt;
  }
  drop_idle();
  for (StageResult& one : best_->stages) {
    if (!one.proven) one.value = value_of(one.stage, best_->modules, best_->schedule);
  }
  best_->nodes = nodes_;
  return best_;
}

}  // namespace leerwijzer::plan
