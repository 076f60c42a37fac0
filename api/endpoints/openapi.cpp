// GET /v1/openapi.json: the contract, as built into this program.
#include "api/embedded.hpp"
#include "api/endpoint.hpp"

namespace leerwijzer {
namespace {

Result<Answer> openapi(const Call&) {
  return Answer{.body = std::string(embedded_openapi().front().text), .cache_seconds = 300};
}

}  // namespace

extern const Endpoint k_endpoint_openapi = {
    .method = "GET", .path = "/v1/openapi.json", .pace = Pace::free, .blocks = false, .handle = openapi};

}  // namespace leerwijzer
