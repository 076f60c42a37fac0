// Getting documents over HTTP. An interface, so that what fetches can be tested without a network.
#pragma once

#include "indexer/fetching/web_address.hpp"
#include "indexer/reading/byte_stream.hpp"

#include "engine/core/error.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace leerwijzer {

class SpooledBody;

struct HttpRequest {
  std::string url;
  std::vector<std::string> headers;          ///< whole lines; sent to the origin of `url` only
  std::string trusted_host;                  ///< may be at a private address
  std::vector<std::string> private_hosts{};  ///< so may these: the operator named them
  std::vector<std::string> conditions{};     ///< If-None-Match and the like; sent as `headers` are
  std::string question{};                    ///< JSON to POST; empty: GET. Never sent on to where an answer redirects
};

struct HttpResponse {
  int status = 0;
  std::string etag;
  std::string content_type;
  std::string final_url;  ///< after redirects
  std::unique_ptr<ByteStream> body;
  std::string last_modified{};
  std::string retry_after{};                     ///< as the server sent it
  std::shared_ptr<const SpooledBody> spooled{};  ///< the body, for who reads it more than once; may be empty
};

class HttpFetcher {
 public:
  virtual ~HttpFetcher() = default;

  /// Follows redirects. Any status is a response; fails with unavailable (no answer, too slow, stopped),
  /// permission_denied (another scheme than http and https, a private address that the operator did not name,
  /// a certificate that cannot be trusted, too many redirects) or too_large.
  [[nodiscard]] virtual Result<HttpResponse> get(const HttpRequest& request) = 0;
};

struct HttpLimits {
  std::chrono::milliseconds connect{10'000};
  std::chrono::milliseconds request{1'800'000};  ///< one request, whatever trickles in
  std::chrono::milliseconds stall{30'000};       ///< under `slowest` for this long
  std::chrono::milliseconds total{7'200'000};    ///< all requests of one fetcher together
  std::chrono::milliseconds retry_after{1'000};  ///< before the second attempt; twice that before the third
  int attempts = 3;                              ///< for no answer, 408, 429 and 5xx
  std::size_t bytes = 2U << 30U;                 ///< one unpacked body
  int redirects = 5;
  std::chrono::milliseconds longest_pause{120'000};  ///< a server that asks for more is left for the next fetch
  std::size_t packed_bytes = 2U << 30U;              ///< one body on the wire
  int bytes_per_second = 512;                        ///< slower than this is a stall
};

/// What a fetcher takes from the world around it; tests put their own here. What is empty is the real thing.
struct HttpSurroundings {
  std::string proxy{};               ///< of the operator; empty: none, whatever https_proxy says
  std::function<bool()> stopped{};   ///< asked about once a second: then get() ends
  std::function<double()> random{};  ///< 0 to 1, for the length of pauses
  std::function<void(std::chrono::milliseconds)> sleep{};
};

/// libcurl with verified TLS. Pauses between attempts double, are cut at random, and are at least what Retry-After
/// asks. One thread at a time.
[[nodiscard]] std::unique_ptr<HttpFetcher> make_http_fetcher(HttpLimits limits = {}, HttpSurroundings around = {});

}  // namespace leerwijzer
