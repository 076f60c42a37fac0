// GET /assets/{name}: stylesheet, script, font and sign of the pages, under names that change with their content.
#include "api/web/assets.hpp"
#include "api/endpoint.hpp"

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "name", .place = ParameterPlace::path, .max = 100},
});
constexpr int k_a_year = 31'536'000;

Result<Answer> handle(const Call& call) {
  for (const WebAsset& one : web_assets()) {
    if (one.address == call.request.path)
      return Answer{.body = one.content, .content_type = one.content_type, .cache_seconds = k_a_year};
  }
  return Error{ErrorCode::not_found, "There is no such file.", "Load the page again.", ""};
}

}  // namespace

extern const Endpoint k_endpoint_assets = {.method = "GET",
                                           .path = "/assets/{name}",
                                           .parameters = k_parameters,
                                           .pace = Pace::free,
                                           .blocks = false,
                                           .handle = handle,
                                           .kept = true};

}  // namespace leerwijzer
