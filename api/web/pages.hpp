// The pages as HTML: rendered on the server from templates that are part of the program. They work
// without a script.
#pragma once

#include "api/web/form.hpp"
#include "engine/match/plan_recheck.hpp"
#include "engine/match/planner.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

struct Call;
struct OfferAnswer;
struct OfferQuestion;

struct PageSettings {
  bool sample = false;
  Date today{};
};

/// The form, empty or with faults.
[[nodiscard]] std::string start_page(const PageSettings& settings, const FormAnswers& answers,
                                     const std::vector<FieldError>& faults, std::size_t offers);

[[nodiscard]] std::string result_page(const PageSettings& settings, const FormAnswers& answers,
                                      const MatchAnswer& answer, const Taxonomy& taxonomy);

/// One plan on paper: of `variant` where it is there, else the first; without a plan what stands in the way.
[[nodiscard]] std::string plan_page(const PageSettings& settings, const PlanAnswer& answer,
                                    std::optional<PlanVariant> variant, const Taxonomy& taxonomy);

/// A kept plan, beside what changed since. `shared`: seen by somebody else than its owner.
struct KeptPlanPage {
  StoredPlan plan{};
  std::vector<PlanRemark> remarks{};
  std::vector<PlanDeadline> deadlines{};
  Date expires_at{};
  bool shared = false;
  bool with_money = true;
};
[[nodiscard]] std::string kept_plan_page(const PageSettings& settings, const KeptPlanPage& content);

/// Asks for the code of a kept plan. `fault`: what is wrong with the one that was typed; empty: none was.
[[nodiscard]] std::string plan_code_page(const PageSettings& settings, const std::string& fault);

/// When there is no answer: what went wrong, gently, and what to do.
[[nodiscard]] std::string trouble_page(const PageSettings& settings, std::string_view heading, std::string_view text);

/// The search page: the form, and what was found. Addresses on it are of this page.
[[nodiscard]] std::string search_page(const PageSettings& settings, const Call& call, const OfferQuestion& question,
                                      const OfferAnswer& answer);

/// The search page with what is wrong with the question, in Dutch.
[[nodiscard]] std::string search_fault_page(const PageSettings& settings, const Call& call,
                                            const std::vector<FieldError>& faults);

/// An offer that is not published yet, as it would stand in a list, and what there is to improve.
[[nodiscard]] std::string preview_page(const PageSettings& settings, const Call& call, const Offer& offer,
                                       const std::vector<std::string>& advice);

/// "/assets/<digest>.css"
[[nodiscard]] const std::string& stylesheet_address();
[[nodiscard]] std::string_view stylesheet();

}  // namespace leerwijzer
