#include "api/oidc/https_fetch.hpp"

#include <curl/curl.h>

#include <memory>

namespace leerwijzer {
namespace {

struct FreeCurl {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

struct Incoming {
  std::string body;
  std::size_t most = 0;
};

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* context) {
  auto& incoming = *static_cast<Incoming*>(context);
  if (incoming.body.size() + size * count > incoming.most) return 0;
  incoming.body.append(data, size * count);
  return size * count;
}

Error no_answer(const std::string& why) {
  return {ErrorCode::unavailable, "De organisatie waar u zich aanmeldt geeft geen antwoord (" + why + ").",
          "Probeer het later opnieuw.", ""};
}

void set_options(CURL* curl, const HttpsRequest& request, const HttpsLimits& limits, Incoming& incoming) {
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "Leerwijzer");
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total.count()));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!request.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, request.ca_file.c_str());
  if (!request.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    curl_easy_setopt(curl, CURLOPT_USERNAME, request.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, request.password.c_str());
  }
  if (!request.form.empty()) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.form.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.form.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &incoming);
}

}  // namespace

Result<std::string> https_fetch(const HttpsRequest& request, const HttpsLimits& limits) {
  if (!request.url.starts_with("https://")) return no_answer("no https address");
  const std::unique_ptr<CURL, FreeCurl> curl(curl_easy_init());
  if (!curl) return no_answer("libcurl could not be started");
  Incoming incoming{{}, limits.bytes};
  set_options(curl.get(), request, limits, incoming);
  const CURLcode code = curl_easy_perform(curl.get());
  if (code != CURLE_OK) return no_answer(curl_easy_strerror(code));
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status != 200) return no_answer("status " + std::to_string(status));
  return std::move(incoming.body);
}

}  // namespace leerwijzer
