// Uploads and sources of a provider, as they are answered.
#include "api/publishing.hpp"
#include "api/reply.hpp"
#include "api/retry_key.hpp"
#include "api/wire/json_values.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::size_t k_name_bytes = 120;

/// The last part of a path, without signs that steer a terminal or a file system.
std::string file_name(std::string name) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string::npos) name.erase(0, slash + 1);
  std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == ':'; });
  while (name.starts_with('.')) name.erase(0, 1);
  return name.empty() ? "bestand" : std::string(truncate_utf8(name, k_name_bytes));
}

/// What the indexer wrote; null for nothing.
json::value document(const std::string& text) {
  boost::system::error_code failed;
  json::value parsed = text.empty() ? json::value(nullptr) : json::parse(text, failed);
  return failed ? json::value(nullptr) : parsed;
}

}  // namespace

std::string_view words_of(UploadState state) {
  switch (state) {
    case UploadState::waiting: return "We kijken het bestand na. Dat duurt meestal een paar seconden.";
    case UploadState::checked: return "Lees wat er zou veranderen, en keur het goed of gooi het weg.";
    case UploadState::unreadable: return "We kunnen dit bestand niet inlezen. In het rapport staat waarom.";
    case UploadState::confirmed: return "Het aanbod wordt nu ingelezen.";
    case UploadState::ingested: return "Het aanbod is ingelezen.";
    case UploadState::failed: return "Het inlezen is niet gelukt. In de uitkomst staat waarom.";
  }
  return "";
}

std::string_view status_of(const ProviderSource& source) {
  const SourceState& state = source.entry.state;
  if (!source.fetched) return "written-here";
  if (source.entry.settings.paused) return "paused";
  if (state.failures > 0) return "failing";
  return state.complete_at.empty() ? "never-read" : "well";
}

Result<Upload> keep_upload(const Call& call, SentFile file) {
  if (file.content.empty()) throw InvalidInput({{"", "Het bestand is leeg.", "Stuur het bestand als inhoud mee."}});
  NewUpload upload;
  upload.provider = provider_in_path(call);
  upload.name = file_name(std::move(file.name));
  upload.format = std::move(file.format);
  upload.digest = digest(file.content);
  upload.content = std::move(file.content);
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
  auto stored = desk.find_upload(upload.provider, id);
  if (stored) return std::move(*stored);
  return Error{ErrorCode::conflict, "Deze upload is intussen weggegooid.", "Stuur het bestand opnieuw.", "upload"};
}

json::object write_upload(const Upload& upload, ProviderId provider) {
  json::object out;
  out["id"] = upload.id;
  out["name"] = upload.name;
  out["format"] = text_or_null(upload.format);
  out["digest"] = upload.digest;
  out["bytes"] = upload.bytes;
  out["state"] = name_of(upload.state);
  out["words"] = words_of(upload.state);
  out["addedAt"] = upload.added_at;
  out["changedAt"] = upload.changed_at;
  out["url"] = "/v1/providers/" + std::to_string(provider.value) + "/uploads/" + std::to_string(upload.id);
  out["report"] = document(upload.report);
  out["outcome"] = document(upload.outcome);
  return out;
}

Upload upload_in_path(const Call& call) {
  auto found = publishing_of(call).find_upload(provider_in_path(call), call.parameters.integer("upload").value_or(0));
  if (found) return std::move(*found);
  throw ErrorException({ErrorCode::not_found, "Er is geen upload met dit nummer.",
                        "Misschien is hij weggegooid, of langer dan 30 dagen geleden afgehandeld.", "upload"});
}

json::object write_source(const ProviderSource& source) {
  const SourceEntry& entry = source.entry;
  json::object out;
  out["id"] = entry.source.id.value;
  out["name"] = entry.source.name;
  out["format"] = text_or_null(entry.source.format);
  out["own"] = source.own;
  out["status"] = status_of(source);
  out["paused"] = source.fetched && entry.settings.paused;
  out["schedule"] = text_or_null(entry.settings.schedule);
  out["lastFetch"] = text_or_null(entry.state.fetched_at);
  out["lastFetchState"] = text_or_null(entry.state.fetch_state);
  out["lastSuccess"] = text_or_null(entry.state.complete_at);
  out["failures"] = entry.state.failures;
  // What a server said is for whoever owns the feed.
  out["trouble"] = source.own ? text_or_null(entry.state.trouble) : json::value(nullptr);
  out["offers"] = source.offers;
  out["withheld"] = source.withheld;
  return out;
}

Answer answer_with_sources(const Call& call) {
  json::array items;
  for (const ProviderSource& source : publishing_of(call).sources(provider_in_path(call)))
    items.push_back(write_source(source));
  const std::size_t total = items.size();
  return render(write_collection(std::move(items), total, {}, {}, ""), provenance_of(call));
}

}  // namespace leerwijzer
