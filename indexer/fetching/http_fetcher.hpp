// Getting documents over HTTP. An interface, so that what fetches can be tested without a network.
#pragma once

#include "indexer/reading/byte_stream.hpp"

#include "engine/core/error.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace leerwijzer {

struct HttpRequest {
  std::string url;
  std::vector<std::string> headers;  ///< whole lines; sent to the origin of `url` only
  std::string trusted_host;          ///< the host that the operator named: it alone may be at a private address
  std::string question{};            ///< JSON to POST; empty: GET. Never sent on to where an answer redirects
};

struct HttpResponse {
  int status = 0;
  std::string etag;
  std::string content_type;
  std::string final_url;  ///< after redirects
  std::unique_ptr<ByteStream> body;
};

class HttpFetcher {
 public:
  virtual ~HttpFetcher() = default;

  /// Follows redirects. Any status is a response; fails with unavailable (no answer, too slow),
  /// permission_denied (another scheme than http and https, a private address that the operator did not name,
  /// too many redirects) or too_large.
  [[nodiscard]] virtual Result<HttpResponse> get(const HttpRequest& request) = 0;
};

struct HttpLimits {
  std::chrono::milliseconds connect{10'000};
  std::chrono::milliseconds request{120'000};    ///< one request, whatever trickles in
  std::chrono::milliseconds stall{30'000};       ///< under one byte a second for this long
  std::chrono::milliseconds total{7'200'000};    ///< all requests of one fetcher together
  std::chrono::milliseconds retry_after{1'000};  ///< before the second attempt; three times that before the third
  int attempts = 3;                              ///< for no answer, 429 and 5xx
  std::size_t bytes = 2U << 30U;                 ///< one unpacked body
  int redirects = 5;
};

/// libcurl with verified TLS.
[[nodiscard]] std::unique_ptr<HttpFetcher> make_http_fetcher(HttpLimits limits = {});

/// "https://x.nl:8443/a" gives "x.nl"; empty for something that is no web address.
[[nodiscard]] std::string host_of_url(const std::string& url);

/// Scheme, host and port; two addresses of one origin may share credentials.
[[nodiscard]] bool same_origin(const std::string& a, const std::string& b);

/// An address as met in a document at `base`. Empty when it is not one.
[[nodiscard]] std::string resolve_url(const std::string& base, const std::string& relative);

}  // namespace leerwijzer
