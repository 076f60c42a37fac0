// GET /ontwikkelaars: the contract of the API to read, with examples that run.
#include "api/page_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call&, const PageSettings& settings) { return html(developers_page(settings)); }

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_developers = {
    .method = "GET", .path = "/ontwikkelaars", .pace = Pace::reading, .handle = handle};

}  // namespace leerwijzer
