#include "api/account_rights.hpp"

namespace leerwijzer {

Right right_of(KeyScope scope) noexcept {
  switch (scope) {
    case KeyScope::read: return Right::provider_read;
    case KeyScope::write: return Right::provider_write;
    case KeyScope::publish: return Right::provider_publish;
    case KeyScope::manage: return Right::provider_manage;
  }
  return Right::provider_read;
}

std::vector<Right> rights_of(AccountRole role) {
  std::vector<Right> rights = {Right::session};
  if (role == AccountRole::advisor || role == AccountRole::desk_manager) rights.push_back(Right::desk);
  if (role == AccountRole::desk_manager) rights.push_back(Right::desk_manage);
  for (const KeyScope scope : scopes_of(role)) rights.push_back(right_of(scope));
  return rights;
}

Caller caller_for(const StoredAccount& account) {
  return {CallerKind::account,    account.id, account_name(account.id), account.place.desk, account.place.provider,
          rights_of(account.role)};
}

Caller caller_for(const ProviderKey& key) {
  Caller caller{CallerKind::api_key, key.id, key_name(key.id), "", key.provider, {}};
  for (const KeyScope scope : key.scopes) caller.rights.push_back(right_of(scope));
  return caller;
}

Workplace workplace_of(const Caller& caller) { return {caller.desk, caller.provider}; }

}  // namespace leerwijzer
