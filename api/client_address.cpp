#include "api/client_address.hpp"

#include "engine/core/text.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace leerwijzer {
namespace {

constexpr AddressBytes k_mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0};
constexpr int k_mapped_bits = 96;

bool shares(const AddressBytes& a, const AddressBytes& b, int bits) noexcept {
  for (std::size_t i = 0; bits > 0; ++i, bits -= 8) {
    const auto mask = static_cast<std::uint8_t>(bits >= 8 ? 0xff : 0xff << (8 - bits));
    if (((a[i] ^ b[i]) & mask) != 0) return false;
  }
  return true;
}

bool is_of_version_4(const AddressBytes& address) noexcept { return shares(address, k_mapped, k_mapped_bits); }

bool is_this_machine(const AddressBytes& address) noexcept {
  constexpr AddressBytes k_loopback = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  return address == k_loopback || (is_of_version_4(address) && address[12] == 127);
}

/// "[2001:db8::1]:443" and "192.0.2.7:443" without what is not the address.
std::string_view bare(std::string_view text) {
  text = trim(text);
  if (text.starts_with('[')) return text.substr(1, text.find(']') - 1);
  if (std::count(text.begin(), text.end(), ':') == 1) text = text.substr(0, text.find(':'));
  return text.substr(0, text.find('%'));
}

/// What proxies wrote down, the last one last, over all headers of that name.
std::vector<std::string> forwarded_for(const WebRequest& request) {
  std::vector<std::string> entries;
  for (const auto& [name, value] : request.headers) {
    if (name != "x-forwarded-for") continue;
    for (std::string& one : split_trimmed(value, ',')) entries.push_back(std::move(one));
  }
  return entries;
}

std::string network_of(const AddressBytes& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (is_of_version_4(address)) {
    if (inet_ntop(AF_INET, address.data() + 12, text.data(), text.size()) == nullptr) return {};
    return text.data();
  }
  AddressBytes network = address;
  std::fill(network.begin() + 8, network.end(), std::uint8_t{0});
  if (inet_ntop(AF_INET6, network.data(), text.data(), text.size()) == nullptr) return {};
  return std::string(text.data()) + "/64";
}

}  // namespace

std::optional<AddressBytes> read_address(std::string_view text) {
  const std::string address(bare(text));
  // inet_pton reads up to a NUL.
  if (address.size() >= INET6_ADDRSTRLEN || address.find('\0') != std::string::npos) return std::nullopt;
  AddressBytes bytes = k_mapped;
  if (inet_pton(AF_INET, address.c_str(), bytes.data() + 12) == 1) return bytes;
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) return bytes;
  return std::nullopt;
}

Result<AddressList> AddressList::read(std::string_view text) {
  AddressList list;
  for (const std::string& entry : split_trimmed(text, ',')) {
    if (entry.empty()) continue;
    const std::size_t slash = entry.find('/');
    const auto address = read_address(std::string_view(entry).substr(0, slash));
    const int most = address && is_of_version_4(*address) ? 128 - k_mapped_bits : 128;
    int bits = most;
    bool right = address.has_value();
    if (slash != std::string::npos) {
      const char* end = entry.data() + entry.size();
      const auto [stopped, fault] = std::from_chars(entry.data() + slash + 1, end, bits);
      right = right && fault == std::errc() && stopped == end && bits >= 0 && bits <= most;
    }
    if (!right) {
      return Error{ErrorCode::invalid_input, "\"" + entry + "\" is no address or prefix.",
                   "Write for example 127.0.0.1, 10.1.0.0/16 or 2001:db8::/32, separated by commas.",
                   "trusted-proxies"};
    }
    list.prefixes_.push_back({*address, bits + 128 - most});
  }
  return list;
}

bool AddressList::holds(const AddressBytes& address) const noexcept {
  return std::any_of(prefixes_.begin(), prefixes_.end(),
                     [&](const Prefix& one) { return shares(address, one.bytes, one.bits); });
}

ClientNetwork client_network(const WebRequest& request, const AddressList& trusted) {
  std::optional<AddressBytes> client = read_address(request.client);
  if (!client) return {};
  bool forwarded = false;
  if (trusted.holds(*client)) {
    const std::vector<std::string> entries = forwarded_for(request);
    forwarded = !entries.empty();
    // From the end, over proxies of ours, to the first that is not: all before it is hearsay.
    for (auto one = entries.rbegin(); one != entries.rend() && trusted.holds(*client); ++one) {
      const auto address = read_address(*one);
      if (!address) break;
      client = address;
    }
  }
  return {network_of(*client), !forwarded && is_this_machine(*client)};
}

}  // namespace leerwijzer
