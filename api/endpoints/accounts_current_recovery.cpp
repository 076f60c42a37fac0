// POST /v1/accounts/current/recovery-codes: ten new recovery codes, shown once; the old ones end.
#include "api/account_access.hpp"
#include "api/wire/account_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  AccountDesk& desk = accounts_of(call);
  if (const auto fresh = desk.require_confirmed(call.request, call.caller); !fresh) return fresh.error();
  boost::json::object document;
  write_recovery_codes(document, desk.renew_recovery_codes(call.caller.id));
  return json_answer(document, 201);
}

}  // namespace

extern const Endpoint k_endpoint_accounts_current_recovery = {.method = "POST",
                                                              .path = "/v1/accounts/current/recovery-codes",
                                                              .right = Right::session,
                                                              .pace = Pace::writing,
                                                              .handle = handle};

}  // namespace leerwijzer
