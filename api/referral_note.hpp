// What a person let the desk know, as the first note of a case.
#pragma once

#include "api/case_desk.hpp"

#include <string>
#include <vector>

namespace leerwijzer {

struct ReferralPart {
  std::string section;
  std::string title;
  std::string text;
};

/// The parts that were approved; none where this server cannot open them.
[[nodiscard]] std::vector<ReferralPart> parts_of_referral(const OpenedReferral& referral);

/// Title and text of every part but how the person is reached: that says who it is, and stays in the referral.
[[nodiscard]] std::string note_of_referral(const OpenedReferral& referral);

}  // namespace leerwijzer
