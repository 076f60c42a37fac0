#include "indexer/fetching/private_address.hpp"

#include <netinet/in.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace leerwijzer {
namespace {

struct Network {
  std::uint32_t address;
  unsigned bits;
};

/// Source: IANA IPv4 special-purpose address registry.
constexpr auto k_private = std::to_array<Network>({{0x00000000, 8},
                                                   {0x0A000000, 8},
                                                   {0x64400000, 10},
                                                   {0x7F000000, 8},
                                                   {0xA9FE0000, 16},
                                                   {0xAC100000, 12},
                                                   {0xC0000000, 24},
                                                   {0xC0A80000, 16},
                                                   {0xC6120000, 15},
                                                   {0xE0000000, 3}});

bool is_private_v4(std::uint32_t address) noexcept {
  for (const Network& network : k_private) {
    if (((address ^ network.address) >> (32U - network.bits)) == 0) return true;
  }
  return false;
}

bool is_private_v6(const std::array<std::uint8_t, 16>& bytes) noexcept {
  const auto v4_at = [&](std::size_t at) {
    return static_cast<std::uint32_t>(bytes[at]) << 24U | static_cast<std::uint32_t>(bytes[at + 1]) << 16U |
           static_cast<std::uint32_t>(bytes[at + 2]) << 8U | bytes[at + 3];
  };
  bool zeros = true;
  for (std::size_t i = 0; i < 10; ++i) zeros = zeros && bytes[i] == 0;
  if (zeros && bytes[10] == 0xFF && bytes[11] == 0xFF) return is_private_v4(v4_at(12));
  if (zeros) return true;                                                    // ::, ::1, and the old embedded form
  if ((bytes[0] & 0xFEU) == 0xFC) return true;                               // unique local
  if (bytes[0] == 0xFE && (bytes[1] & 0x80U) == 0x80) return true;           // link-local and site-local
  if (bytes[0] == 0xFF) return true;                                         // multicast
  if (bytes[0] == 0x20 && bytes[1] == 0x02) return is_private_v4(v4_at(2));  // 6to4
  if (bytes[0] == 0x00 && bytes[1] == 0x64 && bytes[2] == 0xFF && bytes[3] == 0x9B)
    return is_private_v4(v4_at(12));  // NAT64
  return false;
}

}  // namespace

bool is_private_address(const sockaddr& address) noexcept {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return is_private_v4(ntohl(v4.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    std::array<std::uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
    return is_private_v6(bytes);
  }
  return true;
}

}  // namespace leerwijzer
