// GET /adviseur/vragen/{id}: what a person let the desk know. Reading it is audited.
#include "api/referrals_view.hpp"

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
    k_done_parameter,
});

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const auto opened = cases_of(call).referral(actor_of(call), id_in_path(call), call.today);
  if (!opened) return opened.error();
  ReferralView view = referral_view_of(*opened);
  view.done = call.parameters.text("klaar");
  return html(referral_page(settings, view));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_desk_referral_get = {.method = "GET",
                                                           .path = "/adviseur/vragen/{id}",
                                                           .parameters = k_parameters,
                                                           .right = Right::desk,
                                                           .pace = Pace::reading,
                                                           .handle = handle};

}  // namespace leerwijzer
