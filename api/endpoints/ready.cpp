// GET /ready: can this process do its work? 503 while it drains, while the database is away or has
// another schema, while there is no index, and while the index is older than the operator allows. A damaged index, of
// which the generation before serves, is told of.
#include "api/reply.hpp"

#include <boost/json.hpp>

#include <string>

namespace leerwijzer {
namespace {

/// A damaged generation is no reason to take the process away: the one before it serves. Somebody has to see it,
/// though.
void tell_damage(const SearchIndex& index, boost::json::object& told) {
  const auto damage = index.damage();
  told["indexSound"] = !damage.has_value();
  if (damage) told["indexDamage"] = damage->what + "; " + damage->hint;
}

Result<Answer> ready(const Call& call) {
  if (call.services.vitals().draining) {
    return Error{ErrorCode::unavailable, "This process is shutting down.", "Ask another one.", "draining"};
  }
  static_cast<void>(snapshot_of(call));
  if (const auto checked = call.services.catalogue->check(); !checked) {
    const std::string place = checked.error().where == "index" ? "index" : "database";
    return Error{ErrorCode::unavailable, checked.error().what, checked.error().hint, place};
  }
  const auto version = call.services.index->version();
  if (!version) return Error{ErrorCode::unavailable, version.error().what, version.error().hint, "index"};
  boost::json::object told{
      {"status", "ready"}, {"indexGeneration", version->generation}, {"indexChange", version->change.value}};
  tell_damage(*call.services.index, told);
  return Answer{.body = boost::json::serialize(told)};
}

}  // namespace

extern const Endpoint k_endpoint_ready = {.method = "GET", .path = "/ready", .pace = Pace::free, .handle = ready};

}  // namespace leerwijzer
