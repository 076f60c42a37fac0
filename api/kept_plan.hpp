// A kept plan between the store and an endpoint: opened with its code, completed from the catalogue, sealed again, and
// compared with what is there now. What a person wrote is in memory only as long as the answer takes.
#pragma once

#include "api/endpoint.hpp"
#include "api/stored_plans.hpp"
#include "api/wire/stored_plan_wire.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

struct OpenedPlan {
  KeptPlan row;  ///< its content is not needed any more
  KeptContent kept;
};

/// Throws ErrorException: not_found for an unknown code, corrupt when the bytes do not open.
[[nodiscard]] OpenedPlan open_kept_plan(const Call& call, const std::string& code);

/// What the database gave of one version. Throws ErrorException with corrupt.
[[nodiscard]] KeptContent open_version(const std::string& content, const std::string& code, std::int64_t version);

/// Fills in what the catalogue knows of the steps. `earlier`: the plan before, whose steps may be gone from the
/// catalogue. Throws InvalidInput for an offer or a run that does not exist, and for facts that the rules do not know.
void complete(const Call& call, PlanContent& content, const StoredPlan* earlier);

/// What the rules say today, for later.
[[nodiscard]] SeenMoney seen_today(const Call& call, const PlanContent& content);

/// Today's catalogue and rules beside the plan.
struct PlanToday {
  std::vector<PlanRemark> remarks;
  std::vector<PlanDeadline> deadlines;  ///< by date, those of schemes among them
};
[[nodiscard]] PlanToday compare_with_today(const Call& call, const KeptContent& kept);

/// Only with the catalogue: for who may see the steps but not the person.
[[nodiscard]] std::vector<PlanRemark> compare_with_catalogue(const Call& call, const StoredPlan& plan);

/// Writes the version after the one that was read, with the shares as they become.
[[nodiscard]] Result<PlanWrite> store_change(const Call& call, const std::string& code, std::int64_t expected,
                                             const KeptContent& kept, std::optional<std::int64_t> restores);

/// The answer to whoever has the code of the plan: content, remarks, deadlines, until when it is kept; with its ETag.
[[nodiscard]] boost::json::object write_opened(const Call& call, const OpenedPlan& plan);
[[nodiscard]] Answer answer_opened(const Call& call, const OpenedPlan& plan);

}  // namespace leerwijzer
