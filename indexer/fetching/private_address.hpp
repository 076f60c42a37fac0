// Addresses that a feed must not lead to: this machine and private networks.
#pragma once

#include <sys/socket.h>

namespace leerwijzer {

/// Loopback, private, link-local, shared, multicast or unspecified, in IPv4, IPv6, and IPv4 inside IPv6. An
/// address of another family is private.
[[nodiscard]] bool is_private_address(const sockaddr& address) noexcept;

}  // namespace leerwijzer
