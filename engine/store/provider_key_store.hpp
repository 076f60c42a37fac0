// Keys of providers' programs in PostgreSQL: made, found, revoked, and replaced with an overlap. Secrets come as
// digests of 32 bytes; moments are seconds since 1970 and come from the caller. Making and revoking is audited. Throws
// ErrorException as every store.
#pragma once

#include "engine/core/error.hpp"
#include "engine/domain/account.hpp"
#include "engine/store/account_store.hpp"
#include "engine/store/retry.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

class Pool;

struct ProviderKey {
  std::int64_t id = 0;
  ProviderId provider{};
  std::string name{};
  std::string prefix{};
  std::vector<KeyScope> scopes{};
  std::int64_t created_at = 0;
  std::string created_by{};
  std::optional<std::int64_t> used_at{};
  std::int64_t expires_at = 0;
};

struct NewProviderKey {
  ProviderId provider{};
  std::string name{};
  std::string prefix{};
  std::string digest{};
  std::vector<KeyScope> scopes{};
  std::int64_t now = 0;
  std::int64_t expires_at = 0;
  std::string by{};
  std::int64_t replaces = 0;  ///< a key that ends at `overlap_until` at the latest; 0: none
  std::int64_t overlap_until = 0;
};

inline constexpr std::size_t k_most_provider_keys = 20;

class ProviderKeyStore {
 public:
  explicit ProviderKeyStore(Pool& pool) : pool_(pool) {}

  /// Keys that work now, in order of number.
  [[nodiscard]] std::vector<ProviderKey> list(ProviderId provider, std::int64_t now);

  /// not_found for a key to replace that is not there, conflict when the provider has k_most_provider_keys.
  [[nodiscard]] Result<Made<ProviderKey>> add(const NewProviderKey& key, const Retry& retry,
                                              const std::function<std::string(const ProviderKey&)>& seal);

  /// False when the provider has no such key that works.
  [[nodiscard]] bool revoke(ProviderId provider, std::int64_t id, const std::string& by, std::int64_t now);

  /// A key by its prefix, with its digest; nothing when it is over, revoked or unknown.
  struct Found {
    ProviderKey key;
    std::string digest;
  };
  [[nodiscard]] std::optional<Found> find(const std::string& prefix, std::int64_t now);
  void touch(std::int64_t id, std::int64_t now);

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
