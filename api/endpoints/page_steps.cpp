// GET /: the first of four questions. What a person fills in never stands in an address.
#include "api/page_calls.hpp"
#include "api/step_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  return show_step(call, settings, FormStep::place);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_steps = {.method = "GET", .path = "/", .pace = Pace::costly, .handle = handle};

}  // namespace leerwijzer
