// When the money of a plan moves: what a learner pays the school in which month, and when a scheme is applied for and
// pays out. Private to engine/match.
#pragma once

#include "engine/domain/offer.hpp"
#include "engine/funding/funding.hpp"
#include "engine/plan/plan_problem.hpp"

#include <string>
#include <vector>

namespace leerwijzer {

/// What is left of the price after what others pay the school, by month from the start: prices a month or a year as
/// often as the school asks them, all else in the month of the start. Empty for an unknown price.
[[nodiscard]] std::vector<PlanInstalment> instalments_of(const Offer& offer, const CataloguePrice& price,
                                                         Cents paid_by_others);

/// What the schemes that are certain pay to the school, straight or through the employer.
[[nodiscard]] Cents paid_to_school(const FundingAnswer& funding);

struct SchemeDates {
  Date apply_by{};    ///< the last day to ask for it
  Date paid_on{};     ///< when it reaches the receiver
  std::string payee;  ///< learner, employer or school
};

/// The one place that maps a payment of a scheme to the days of a plan. A day that hangs on the course follows the
/// step; one that the scheme names itself (a window, a year end) stays. Never before today. Money of which nobody says
/// when it comes reaches the school when the course starts and the learner when it ends.
[[nodiscard]] SchemeDates dates_of(const StackPayment& payment, const PlanStep& step, Date today);

}  // namespace leerwijzer
