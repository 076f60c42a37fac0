// The pages of a plan that is kept: that it was, with its code; to its owner, who changes, shares and erases it; to
// whom it is shared with; and on paper.
#pragma once

#include "api/http/problem.hpp"
#include "api/query.hpp"
#include "api/web/shell.hpp"
#include "engine/domain/stored_plan.hpp"
#include "engine/match/plan_recheck.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// A code that somebody has to keep or pass on.
struct CodeToShow {
  std::string name{};  ///< of the plan, or of whom it is shared with
  std::string code{};  ///< in groups
  std::string link{};
  std::string picture{};  ///< the link as an SVG
};

/// What only the owner sees. Lists are as /v1/plans/versions and /v1/plans/shares answer them.
struct PlanOwnerPart {
  CodeToShow code{};
  std::int64_t version = 0;
  std::string form_key{};
  boost::json::array versions{};
  boost::json::array shares{};
  std::optional<CodeToShow> new_share{};
  TextPairs typed{};  ///< of a form with faults
};

/// What whom it is shared with sees beside the plan.
struct PlanHolderPart {
  std::string code{};
  std::string form_key{};
  bool may_comment = false;
  boost::json::array comments{};
  boost::json::object document{};  ///< the sections, as GET /v1/plans/shared answers them
  std::string typed{};             ///< a comment with a fault
};

/// A kept plan, beside what changed since. `shared`: seen by somebody else than its owner.
struct KeptPlanPage {
  StoredPlan plan{};
  std::vector<PlanRemark> remarks{};
  std::vector<PlanDeadline> deadlines{};
  Date expires_at{};
  bool shared = false;
  bool with_money = true;
  std::optional<PlanOwnerPart> owner{};    ///< nothing: on paper, or shared
  std::optional<PlanHolderPart> holder{};  ///< nothing: not shared
  std::string notice{};                    ///< key of the text of what was just done; empty: nothing was
  std::vector<FieldError> faults{};
};
[[nodiscard]] std::string kept_plan_page(const PageSettings& settings, const KeptPlanPage& content);

/// That it is kept: the code, once.
[[nodiscard]] std::string plan_saved_page(const PageSettings& settings, const CodeToShow& code, Date expires_at);

/// Asks for the code of a kept plan. `fault`: key of the text that says what is wrong with what was `typed`; empty:
/// nothing was. `notice`: key of the text of what was just done.
[[nodiscard]] std::string plan_code_page(const PageSettings& settings, std::string_view fault,
                                         const std::string& typed = {}, std::string_view notice = {});

}  // namespace leerwijzer
