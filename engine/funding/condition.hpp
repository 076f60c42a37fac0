// The rule language for those who route people instead of granting money: one condition over the facts of
// fact_table.hpp, read from a file and evaluated in three values. The only part of the language that other
// folders see.
#pragma once

#include "engine/funding/funding.hpp"
#include "engine/funding/json_cursor.hpp"

#include <memory>
#include <string>
#include <vector>

namespace leerwijzer {

/// What is known in one question, in the form that conditions are evaluated against.
class KnownFacts {
 public:
  /// Names and values that FundingRules::check_facts refuses are left out.
  explicit KnownFacts(const Facts& facts);
  KnownFacts(KnownFacts&&) noexcept;
  KnownFacts& operator=(KnownFacts&&) noexcept;
  ~KnownFacts();

 private:
  friend class Condition;
  struct State;
  std::unique_ptr<const State> state_;
};

class Condition {
 public:
  /// Throws ErrorException at the first fault, with file and JSON pointer. Parameters belong to schemes: naming one is
  /// a fault.
  [[nodiscard]] static Condition read(const JsonCursor& at);
  Condition(Condition&&) noexcept;
  Condition& operator=(Condition&&) noexcept;
  ~Condition();

  [[nodiscard]] Verdict evaluate(const KnownFacts& known) const;

  /// The smallest set of facts from which the yes or no follows, by name; empty for unknown.
  [[nodiscard]] std::vector<std::string> because(const KnownFacts& known) const;

  /// What to ask first to decide an unknown one: what a person knows before what must be looked up, sensitive facts
  /// last. Nothing when it is decided, or when nobody can be asked.
  [[nodiscard]] std::optional<NextQuestion> question(const KnownFacts& known) const;

  /// The facts that it asks about, by name.
  [[nodiscard]] std::vector<std::string> facts() const;

 private:
  struct Model;
  explicit Condition(std::unique_ptr<const Model> model);
  std::unique_ptr<const Model> model_;
};

/// A fact as a question with its answer, Dutch: "Hoe oud bent u? 26 jaar." Empty for a name or a value that is none of
/// the table's, and for parts of a fact.
[[nodiscard]] std::string answer_in_words(std::string_view fact, const FactValue& value);

}  // namespace leerwijzer
