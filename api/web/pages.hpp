// The pages as HTML: rendered on the server from templates that are part of the program. They work without a script,
// and hold what the engine answers: nothing is worked out here a second time.
#pragma once

#include "api/query.hpp"
#include "api/services.hpp"
#include "api/web/form.hpp"
#include "api/web/shell.hpp"
#include "engine/match/comparison.hpp"
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

/// One of the four steps, with what was told so far.
struct StepView {
  FormStep step = FormStep::place;
  FormAnswers answers;
  bool told = false;  ///< anything at all
  std::vector<FieldError> faults;
  std::size_t offers = 0;               ///< in the catalogue
  const MatchAnswer* so_far = nullptr;  ///< null: nothing was told, or the answers have faults
};
[[nodiscard]] std::string step_page(const PageSettings& settings, const StepView& view, const Taxonomy* taxonomy);

/// All questions on one page, empty or with faults.
[[nodiscard]] std::string questions_page(const PageSettings& settings, const FormAnswers& answers,
                                         const std::vector<FieldError>& faults);

/// What the list shows of an answer: filters and order from the address.
struct ResultView {
  FormAnswers answers;
  const MatchAnswer* answer = nullptr;
  TextPairs query;  ///< filters, sort and how many, in their one form
  std::string sort = "best";
  std::size_t shown = 10;
  std::optional<double> travel_km{};
};
[[nodiscard]] std::string result_page(const PageSettings& settings, const ResultView& view, const Snapshot& snapshot);

/// The offers that the list shows, in its order.
[[nodiscard]] std::vector<const MatchedOffer*> offers_in_list(const ResultView& view, Date today);

struct OfferPageView {
  const TracedOffer* traced = nullptr;
  FormAnswers answers;
  bool told = false;                      ///< there are answers, so that a list goes before this page
  const MatchAnswer* answer = nullptr;    ///< null: nobody's answer
  const MatchedOffer* matched = nullptr;  ///< of that answer; null: the offer is not in it
  MatchedOffer alone;                     ///< for nobody in particular
  FundingAnswer funding;
  AdviceAnswer advice;
};
[[nodiscard]] std::string offer_page(const PageSettings& settings, const OfferPageView& view, const Snapshot& snapshot);

struct CompareView {
  const Comparison* comparison = nullptr;  ///< as POST /v1/comparisons answers; nothing: the page asks to choose
  bool told = false;
};
[[nodiscard]] std::string compare_page(const PageSettings& settings, const CompareView& view);

struct PlanView {
  const PlanAnswer* answer = nullptr;
  std::optional<PlanVariant> variant;
  std::vector<OfferId> pins;
  std::vector<OfferId> bans;
  bool interactive = false;  ///< false: for paper, as POST /v1/plans/compose gives it
  std::string form_key{};    ///< of the form that keeps the plan; empty: plans are not kept here
};
/// One plan: of `variant` where it is there, else the first; without a plan what stands in the way.
[[nodiscard]] std::string plan_page(const PageSettings& settings, const PlanView& view, const Taxonomy& taxonomy);

/// Other work: the question, and the ways there.
[[nodiscard]] std::string work_page(const PageSettings& settings, const FormAnswers& answers,
                                    const std::vector<FieldError>& faults, const MatchAnswer* answer,
                                    const Taxonomy& taxonomy);

struct HelpView {
  FormAnswers answers;
  bool told = false;
  std::vector<FieldError> faults;
  AdviceAnswer advice;
  std::vector<std::string> takers;  ///< ids of desks that take a question here
};
[[nodiscard]] std::string help_page(const PageSettings& settings, const HelpView& view);

/// Pages of text: "accessibility" or "privacy".
[[nodiscard]] std::string text_page(const PageSettings& settings, std::string_view name);

/// The contract of the API, to read.
[[nodiscard]] std::string developers_page(const PageSettings& settings);

/// When there is no answer: what went wrong, gently, and what to do. `key`: of the texts trouble.<key>.heading and
/// .text; `code`: of the request, to quote.
[[nodiscard]] std::string trouble_page(const PageSettings& settings, std::string_view key, std::string_view code = {});

/// The same with a sentence of the engine.
[[nodiscard]] std::string trouble_page_with(const PageSettings& settings, std::string_view key,
                                            const std::string& dutch_text);

/// The search page: the form, and what was found. Addresses on it are of this page.
[[nodiscard]] std::string search_page(const PageSettings& settings, const Call& call, const OfferQuestion& question,
                                      const OfferAnswer& answer);

/// The search page with what is wrong with the question.
[[nodiscard]] std::string search_fault_page(const PageSettings& settings, const Call& call,
                                            const std::vector<FieldError>& faults);

/// An offer that is not published yet, as it would stand in a list, and what there is to improve.
[[nodiscard]] std::string preview_page(const PageSettings& settings, const Call& call, const Offer& offer,
                                       const std::vector<std::string>& advice);

/// Addresses of every page that search engines may know, without the language.
[[nodiscard]] std::vector<std::string_view> page_addresses();

}  // namespace leerwijzer
