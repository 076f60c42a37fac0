// GET /v1/desk/consent-texts: what is read to a client before a consent is recorded, and its version.
#include "api/case_call.hpp"
#include "api/reply.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  boost::json::array items;
  for (const auto& [kind, name] : EnumNames<ConsentKind>::names) {
    items.push_back(boost::json::object{
        {"kind", boost::json::string(name)}, {"version", k_case_consent_version}, {"text", consent_text(kind)}});
  }
  boost::json::object document;
  document["items"] = std::move(items);
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_desk_consent_texts = {
    .method = "GET", .path = "/v1/desk/consent-texts", .right = Right::desk, .pace = Pace::reading, .handle = handle};

}  // namespace leerwijzer
