// POST /v1/enrolments/confirmations with the code of an invitation in Leerwijzer-Code and the first code of the app:
// the account can be used. The answer holds the recovery codes, once.
#include "api/account_access.hpp"
#include "api/wire/account_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const auto enrolled = accounts_of(call).confirm_enrolment(invitation_of(call), read_code(call.request.body));
  if (!enrolled) return enrolled.error();
  boost::json::object document;
  document["account"] = write_account(enrolled->account);
  write_recovery_codes(document, enrolled->recovery_codes);
  return json_answer(document, 201);
}

}  // namespace

extern const Endpoint k_endpoint_enrolments_confirmations = {.method = "POST",
                                                             .path = "/v1/enrolments/confirmations",
                                                             .consumes = k_json_body,
                                                             .headers = k_invitation_code,
                                                             .right = Right::by_code,
                                                             .pace = Pace::secret,
                                                             .body_bytes = 4096,
                                                             .handle = handle};

}  // namespace leerwijzer
