#include "engine/funding/condition.hpp"

#include "engine/funding/assessment.hpp"
#include "engine/funding/rule_file.hpp"
#include "engine/funding/wording.hpp"

#include <algorithm>
#include <utility>

namespace leerwijzer {
namespace {

/// Conditions outside schemes have no parameters.
const CompiledRules& no_rules() {
  static const CompiledRules rules;
  return rules;
}

void collect_facts(const RuleNode& node, FactSet& facts) {
  if (node.kind == RuleNode::Kind::atom) facts.set(node.fact);
  for (const RuleNode& child : node.children) collect_facts(child, facts);
}

std::vector<std::string> names_of_facts(const FactSet& facts) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < fact_table().size(); ++i) {
    if (facts.test(i)) names.emplace_back(fact_table()[i].name);
  }
  return names;
}

bool is_easier(const FactSpec& a, const FactSpec& b) {
  return std::pair(a.sensitive, a.effort) < std::pair(b.sensitive, b.effort);
}

}  // namespace

struct KnownFacts::State {
  Knowledge knowledge{};
};

struct Condition::Model {
  RuleNode node;
};

KnownFacts::KnownFacts(const Facts& facts) {
  auto state = std::make_unique<State>();
  learn_facts(facts, state->knowledge);
  state_ = std::move(state);
}
KnownFacts::KnownFacts(KnownFacts&&) noexcept = default;
KnownFacts& KnownFacts::operator=(KnownFacts&&) noexcept = default;
KnownFacts::~KnownFacts() = default;

Condition::Condition(std::unique_ptr<const Model> model) : model_(std::move(model)) {}
Condition::Condition(Condition&&) noexcept = default;
Condition& Condition::operator=(Condition&&) noexcept = default;
Condition::~Condition() = default;

Condition Condition::read(const JsonCursor& at) {
  auto model = std::make_unique<Model>();
  model->node = read_rule(at, no_rules(), {});
  return Condition(std::move(model));
}

Verdict Condition::evaluate(const KnownFacts& known) const {
  return evaluate_rule(model_->node, {no_rules(), known.state_->knowledge, {}});
}

std::vector<std::string> Condition::because(const KnownFacts& known) const {
  return names_of_facts(deciding_facts(model_->node, {no_rules(), known.state_->knowledge, {}}));
}

std::optional<NextQuestion> Condition::question(const KnownFacts& known) const {
  const FactSet missing = missing_parts(model_->node, {no_rules(), known.state_->knowledge, {}}).facts;
  const FactSpec* best = nullptr;
  for (std::size_t i = 0; i < fact_table().size(); ++i) {
    const FactSpec& spec = fact_table()[i];
    if (!missing.test(i) || spec.effort == FactEffort::never) continue;
    if (best == nullptr || is_easier(spec, *best)) best = &spec;
  }
  if (best == nullptr) return std::nullopt;
  return question_about(*best);
}

std::vector<std::string> Condition::facts() const {
  FactSet facts;
  collect_facts(model_->node, facts);
  return names_of_facts(facts);
}

std::string answer_in_words(std::string_view fact, const FactValue& value) {
  const auto position = find_fact(fact);
  if (!position) return {};
  const FactSpec& spec = fact_table()[*position];
  std::vector<std::string> answers;
  const auto add_word = [&](const std::string& word) {
    const auto at = find_word(spec, word);
    answers.push_back(at ? std::string(spec.words[*at].label) : word);
  };
  if (const bool* yes = std::get_if<bool>(&value); yes != nullptr && spec.type == FactType::flag) {
    answers.emplace_back(*yes ? "Ja" : "Nee");
  } else if (const double* number = std::get_if<double>(&value); number != nullptr && spec.type == FactType::number) {
    answers.push_back(format_value(spec.unit, *number));
  } else if (const std::string* word = std::get_if<std::string>(&value);
             word != nullptr && spec.type == FactType::word) {
    add_word(*word);
  } else if (const auto* words = std::get_if<std::vector<std::string>>(&value);
             words != nullptr && spec.type == FactType::word_set) {
    for (const std::string& one : *words) add_word(one);
  }
  if (answers.empty()) return {};
  const std::string_view question = spec.question.substr(0, spec.question.find('?') + 1);
  return std::string(question) + " " + enumerated(answers, "en") + ".";
}

}  // namespace leerwijzer
