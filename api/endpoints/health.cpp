// GET /health: the process answers. It never touches a dependency.
#include "api/endpoint.hpp"

namespace leerwijzer {
namespace {

Result<Answer> health(const Call&) { return Answer{.body = R"({"status":"ok"})"}; }

}  // namespace

extern const Endpoint k_endpoint_health = {.method = "GET",
                                           .path = "/health",
                                           .parameters = {},
                                           .consumes = {},
                                           .pace = Pace::free,
                                           .blocks = false,
                                           .handle = health};

}  // namespace leerwijzer
