// Referrals of endpoints on PostgreSQL, with the public keys of the desks.
#pragma once

#include "api/services.hpp"
#include "engine/domain/referral_keys.hpp"
#include "engine/store/pool.hpp"
#include "engine/store/referral_store.hpp"

#include <filesystem>

namespace leerwijzer {

/// An empty path gives no keys. Fails with not_found when the file cannot be read, else as ReferralKeys::parse.
[[nodiscard]] Result<ReferralKeys> read_referral_keys(const std::filesystem::path& file);

class PostgresReferrals : public ReferralDesks {
 public:
  PostgresReferrals(Pool& pool, ReferralKeys keys) : store_(pool), keys_(std::move(keys)) {}

  [[nodiscard]] std::optional<std::string> key_for(std::string_view desk) override { return keys_.key_for(desk); }
  [[nodiscard]] Result<AddedReferral> add(const NewReferral& referral) override { return store_.add(referral); }
  [[nodiscard]] std::optional<StoredReferral> find(const std::string& code_digest, Date today) override {
    return store_.find(code_digest, today);
  }
  [[nodiscard]] bool withdraw(const std::string& code_digest, Date today) override {
    return store_.withdraw(code_digest, today);
  }

 private:
  ReferralStore store_;
  ReferralKeys keys_;
};

}  // namespace leerwijzer
