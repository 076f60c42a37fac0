// Addresses on the web: their parts, and whether they may be fetched at all.
#pragma once

#include "engine/core/error.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

/// Is this text an http or https address?
[[nodiscard]] bool is_web_address(std::string_view text) noexcept;

/// "https://x.nl:8443/a" gives "x.nl"; empty for something that is no web address.
[[nodiscard]] std::string host_of_url(const std::string& url);

/// Scheme, host and port; two addresses of one origin may share credentials.
[[nodiscard]] bool same_origin(const std::string& a, const std::string& b);

/// An address as met in a document at `base`. Empty when it is not one.
[[nodiscard]] std::string resolve_url(const std::string& base, const std::string& relative);

/// Is the host written as a number (10.0.0.5, [::1]) or as localhost? Who wrote that meant that very machine.
[[nodiscard]] bool names_a_machine(const std::string& host);

/// Is the host written as a number inside a private network, or as localhost?
[[nodiscard]] bool names_a_private_machine(const std::string& host);

/// Fails with permission_denied for another scheme than http and https, and with invalid_input for an address that
/// holds a user or a password, saying where credentials belong; never quotes them.
[[nodiscard]] Result<void> check_web_address(const std::string& url);

}  // namespace leerwijzer
