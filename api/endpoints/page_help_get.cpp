// GET /hulp: who helps this person.
#include "api/help_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  return html(help_page(settings, help_view_of(call, asked_of(call, settings))));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_help_get = {
    .method = "GET", .path = "/hulp", .pace = Pace::reading, .handle = handle};

}  // namespace leerwijzer
