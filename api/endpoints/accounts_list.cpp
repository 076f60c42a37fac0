// GET /v1/accounts: the accounts of the manager's own desk or school.
#include "api/account_access.hpp"
#include "api/wire/account_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  boost::json::array items;
  for (const StoredAccount& one : managed_accounts_of(call).accounts(call.caller))
    items.emplace_back(write_account(one));
  boost::json::object document;
  document["total"] = items.size();
  document["items"] = std::move(items);
  return json_answer(document);
}

}  // namespace

extern const Endpoint k_endpoint_accounts_list = {
    .method = "GET", .path = "/v1/accounts", .right = Right::session, .handle = handle};

}  // namespace leerwijzer
