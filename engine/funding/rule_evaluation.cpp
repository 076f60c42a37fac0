#include "engine/funding/rule_evaluation.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_proofs = 64;  // alternatives kept while a smallest proof is sought

Verdict opposite(Verdict verdict) {
  if (verdict == Verdict::unknown) return verdict;
  return verdict == Verdict::yes ? Verdict::no : Verdict::yes;
}

Verdict certain(bool yes, bool no) { return yes ? Verdict::yes : no ? Verdict::no : Verdict::unknown; }

Verdict compare(RuleOp op, const FactKnowledge& known, double value) {
  const double low = known.low;
  const double high = known.high;
  switch (op) {
    case RuleOp::less: return certain(high < value, low >= value);
    case RuleOp::at_most: return certain(high <= value, low > value);
    case RuleOp::more: return certain(low > value, high <= value);
    case RuleOp::at_least: return certain(low >= value, high < value);
    case RuleOp::equal: return certain(low == value && high == value, value < low || value > high);
    case RuleOp::not_equal: return certain(value < low || value > high, low == value && high == value);
    default: return Verdict::unknown;
  }
}

Verdict holds_word(const RuleNode& atom, const FactKnowledge& known, const FactSpec& spec) {
  if (spec.words.empty()) {
    if (!known.exact) return Verdict::unknown;
    return certain(std::find(atom.places.begin(), atom.places.end(), known.place) != atom.places.end(), true);
  }
  const std::uint64_t open = known.one_of & ~known.out;
  const bool group_fits = known.one_of != 0 && open != 0 && (open & ~atom.words) == 0;
  return certain((known.in & atom.words) != 0 || group_fits, (atom.words & ~known.out) == 0);
}

bool is_negated(RuleOp op) { return op == RuleOp::not_equal || op == RuleOp::not_in || op == RuleOp::disjoint; }

Verdict evaluate_atom(const RuleNode& atom, const RuleContext& context) {
  const FactKnowledge& known = context.knowledge[atom.fact];
  const FactSpec& spec = fact_table()[atom.fact];
  switch (spec.type) {
    case FactType::flag:
      if (!known.exact) return Verdict::unknown;
      return (known.flag == atom.flag) == (atom.op == RuleOp::equal) ? Verdict::yes : Verdict::no;
    case FactType::number: {
      const auto value = atom.param ? parameter_value(context.rules, *atom.param, context.dates) : atom.number;
      return value ? compare(atom.op, known, *value) : Verdict::unknown;
    }
    case FactType::word:
    case FactType::word_set: {
      const Verdict verdict = holds_word(atom, known, spec);
      return is_negated(atom.op) ? opposite(verdict) : verdict;
    }
  }
  return Verdict::unknown;
}

/// A proof is a set of conditions, by their facts; the atoms are kept for wording.
struct Proof {
  FactSet facts;
  std::vector<DecidingAtom> atoms;
};
using Proofs = std::vector<Proof>;

/// Keeps the smallest proofs, each fact set once, earlier ones first.
void keep_smallest(Proofs& proofs) {
  std::stable_sort(proofs.begin(), proofs.end(),
                   [](const Proof& a, const Proof& b) { return a.facts.count() < b.facts.count(); });
  Proofs kept;
  for (Proof& proof : proofs) {
    const bool is_covered =
        std::any_of(kept.begin(), kept.end(), [&](const Proof& k) { return (k.facts & proof.facts) == k.facts; });
    if (!is_covered && kept.size() < k_most_proofs) kept.push_back(std::move(proof));
  }
  proofs = std::move(kept);
}

Proofs proofs_of(const RuleNode& node, const RuleContext& context);

/// Every combination of one proof of each child.
Proofs joined(const RuleNode& node, const RuleContext& context) {
  Proofs all(1);
  for (const RuleNode& child : node.children) {
    Proofs next;
    for (const Proof& part : proofs_of(child, context)) {
      for (const Proof& so_far : all) {
        Proof both = so_far;
        both.facts |= part.facts;
        both.atoms.insert(both.atoms.end(), part.atoms.begin(), part.atoms.end());
        next.push_back(std::move(both));
      }
    }
    keep_smallest(next);
    all = std::move(next);
  }
  return all;
}

/// The proofs of every child with that verdict.
Proofs gathered(const RuleNode& node, const RuleContext& context, Verdict wanted) {
  Proofs all;
  for (const RuleNode& child : node.children) {
    if (evaluate_rule(child, context) != wanted) continue;
    for (Proof& proof : proofs_of(child, context)) all.push_back(std::move(proof));
  }
  keep_smallest(all);
  return all;
}

