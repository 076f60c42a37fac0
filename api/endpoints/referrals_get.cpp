// GET /v1/referrals with the header Leerwijzer-Code: how far the person's referral is, and what the desk was told.
#include "api/referral_code.hpp"
#include "api/reply.hpp"
#include "api/wire/referral_wire.hpp"
#include "engine/domain/sealed_note.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const std::string code = code_of(call);
  const auto referral = referrals_of(call).find(digest_of_code(code), call.today);
  if (!referral) return unknown_code();
  const std::string content =
      open_note_with_code({referral->content, referral->key_for_desk, referral->key_for_person}, code).value_or("");
  const auto desk = snapshot_of(call).geography.desk(referral->desk, call.today);
  return render(write_referral(*referral, content, desk ? std::string_view(desk->point.name) : std::string_view{}),
                provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_referrals_get = {.method = "GET",
                                                  .path = "/v1/referrals",
                                                  .headers = k_code_header,
                                                  .right = Right::by_code,
                                                  .pace = Pace::secret,
                                                  .handle = handle};

}  // namespace leerwijzer
