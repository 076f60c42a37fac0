// POST /hulp/volgen: how far the question of a code is, and what the desk was told. The code comes in the body, so that
// it is in no address.
#include "api/followed_referral.hpp"

namespace leerwijzer {
namespace {

Result<Answer> act(const FormCall& form, const PageSettings& settings) {
  return html(follow_page(settings, followed_referral(form.call(), form.code())));
}

Result<Answer> make(const Call& call, const PageSettings& settings) { return with_referral_code(call, settings, act); }

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_follow_post = {.method = "POST",
                                                     .path = "/hulp/volgen",
                                                     .consumes = k_form_body,
                                                     .pace = Pace::secret,
                                                     .body_bytes = k_form_bytes,
                                                     .handle = handle};

}  // namespace leerwijzer
