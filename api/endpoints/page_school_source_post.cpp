// POST /school/bronnen/{source}: fetches a source now, pauses it, or lets it be fetched again.
#include "api/school_calls.hpp"

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({k_source_id});

Result<void> act(const Call& call, const std::string& what) {
  PublishingDesk& desk = publishing_of(call);
  const ProviderId provider = provider_in_path(call);
  const SourceId source{call.parameters.integer("source").value_or(0)};
  if (what == "haal") return desk.fetch_now(provider, source, call.caller.name);
  if (what == "pauze" || what == "hervat") return desk.set_paused(provider, source, what == "pauze", call.caller.name);
  return Error{ErrorCode::invalid_input, "Er staat niet bij wat u met de bron wilt.", "Kies een knop.", "doe"};
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const std::string what = read_offer_form(call.request.body).text("doe");
  const auto done = act(call, what);
  if (done) return send_to(call, "/school/bronnen?melding=" + what);
  const ErrorCode code = done.error().code;
  if (code != ErrorCode::conflict && code != ErrorCode::permission_denied) return done.error();
  return html(school_sources_page(settings, school_frame(call), publishing_of(call).sources(provider_in_path(call)),
                                  done.error()),
              code);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_source_post = {.method = "POST",
                                                            .path = "/school/bronnen/{source}",
                                                            .parameters = k_parameters,
                                                            .consumes = k_form_body,
                                                            .right = Right::provider_manage,
                                                            .pace = Pace::writing,
                                                            .body_bytes = k_form_bytes,
                                                            .handle = handle};

}  // namespace leerwijzer
