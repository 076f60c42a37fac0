// A kept plan as JSON: as a person sends it, as it is encrypted, and as it is answered. Reading is strict: what a
// person sends throws InvalidInput with every fault at once; what was encrypted fails with corrupt.
#pragma once

#include "api/services.hpp"
#include "engine/domain/stored_plan.hpp"
#include "engine/match/plan_recheck.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// A plan, and the learner in it as the funding rules want it.
struct PlanContent {
  StoredPlan plan;
  Learner learner;
};

/// The body of POST and PUT /v1/plans. Throws InvalidInput.
[[nodiscard]] PlanContent read_plan_content(std::string_view body);

struct KeptContent {
  PlanContent content;
  SeenMoney seen;
};

/// What is encrypted.
[[nodiscard]] std::string write_kept(const StoredPlan& plan, const SeenMoney& seen);
[[nodiscard]] Result<KeptContent> read_kept(std::string_view text);

/// As it was sent, so that it can be sent again.
[[nodiscard]] boost::json::object write_plan_content(const StoredPlan& plan);

[[nodiscard]] boost::json::array write_remarks(const std::vector<PlanRemark>& remarks, const StoredPlan& plan);
[[nodiscard]] boost::json::object write_seen(const SeenMoney& seen);

/// Steps alone, as they stand in a plan; for shares.
[[nodiscard]] boost::json::array write_steps(const StoredPlan& plan);

}  // namespace leerwijzer
