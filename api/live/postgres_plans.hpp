// Plans of endpoints on PostgreSQL.
#pragma once

#include "api/stored_plans.hpp"
#include "engine/core/error.hpp"
#include "engine/store/pool.hpp"

#include <string>
#include <utility>

namespace leerwijzer {

/// An address that links can be made of: https (or http on this machine) and a host, without a path. Empty stays empty.
/// Fails with invalid_input for anything else.
[[nodiscard]] Result<std::string> read_public_address(std::string_view text);

class PostgresPlans : public StoredPlans {
 public:
  PostgresPlans(Pool& pool, std::string address) : store_(pool), address_(std::move(address)) {}

  [[nodiscard]] Result<PlanWrite> add(const NewPlan& plan) override { return store_.add(plan); }
  [[nodiscard]] std::optional<KeptPlan> find(const std::string& code_digest, Date today) override {
    return store_.find(code_digest, today);
  }
  [[nodiscard]] Result<PlanWrite> change(const PlanChange& change, Date today) override {
    return store_.change(change, today);
  }
  [[nodiscard]] std::vector<KeptVersion> versions(const std::string& code_digest, Date today) override {
    return store_.versions(code_digest, today);
  }
  [[nodiscard]] bool remove(const std::string& code_digest) override { return store_.remove(code_digest); }
  [[nodiscard]] Result<AddedShare> add_share(const NewShare& share, Date today) override {
    return store_.add_share(share, today);
  }
  [[nodiscard]] std::vector<KeptShare> shares(const std::string& code_digest, Date today) override {
    return store_.shares(code_digest, today);
  }
  [[nodiscard]] bool revoke_share(const std::string& code_digest, std::int64_t id, Date today) override {
    return store_.revoke_share(code_digest, id, today);
  }
  [[nodiscard]] std::optional<OpenedShare> open_share(const std::string& share_digest, Date today, bool log) override {
    return store_.open_share(share_digest, today, log);
  }
  [[nodiscard]] Result<AddedComment> add_comment(const NewComment& comment, Date today) override {
    return store_.add_comment(comment, today);
  }
  [[nodiscard]] std::string_view address() const override { return address_; }

 private:
  PlanStore store_;
  std::string address_;
};

}  // namespace leerwijzer
