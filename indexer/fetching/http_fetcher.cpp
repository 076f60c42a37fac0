#include "indexer/fetching/http_fetcher.hpp"

#include "indexer/fetching/pause.hpp"
#include "indexer/fetching/private_address.hpp"
#include "indexer/fetching/spooled_body.hpp"

#include "engine/core/text.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <mutex>
#include <random>
#include <thread>

namespace leerwijzer {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// Deflate packs at most 1 to 1032; real catalogues stay far below 1 to 200. Up to this size nobody cares.
constexpr std::size_t k_ratio = 200;
constexpr std::size_t k_free_bytes = 16U << 20U;

struct FreeCurl {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// One answer on its way in.
struct Incoming {
  CURL* curl = nullptr;
  const HttpLimits* limits = nullptr;
  const std::function<bool()>* stopped = nullptr;
  std::shared_ptr<SpooledBody> body = std::make_shared<SpooledBody>();
  std::string too_large;  ///< why, when it is
  bool disk_full = false;
  bool was_stopped = false;
  std::string etag;
  std::string last_modified;
  std::string retry_after;

  bool take(std::string_view piece) {
    const std::size_t size = body->size() + piece.size();
    if (size > limits->bytes) {
      too_large = "The document is larger than " + std::to_string(limits->bytes) + " bytes after unpacking";
      return false;
    }
    if (size > k_free_bytes && size / k_ratio > packed_size()) {
      too_large = "The document unpacks to more than " + std::to_string(k_ratio) + " times its size";
      return false;
    }
    disk_full = !body->take(piece);
    return !disk_full;
  }
  [[nodiscard]] std::size_t packed_size() const {
    curl_off_t size = 0;
    curl_easy_getinfo(curl, CURLINFO_SIZE_DOWNLOAD_T, &size);
    return static_cast<std::size_t>(size) + CURL_MAX_WRITE_SIZE;  // the piece in hand is not counted yet
  }
};

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* context) {
  return static_cast<Incoming*>(context)->take({data, size * count}) ? size * count : 0;
}

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* context) {
  const std::string_view line = trim({data, size * count});
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos) {
    auto& incoming = *static_cast<Incoming*>(context);
    const std::string name = to_lower_ascii(line.substr(0, colon));
    const std::string value(trim(line.substr(colon + 1)));
    if (name == "etag") incoming.etag = value;
    if (name == "last-modified") incoming.last_modified = value;
    if (name == "retry-after") incoming.retry_after = value;
  }
  return size * count;
}

/// libcurl asks this many times a second while bytes come, and about once a second while they do not.
int on_progress(void* context, curl_off_t, curl_off_t packed, curl_off_t, curl_off_t) {
  auto& incoming = *static_cast<Incoming*>(context);
  if (*incoming.stopped && (*incoming.stopped)()) incoming.was_stopped = true;
  if (static_cast<std::size_t>(packed) > incoming.limits->packed_bytes) {
    incoming.too_large =
        "The document is larger than " + std::to_string(incoming.limits->packed_bytes) + " bytes before unpacking";
  }
  return incoming.was_stopped || !incoming.too_large.empty() ? 1 : 0;
}

/// Looks at the address itself, after the name was resolved and just before the connection: what a name pointed to
/// a moment ago does not matter.
struct SocketGate {
  bool private_allowed = false;
  bool refused = false;
};

curl_socket_t open_socket(void* context, curlsocktype, curl_sockaddr* address) {
  auto& gate = *static_cast<SocketGate*>(context);
  if (!gate.private_allowed && is_private_address(address->addr)) {
    gate.refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype, address->protocol);
}

Error no_answer(const std::string& url, const std::string& why) {
  return {ErrorCode::unavailable, "No answer that can be used: " + why, "Check the address and try again later.", url};
}

Error private_address(const std::string& url) {
  return {ErrorCode::permission_denied, "The feed leads to an address inside a private network",
          "If that is right, name the host with --private-host.", url};
}

bool is_untrusted(CURLcode code) noexcept {
  return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_ISSUER_ERROR ||
         code == CURLE_SSL_INVALIDCERTSTATUS;
}

bool may_be_private(const std::string& host, const HttpRequest& request) {
  return host == request.trusted_host ||
         std::find(request.private_hosts.begin(), request.private_hosts.end(), host) != request.private_hosts.end();
}

class CurlFetcher final : public HttpFetcher {
 public:
  CurlFetcher(HttpLimits limits, HttpSurroundings around)
      : limits_(limits), around_(std::move(around)), handle_(curl_easy_init()), ends_(Clock::now() + limits.total) {
    if (!around_.random) {
      around_.random = [source = std::mt19937(std::random_device{}())]() mutable {
        return std::uniform_real_distribution<>(0.0, 1.0)(source);
      };
    }
    if (!around_.sleep) around_.sleep = [this](milliseconds time) { sleep(time); };
  }

