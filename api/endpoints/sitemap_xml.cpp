// GET /sitemap.xml: the pages, and the offers of the catalogue, as many as a sitemap may hold.
#include "api/page_calls.hpp"
#include "api/web/template_text.hpp"

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_offers = 20'000;
constexpr std::size_t k_at_once = 500;

void add(std::string& body, const std::string& host, const std::string& path) {
  body += "<url><loc>" + escaped(host + path) + "</loc></url>\n";
}

Result<Answer> handle(const Call& call) {
  const PageSettings settings = page_settings(call);
  std::string body =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (const std::string_view path : page_addresses()) {
    add(body, settings.host, std::string(path));
    add(body, settings.host, "/en" + std::string(path == "/" ? "" : path));
  }
  SearchQuery query;
  query.sort = SearchSort::title;
  query.limit = k_at_once;
  query.facets = false;
  query.today = call.today;
  for (std::size_t told = 0; told < k_most_offers;) {
    const auto found = call.services.index->search(query);
    if (!found) return found.error();
    for (const SearchHit& hit : found->hits)
      add(body, settings.host, "/opleidingen/" + std::to_string(hit.offer.id.value));
    told += found->hits.size();
    if (!found->next || found->hits.empty()) break;
    query.after = found->next;
  }
  return Answer{.body = body + "</urlset>\n", .content_type = "application/xml", .cache_seconds = 3600};
}

}  // namespace

extern const Endpoint k_endpoint_sitemap_xml = {
    .method = "GET", .path = "/sitemap.xml", .pace = Pace::costly, .handle = handle};

}  // namespace leerwijzer
