#include "api/session_token.hpp"

#include "api/http/target.hpp"
#include "api/negotiation.hpp"
#include "engine/core/sealing.hpp"
#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::size_t k_token_digits = 64;

bool is_token(std::string_view text) noexcept {
  return text.size() == k_token_digits &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

Error from_elsewhere() {
  return {ErrorCode::permission_denied, "Deze opdracht komt van een andere site.",
          "Doe het vanaf de pagina waar u bent aangemeld.", ""};
}

/// Without the port, where there is one.
std::string_view host_name(std::string_view authority) noexcept {
  const std::size_t colon = authority.rfind(':');
  const std::size_t bracket = authority.rfind(']');
  if (colon == std::string_view::npos || (bracket != std::string_view::npos && bracket > colon)) return authority;
  const bool port = authority.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
  return port ? authority.substr(0, colon) : authority;
}

/// "https://leerwijzer.example:8443" against the Host of the request. A proxy may leave the port out of Host.
bool is_origin_of(std::string_view origin, std::string_view host) {
  const std::size_t at = origin.find("://");
  if (at == std::string_view::npos || host.empty()) return false;
  const std::string scheme = to_lower_ascii(origin.substr(0, at));
  const std::string authority = to_lower_ascii(origin.substr(at + 3));
  const std::string own = to_lower_ascii(host);
  if (scheme != "https" && scheme != "http") return false;
  if (authority == own) return true;
  return host_name(own) == own && host_name(authority) == own;
}

std::string csrf_of_form(std::string_view body) {
  const auto pairs = parse_form(body);
  if (!pairs) return {};
  for (const auto& [name, value] : *pairs) {
    if (name == k_csrf_field) return value;
  }
  return {};
}

/// Of the first part only, in the form in which browsers send it: what follows may be a file of megabytes.
std::string csrf_of_parts(std::string_view body) {
  constexpr std::string_view k_end = "\r\n";
  constexpr std::string_view k_head = "content-disposition: form-data; name=\"csrf\"\r\n\r\n";
  if (!body.starts_with("--")) return {};
  const std::size_t line = body.find(k_end);
  if (line == std::string_view::npos || line > 80) return {};
  body.remove_prefix(line + k_end.size());
  if (to_lower_ascii(body.substr(0, k_head.size())) != k_head) return {};
  body.remove_prefix(k_head.size());
  return std::string(body.substr(0, std::min(body.find(k_end), k_token_digits + 1)));
}

}  // namespace

std::string random_token() { return hex_of(random_bytes(k_token_digits / 2)); }

std::optional<std::string> session_token_of(const WebRequest& request) {
  const std::string_view cookie = request.cookie(k_session_cookie);
  if (cookie.empty()) return std::string{};
  if (!is_token(cookie)) return std::nullopt;
  return std::string(cookie);
}

std::string digest_of_token(std::string_view token) { return secret_digest("leerwijzer session", token); }
std::string csrf_of(std::string_view token) { return hex_of(secret_digest("leerwijzer csrf", token)); }

std::string session_cookie(std::string_view token) {
  return std::string(k_session_cookie) + "=" + std::string(token) + "; Path=/; Secure; HttpOnly; SameSite=Strict";
}
std::string ended_session_cookie() { return session_cookie("") + "; Max-Age=0"; }
std::string oidc_cookie(std::string_view binding) {
  return std::string(k_oidc_cookie) + "=" + std::string(binding) +
         "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600";
}
std::string ended_oidc_cookie() {
  return std::string(k_oidc_cookie) + "=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0";
}

bool is_unsafe(std::string_view method) noexcept { return method != "GET" && method != "HEAD" && method != "OPTIONS"; }

Result<void> require_same_site(const WebRequest& request) {
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return from_elsewhere();
  const std::string_view origin = request.header("origin");
  // A page that sends no referrer sends its forms without an origin, but the browser still says that they are ours.
  if (origin == "null" && site == "same-origin") return k_ok;
  if (!origin.empty() && !is_origin_of(origin, request.header("host"))) return from_elsewhere();
  return k_ok;
}

std::string csrf_sent(const WebRequest& request) {
  if (const std::string_view header = request.header(k_csrf_header); !header.empty()) return std::string(header);
  const std::string type = media_type(request.header("content-type"));
  if (type == "application/x-www-form-urlencoded") return csrf_of_form(request.body);
  if (type == "multipart/form-data") return csrf_of_parts(request.body);
  return {};
}

Result<void> require_csrf(const WebRequest& request, std::string_view token) {
  if (!is_unsafe(request.method)) return k_ok;
  if (const auto here = require_same_site(request); !here) return here;
  if (same_secret(csrf_sent(request), csrf_of(token))) return k_ok;
  return Error{ErrorCode::permission_denied, "Deze opdracht komt niet van de pagina waar u bent aangemeld.",
               "Stuur de waarde van csrfToken van /v1/sessions/current mee in de header Leerwijzer-Csrf.",
               "Leerwijzer-Csrf"};
}

bool same_secret(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

std::optional<std::string_view> bearer_of(std::string_view authorization) noexcept {
  constexpr std::string_view k_scheme = "bearer ";
  if (authorization.size() <= k_scheme.size() || authorization.size() > 4096) return std::nullopt;
  for (std::size_t i = 0; i < k_scheme.size(); ++i) {
    const char c = authorization[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != k_scheme[i]) return std::nullopt;
  }
  const std::string_view token = authorization.substr(k_scheme.size());
  const bool clean = std::all_of(token.begin(), token.end(), [](char c) { return c > 0x20 && c < 0x7f; });
  return clean ? std::optional(token) : std::nullopt;
}

}  // namespace leerwijzer
