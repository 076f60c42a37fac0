// Every kind of caller that there is, by name, with what each may do: for tests that go through all of them.
#pragma once

#include "tests/support/contract.hpp"
#include "tests/support/listed_identity.hpp"

#include <optional>
#include <string>
#include <vector>

namespace leerwijzer::testing {

struct NamedCaller {
  std::string name;
  std::string token;             ///< sent as a bearer; empty: none
  bool code = false;             ///< sends a code of the right form that opens nothing
  std::optional<Caller> caller;  ///< nothing: nobody, or a key that is unknown
};

inline Caller at_provider(std::int64_t provider, CallerKind kind, std::vector<Right> rights, std::int64_t id) {
  const std::string name = (kind == CallerKind::account ? "account " : "key ") + std::to_string(id);
  return {kind, id, name, "", ProviderId{provider}, std::move(rights)};
}

/// Of provider 7, which is the number in the paths of the contract's requests.
inline std::vector<NamedCaller> every_caller() {
  using R = Right;
  const auto account = [](std::vector<Right> rights, std::int64_t id) {
    rights.insert(rights.begin(), R::session);
    return at_provider(7, CallerKind::account, std::move(rights), id);
  };
  const auto key = [](std::int64_t provider, std::vector<Right> rights, std::int64_t id) {
    return at_provider(provider, CallerKind::api_key, std::move(rights), id);
  };
  const std::vector<R> all = {R::provider_read, R::provider_write, R::provider_publish, R::provider_manage};
  Caller elsewhere = account(all, 25);
  elsewhere.provider = ProviderId{8};
  return {
      {"nobody", "", false, {}},
      {"wrong-key", "nobody-knows-me", false, {}},
      {"code", "", true, {}},
      {"advisor-a", "advisor-a", false, advisor_of("desk-a", 11)},
      {"advisor-b", "advisor-b", false, advisor_of("desk-b", 12)},
      {"manager-a", "manager-a", false, desk_manager_of("desk-a", 13)},
      {"editor", "editor", false, account({R::provider_read, R::provider_write}, 21)},
      {"publisher", "publisher", false, account({R::provider_read, R::provider_write, R::provider_publish}, 22)},
      {"administrator", "administrator", false, account(all, 23)},
      {"adm-of-other", "adm-of-other", false, elsewhere},
      {"key-read", "key-read", false, key(7, {R::provider_read}, 31)},
      {"key-write", "key-write", false, key(7, {R::provider_write}, 32)},
      {"key-publish", "key-publish", false, key(7, {R::provider_publish}, 33)},
      {"key-manage", "key-manage", false, key(7, {R::provider_manage}, 34)},
      {"key-of-other", "key-of-other", false, key(8, all, 35)},
  };
}

/// May do everything that there is.
inline Caller mighty_caller() {
  return {CallerKind::account,
          1,
          "account 1",
          "desk-a",
          ProviderId{7},
          {Right::session, Right::desk, Right::desk_manage, Right::provider_read, Right::provider_write,
           Right::provider_publish, Right::provider_manage}};
}

}  // namespace leerwijzer::testing
