// Plans that people keep, for endpoints. Tests put a list in memory behind it.
#pragma once

#include "engine/store/plan_store.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

/// See PlanStore: every call may throw ErrorException with unavailable.
class StoredPlans {
 public:
  virtual ~StoredPlans() = default;

  [[nodiscard]] virtual Result<PlanWrite> add(const NewPlan& plan) = 0;
  [[nodiscard]] virtual std::optional<KeptPlan> find(const std::string& code_digest, Date today) = 0;
  [[nodiscard]] virtual Result<PlanWrite> change(const PlanChange& change, Date today) = 0;
  [[nodiscard]] virtual std::vector<KeptVersion> versions(const std::string& code_digest, Date today) = 0;
  [[nodiscard]] virtual bool remove(const std::string& code_digest) = 0;

  [[nodiscard]] virtual Result<AddedShare> add_share(const NewShare& share, Date today) = 0;
  [[nodiscard]] virtual std::vector<KeptShare> shares(const std::string& code_digest, Date today) = 0;
  [[nodiscard]] virtual bool revoke_share(const std::string& code_digest, std::int64_t id, Date today) = 0;
  [[nodiscard]] virtual std::optional<OpenedShare> open_share(const std::string& share_digest, Date today,
                                                              bool log) = 0;
  [[nodiscard]] virtual Result<AddedComment> add_comment(const NewComment& comment, Date today) = 0;

  /// Where people find this service ("https://leerwijzer.example"), for links; empty: not set.
  [[nodiscard]] virtual std::string_view address() const = 0;
};

}  // namespace leerwijzer
