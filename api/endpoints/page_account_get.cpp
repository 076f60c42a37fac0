// GET /account: where the person is logged in, password and recovery codes; for who manages, the accounts of the desk
// or school.
#include "api/account_view.hpp"
#include "api/page_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  return html(account_page(settings, account_view_of(call)));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_account_get = {
    .method = "GET", .path = "/account", .right = Right::session, .pace = Pace::reading, .handle = handle};

}  // namespace leerwijzer
