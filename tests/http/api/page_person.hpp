// A person at the pages: posts forms, keeps the cookie of the browser, and follows where the answers lead.
#pragma once

#include "tests/http/api/sample_services.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace leerwijzer::testing {

/// All four questions.
inline const std::string k_filled =
    "woonplaats=3511&afstand=25&werk=verkoper&situatie=employee&wens=verzorgende&uren=12&dagdeel=evening&online=ja&"
    "budget=500";

inline bool holds(const RawResponse& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

class Page : public ::testing::Test {
 protected:
  RawResponse post(const std::string& path, std::string_view body) {
    const std::string fields = cookie.empty() ? "" : "Cookie: " + cookie + "\r\n";
    RawResponse response =
        server->ask("POST " + path +
                    " HTTP/1.1\r\nHost: test\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                    std::to_string(body.size()) + "\r\n" + fields + "\r\n" + std::string(body));
    const std::string set = response.field("set-cookie");
    if (!set.empty()) {
      last_cookie = set;
      cookie = set.substr(0, set.find(';'));
    }
    return response;
  }
  RawResponse get(const std::string& path) {
    return server->get(path, cookie.empty() ? "" : "Cookie: " + cookie + "\r\n");
  }
  /// Fills in all questions and follows the way on.
  RawResponse result_of(std::string_view body) {
    const RawResponse sent = post("/vragen", body);
    EXPECT_EQ(sent.status, 303) << sent.body;
    return get(sent.field("location"));
  }
  SampleServer server;
  std::string cookie;
  std::string last_cookie;
};

}  // namespace leerwijzer::testing
