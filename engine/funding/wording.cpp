#include "engine/funding/wording.hpp"

#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

std::string required_number(const RuleNode& atom, const FactSpec& spec, const RuleContext& context) {
  const auto value = atom.param ? parameter_value(context.rules, *atom.param, context.dates) : atom.number;
  const std::string shown = value ? format_value(spec.unit, *value) : "een grens die nog niet bekend is";
  switch (atom.op) {
    case RuleOp::less: return "lager dan " + shown;
    case RuleOp::at_most: return shown + " of minder";
    case RuleOp::more: return "meer dan " + shown;
    case RuleOp::at_least: return shown + " of meer";
    default: return shown;
  }
}

std::string required_words(const RuleNode& atom, const FactSpec& spec) {
  if (spec.words.empty()) return enumerated(atom.place_labels, "of");
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < spec.words.size(); ++i) {
    if ((atom.words >> i & 1U) != 0) labels.emplace_back(spec.words[i].label);
  }
  return enumerated(labels, "of");
}

bool is_negated(RuleOp op) { return op == RuleOp::not_equal || op == RuleOp::not_in || op == RuleOp::disjoint; }

void add(std::string& text, const std::string& sentence) {
  if (sentence.empty()) return;
  if (!text.empty()) text += ' ';
  text += sentence;
}

std::string ended_text(const VerdictParts& parts, const RuleContext& context) {
  std::string text = "Bestaat niet meer.";
  std::vector<std::string> names;
  for (std::size_t other : parts.scheme.alternatives) names.push_back(context.rules.schemes[other].name);
  if (!names.empty()) add(text, "Kijk in plaats daarvan naar: " + enumerated(names, "of") + ".");
  return text;
}

std::string window_text(const VerdictParts& parts) {
  const SchemeStatus status = parts.version->status;
  if (status == SchemeStatus::unavailable) return "U kunt dit nu niet aanvragen.";
  if (status == SchemeStatus::unconfirmed) return "Het is niet zeker of deze regeling nu nog geldt.";
  if (parts.budget == BudgetState::exhausted) return "U kunt dit nu niet aanvragen. Het budget is op.";
  if (parts.budget == BudgetState::nearly) return "Het budget is bijna op. Vraag eerst na of er nog geld is.";
  switch (parts.window) {
    case Window::open: return {};
    case Window::closed: return "U kunt dit nu niet aanvragen. De aanvraagtijd is voorbij.";
    case Window::announced: return "U kunt dit nu nog niet aanvragen. Er komt een nieuwe aanvraagtijd.";
    case Window::unknown: return "We weten niet wanneer u dit kunt aanvragen.";
  }
  return {};
}

std::string decider_text(const VerdictParts& parts) {
  switch (parts.version->discretion) {
    case Discretion::right: return {};
    case Discretion::employer: return "Uw werkgever beslist hierover. Vraag het aan uw werkgever.";
    case Discretion::authority: return "Dit is geen recht: " + parts.scheme.issuer + " beslist.";
  }
  return {};
}

void add_once(std::vector<std::string>& clauses, std::string clause) {
  if (std::find(clauses.begin(), clauses.end(), clause) == clauses.end()) clauses.push_back(std::move(clause));
}

std::string no_text(const VerdictParts& parts, const RuleContext& context) {
  std::vector<std::string> reasons;
  for (const DecidingAtom& deciding : deciding_atoms(parts.version->rule, context)) {
    add_once(reasons, clause_of(*deciding.atom, deciding.holds, context));
  }
  std::vector<std::string> changes;
  for (const WouldChange& change : parts.would_change) changes.push_back(change.text);
  std::string text = "Met deze antwoorden niet, want " + enumerated(reasons, "en") + ".";
  if (!changes.empty()) add(text, "Dit kan veranderen als " + enumerated(changes, "en als") + ".");
  return text;
}

/// Up to the question mark: "Wat past bij u? U mag meer antwoorden kiezen." is asked as "Wat past bij u?".
std::string bare_question(std::string_view question) { return std::string(question.substr(0, question.find('?') + 1)); }

std::string unknown_text(const VerdictParts& parts) {
  constexpr std::size_t k_most_questions = 3;
  std::string text = "We weten het nog niet.";
  std::vector<std::string> questions;
  for (std::size_t i = 0; i < fact_table().size(); ++i) {
    if (parts.missing.facts.test(i)) questions.push_back(bare_question(fact_table()[i].question));
  }
  const std::size_t all = questions.size();
  questions.resize(std::min(all, k_most_questions));
  if (all > 0) add(text, "We willen nog weten: " + join(questions, " "));
  if (all == k_most_questions + 1) add(text, "Daarna is er nog 1 vraag.");
  if (all > k_most_questions + 1)
    add(text, "Daarna zijn er nog " + std::to_string(all - k_most_questions) + " vragen.");
  if (!parts.missing.parameters.empty()) {
    add(text, "De bedragen of grenzen voor deze datum zijn niet bekend. Vraag dit na bij " + parts.scheme.issuer + ".");
  }
  return text;
}

}  // namespace

