// Addresses, prefixes and X-Forwarded-For: whatever a client writes there, a network or none.
#include "api/client_address.hpp"
#include "tests/fuzz/target.hpp"

#include <cstdlib>

namespace leerwijzer::fuzz {

SeedPlan seed_plan() {
  return {"",
          {"192.0.2.7", "[2001:db8::1]:443", "fe80::1%eth0", "198.51.100.1, 10.1.2.3", "10.1.0.0/16, 2001:db8::/32",
           "::ffff:192.0.2.7", "unknown", "0.0.0.0/0"},
          30'000};
}

}  // namespace leerwijzer::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leerwijzer;
  const std::string text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(AddressList::read(text));
  static_cast<void>(read_address(text));
  static const AddressList proxies = AddressList::read("10.0.0.0/8").value();
  WebRequest request;
  request.client = "10.0.0.1";
  request.headers.emplace_back("x-forwarded-for", text);
  const ClientNetwork network = client_network(request, proxies);
  if (network.name.empty() || network.name.size() > 64) std::abort();
  request.client = "192.0.2.7";
  if (client_network(request, proxies).name != "192.0.2.7") std::abort();
  return 0;
}
