// GET /privacy: what is kept of a person, and where.
#include "api/page_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call&, const PageSettings& settings) { return html(text_page(settings, "privacy")); }

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_privacy = {
    .method = "GET", .path = "/privacy", .pace = Pace::reading, .blocks = false, .handle = handle};

}  // namespace leerwijzer
