// Keeping a plan: the first time, as it becomes, and as it was. For /v1/plans and for the pages.
#pragma once

#include "api/kept_plan.hpp"

#include <boost/json/array.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace leerwijzer {

struct NewlyKept {
  std::string code;  ///< in its one form; nobody can find it again
  OpenedPlan plan;
};

/// The same Idempotency-Key and body give the same plan. Throws InvalidInput for steps that do not exist, and
/// ErrorException with unavailable where plans are not kept.
[[nodiscard]] Result<NewlyKept> keep_plan(const Call& call, PlanContent content);

/// The version after `expected`, completed from the catalogue. Fails with precondition_failed when it is another by
/// now; throws as keep_plan(), and not_found for an unknown code.
[[nodiscard]] Result<OpenedPlan> change_plan(const Call& call, const std::string& code, std::int64_t expected,
                                             PlanContent content);

/// Brings `version` back as a version of its own; without one that before what is there. Fails with conflict when
/// there is none, else as change_plan().
[[nodiscard]] Result<OpenedPlan> bring_back(const Call& call, const std::string& code, std::int64_t expected,
                                            std::optional<std::int64_t> version);

/// What an owner can go back to, the newest first; empty for an unknown code.
[[nodiscard]] boost::json::array write_version_list(const Call& call, const std::string& code);

}  // namespace leerwijzer
