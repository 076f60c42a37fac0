// GET /hulp/volgen: asks for the code of a question that was sent to a desk.
#include "api/page_calls.hpp"
#include "api/web/help_pages.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call&, const PageSettings& settings) { return html(follow_code_page(settings)); }

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_follow_get = {
    .method = "GET", .path = "/hulp/volgen", .pace = Pace::reading, .blocks = false, .handle = handle};

}  // namespace leerwijzer
