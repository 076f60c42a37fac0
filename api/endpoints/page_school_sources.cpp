// GET /school/bronnen: where the offers of an institution are read from, and how that goes.
#include "api/school_calls.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  return html(school_sources_page(settings, school_frame(call), publishing_of(call).sources(provider_in_path(call)),
                                  std::nullopt));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_sources = {.method = "GET",
                                                        .path = "/school/bronnen",
                                                        .parameters = k_said,
                                                        .right = Right::provider_read,
                                                        .pace = Pace::reading,
                                                        .handle = handle};

}  // namespace leerwijzer