std::string enumerated(const std::vector<std::string>& parts, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " " + std::string(last) + " " : ", ";
    text += parts[i];
  }
  return text;
}

std::string as_sentence(std::string clause) {
  if (!clause.empty() && clause.front() >= 'a' && clause.front() <= 'z')
    clause.front() = static_cast<char>(clause.front() - 'a' + 'A');
  if (!clause.empty() && clause.back() != '.' && clause.back() != '?') clause += '.';
  return clause;
}

std::string clause_of(const RuleNode& atom, bool holds, const RuleContext& context) {
  const FactSpec& spec = fact_table()[atom.fact];
  if (spec.type == FactType::flag) {
    const bool wants_true = atom.flag == (atom.op == RuleOp::equal);
    return std::string(holds == wants_true ? spec.yes : spec.no);
  }
  std::string text(holds != is_negated(atom.op) ? spec.yes : spec.no);
  const std::size_t hole = text.find("{}");
  const std::string value =
      spec.type == FactType::number ? required_number(atom, spec, context) : required_words(atom, spec);
  return hole == std::string::npos ? text : text.replace(hole, 2, value);
}

std::vector<WouldChange> changes_of(const RuleNode& rule, const RuleContext& context) {
  std::vector<WouldChange> changes;
  for (const DecidingAtom& change : needed_changes(rule, context, Verdict::yes)) {
    if (!can_change(change)) return {};
    WouldChange next{std::string(fact_table()[change.atom->fact].name), clause_of(*change.atom, change.holds, context)};
    if (std::find(changes.begin(), changes.end(), next) == changes.end()) changes.push_back(std::move(next));
  }
  return changes;
}

std::string verdict_text(const VerdictParts& parts, const RuleContext& context) {
  if (parts.ended) return ended_text(parts, context);
  std::string text = parts.scheme.what;
  if (parts.version == nullptr) {
    add(text, "We kennen de regels voor deze datum niet. Vraag dit na bij " + parts.scheme.issuer + ".");
    return text;
  }
  if (parts.version->status == SchemeStatus::planned) return text + " " + parts.scheme.todo;
  switch (parts.eligibility) {
    case Verdict::yes:
      add(text, "U voldoet aan de voorwaarden die wij kennen.");
      add(text, decider_text(parts));
      add(text, window_text(parts));
      add(text, parts.scheme.todo);
      break;
    case Verdict::no: add(text, no_text(parts, context)); break;
    case Verdict::unknown:
      add(text, unknown_text(parts));
      add(text, window_text(parts));
      break;
  }
  if (parts.conflicting)
    add(text, "Onze bronnen spreken elkaar tegen. Vraag bij " + parts.scheme.issuer + " wat nu geldt.");
  if (parts.overdue)
    add(text, "Deze informatie is lang niet gecontroleerd. Controleer dit bij " + parts.scheme.issuer + ".");
  return text;
}

std::string stack_text(const StackParts& parts) {
  std::string text = parts.name == "certain"  ? "Zeker: u betaalt zelf hoogstens "
                     : parts.name == "likely" ? "Waarschijnlijk: u betaalt zelf "
                                              : "In het beste geval: u betaalt zelf ";
  text += format_euro(parts.net) + " van " + format_euro(parts.price) + ".";
  std::vector<std::string> payers;
  for (const auto& [scheme, amount] : parts.payments) payers.push_back(scheme->name + " (" + format_euro(amount) + ")");
  if (!payers.empty()) add(text, "Dit gaat van de prijs af: " + enumerated(payers, "en") + ".");
  if (parts.fee_forbidden) add(text, "Uw werkgever mag u dan zelf niets laten betalen.");
  std::vector<std::string> loans;
  for (const SchemeModel* loan : parts.loans) loans.push_back(loan->name);
  if (!loans.empty()) add(text, "U kunt ook geld lenen: " + enumerated(loans, "of") + ". Een lening betaalt u terug.");
  for (const auto& [left_out, held] : parts.unclear) {
    add(text, "We weten niet of " + left_out->name + " samen mag met " + held->name + ". Daarom tellen we " +
                  left_out->name + " niet mee.");
  }
  return text;
}

}  // namespace leerwijzer
