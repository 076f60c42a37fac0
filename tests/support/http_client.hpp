// A plain HTTP client for tests that ask what a person or a program would ask (libcurl).
#pragma once

#include <string>
#include <vector>

namespace leerwijzer::testing {

struct HttpReply {
  long status = 0;      ///< 0: no answer at all
  std::string headers;  ///< as received, lower case
  std::string body;
};

/// Sends one request and waits at most 30 seconds. `headers` are whole lines.
[[nodiscard]] HttpReply http_get(const std::string& url, const std::vector<std::string>& headers = {});
[[nodiscard]] HttpReply http_post(const std::string& url, const std::string& body,
                                  const std::vector<std::string>& headers = {"Content-Type: application/json"});

/// Any method: PUT, DELETE, ...; without a body when it is empty.
[[nodiscard]] HttpReply http_send(const std::string& method, const std::string& url, const std::string& body,
                                  const std::vector<std::string>& headers);

}  // namespace leerwijzer::testing
