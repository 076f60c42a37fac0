// One question worked out: the verdict of each scheme in scope, and the stacks that follow. Holds positions
// only; the answer with its texts is built from it.
#pragma once

#include "engine/funding/amounts.hpp"

#include <span>
#include <vector>

namespace leerwijzer {

struct SchemeState {
  std::size_t scheme = 0;
  const SchemeVersion* version = nullptr;
  bool ended = false;
  Verdict eligibility = Verdict::unknown;
  Window window = Window::unknown;
  std::optional<BudgetState> budget;  ///< of a fund
  std::optional<PayTerms> terms;      ///< only for schemes that can lower what the worker pays
};

/// Facts and dates of a question, and the state of every scheme in scope, by id.
class Assessment {
 public:
  /// `funds`: how funds stand, where the question does not say so itself.
  Assessment(const CompiledRules& rules, const FundingQuestion& question, std::span<const FundStanding> funds = {});

  [[nodiscard]] const std::vector<SchemeState>& states() const noexcept { return states_; }
  [[nodiscard]] RuleContext context() const noexcept { return {rules_, knowledge_, dates_}; }

  /// Which schemes count in a stack (see FundingAnswer).
  enum class Hope : std::uint8_t { certain, likely, best_case };

  struct Stack {
    std::vector<std::size_t> schemes;  ///< candidates in order of payment
    StackProblem problem;
    StackChoice choice;
  };
  /// Takes a scheme to be a yes or a no, whatever is known of it.
  struct Supposition {
    std::size_t scheme = 0;
    Verdict verdict = Verdict::unknown;
  };
  [[nodiscard]] Stack stack(Hope hope, Cents price, std::optional<Supposition> supposed = std::nullopt) const;

 private:
  void add_state(std::size_t scheme, const FundingQuestion& question, std::span<const FundStanding> funds);

  const CompiledRules& rules_;
  Knowledge knowledge_{};
  AskedDates dates_;
  std::vector<SchemeState> states_;
};

/// Can this scheme still become a yes that somebody can use?
[[nodiscard]] bool is_live(const SchemeState& state) noexcept;

/// The question that asks for a fact, with its answers.
[[nodiscard]] NextQuestion question_about(const FactSpec& spec);

/// See FundingAnswer::next_question.
[[nodiscard]] std::optional<NextQuestion> next_question(const Assessment& assessment, const FundingQuestion& question,
                                                        const std::optional<CentsInterval>& net);

}  // namespace leerwijzer
