// Callers of tests: whoever sends "Authorization: Bearer <name>" is the caller of that name.
#pragma once

#include "api/access.hpp"

#include <map>
#include <string>
#include <utility>

namespace leerwijzer::testing {

inline Caller advisor_of(std::string desk, std::int64_t account = 1) {
  return {CallerKind::account, account,      "account " + std::to_string(account),
          std::move(desk),     std::nullopt, {Right::session, Right::desk}};
}

inline Caller desk_manager_of(std::string desk, std::int64_t account = 2) {
  Caller caller = advisor_of(std::move(desk), account);
  caller.rights.push_back(Right::desk_manage);
  return caller;
}

/// A key with every right of its provider.
inline Caller key_of(ProviderId provider, std::int64_t key = 1) {
  return {CallerKind::api_key,
          key,
          "key " + std::to_string(key),
          "",
          provider,
          {Right::provider_read, Right::provider_write, Right::provider_publish, Right::provider_manage}};
}

class ListedIdentity : public Identity {
 public:
  std::map<std::string, Caller, std::less<>> callers;

  Result<Caller> caller(const WebRequest& request) override {
    std::string_view name = request.header("authorization");
    if (name.empty()) return Caller{};
    if (name.starts_with("Bearer ")) name.remove_prefix(7);
    const auto found = callers.find(name);
    if (found != callers.end()) return found->second;
    return Error{ErrorCode::unauthenticated, "Deze sleutel kennen we niet.", "", ""};
  }
};

}  // namespace leerwijzer::testing
