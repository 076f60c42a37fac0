// One request over TLS with libcurl: certificates verified, no redirects, bounded in time and size.
#pragma once

#include "engine/core/error.hpp"

#include <chrono>
#include <string>

namespace leerwijzer {

struct HttpsRequest {
  std::string url;     ///< https:// only
  std::string form{};  ///< sent as application/x-www-form-urlencoded with POST; empty: GET
  std::string user{};  ///< of Basic authentication, with `password`; empty: none
  std::string password{};
  std::string ca_file{};  ///< certificates to trust; empty: those of the system
};

struct HttpsLimits {
  std::chrono::milliseconds connect{3'000};
  std::chrono::milliseconds total{8'000};
  std::size_t bytes = 256 * 1024;
};

/// The body of an answer with status 200. Fails with unavailable for everything else.
[[nodiscard]] Result<std::string> https_fetch(const HttpsRequest& request, const HttpsLimits& limits = {});

}  // namespace leerwijzer
