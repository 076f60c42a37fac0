// POST /v1/providers/{id}/sources/{source}/fetch: a source of the provider's own is fetched as soon as the watcher is
// free. Again is no fault.
#include "api/publishing.hpp"

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const SourceId source{call.parameters.integer("source").value_or(0)};
  const auto done = publishing_of(call).fetch_now(provider_in_path(call), source, call.caller.name);
  if (!done) return done.error();
  return answer_with_sources(call);
}

}  // namespace

extern const Endpoint k_endpoint_provider_source_fetch = {.method = "POST",
                                                          .path = "/v1/providers/{id}/sources/{source}/fetch",
                                                          .parameters = k_of_source,
                                                          .right = Right::provider_manage,
                                                          .pace = Pace::writing,
                                                          .handle = handle};

}  // namespace leerwijzer