/// Ways to prove the (decided) verdict of a node.
Proofs proofs_of(const RuleNode& node, const RuleContext& context) {
  const Verdict verdict = evaluate_rule(node, context);
  if (verdict == Verdict::unknown) return {};
  switch (node.kind) {
    case RuleNode::Kind::atom: {
      Proof proof;
      proof.facts.set(node.fact);
      proof.atoms.push_back({&node, verdict == Verdict::yes});
      return {proof};
    }
    case RuleNode::Kind::negate: return proofs_of(node.children.front(), context);
    case RuleNode::Kind::all:
      return verdict == Verdict::yes ? joined(node, context) : gathered(node, context, Verdict::no);
    case RuleNode::Kind::any:
      return verdict == Verdict::no ? joined(node, context) : gathered(node, context, Verdict::yes);
  }
  return {};
}

void collect_missing(const RuleNode& node, const RuleContext& context, MissingParts& missing) {
  if (evaluate_rule(node, context) != Verdict::unknown) return;
  for (const RuleNode& child : node.children) collect_missing(child, context, missing);
  if (node.kind != RuleNode::Kind::atom) return;
  const FactKnowledge& known = context.knowledge[node.fact];
  if (!known.exact || known.one_of != 0) missing.facts.set(node.fact);
  if (!node.param || parameter_value(context.rules, *node.param, context.dates)) return;
  auto& list = missing.parameters;
  const auto at = std::lower_bound(list.begin(), list.end(), node.param->parameter);
  if (at == list.end() || *at != node.param->parameter) list.insert(at, node.param->parameter);
}

/// Ways that a person can go come first, then short ones.
std::pair<bool, std::size_t> way_of(const std::vector<DecidingAtom>& changes) {
  return {!std::all_of(changes.begin(), changes.end(), can_change), changes.size()};
}

}  // namespace

Verdict evaluate_rule(const RuleNode& node, const RuleContext& context) {
  switch (node.kind) {
    case RuleNode::Kind::atom: return evaluate_atom(node, context);
    case RuleNode::Kind::negate: return opposite(evaluate_rule(node.children.front(), context));
    case RuleNode::Kind::all:
    case RuleNode::Kind::any: {
      const Verdict decides = node.kind == RuleNode::Kind::all ? Verdict::no : Verdict::yes;
      bool is_open = false;
      for (const RuleNode& child : node.children) {
        const Verdict verdict = evaluate_rule(child, context);
        if (verdict == decides) return decides;
        is_open = is_open || verdict == Verdict::unknown;
      }
      return is_open ? Verdict::unknown : opposite(decides);
    }
  }
  return Verdict::unknown;
}

FactSet deciding_facts(const RuleNode& node, const RuleContext& context) {
  const Proofs proofs = proofs_of(node, context);
  return proofs.empty() ? FactSet{} : proofs.front().facts;
}

std::vector<DecidingAtom> deciding_atoms(const RuleNode& node, const RuleContext& context) {
  Proofs proofs = proofs_of(node, context);
  return proofs.empty() ? std::vector<DecidingAtom>{} : std::move(proofs.front().atoms);
}

MissingParts missing_parts(const RuleNode& node, const RuleContext& context) {
  MissingParts missing;
  collect_missing(node, context, missing);
  return missing;
}

bool can_change(const DecidingAtom& change) {
  const FactSpec& spec = fact_table()[change.atom->fact];
  if (spec.effort == FactEffort::never) return false;
  const bool is_upper = change.atom->op == RuleOp::less || change.atom->op == RuleOp::at_most;
  const bool is_lower = change.atom->op == RuleOp::more || change.atom->op == RuleOp::at_least;
  return spec.unit != FactUnit::years || !(change.holds ? is_upper : is_lower);
}

std::vector<DecidingAtom> needed_changes(const RuleNode& node, const RuleContext& context, Verdict wanted) {
  if (evaluate_rule(node, context) != opposite(wanted)) return {};
  if (node.kind == RuleNode::Kind::atom) return {{&node, wanted == Verdict::yes}};
  if (node.kind == RuleNode::Kind::negate) return needed_changes(node.children.front(), context, opposite(wanted));
  const bool needs_every_child = (node.kind == RuleNode::Kind::all) == (wanted == Verdict::yes);
  std::vector<DecidingAtom> changes;
  for (const RuleNode& child : node.children) {
    std::vector<DecidingAtom> part = needed_changes(child, context, wanted);
    if (needs_every_child) {
      changes.insert(changes.end(), part.begin(), part.end());
    } else if (!part.empty() && (changes.empty() || way_of(part) < way_of(changes))) {
      changes = std::move(part);
    }
  }
  return changes;
}

}  // namespace leerwijzer
