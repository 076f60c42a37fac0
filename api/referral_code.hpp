// The code of a person's referral, from the header Leerwijzer-Code: never in an address, where logs would keep it.
#pragma once

#include "api/endpoint.hpp"

#include <array>
#include <string>
#include <string_view>

namespace leerwijzer {

inline constexpr auto k_code_header = std::to_array<std::string_view>({"Leerwijzer-Code"});

/// In its one form. Throws ErrorException: invalid_input without a code or for what is none; nothing is said of whether
/// it exists.
[[nodiscard]] std::string code_of(const Call& call);

/// Throws ErrorException with unavailable where referrals are off.
[[nodiscard]] ReferralDesks& referrals_of(const Call& call);

/// What is answered for a code that nobody has.
[[nodiscard]] Error unknown_code();

}  // namespace leerwijzer
