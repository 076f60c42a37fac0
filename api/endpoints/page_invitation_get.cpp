// GET /uitnodiging: the code of an invitation, typed or from behind the # of a link, and a password.
#include "api/page_calls.hpp"
#include "api/web/session_pages.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call&, const PageSettings& settings) { return html(invitation_page(settings, {}, {})); }

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_invitation_get = {
    .method = "GET", .path = "/uitnodiging", .pace = Pace::reading, .handle = handle};

}  // namespace leerwijzer
