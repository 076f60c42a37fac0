// What a scheme pays on a date, as bounds: percentage and cap, with the parts that are not known left open.
#pragma once

#include "engine/funding/rule_evaluation.hpp"

namespace leerwijzer {

/// Bounds of what a scheme pays: percentage of the base, at most the cap (cents; k_no_cap: none).
struct PayTerms {
  double percentage_low = 1.0;
  double percentage_high = 1.0;
  std::int64_t cap_low = k_no_cap;
  std::int64_t cap_high = k_no_cap;
};

/// Nothing when a part is not known (a parameter outside its period, no case for the level, a cap nobody stated).
[[nodiscard]] std::optional<PayTerms> pay_terms(const PayModel& pays, const RuleContext& context,
                                                std::optional<Cents> price);

/// The amount for display: bounded by the price for money that pays the fee; without a price from 0 to the cap.
[[nodiscard]] std::optional<CentsInterval> amount_of(const PayModel& pays, const RuleContext& context,
                                                     std::optional<Cents> price);

/// The facts that a person could answer and that would narrow what is paid.
[[nodiscard]] FactSet open_pay_facts(const PayModel& pays, const RuleContext& context);

/// State of the application windows of a version on a date (YYYYMMDD).
[[nodiscard]] Window window_on(const SchemeVersion& version, int date);

/// The version that holds on a date; nothing when none or more than one does.
[[nodiscard]] const SchemeVersion* version_on(const SchemeModel& scheme, int date);

/// Has the scheme stopped before that date?
[[nodiscard]] bool has_ended(const SchemeModel& scheme, int date);

}  // namespace leerwijzer
