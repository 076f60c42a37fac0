// POST /v1/providers/{id}/uploads: a file with offers, in any format that is read, packed or not. It is read as a dry
// run first; nothing changes until the provider confirms. The same Idempotency-Key and file give the same upload for a
// day.
#include "api/publishing.hpp"
#include "api/reply.hpp"
#include "api/retry_key.hpp"
#include "engine/core/text.hpp"

#include <array>
#include <boost/json.hpp>
#include <charconv>
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

constexpr std::size_t k_name_bytes = 120;
constexpr std::size_t k_upload_bytes = std::size_t{16} << 20U;

/// The last part of a path, without signs that steer a terminal or a file system.
std::string file_name(std::string name) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string::npos) name.erase(0, slash + 1);
  std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == ':'; });
  while (name.starts_with('.')) name.erase(0, 1);
  return name.empty() ? "bestand" : std::string(truncate_utf8(name, k_name_bytes));
}

Result<Answer> handle(const Call& call) {
  if (call.request.body.empty())
    throw InvalidInput({{"", "Het bestand is leeg.", "Stuur het bestand als inhoud mee."}});
  NewUpload upload;
  upload.provider = provider_in_path(call);
  upload.name = file_name(call.parameters.text("name"));
  upload.format = call.parameters.text("format");
  upload.digest = digest(call.request.body);
  upload.content = call.request.body;
  upload.actor = call.caller.name;
  PublishingDesk& desk = publishing_of(call);
  std::int64_t id = 0;
  const auto added = desk.add_upload(upload, retry_of(call), [&](std::int64_t stored) {
    id = stored;
    return retry_key_of(call).empty() ? std::string() : seal_answer(call, std::to_string(stored));
  });
  if (!added) return added.error();
  if (!added->empty()) {
    const std::string earlier = open_answer(call, *added).value_or("0");
    std::from_chars(earlier.data(), earlier.data() + earlier.size(), id);
  }
  const auto stored = desk.find_upload(upload.provider, id);
  if (!stored)
    return Error{ErrorCode::conflict, "Deze upload is intussen weggegooid.", "Stuur het bestand opnieuw.", "upload"};
  boost::json::object document = write_upload(*stored, upload.provider);
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
