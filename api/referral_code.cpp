#include "api/referral_code.hpp"

#include "engine/core/sealing.hpp"

namespace leerwijzer {

std::string code_of(const Call& call) {
  const auto code = normal_code(call.request.header("leerwijzer-code"));
  if (code) return *code;
  throw ErrorException({ErrorCode::invalid_input, "Dit is geen code.",
                        "Stuur de code van de aanvraag in de header Leerwijzer-Code: 28 letters en cijfers.",
                        "Leerwijzer-Code"});
}

ReferralDesks& referrals_of(const Call& call) {
  if (call.services.referrals != nullptr) return *call.services.referrals;
  throw ErrorException({ErrorCode::unavailable, "Doorgeven aan een adviespunt kan hier niet.",
                        "Neem zelf contact op met het adviespunt.", ""});
}

Error unknown_code() {
  return {ErrorCode::not_found, "We vinden geen aanvraag met deze code.",
          "Controleer de code. Een aanvraag wordt na een tijd gewist.", "Leerwijzer-Code"};
}

}  // namespace leerwijzer
