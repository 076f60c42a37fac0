// GET /mijn-plan: asks for the code of a kept plan. A link to it has the code behind the #, which never reaches a
// server; the script of the pages fills it in.
#include "api/page_calls.hpp"
#include "api/web/kept_plan_pages.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call&, const PageSettings& settings) { return html(plan_code_page(settings, {})); }

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_kept_plan_get = {
    .method = "GET", .path = "/mijn-plan", .pace = Pace::reading, .blocks = false, .handle = handle};

}  // namespace leerwijzer
