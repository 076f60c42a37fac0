// POST /school/sleutels: makes a key, and shows it once. Whoever gave no code lately gives one here.
#include "api/school_keys.hpp"
#include "api/session_token.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  KeysView view = keys_view_of(call);
  view.form = read_offer_form(call.request.body);
  view.retry = view.form.text("eenmaal");
  if (view.asks_code && confirm(call, settings.texts(), view)) view.asks_code = false;
  if (const auto wish = typed_key(view.form, settings.texts(), view.faults); wish && view.faults.empty()) {
    const auto made = make_key_once(call, *wish, view.retry);
    if (!made) return made.error();
    view = keys_view_of(call);
    view.made = made->text;
    view.made_name = wish->name;
    return html(school_keys_page(settings, school_frame(call), view));
  }
  return html(school_keys_page(settings, school_frame(call), view), ErrorCode::invalid_input);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_keys_post = {.method = "POST",
                                                          .path = "/school/sleutels",
                                                          .consumes = k_form_body,
                                                          .right = Right::provider_manage,
                                                          .pace = Pace::secret,
                                                          .body_bytes = k_form_bytes,
                                                          .handle = handle};

}  // namespace leerwijzer
