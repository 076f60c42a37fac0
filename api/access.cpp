#include "api/access.hpp"

#include <algorithm>
#include <string>

namespace leerwijzer {

bool Caller::may(Right right) const noexcept {
  return right == Right::open || right == Right::by_code ||
         std::find(rights.begin(), rights.end(), right) != rights.end();
}

Result<void> require(const Caller& caller, Right right, std::optional<std::string_view> provider) {
  if (right == Right::open || right == Right::by_code) return k_ok;
  if (caller.kind == CallerKind::nobody) {
    return Error{ErrorCode::unauthenticated, "U bent niet aangemeld.",
                 "Meld u aan, of stuur een sleutel in de header Authorization.", ""};
  }
  if (!caller.may(right)) {
    return Error{ErrorCode::permission_denied, "Dit mag u niet met dit account of deze sleutel.",
                 "Vraag de beheerder van uw adviespunt of school om dit recht.", ""};
  }
  if (provider && (!caller.provider || std::to_string(caller.provider->value) != *provider)) {
    return Error{ErrorCode::permission_denied, "Dit is van een andere school.",
                 "Gebruik het id van uw eigen school in het adres.", ""};
  }
  return k_ok;
}

}  // namespace leerwijzer
