// Codes of kept plans and of their shares: read from the header Leerwijzer-Code, never from an address, and shown as a
// link whose code stands behind the #, where no server sees it.
#pragma once

#include "api/endpoint.hpp"
#include "api/stored_plans.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

/// In its one form. Throws ErrorException with invalid_input without a code or for what is none; nothing is said of
/// whether it exists.
[[nodiscard]] std::string plan_code_of(const Call& call);

/// Throws ErrorException with unavailable where plans are not kept.
[[nodiscard]] StoredPlans& plans_of(const Call& call);

/// What is answered for a code that nobody has, or whose time is over.
[[nodiscard]] Error unknown_plan();
[[nodiscard]] Error unknown_share();

/// The error of a store in the words of a person.
[[nodiscard]] Error told(const Error& error, const Error& unknown);

/// The same Idempotency-Key under another code is another request. `code` may be empty.
[[nodiscard]] Retry retry_under(const Call& call, std::string_view code);

/// "https://leerwijzer.example/mijn-plan#code=ABCD-..."; of this service, or of the host that was asked. `code` in
/// groups.
[[nodiscard]] std::string plan_link(const Call& call, std::string_view code);

/// In groups of four, from its one form.
[[nodiscard]] std::string grouped_code(std::string_view code);

}  // namespace leerwijzer
