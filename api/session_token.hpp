// The cookie of a session, and the rules that keep another site from using it: an unsafe request carries a token that
// only our pages can read, and where the browser says from which site it comes, that must be this one.
#pragma once

#include "api/http/message.hpp"
#include "engine/core/error.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

inline constexpr std::string_view k_session_cookie = "__Host-leerwijzer";
inline constexpr std::string_view k_csrf_header = "leerwijzer-csrf";
inline constexpr std::string_view k_csrf_field = "csrf";
inline constexpr std::string_view k_oidc_cookie = "__Host-leerwijzer-oidc";

/// 256 bits at random, as 64 hexadecimal digits.
[[nodiscard]] std::string random_token();
/// The token of the request's session cookie; empty without a cookie; nothing when the cookie is none of ours.
[[nodiscard]] std::optional<std::string> session_token_of(const WebRequest& request);
/// What is stored of a token.
[[nodiscard]] std::string digest_of_token(std::string_view token);
/// The CSRF token that belongs to a session: follows from its token, but not the other way round.
[[nodiscard]] std::string csrf_of(std::string_view token);

/// Values of Set-Cookie. The session's is Strict; that of a login elsewhere must survive coming back, so it is Lax and
/// lives ten minutes.
[[nodiscard]] std::string session_cookie(std::string_view token);
[[nodiscard]] std::string ended_session_cookie();
[[nodiscard]] std::string oidc_cookie(std::string_view binding);
[[nodiscard]] std::string ended_oidc_cookie();

/// Does the method change anything?
[[nodiscard]] bool is_unsafe(std::string_view method) noexcept;
/// permission_denied when Origin or Sec-Fetch-Site tells of another site. Both may be absent: not a browser.
[[nodiscard]] Result<void> require_same_site(const WebRequest& request);
/// What a request brings as the session's token: the header Leerwijzer-Csrf; else, of a form, its field "csrf", which
/// of multipart/form-data must be the first part. Empty: nothing.
[[nodiscard]] std::string csrf_sent(const WebRequest& request);
/// The same, and what was sent must be the session's token. Safe methods pass.
[[nodiscard]] Result<void> require_csrf(const WebRequest& request, std::string_view token);

/// Takes as long wherever they differ.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b) noexcept;

/// "Bearer <token>", the scheme in any case; nothing for another scheme or form.
[[nodiscard]] std::optional<std::string_view> bearer_of(std::string_view authorization) noexcept;

}  // namespace leerwijzer
