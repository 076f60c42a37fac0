// GET /v1/desk/templates: the goals that the desk begins cases with.
#include "api/case_call.hpp"
#include "api/reply.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  boost::json::array items;
  for (const auto& [id, content] : cases_of(call).templates(actor_of(call))) {
    boost::json::object one = boost::json::parse(content).as_object();
    one["id"] = id;
    items.push_back(std::move(one));
  }
  boost::json::object document;
  document["total"] = items.size();
  document["items"] = std::move(items);
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_desk_templates_list = {
    .method = "GET", .path = "/v1/desk/templates", .right = Right::desk, .pace = Pace::reading, .handle = handle};

}  // namespace leerwijzer
