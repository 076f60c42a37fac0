// GET /robots.txt: search engines may read the pages, not the answers to a person or the API.
#include "api/endpoint.hpp"
#include "api/web/shell.hpp"

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const PageSettings settings = page_settings(call);
  std::string body = "User-agent: *\nDisallow: /v1/\n";
  for (const char* path : {"/resultaat", "/plan", "/mijn-plan", "/vergelijk", "/hulp/vraag", "/vraag/"})
    body += "Disallow: " + std::string(path) + "\nDisallow: /en" + path + "\n";
  if (!settings.host.empty()) body += "Sitemap: " + settings.host + "/sitemap.xml\n";
  return Answer{.body = body, .content_type = "text/plain; charset=utf-8", .cache_seconds = 3600};
}

}  // namespace

extern const Endpoint k_endpoint_robots_txt = {
    .method = "GET", .path = "/robots.txt", .pace = Pace::free, .blocks = false, .handle = handle};

}  // namespace leerwijzer
