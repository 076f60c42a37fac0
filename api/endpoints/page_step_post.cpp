// POST /vraag/{step}: the answer to one question, kept in the person's own browser.
#include "api/step_calls.hpp"

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>(
    {{.name = "step", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 4}});

Result<Answer> make(const Call& call, const PageSettings& settings) {
  return take_step(call, settings, static_cast<FormStep>(call.parameters.integer("step").value_or(1)));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_step_post = {.method = "POST",
                                                   .path = "/vraag/{step}",
                                                   .parameters = k_parameters,
                                                   .consumes = k_form_body,
                                                   .pace = Pace::reading,
                                                   .body_bytes = k_form_bytes,
                                                   .handle = handle};

}  // namespace leerwijzer
