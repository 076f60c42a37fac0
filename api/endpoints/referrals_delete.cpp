// DELETE /v1/referrals with the header Leerwijzer-Code: the person withdraws, and what the desk was told is erased.
#include "api/referral_code.hpp"
#include "api/reply.hpp"
#include "engine/domain/referral.hpp"
#include "engine/domain/sealed_note.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const std::string code = code_of(call);
  if (!referrals_of(call).withdraw(digest_of_code(code), call.today)) return unknown_code();
  boost::json::object document;
  document["status"] = name_of(ReferralStatus::withdrawn);
  document["words"] = words_of(ReferralStatus::withdrawn);
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_referrals_delete = {.method = "DELETE",
                                                     .path = "/v1/referrals",
                                                     .headers = k_code_header,
                                                     .right = Right::by_code,
                                                     .pace = Pace::secret,
                                                     .handle = handle};

}  // namespace leerwijzer
