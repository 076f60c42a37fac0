#include "indexer/fetching/web_address.hpp"

#include "indexer/fetching/private_address.hpp"

#include "engine/core/text.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>

#include <cstring>
#include <memory>
#include <optional>

namespace leerwijzer {
namespace {

struct FreeUrl {
  void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
};
using UrlHandle = std::unique_ptr<CURLU, FreeUrl>;

std::string part_of(CURLU* handle, CURLUPart part, unsigned flags = CURLU_DEFAULT_PORT) {
  char* text = nullptr;
  if (curl_url_get(handle, part, &text, flags) != CURLUE_OK || text == nullptr) return {};
  std::string copy = text;
  curl_free(text);
  return copy;
}

UrlHandle parse_url(const std::string& url) {
  UrlHandle handle(curl_url());
  if (!handle || curl_url_set(handle.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return nullptr;
  return handle;
}

/// The address that a host is written as; nothing for a name.
std::optional<sockaddr_storage> address_of(std::string host) {
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  sockaddr_storage storage{};
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  if (inet_pton(AF_INET, host.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    std::memcpy(&storage, &v4, sizeof v4);
    return storage;
  }
  if (inet_pton(AF_INET6, host.c_str(), &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    std::memcpy(&storage, &v6, sizeof v6);
    return storage;
  }
  return std::nullopt;
}

/// The address without what stands before the "@".
std::string without_user(const std::string& url) {
  const std::size_t slashes = url.find("//");
  const std::size_t from = slashes == std::string::npos ? 0 : slashes + 2;
  const std::size_t at = url.rfind('@', url.find_first_of("/?#", from));
  return at == std::string::npos || at < from ? url : url.substr(0, from) + url.substr(at + 1);
}

}  // namespace

bool is_web_address(std::string_view text) noexcept {
  return text.starts_with("http://") || text.starts_with("https://");
}

std::string host_of_url(const std::string& url) {
  const UrlHandle handle = parse_url(url);
  return handle ? to_lower_ascii(part_of(handle.get(), CURLUPART_HOST)) : std::string{};
}

bool same_origin(const std::string& a, const std::string& b) {
  const UrlHandle one = parse_url(a);
  const UrlHandle other = parse_url(b);
  if (!one || !other) return false;
  const auto equal = [&](CURLUPart part) {
    return to_lower_ascii(part_of(one.get(), part)) == to_lower_ascii(part_of(other.get(), part));
  };
  return equal(CURLUPART_SCHEME) && equal(CURLUPART_HOST) && equal(CURLUPART_PORT);
}

std::string resolve_url(const std::string& base, const std::string& relative) {
  const UrlHandle handle = parse_url(base);
  if (!handle || curl_url_set(handle.get(), CURLUPART_URL, relative.c_str(), 0) != CURLUE_OK) return {};
  return part_of(handle.get(), CURLUPART_URL, 0);
}

bool names_a_machine(const std::string& host) { return host == "localhost" || address_of(host).has_value(); }

bool names_a_private_machine(const std::string& host) {
  if (host == "localhost" || host.ends_with(".localhost")) return true;
  const auto address = address_of(host);
  if (!address) return false;
  sockaddr_storage storage = *address;
  return is_private_address(*static_cast<const sockaddr*>(static_cast<const void*>(&storage)));
}

Result<void> check_web_address(const std::string& url) {
  const UrlHandle handle = parse_url(url);
  const std::string scheme = handle ? part_of(handle.get(), CURLUPART_SCHEME) : "";
  if (scheme != "http" && scheme != "https") {
    return Error{ErrorCode::permission_denied, "Only http and https addresses are fetched", "Check the address.",
                 without_user(url)};
  }
  if (!part_of(handle.get(), CURLUPART_USER).empty() || !part_of(handle.get(), CURLUPART_PASSWORD).empty()) {
    return Error{ErrorCode::invalid_input, "The address holds a user name or password, which would be stored and shown",
                 "Leave \"USER:PASSWORD@\" out of it, and put \"basic USER:PASSWORD\" in the variable "
                 "LEERWIJZER_CREDENTIALS_<NAME> or in the file <NAME> of the credentials folder.",
                 without_user(url)};
  }
  return k_ok;
}

}  // namespace leerwijzer
