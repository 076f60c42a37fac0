#include "indexer/fetching/http_fetcher.hpp"

#include "indexer/fetching/private_address.hpp"

#include "engine/core/text.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cstdio>
#include <mutex>
#include <thread>

namespace leerwijzer {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t k_memory_bytes = 4U << 20U;

struct FreeCurl {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeUrl {
  void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using UrlHandle = std::unique_ptr<CURLU, FreeUrl>;

std::string part_of(CURLU* handle, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(handle, part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK || text == nullptr) return {};
  std::string copy = text;
  curl_free(text);
  return copy;
}

UrlHandle parse_url(const std::string& url) {
  UrlHandle handle(curl_url());
  if (!handle || curl_url_set(handle.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return nullptr;
  return handle;
}

bool is_web(const std::string& url) {
  const UrlHandle handle = parse_url(url);
  if (!handle) return false;
  const std::string scheme = part_of(handle.get(), CURLUPART_SCHEME);
  return scheme == "http" || scheme == "https";
}

/// One body on its way in: in memory while it is small, then in a file without a name.
struct Incoming {
  std::size_t limit = 0;
  std::string memory;
  std::unique_ptr<std::FILE, CloseFile> file;
  std::size_t size = 0;
  bool too_large = false;
  bool disk_full = false;
  std::string etag;
  std::string retry_after;

  bool take(std::string_view piece) {
    size += piece.size();
    if (size > limit) {
      too_large = true;
      return false;
    }
    memory.append(piece);
    if (memory.size() < k_memory_bytes) return true;
    return flush();
  }
  bool flush() {
    if (!file) file.reset(std::tmpfile());
    disk_full = !file || std::fwrite(memory.data(), 1, memory.size(), file.get()) != memory.size();
    memory.clear();
    return !disk_full;
  }
  std::unique_ptr<ByteStream> stream() {
    if (!file) return stream_of_text(std::move(memory));
    if (!memory.empty() && !flush()) return nullptr;
    return stream_of_handle(file.release());
  }
};

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* context) {
  return static_cast<Incoming*>(context)->take({data, size * count}) ? size * count : 0;
}

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* context) {
  const std::string_view line = trim({data, size * count});
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos) {
    const std::string name = to_lower_ascii(line.substr(0, colon));
    if (name == "etag") static_cast<Incoming*>(context)->etag = std::string(trim(line.substr(colon + 1)));
  }
  return size * count;
}

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

class CurlFetcher final : public HttpFetcher {
 public:
  explicit CurlFetcher(HttpLimits limits)
      : limits_(limits), handle_(curl_easy_init()), ends_(Clock::now() + limits.total) {}

  Result<HttpResponse> get(const HttpRequest& request) override {
    for (int attempt = 1;; ++attempt) {
      Result<HttpResponse> response = follow(request);
      const bool again = response ? response->status == 429 || response->status >= 500
                                  : response.error().code == ErrorCode::unavailable;
      if (!again || attempt >= limits_.attempts) return response;
      const auto pause = limits_.retry_after * (attempt == 1 ? 1 : 3);
      if (Clock::now() + pause >= ends_) return response;
      std::this_thread::sleep_for(pause);
    }
  }

 private:
  Result<HttpResponse> follow(const HttpRequest& request) {
    std::string url = request.url;
    for (int hop = 0; hop <= limits_.redirects; ++hop) {
      if (!is_web(url)) {
        return Error{ErrorCode::permission_denied, "Only http and https addresses are fetched", "Check the address.",
                     url};
      }
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
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(ends_ - Clock::now());
    if (left.count() <= 0) return no_answer(url, "the time for this feed is over");
    CURL* const curl = handle_.get();
    if (curl == nullptr) return Error{ErrorCode::internal, "libcurl could not be started", "", ""};
    curl_easy_reset(curl);
    Incoming incoming;
    incoming.limit = limits_.bytes;
    SocketGate gate{host_of_url(url) == request.trusted_host, false};
    std::unique_ptr<curl_slist, FreeList> headers;
    if (same_origin(url, request.url)) {
      for (const std::string& line : request.headers) headers.reset(curl_slist_append(headers.release(), line.c_str()));
    }
    if (!request.question.empty()) {
      headers.reset(curl_slist_append(headers.release(), "Content-Type: application/json"));
      curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.question.size()));
      curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.question.c_str());
    }
    set_options(curl, url, std::min(left, limits_.request));
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &incoming);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &incoming);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &gate);
    const CURLcode code = curl_easy_perform(curl);
    if (gate.refused) {
      return Error{ErrorCode::permission_denied, "The feed leads to an address inside a private network",
                   "Only the address that the operator gave may be private.", url};
    }
    if (incoming.too_large) {
      return Error{ErrorCode::too_large, "The document is larger than " + std::to_string(limits_.bytes) + " bytes",
                   "Ask the provider to split it.", url};
    }
    if (incoming.disk_full) return no_answer(url, "there is no room in the temporary folder");
    if (code != CURLE_OK) return no_answer(url, curl_easy_strerror(code));
    return response_of(curl, incoming, url, next);
  }

  void set_options(CURL* curl, const std::string& url, std::chrono::milliseconds longest) const {
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Leerwijzer-indexer/0.1");
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");  // what libcurl can unpack; the limit counts unpacked bytes
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits_.connect.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(longest.count()));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, std::max(1L, static_cast<long>(limits_.stall.count() / 1000)));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");  // the gate must see the true address
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  }

  static Result<HttpResponse> response_of(CURL* curl, Incoming& incoming, const std::string& url, std::string& next) {
    HttpResponse response;
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<int>(status);
    response.etag = incoming.etag;
    response.final_url = url;
    const char* type = nullptr;
    if (curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type) == CURLE_OK && type != nullptr)
      response.content_type = type;
    const char* redirect = nullptr;
    if (status >= 300 && status < 400 && status != 304 &&
        curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &redirect) == CURLE_OK && redirect != nullptr) {
      next = redirect;
    }
    response.body = incoming.stream();
    if (!response.body) return no_answer(url, "there is no room in the temporary folder");
    return response;
  }

  HttpLimits limits_;
  std::unique_ptr<CURL, FreeCurl> handle_;
  Clock::time_point ends_;
};

}  // namespace

std::unique_ptr<HttpFetcher> make_http_fetcher(HttpLimits limits) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  return std::make_unique<CurlFetcher>(limits);
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
  char* text = nullptr;
  if (curl_url_get(handle.get(), CURLUPART_URL, &text, 0) != CURLUE_OK || text == nullptr) return {};
  std::string url = text;
  curl_free(text);
  return url;
}

}  // namespace leerwijzer
