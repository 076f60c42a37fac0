// GET /adviseur/vragen: who asked the desk for help, and cases that other desks offer.
#include "api/referrals_view.hpp"

namespace leerwijzer {
namespace {

std::vector<std::string_view> also() { return {"klaar"}; }

constexpr auto k_parameters =
    std::to_array<Parameter>({{.name = "ook", .type = ParameterType::choice, .choices = also}, k_done_parameter});

Result<Answer> make(const Call& call, const PageSettings& settings) {
  ReferralsView view = referrals_view_of(call, call.parameters.text("ook") == "klaar");
  view.done = call.parameters.text("klaar");
  return html(referrals_page(settings, view));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_desk_referrals_get = {.method = "GET",
                                                            .path = "/adviseur/vragen",
                                                            .parameters = k_parameters,
                                                            .right = Right::desk,
                                                            .pace = Pace::reading,
                                                            .handle = handle};

}  // namespace leerwijzer
