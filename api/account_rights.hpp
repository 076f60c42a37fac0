// What roles and scopes of keys come to as rights of endpoints.
#pragma once

#include "api/access.hpp"
#include "engine/domain/account.hpp"
#include "engine/store/account_store.hpp"
#include "engine/store/provider_key_store.hpp"

#include <vector>

namespace leerwijzer {

[[nodiscard]] Right right_of(KeyScope scope) noexcept;
[[nodiscard]] std::vector<Right> rights_of(AccountRole role);

[[nodiscard]] Caller caller_for(const StoredAccount& account);
[[nodiscard]] Caller caller_for(const ProviderKey& key);

/// Where the caller works.
[[nodiscard]] Workplace workplace_of(const Caller& caller);

}  // namespace leerwijzer
