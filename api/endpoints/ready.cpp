// GET /ready: can this process do its work? 503 while it drains, while the database is away or has
// another schema, while there is no index, and while the index is behind by more than the operator allows.
#include "api/reply.hpp"

#include <boost/json.hpp>

#include <chrono>
#include <string>

namespace leerwijzer {
namespace {

std::string text_of(std::chrono::milliseconds span) { return std::to_string(span.count()) + " ms"; }

/// Fails where the index is too far behind; `told` gets how far, where that is asked.
Result<void> check_lag(const Services& services, ChangeNumber change, boost::json::object& told) {
  if (!services.index_lag || services.max_index_lag.count() == 0) return k_ok;
  const auto lag = services.index_lag(change);
  if (!lag) return Error{ErrorCode::unavailable, lag.error().what, lag.error().hint, "database"};
  told["indexLagMilliseconds"] = lag->count();
  if (*lag <= services.max_index_lag) return k_ok;
  return Error{ErrorCode::unavailable,
               "The index of this process is behind by " + text_of(*lag) + "; " + text_of(services.max_index_lag) +
                   " is allowed.",
               "Look at what copies the index to this node.", "index lag"};
}

Result<Answer> ready(const Call& call) {
  if (call.services.vitals().draining) {
    return Error{ErrorCode::unavailable, "This process is shutting down.", "Ask another one.", "draining"};
  }
  static_cast<void>(snapshot_of(call));
  if (const auto checked = call.services.catalogue->check(); !checked) {
    return Error{ErrorCode::unavailable, checked.error().what, checked.error().hint, "database"};
  }
  const auto version = call.services.index->version();
  if (!version) return Error{ErrorCode::unavailable, version.error().what, version.error().hint, "index"};
  boost::json::object told{
      {"status", "ready"}, {"indexGeneration", version->generation}, {"indexChange", version->change.value}};
  if (const auto fresh = check_lag(call.services, version->change, told); !fresh) return fresh.error();
  return Answer{.body = boost::json::serialize(told)};
}

}  // namespace

extern const Endpoint k_endpoint_ready = {.method = "GET", .path = "/ready", .handle = ready};

}  // namespace leerwijzer
