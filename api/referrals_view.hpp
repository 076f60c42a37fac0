// Questions that came in and cases between desks, as their pages show them, for the endpoints that show them.
#pragma once

#include "api/desk_calls.hpp"

namespace leerwijzer {

/// `ook`: also what is over.
[[nodiscard]] ReferralsView referrals_view_of(const Call& call, bool also_ended);

/// One question, opened where this server can. `opened` must outlive the view.
[[nodiscard]] ReferralView referral_view_of(const OpenedReferral& opened);

}  // namespace leerwijzer
