#include "api/school_calls.hpp"

#include "api/reply.hpp"

#include <boost/json.hpp>

#include <charconv>
#include <utility>

namespace leerwijzer {
namespace {

/// Everything that follows from the form and the draft under it.
void work_out(const Call& call, const PageSettings& settings, OfferFormView& view) {
  const OfferDraft base = view.publication ? read_stored_draft(view.publication->draft) : OfferDraft{};
  const Snapshot& snapshot = snapshot_of(call);
  view.made = draft_of(view.form, base, snapshot.taxonomy, settings.texts());
  const std::vector<RunCohort> cohorts = view.publication ? view.publication->cohorts : std::vector<RunCohort>{};
  view.offer = offer_of(call, view.made.draft, view.key, cohorts);
  if (view.publication) view.offer.id = view.publication->offer;
  view.remarks = write_remarks(call, view.made.draft, view.offer);
  view.missed = write_findability(call, view.offer);
}

/// Somebody else changed it since this form was opened: theirs beside what was typed, which is kept next time.
Answer conflict(const Call& call, const PageSettings& settings, OfferFormView view) {
  view.publication = publishing_of(call).find(provider_in_path(call), view.key);
  const OfferDraft now = view.publication ? read_stored_draft(view.publication->draft) : OfferDraft{};
  view.stored = form_of(now, snapshot_of(call).taxonomy);
  view.version = view.publication ? view.publication->version : 0;
  work_out(call, settings, view);
  return html(school_offer_page(settings, school_frame(call), call, view), ErrorCode::precondition_failed);
}

}  // namespace

std::int64_t version_in(const OfferForm& form) {
  const std::string text = form.text("versie");
  std::int64_t version = 0;
  std::from_chars(text.data(), text.data() + text.size(), version);
  return version;
}

std::string school_address(const std::string& key) { return "/school/opleidingen/" + key; }

OfferFormView stored_offer_view(const Call& call, const PageSettings& settings) {
  OfferFormView view;
  view.publication = publication_in_path(call);
  view.key = view.publication->key;
  view.version = view.publication->version;
  view.form = form_of(read_stored_draft(view.publication->draft), snapshot_of(call).taxonomy);
  work_out(call, settings, view);
  return view;
}

OfferFormView new_offer_view(const Call& call, const PageSettings& settings) {
  static_cast<void>(publishing_of(call));
  OfferFormView view;
  view.key = new_offer_key();
  work_out(call, settings, view);
  return view;
}

OfferFormView typed_offer_view(const Call& call, const PageSettings& settings) {
  OfferFormView view;
  view.key = key_in_path(call);
  view.form = read_offer_form(call.request.body);
  view.version = version_in(view.form);
  view.publication = publishing_of(call).find(provider_in_path(call), view.key);
  work_out(call, settings, view);
  return view;
}

Result<Answer> keep_offer(const Call& call, const PageSettings& settings, bool publishes) {
  OfferFormView view = typed_offer_view(call, settings);
  view.faulty = true;
  if (publishes && !faults_of(view.offer).empty() && view.form.text("titel").empty())
    view.made.faults.insert(view.made.faults.begin(), {"titel", settings.texts().text("school.fault.title"), ""});
  if (!view.made.faults.empty())
    return html(school_offer_page(settings, school_frame(call), call, view), ErrorCode::invalid_input);
  const bool made = view.version == 0;
  // A new form that was sent twice is one offer.
  const bool there =
      made && view.publication && boost::json::serialize(write_draft(view.made.draft)) == view.publication->draft;
  if (!there) {
    const auto stored = store_draft(call, view.made.draft, made ? std::nullopt : std::optional(view.version), made);
    if (!stored) {
      const ErrorCode code = stored.error().code;
      if (code == ErrorCode::precondition_failed || code == ErrorCode::precondition_required)
        return conflict(call, settings, std::move(view));
      return stored.error();
    }
  }
  if (!publishes) return send_to(call, school_address(view.key) + "?melding=bewaard");
  const auto published = publish_draft(call);
  if (!published) return published.error();
  return send_to(call, school_address(view.key) + "?melding=gepubliceerd");
}

UploadsView uploads_view_of(const Call& call) {
  const PageAsked asked = page_asked(call);
  UploadPage page =
      publishing_of(call).list_uploads(provider_in_path(call), asked.offset(), static_cast<int>(asked.size));
  return {std::move(page.items), page.total, asked.page, asked.size, {}};
}

}  // namespace leerwijzer
