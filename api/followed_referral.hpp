// A question that a person sent to a desk, as they follow it on a page.
#pragma once

#include "api/form_call.hpp"
#include "api/page_calls.hpp"
#include "api/web/help_pages.hpp"

#include <string>

namespace leerwijzer {

/// The question of a code in its one form. Throws ErrorException: not_found for a code that nobody has, unavailable
/// where referrals are off.
[[nodiscard]] FollowView followed_referral(const Call& call, const std::string& code);

/// What `act` answers for the code in the form; a wrong one asks for it again.
[[nodiscard]] Result<Answer> with_referral_code(const Call& call, const PageSettings& settings,
                                                Result<Answer> (*act)(const FormCall& form,
                                                                      const PageSettings& settings));

}  // namespace leerwijzer
