// POST /v1/enrolments with the code of an invitation in Leerwijzer-Code: chooses a password, and gives the secret for
// an app. Until the first code it may be done again, which replaces both.
#include "api/account_access.hpp"
#include "api/wire/account_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const auto enrolment = accounts_of(call).enrol(invitation_of(call), read_password(call.request.body));
  if (!enrolment) return enrolment.error();
  boost::json::object document;
  document["email"] = enrolment->account.email;
  document["role"] = name_of(enrolment->account.role);
  document["secret"] = enrolment->secret;
  document["uri"] = enrolment->uri;
  return json_answer(document, 201);
}

}  // namespace

extern const Endpoint k_endpoint_enrolments_post = {.method = "POST",
                                                    .path = "/v1/enrolments",
                                                    .consumes = k_json_body,
                                                    .headers = k_invitation_code,
                                                    .right = Right::by_code,
                                                    .pace = Pace::secret,
                                                    .body_bytes = 4096,
                                                    .handle = handle};

}  // namespace leerwijzer
