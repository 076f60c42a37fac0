// What pages of somebody who is signed in share: the field that proves that a form is ours, the menu that belongs to
// the person, and the way to the login and back.
#pragma once

#include "api/endpoint.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

/// <input type="hidden" name="csrf" value="..."> for the session of the call; empty without one. It is HTML.
[[nodiscard]] std::string csrf_field(const Call& call);
[[nodiscard]] std::string csrf_field(const WebRequest& request);

/// Whose menu the person sees: "desk" or "school"; empty for nobody.
[[nodiscard]] std::string_view area_of(const Caller& caller);

/// Where somebody of that area begins: "/adviseur" or "/school"; "/" for nobody.
[[nodiscard]] std::string_view home_of(std::string_view area);

/// Is it a path, without the language, of a page that asks for a login?
[[nodiscard]] bool is_signed_in_path(std::string_view path);

/// A path of ours to go to after the login; `otherwise` for any other address.
[[nodiscard]] std::string after_login(std::string_view wanted, std::string_view otherwise);

/// The address of the login, without the language, for whoever asked for `path`.
[[nodiscard]] std::string login_address(std::string_view path, bool may_come_back);

}  // namespace leerwijzer
