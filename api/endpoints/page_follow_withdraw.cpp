// POST /hulp/intrekken: the person withdraws a question, and what the desk was told is erased.
#include "api/followed_referral.hpp"
#include "api/referral_code.hpp"
#include "engine/domain/sealed_note.hpp"

namespace leerwijzer {
namespace {

Result<Answer> act(const FormCall& form, const PageSettings& settings) {
  const Call& call = form.call();
  if (!referrals_of(call).withdraw(digest_of_code(form.code()), call.today)) throw ErrorException(unknown_code());
  FollowView view = followed_referral(call, form.code());
  view.withdrawn = true;
  return html(follow_page(settings, view));
}

Result<Answer> make(const Call& call, const PageSettings& settings) { return with_referral_code(call, settings, act); }

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_follow_withdraw = {.method = "POST",
                                                         .path = "/hulp/intrekken",
                                                         .consumes = k_form_body,
                                                         .pace = Pace::secret,
                                                         .body_bytes = k_form_bytes,
                                                         .handle = handle};

}  // namespace leerwijzer
