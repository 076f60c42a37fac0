// Rules that were in force before, from PostgreSQL; the few that were asked for last stay compiled.
#pragma once

#include "api/services.hpp"

#include <deque>
#include <mutex>

namespace leerwijzer {

class Pool;

class PostgresRuleArchive : public RuleArchive {
 public:
  explicit PostgresRuleArchive(Pool& pool) : pool_(pool) {}
  [[nodiscard]] std::shared_ptr<const FundingRules> rules(const std::string& digest) override;
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> known(std::size_t most) override;

 private:
  Pool& pool_;
  std::mutex mutex_;
  std::deque<std::shared_ptr<const FundingRules>> kept_;  ///< the one asked for last in front
};

}  // namespace leerwijzer
