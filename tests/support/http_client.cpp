#include "tests/support/http_client.hpp"

#include "engine/core/text.hpp"

#include <curl/curl.h>

#include <memory>

namespace leerwijzer::testing {
namespace {

std::size_t append(char* data, std::size_t size, std::size_t count, void* target) {
  static_cast<std::string*>(target)->append(data, size * count);
  return size * count;
}

HttpReply send(const std::string& url, const std::string* body, const std::vector<std::string>& headers,
               const std::string& method = {}) {
  HttpReply reply;
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), &curl_easy_cleanup);
  curl_slist* lines = nullptr;
  for (const std::string& header : headers) lines = curl_slist_append(lines, header.c_str());
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> owner(lines, &curl_slist_free_all);
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, lines);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 30L);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &reply.body);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, append);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &reply.headers);
  if (body != nullptr) {
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body->size()));
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body->data());
  }
  if (!method.empty()) curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, method.c_str());
  if (curl_easy_perform(curl.get()) == CURLE_OK) curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &reply.status);
  reply.headers = to_lower_ascii(reply.headers);
  return reply;
}

}  // namespace

HttpReply http_get(const std::string& url, const std::vector<std::string>& headers) {
  return send(url, nullptr, headers);
}

HttpReply http_post(const std::string& url, const std::string& body, const std::vector<std::string>& headers) {
  return send(url, &body, headers);
}

HttpReply http_send(const std::string& method, const std::string& url, const std::string& body,
                    const std::vector<std::string>& headers) {
  return send(url, body.empty() ? nullptr : &body, headers, method);
}

}  // namespace leerwijzer::testing
