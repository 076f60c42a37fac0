// POST /school/bestanden: a file from a form. It is read as a dry run first; nothing changes until it is agreed to.
#include "api/http/multipart.hpp"
#include "api/school_calls.hpp"
#include "engine/core/text.hpp"

namespace leerwijzer {
namespace {

/// The file that was chosen; without content where there is none.
Result<SentFile> file_of(const Call& call) {
  const auto parts = read_multipart(call.request.header("content-type"), call.request.body);
  if (!parts) return parts.error();
  for (const FormPart& part : *parts) {
    if (part.name == "bestand")
      return SentFile{replace_invalid_utf8(part.file_name.value_or("")), "", std::string(part.content)};
  }
  return SentFile{};
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  auto file = file_of(call);
  if (!file) return file.error();
  std::vector<FieldError> faults;
  if (file->content.empty()) {
    faults.push_back({"bestand", settings.texts().text("school.fault.file"), ""});
  } else {
    const auto kept = keep_upload(call, std::move(*file));
    if (kept) return send_to(call, "/school/bestanden/" + std::to_string(kept->id) + "?melding=ontvangen");
    if (kept.error().code != ErrorCode::conflict) return kept.error();
    faults.push_back({"bestand", kept.error().what, kept.error().hint});
  }
  UploadsView view = uploads_view_of(call);
  view.faults = std::move(faults);
  return html(school_uploads_page(settings, school_frame(call), view), ErrorCode::invalid_input);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_files_post = {.method = "POST",
                                                           .path = "/school/bestanden",
                                                           .consumes = k_file_form,
                                                           .right = Right::provider_publish,
                                                           .pace = Pace::writing,
                                                           .body_bytes = k_upload_bytes + k_form_bytes,
                                                           .handle = handle};

}  // namespace leerwijzer
