// What a plan says to a person, in Dutch at B1. Private to engine/match.
#pragma once

#include "engine/match/planner.hpp"

#include <string>

namespace leerwijzer {

class PlanWords {
 public:
  PlanWords(const PlanAnswer& answer, const Taxonomy& taxonomy) : answer_(answer), taxonomy_(taxonomy) {}

  [[nodiscard]] std::string name(PlanVariant variant) const;
  [[nodiscard]] std::string plan(const Plan& plan) const;
  [[nodiscard]] std::string whole() const;
  [[nodiscard]] std::string why(const PlanStep& step) const;
  [[nodiscard]] std::string when(const PlanStep& step) const;
  [[nodiscard]] std::string deadline_title(PlanDeadline::Kind kind, const PlanStep& step) const;
  [[nodiscard]] std::string deadline(PlanDeadline::Kind kind, const PlanStep& step) const;
  [[nodiscard]] std::string own_payment(const PlanStep& step, Cents amount, std::size_t times) const;
  [[nodiscard]] std::string scheme_payment(const PlanStep& step, const SchemeVerdict& scheme, Cents amount,
                                           bool certain) const;
  [[nodiscard]] std::string employer_payment(const PlanStep& step, Cents amount, bool certain) const;
  [[nodiscard]] std::string funding_title(const SchemeVerdict& scheme) const;
  [[nodiscard]] std::string funding_deadline(const PlanStep& step, const SchemeVerdict& scheme, bool certain) const;
  [[nodiscard]] std::string refused(const RefusedPin& pin) const;
  [[nodiscard]] std::string relax(const PlanRelaxation& one) const;

 private:
  [[nodiscard]] std::string title(const PlanStep& step) const;
  [[nodiscard]] std::string school(const PlanStep& step) const;

  const PlanAnswer& answer_;
  const Taxonomy& taxonomy_;
};

}  // namespace leerwijzer
