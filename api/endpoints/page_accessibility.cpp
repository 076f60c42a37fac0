// GET /toegankelijkheid: how far these pages are accessible, and what to do when one is not.
#include "api/page_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call&, const PageSettings& settings) { return html(text_page(settings, "accessibility")); }

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_accessibility = {
    .method = "GET", .path = "/toegankelijkheid", .pace = Pace::reading, .blocks = false, .handle = handle};

}  // namespace leerwijzer
