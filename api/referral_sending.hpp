// Sending what a person approved to a desk, sealed for it: for POST /v1/referrals and for the page.
#pragma once

#include "api/endpoint.hpp"
#include "api/wire/referral_wire.hpp"

#include <string>

namespace leerwijzer {

struct SentReferral {
  std::string code;  ///< in groups of four
  StoredReferral referral;
  std::string content;
};

/// `retry`: of one question, so that asking twice sends once; empty: not known. Fails with conflict where the desk
/// takes none, throws InvalidInput for what is not approved as it was read, and unavailable where referrals are off.
[[nodiscard]] Result<SentReferral> send_referral(const Call& call, const ReferralCall& input, const std::string& retry);

}  // namespace leerwijzer
