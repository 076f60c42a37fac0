#include "tests/support/paged_service.hpp"

#include "tests/support/paths.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <stdexcept>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;

using Listings = std::map<std::string, json::array>;

Listings read_folder(const std::filesystem::path& folder) {
  Listings listings;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    const json::value document = json::parse(read_file(entry.path()));
    listings[entry.path().stem().string()] =
        document.is_array() ? document.as_array() : document.at("items").as_array();
  }
  return listings;
}

/// The value of one parameter of a query; empty when it is not there.
std::string parameter(const std::string& target, const std::string& name) {
  const std::size_t query = target.find('?');
  for (std::size_t at = query; at != std::string::npos; at = target.find('&', at + 1)) {
    if (target.compare(at + 1, name.size() + 1, name + "=") != 0) continue;
    const std::size_t from = at + name.size() + 2;
    return target.substr(from, target.find('&', from) - from);
  }
  return {};
}

/// The items of "programs" or "programs/<id>/offerings"; false when there is no such listing.
bool items_of(const Listings& listings, const std::string& path, json::array& items) {
  const std::size_t first = path.find('/');
  const auto whole = listings.find(path.substr(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1));
  if (whole == listings.end()) return false;
  if (first == std::string::npos) {
    items = whole->second;
    return true;
  }
  const std::string parent = path.substr(0, first - 1);  // without the s of the plural
  const std::string id = path.substr(first + 1, path.rfind('/') - first - 1);
  for (const json::value& item : whole->second) {
    const json::value* of = item.as_object().if_contains(parent);
    if (of != nullptr && of->is_string() && of->as_string() == id) items.push_back(item);
  }
  return true;
}

bool is_allowed(const PagedService& service, const ServedRequest& request) {
  return std::all_of(service.wants_headers.begin(), service.wants_headers.end(), [&](const std::string& line) {
    const std::size_t colon = line.find(": ");
    const auto sent = request.headers.find(line.substr(0, colon));
    return sent != request.headers.end() && sent->second == line.substr(colon + 2);
  });
}

}  // namespace

HttpServer::Handler serve_pages(const std::filesystem::path& folder, const PagedService& service) {
  return [listings = read_folder(folder), service](const ServedRequest& request) -> ServedReply {
    if (!is_allowed(service, request)) return {.status = 401, .body = "{}"};
    std::string path = request.target.substr(0, request.target.find('?'));
    json::array all;
    if (!path.starts_with(service.prefix + "/") || !items_of(listings, path.substr(service.prefix.size() + 1), all)) {
      return {.status = 404, .body = "{}"};
    }
    const std::string asked = parameter(request.target, "pageNumber");
    const std::size_t number = asked.empty() ? 1 : std::stoul(asked);
    const std::size_t from = std::min(all.size(), (number - 1) * service.page_size);
    const std::size_t until = std::min(all.size(), from + service.page_size);
    const json::object page{{"pageSize", service.page_size},
                            {"pageNumber", number},
                            {"hasPreviousPage", number > 1},
                            {"hasNextPage", until < all.size()},
                            {"items", json::array(all.begin() + static_cast<std::ptrdiff_t>(from),
                                                  all.begin() + static_cast<std::ptrdiff_t>(until))}};
    return {.body = json::serialize(page), .headers = {"Content-Type: application/json"}};
  };
}

}  // namespace leerwijzer::testing
