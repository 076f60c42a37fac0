// Where a request came from, as far as limits go: the other end of the connection, or whom a trusted proxy says it
// answered. Whoever is not a trusted proxy can say what it likes: nothing of it is believed.
#pragma once

#include "api/http/message.hpp"
#include "engine/core/error.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// An address of IPv6; one of IPv4 is written as ::ffff:192.0.2.7.
using AddressBytes = std::array<std::uint8_t, 16>;

/// Nothing for what is no address. A zone ("fe80::1%eth0"), a port and brackets are taken off.
[[nodiscard]] std::optional<AddressBytes> read_address(std::string_view text);

/// Addresses and prefixes: "127.0.0.1, 10.1.0.0/16, 2001:db8::/32".
class AddressList {
 public:
  /// Fails with invalid_input that names the entry that is none.
  [[nodiscard]] static Result<AddressList> read(std::string_view text);
  [[nodiscard]] bool holds(const AddressBytes& address) const noexcept;

 private:
  struct Prefix {
    AddressBytes bytes{};
    int bits = 128;
  };
  std::vector<Prefix> prefixes_;
};

struct ClientNetwork {
  std::string name;   ///< one address of IPv4, or one network of IPv6 ("2001:db8:1:2::/64"), which is one household
  bool local = true;  ///< made on this machine and passed on by no proxy: the operator's own tools
};

/// Who shares a limit. Nameless and local where the other end has no address.
[[nodiscard]] ClientNetwork client_network(const WebRequest& request, const AddressList& trusted);

}  // namespace leerwijzer
