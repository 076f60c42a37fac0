// POST /v1/providers/{id}/uploads: a file with offers, in any format that is read, packed or not. It is read as a dry
// run first; nothing changes until the provider confirms. The same Idempotency-Key and file give the same upload for a
// day.
#include "api/publishing.hpp"
#include "api/reply.hpp"
#include "api/retry_key.hpp"

#include <array>
#include <boost/json.hpp>
#include <string>
#include <utility>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    k_provider_id,
    {.name = "name", .max = 200},
    {.name = "format", .max = 30},
});

constexpr auto k_files = std::to_array<std::string_view>(
    {"application/octet-stream", "text/csv", "application/json", "application/ld+json", "application/xml", "text/xml",
     "application/zip", "application/gzip", "application/vnd.oasis.opendocument.spreadsheet",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"});

Result<Answer> handle(const Call& call) {
  const auto stored =
      keep_upload(call, {call.parameters.text("name"), call.parameters.text("format"), call.request.body});
  if (!stored) return stored.error();
  boost::json::object document = write_upload(*stored, provider_in_path(call));
  Answer answer;
  answer.headers.emplace_back("location", std::string(document.at("url").as_string()));
  Answer rendered = render(std::move(document), provenance_of(call));
  answer.body = std::move(rendered.body);
  answer.status = 201;
  return answer;
}

}  // namespace

extern const Endpoint k_endpoint_provider_uploads_add = {.method = "POST",
                                                         .path = "/v1/providers/{id}/uploads",
                                                         .parameters = k_parameters,
                                                         .consumes = k_files,
                                                         .headers = k_retry_header,
                                                         .right = Right::provider_publish,
                                                         .pace = Pace::writing,
                                                         .body_bytes = k_upload_bytes,
                                                         .handle = handle};

}  // namespace leerwijzer
