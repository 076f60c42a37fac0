// GET /.well-known/security.txt (RFC 9116): where to report a weakness.
#include "api/endpoint.hpp"

namespace leerwijzer {
namespace {

constexpr int k_valid_days = 180;

Result<Answer> security_txt(const Call& call) {
  return Answer{.body = "Contact: mailto:security@leerwijzer.example\nExpires: " +
                        format_iso(plus_days(call.today, k_valid_days)) + "T00:00:00Z\nPreferred-Languages: nl, en\n",
                .content_type = "text/plain; charset=utf-8",
                .cache_seconds = 3600};
}

}  // namespace

extern const Endpoint k_endpoint_security_txt = {
    .method = "GET", .path = "/.well-known/security.txt", .pace = Pace::free, .blocks = false, .handle = security_txt};

}  // namespace leerwijzer
