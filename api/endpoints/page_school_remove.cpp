// POST /school/opleidingen/{key}/verwijderen: removes a draft, under the version that the page was opened with.
#include "api/reply.hpp"
#include "api/school_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings&) {
  const std::string key = key_in_path(call);
  const std::int64_t version = version_in(read_offer_form(call.request.body));
  const auto removed = publishing_of(call).remove(provider_in_path(call), key, version);
  if (removed) return send_to(call, "/school?melding=verwijderd");
  // Changed meanwhile, or published: whoever removes it has not seen that.
  const ErrorCode code = removed.error().code;
  if (code == ErrorCode::precondition_failed || code == ErrorCode::conflict)
    return send_to(call, school_address(key) + "?melding=veranderd");
  return removed.error();
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_remove = {.method = "POST",
                                                       .path = "/school/opleidingen/{key}/verwijderen",
                                                       .parameters = k_school_key,
                                                       .consumes = k_form_body,
                                                       .right = Right::provider_write,
                                                       .pace = Pace::writing,
                                                       .body_bytes = k_form_bytes,
                                                       .handle = handle};

}  // namespace leerwijzer
