#include "engine/funding/rule_worlds.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace leerwijzer {
namespace {

bool is_negated(RuleOp op) { return op == RuleOp::not_equal || op == RuleOp::not_in || op == RuleOp::disjoint; }

bool compares(RuleOp op, double value, double bound) {
  switch (op) {
    case RuleOp::less: return value < bound;
    case RuleOp::at_most: return value <= bound;
    case RuleOp::more: return value > bound;
    case RuleOp::at_least: return value >= bound;
    case RuleOp::equal: return value == bound;
    case RuleOp::not_equal: return value != bound;
    default: return false;
  }
}

/// The conditions of one fact with their place in the rule.
using Placed = std::vector<std::pair<std::size_t, const RuleNode*>>;

std::uint64_t bit(std::size_t at) { return std::uint64_t{1} << at; }

void flag_worlds(const Placed& atoms, std::set<std::uint64_t>& worlds) {
  for (const bool value : {false, true}) {
    std::uint64_t world = 0;
    for (const auto& [at, atom] : atoms) {
      if ((value == atom->flag) != is_negated(atom->op)) world |= bit(at);
    }
    worlds.insert(world);
  }
}

/// Values on, between and beside the bounds; only those that the fact can be.
void number_worlds(const Placed& atoms, const std::function<double(const ParamRef&)>& param_value,
                   std::set<std::uint64_t>& worlds) {
  std::vector<double> bounds;
  for (const auto& [at, atom] : atoms) bounds.push_back(atom->param ? param_value(*atom->param) : atom->number);
  const FactRange range = fact_range(fact_table()[atoms.front().second->fact].unit);
  std::set<double> values = {range.low, range.high};
  std::vector<double> sorted = bounds;
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    values.insert(sorted[i]);
    values.insert(i == 0 ? (range.low + sorted[i]) / 2 : (sorted[i - 1] + sorted[i]) / 2);
    if (i + 1 == sorted.size()) values.insert((range.high + sorted[i]) / 2);
  }
  for (const double value : values) {
    if (!range.holds(value)) continue;
    std::uint64_t world = 0;
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      if (compares(atoms[i].second->op, value, bounds[i])) world |= bit(atoms[i].first);
    }
    worlds.insert(world);
  }
}

/// The conditions in which a word occurs.
std::set<std::uint64_t> word_marks(const Placed& atoms, const FactSpec& spec) {
  std::set<std::uint64_t> marks = {0};  // something else
  std::map<std::string, std::uint64_t> places;
  for (std::size_t word = 0; word < spec.words.size(); ++word) {
    std::uint64_t mark = 0;
    for (const auto& [at, atom] : atoms) mark |= (atom->words >> word & 1U) != 0 ? bit(at) : 0;
    marks.insert(mark);
  }
  for (const auto& [at, atom] : atoms) {
    for (const std::string& place : atom->places) places[place] |= bit(at);
  }
  for (const auto& [place, mark] : places) marks.insert(mark);
  return marks;
}

void word_worlds(const Placed& atoms, std::set<std::uint64_t>& worlds) {
  const FactSpec& spec = fact_table()[atoms.front().second->fact];
  std::uint64_t negated = 0;
  for (const auto& [at, atom] : atoms) negated |= is_negated(atom->op) ? bit(at) : 0;
  std::set<std::uint64_t> named = word_marks(atoms, spec);
  for (bool grows = spec.type == FactType::word_set; grows;) {  // any number of words together
    const std::set<std::uint64_t> before = named;
    for (const std::uint64_t mark : before) {
      for (const std::uint64_t other : before) named.insert(mark | other);
    }
    grows = named.size() > before.size();
  }
  for (const std::uint64_t mark : named) worlds.insert(mark ^ negated);
}

void collect(const RuleNode& node, std::vector<const RuleNode*>& atoms) {
  if (node.kind == RuleNode::Kind::atom) atoms.push_back(&node);
  for (const RuleNode& child : node.children) collect(child, atoms);
}

bool holds_from(const RuleNode& node, std::uint64_t world, std::size_t& next) {
  switch (node.kind) {
    case RuleNode::Kind::atom: return (world >> next++ & 1U) != 0;
    case RuleNode::Kind::negate: return !holds_from(node.children.front(), world, next);
    case RuleNode::Kind::all:
    case RuleNode::Kind::any: break;
  }
  bool all = true;
  bool any = false;
  for (const RuleNode& child : node.children) {
    const bool holds = holds_from(child, world, next);
    all = all && holds;
    any = any || holds;
  }
  return node.kind == RuleNode::Kind::all ? all : any;
}

}  // namespace

std::vector<const RuleNode*> atoms_of(const RuleNode& rule) {
  std::vector<const RuleNode*> atoms;
  collect(rule, atoms);
  return atoms;
}

bool holds_in(const RuleNode& rule, std::uint64_t world) {
  std::size_t next = 0;
  return holds_from(rule, world, next);
}

std::vector<FactWorlds> fact_worlds(const std::vector<const RuleNode*>& atoms,
                                    const std::function<double(const ParamRef&)>& param_value) {
  std::map<std::size_t, Placed> by_fact;
  for (std::size_t i = 0; i < atoms.size(); ++i) by_fact[atoms[i]->fact].emplace_back(i, atoms[i]);
  std::vector<FactWorlds> all;
  for (const auto& [fact, placed] : by_fact) {
    std::set<std::uint64_t> worlds;
    switch (fact_table()[fact].type) {
      case FactType::flag: flag_worlds(placed, worlds); break;
      case FactType::number: number_worlds(placed, param_value, worlds); break;
      case FactType::word:
      case FactType::word_set: word_worlds(placed, worlds); break;
    }
    all.push_back({fact, {worlds.begin(), worlds.end()}});
  }
  return all;
}

bool for_each_world(const std::vector<FactWorlds>& facts, const std::function<void(std::uint64_t)>& visit) {
  constexpr double k_most = 1'000'000;
  double count = 1;
  for (const FactWorlds& each : facts) count *= static_cast<double>(each.worlds.size());
  if (count > k_most) return false;
  const std::function<void(std::size_t, std::uint64_t)> go = [&](std::size_t at, std::uint64_t world) {
    if (at == facts.size()) return visit(world);
    for (const std::uint64_t part : facts[at].worlds) go(at + 1, world | part);
  };
  go(0, 0);
  return true;
}

}  // namespace leerwijzer
