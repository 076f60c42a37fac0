// Composing a plan for a person: the matcher's candidates, the composer, and what a person needs to follow the
// result: why each module, every deadline, and who pays whom in which month. Sentences are Dutch, B1.
#pragma once

#include "engine/match/plan_candidates.hpp"
#include "engine/plan/plan_compose.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

/// Something to do, or that happens, on a day.
struct PlanDeadline {
  enum class Kind : std::uint8_t { enrol, arrange, funding, start, end };
  Kind kind = Kind::start;
  Date date{};
  OfferId offer;
  std::string scheme;  ///< id, of kind funding
  std::string title;
  std::string text;
};
template <>
struct EnumNames<PlanDeadline::Kind> {
  static constexpr auto names = std::to_array<EnumName<PlanDeadline::Kind>>({{PlanDeadline::Kind::enrol, "enrol"},
                                                                             {PlanDeadline::Kind::arrange, "arrange"},
                                                                             {PlanDeadline::Kind::funding, "funding"},
                                                                             {PlanDeadline::Kind::start, "start"},
                                                                             {PlanDeadline::Kind::end, "end"}});
};

/// One payment. `from` and `to` are "learner", "employer", "school", or the id of a scheme.
struct PlanPayment {
  Date date{};  ///< the first day of its month is what counts
  std::string from;
  std::string to;
  Cents amount;
  bool certain = true;  ///< false: only in the best case
  OfferId offer;
  std::string text;
};

struct ComposedStep {
  PlanStep step;
  std::size_t hit = 0;  ///< in PlanAnswer::all.hits
  std::string why;
  std::string when;
  std::vector<PlanSwap> swaps;
};

struct ComposedPlan {
  Plan plan;
  std::string name;
  std::string text;
  std::vector<ComposedStep> steps;
  std::vector<PlanDeadline> deadlines;  ///< by date
  std::vector<PlanPayment> payments;    ///< by date
  Cents likely{};  ///< net of the steps with a known price, with what an employer or authority usually grants
};

struct PlanAnswer {
  MatchCandidates all;
  PlanProblem problem;
  Composition composition;
  std::vector<ComposedPlan> plans;
  std::vector<std::string> refused;                        ///< a sentence for each refused pin
  std::vector<std::string> relax;                          ///< a sentence for each relaxation
  std::vector<std::pair<std::string, std::string>> notes;  ///< JSON pointer of the field, and what was not understood
  std::string text;                                        ///< what was found, in one or two sentences
};

/// What moves in one calendar month. In and out are of the learner, and certain; what is only possible is in the
/// payments.
struct PlanMonth {
  std::chrono::year_month month{};
  Cents in{};
  Cents out{};
  std::vector<const PlanPayment*> payments;  ///< of the plan that was given
};

/// The months in which something is paid, in order.
[[nodiscard]] std::vector<PlanMonth> months_of(const ComposedPlan& plan);

/// The plan of a variant where it is there, else the first; nothing when there is no plan.
[[nodiscard]] const ComposedPlan* plan_with(const PlanAnswer& answer, std::optional<PlanVariant> variant);

/// Fails as Matcher::match() does.
[[nodiscard]] Result<PlanAnswer> compose_for(const Matcher& matcher, const Taxonomy& taxonomy,
                                             const PlanRequest& request);

}  // namespace leerwijzer
