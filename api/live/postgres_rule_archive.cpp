#include "api/live/postgres_rule_archive.hpp"

#include "engine/store/rule_history.hpp"

#include <algorithm>

namespace leerwijzer {

std::shared_ptr<const FundingRules> PostgresRuleArchive::rules(const std::string& digest) {
  constexpr std::size_t k_kept = 4;
  {
    const std::lock_guard lock(mutex_);
    const auto found =
        std::find_if(kept_.begin(), kept_.end(), [&](const auto& one) { return one->snapshot() == digest; });
    if (found != kept_.end()) return *found;
  }
  std::vector<std::pair<std::string, std::string>> files;
  for (SchemeDocument& scheme : RuleHistory(pool_).schemes(digest))
    files.emplace_back(scheme.id, std::move(scheme.document));
  if (files.empty()) return nullptr;
  auto compiled = FundingRules::compile(files);
  if (!compiled) {
    Error error = compiled.error();
    error.code = ErrorCode::unsupported;
    error.hint = "These rules were written for an earlier version of this program.";
    throw ErrorException(error);
  }
  auto rules = std::make_shared<const FundingRules>(std::move(*compiled));
  const std::lock_guard lock(mutex_);
  kept_.push_front(rules);
  if (kept_.size() > k_kept) kept_.pop_back();
  return rules;
}

std::vector<std::pair<std::string, std::string>> PostgresRuleArchive::known(std::size_t most) {
  constexpr std::size_t k_day = 10;
  std::vector<std::pair<std::string, std::string>> all;
  for (const RulePublication& one : RuleHistory(pool_).publications(static_cast<int>(most)))
    all.emplace_back(one.digest, one.at.substr(0, k_day));
  return all;
}

}  // namespace leerwijzer