  Result<HttpResponse> get(const HttpRequest& request) override {
    for (int attempt = 1;; ++attempt) {
      Result<HttpResponse> response = follow(request);
      const bool again = response ? response->status == 408 || response->status == 429 || response->status >= 500
                                  : response.error().code == ErrorCode::unavailable;
      if (!again || attempt >= limits_.attempts || stopped()) return response;
      milliseconds pause = pause_after(attempt, limits_.retry_after, limits_.longest_pause, around_.random());
      if (response) {
        const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        if (const auto asked = parse_retry_after(response->retry_after, now))
          pause = std::max(pause, milliseconds(std::min(*asked, std::chrono::seconds(86'400))));
      }
      if (pause > limits_.longest_pause || Clock::now() + pause >= ends_) return response;
      around_.sleep(pause);
    }
  }

 private:
  [[nodiscard]] bool stopped() const { return around_.stopped && around_.stopped(); }

  void sleep(milliseconds time) const {
    for (auto until = Clock::now() + time; !stopped() && Clock::now() < until;)
      std::this_thread::sleep_for(std::min(milliseconds(100), time));
  }

  Result<HttpResponse> follow(const HttpRequest& request) {
    std::string url = request.url;
    for (int hop = 0; hop <= limits_.redirects; ++hop) {
      if (const auto allowed = check_web_address(url); !allowed) return allowed.error();
      std::string next;
      Result<HttpResponse> response = once(url, request, next);
      if (!response || next.empty() || !request.question.empty()) return response;
      url = next;
    }
    return Error{ErrorCode::permission_denied,
                 "The address redirects more than " + std::to_string(limits_.redirects) + " times",
                 "Ask the provider for the final address.", request.url};
  }

  Result<HttpResponse> once(const std::string& url, const HttpRequest& request, std::string& next) {
    const auto left = std::chrono::duration_cast<milliseconds>(ends_ - Clock::now());
    if (left.count() <= 0) return no_answer(url, "the time for this feed is over");
    CURL* const curl = handle_.get();
    if (curl == nullptr) return Error{ErrorCode::internal, "libcurl could not be started", "", ""};
    curl_easy_reset(curl);
    Incoming incoming;
    incoming.curl = curl;
    incoming.limits = &limits_;
    incoming.stopped = &around_.stopped;
    // Through a proxy the gate sees the proxy only, so an address that tells what it is gets refused here.
    const std::string host = host_of_url(url);
    SocketGate gate{!around_.proxy.empty() || may_be_private(host, request), false};
    if (!around_.proxy.empty() && !may_be_private(host, request) && names_a_private_machine(host))
      return private_address(url);
    const auto headers = headers_for(url, request);
    set_options(curl, url, std::min(left, limits_.request));
    set_callbacks(curl, incoming, gate);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    if (!request.question.empty()) {
      curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.question.size()));
      curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.question.c_str());
    }
    const CURLcode code = curl_easy_perform(curl);
    if (gate.refused) return private_address(url);
    if (incoming.was_stopped) return no_answer(url, "the program was asked to stop");
    if (!incoming.too_large.empty() || code == CURLE_FILESIZE_EXCEEDED) {
      return Error{ErrorCode::too_large,
                   incoming.too_large.empty()
                       ? "The document is larger than " + std::to_string(limits_.packed_bytes) + " bytes"
                       : incoming.too_large,
                   "Ask the provider to split it, or raise the limits of the source.", url};
    }
    if (incoming.disk_full) return no_answer(url, "there is no room in the temporary folder");
    if (is_untrusted(code)) {
      return Error{ErrorCode::permission_denied,
                   std::string("The certificate of the server cannot be trusted: ") + curl_easy_strerror(code),
                   "Ask the provider to mend it.", url};
    }
    if (code != CURLE_OK) return no_answer(url, curl_easy_strerror(code));
    return response_of(curl, incoming, url, next);
  }

  static std::unique_ptr<curl_slist, FreeList> headers_for(const std::string& url, const HttpRequest& request) {
    std::unique_ptr<curl_slist, FreeList> list;
    if (!request.question.empty()) list.reset(curl_slist_append(nullptr, "Content-Type: application/json"));
    if (!same_origin(url, request.url)) return list;
    for (const auto* lines : {&request.headers, &request.conditions}) {
      for (const std::string& line : *lines) list.reset(curl_slist_append(list.release(), line.c_str()));
    }
    return list;
  }

  void set_options(CURL* curl, const std::string& url, milliseconds longest) const {
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Leerwijzer-indexer/0.1");
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");  // what libcurl can unpack
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits_.connect.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(longest.count()));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(limits_.bytes_per_second));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, std::max(1L, static_cast<long>(limits_.stall.count() / 1000)));
    curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits_.packed_bytes));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, around_.proxy.c_str());  // empty: none, also not that of the environment
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "");
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  }

  static void set_callbacks(CURL* curl, Incoming& incoming, SocketGate& gate) {
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &incoming);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &incoming);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &incoming);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &gate);
  }

  static Result<HttpResponse> response_of(CURL* curl, Incoming& incoming, const std::string& url, std::string& next) {
    HttpResponse response;
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<int>(status);
    response.etag = incoming.etag;
    response.last_modified = incoming.last_modified;
    response.retry_after = incoming.retry_after;
    response.final_url = url;
    const char* type = nullptr;
    if (curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type) == CURLE_OK && type != nullptr)
      response.content_type = type;
    const char* redirect = nullptr;
    if (status >= 300 && status < 400 && status != 304 &&
        curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &redirect) == CURLE_OK && redirect != nullptr) {
      next = redirect;
    }
    if (!incoming.body->finish()) return no_answer(url, "there is no room in the temporary folder");
    response.spooled = incoming.body;
    response.body = SpooledBody::open(incoming.body);
    return response;
  }

  HttpLimits limits_;
  HttpSurroundings around_;
  std::unique_ptr<CURL, FreeCurl> handle_;
  Clock::time_point ends_;
};

}  // namespace

std::unique_ptr<HttpFetcher> make_http_fetcher(HttpLimits limits, HttpSurroundings around) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  return std::make_unique<CurlFetcher>(limits, std::move(around));
}

}  // namespace leerwijzer
