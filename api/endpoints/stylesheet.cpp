// GET /assets/{name}: the stylesheet, under a name that changes with its content.
#include "api/endpoint.hpp"
#include "api/web/pages.hpp"

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "name", .place = ParameterPlace::path, .max = 100},
});
constexpr int k_a_year = 31'536'000;

Result<Answer> asset(const Call& call) {
  if (call.request.path != stylesheet_address())
    return Error{ErrorCode::not_found, "There is no such file.", "Load the page again.", ""};
  return Answer{
      .body = std::string(stylesheet()), .content_type = "text/css; charset=utf-8", .cache_seconds = k_a_year};
}

}  // namespace

extern const Endpoint k_endpoint_stylesheet = {.method = "GET",
                                               .path = "/assets/{name}",
                                               .parameters = k_parameters,
                                               .pace = Pace::free,
                                               .blocks = false,
                                               .handle = asset};

}  // namespace leerwijzer
