// The keys of an institution on its pages. The desk of accounts makes and revokes them, as for /v1/providers/{id}/keys.
#pragma once

#include "api/account_desk.hpp"
#include "api/school_calls.hpp"

#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

/// Throws ErrorException with unavailable where accounts are off.
[[nodiscard]] AccountDesk& key_desk_of(const Call& call);

/// The keys that work now, and whether a code has to be given first.
[[nodiscard]] KeysView keys_view_of(const Call& call);

/// Takes the code that was typed. False with a fault in the view.
[[nodiscard]] bool confirm(const Call& call, const Texts& texts, KeysView& view);

/// What was typed; nothing with faults.
[[nodiscard]] std::optional<MakeKey> typed_key(const OfferForm& form, const Texts& texts,
                                               std::vector<FieldError>& faults);

/// One key for one form: the same `once` gives the same key again. Fails as AccountDesk::make_key, and with
/// invalid_input for a `once` that no form has.
struct KeyMadeOnce {
  std::string text;
};
[[nodiscard]] Result<KeyMadeOnce> make_key_once(const Call& call, const MakeKey& wish, const std::string& once);

}  // namespace leerwijzer
