// POST /school/opleidingen/{key}/terugtrekken: takes an offer out of the catalogue; the draft stays.
#include "api/school_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings&) {
  const auto done = withdraw_offer(call);
  if (!done) return done.error();
  return send_to(call, school_address(key_in_path(call)) + "?melding=teruggetrokken");
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_withdraw = {.method = "POST",
                                                         .path = "/school/opleidingen/{key}/terugtrekken",
                                                         .parameters = k_school_key,
                                                         .consumes = k_form_body,
                                                         .right = Right::provider_publish,
                                                         .pace = Pace::writing,
                                                         .body_bytes = k_form_bytes,
                                                         .handle = handle};

}  // namespace leerwijzer
