// Limits, keep-alive, overload and the graceful end of the server, over a real socket.
#include "api/http/server.hpp"

#include "tests/http/api/small_application.hpp"
#include "tests/support/running_server.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace leerwijzer {
namespace {

using testing::any_port;
using testing::gate;
using testing::RawClient;
using testing::RunningServer;
using testing::SmallApplication;

const std::string k_hello = "GET /v1/hello HTTP/1.1\r\nHost: a\r\n\r\n";

TEST(Server, keeps_a_connection_for_further_requests) {
  SmallApplication small;
  const RunningServer running(small.application, any_port());
  RawClient client = running.connect();
  for (int i = 0; i < 3; ++i) {
    const auto response = client.ask(k_hello);
    ASSERT_TRUE(response.has_value());
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->field("connection"), "");
  }
}

TEST(Server, answers_requests_sent_at_once_in_their_order) {
  SmallApplication small;
  const RunningServer running(small.application, any_port());
  RawClient client = running.connect();
  client.send(k_hello + "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n" +
              "POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\nhi" +
              k_hello);
  EXPECT_EQ(client.read()->status, 200);
  EXPECT_EQ(client.read()->status, 404);
  EXPECT_EQ(client.read()->body, "\"hi\"");
  EXPECT_EQ(client.read()->status, 200);
}

TEST(Server, ends_the_connection_when_asked_to) {
  SmallApplication small;
  const RunningServer running(small.application, any_port());
  RawClient client = running.connect();
  const auto response = client.ask("GET /v1/hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(response->field("connection"), "close");
  EXPECT_TRUE(client.ended());
}

TEST(Server, http_1_0_is_kept_alive_only_on_demand) {
  SmallApplication small;
  const RunningServer running(small.application, any_port());
  RawClient plain = running.connect();
  EXPECT_EQ(plain.ask("GET /v1/hello HTTP/1.0\r\n\r\n")->field("connection"), "close");
  EXPECT_TRUE(plain.ended());
  RawClient kept = running.connect();
  const std::string keep = "GET /v1/hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
  EXPECT_EQ(kept.ask(keep)->field("connection"), "keep-alive");
  EXPECT_EQ(kept.ask(keep)->status, 200);
}

TEST(ServerLimits, a_large_body_gets_413) {
  SmallApplication small;
  const RunningServer running(small.application, any_port());
  const auto announced = running.post("/v1/echo", std::string(65 * 1024, 'x'));
  EXPECT_EQ(announced.status, 413);
  EXPECT_EQ(announced.field("connection"), "close");
  std::string chunks;
  for (int i = 0; i < 70; ++i) chunks += "400\r\n" + std::string(1024, 'x') + "\r\n";
  const auto chunked =
      running.ask("POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n");
  EXPECT_EQ(chunked.status, 413);
  EXPECT_EQ(running.post("/v1/echo", std::string(64 * 1024, 'x')).status, 200);
}

TEST(ServerLimits, a_long_address_gets_414) {
  SmallApplication small;
  const RunningServer running(small.application, any_port());
  EXPECT_EQ(running.get("/v1/hello?q=" + std::string(9 * 1024, 'x')).status, 414);
  EXPECT_EQ(running.get("/v1/hello?q=" + std::string(100 * 1024, 'x')).status, 414);
}

TEST(ServerLimits, large_header_fields_get_431) {
  SmallApplication small;
  const RunningServer running(small.application, any_port());
  EXPECT_EQ(running.get("/v1/hello", "X-Long: " + std::string(17 * 1024, 'x') + "\r\n").status, 431);
  std::string many;
  for (int i = 0; i < 2000; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(running.get("/v1/hello", many).status, 431);
}

TEST(ServerLimits, a_slow_header_ends_the_connection) {
  SmallApplication small;
  ServerSettings settings = any_port();
  settings.header_timeout = std::chrono::milliseconds(150);
  const RunningServer running(small.application, settings);
  RawClient client = running.connect();
  client.send("GET /v1/hello HTTP/1.1\r\nHost: a\r\nX-Slow: ");
  EXPECT_TRUE(client.ended());
}

TEST(ServerLimits, a_slow_body_ends_the_connection) {
  SmallApplication small;
  ServerSettings settings = any_port();
  settings.body_timeout = std::chrono::milliseconds(150);
  const RunningServer running(small.application, settings);
  RawClient client = running.connect();
  client.send("POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_TRUE(client.ended());
}

TEST(ServerLimits, too_many_connections_get_503) {
  SmallApplication small;
  ServerSettings settings = any_port();
  settings.connections = 2;
  const RunningServer running(small.application, settings);
  RawClient first = running.connect();
  RawClient second = running.connect();
  ASSERT_EQ(first.ask(k_hello)->status, 200);
  ASSERT_EQ(second.ask(k_hello)->status, 200);
  RawClient third = running.connect();
  const auto response = third.read();
  ASSERT_TRUE(response.has_value());
  EXPECT_EQ(response->status, 503);
  EXPECT_EQ(response->field("retry-after"), "1");
}

TEST(Server, says_100_continue_before_a_body_that_waits_for_it) {
  SmallApplication small;
  const RunningServer running(small.application, any_port());
  RawClient client = running.connect();
  client.send(
      "POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: "
      "2\r\n\r\n");
  client.send("ok");
  EXPECT_EQ(client.read()->body, "\"ok\"");
  EXPECT_EQ(running.ask("POST /v1/echo HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 2\r\n\r\n").status, 417);
}

TEST(ServerOverload, a_full_pool_gets_503_while_health_still_answers) {
  SmallApplication small;
  ServerSettings settings = any_port();
  settings.threads = 1;
  settings.queue = 1;
  gate().set(false);
  RunningServer running(small.application, settings);
  const std::string blocked = "GET /blocked HTTP/1.1\r\nHost: a\r\n\r\n";
  RawClient first = running.connect();
  first.send(blocked);
  gate().await_waiting(1);
  RawClient second = running.connect();
  second.send(blocked);  // waits in the queue, or is refused when the third came first
  RawClient third = running.connect();
  third.send(blocked);
  const auto refused_second_or_third = [&] {
    RawClient fourth = running.connect();
    return fourth.ask(blocked);
  }();
  ASSERT_TRUE(refused_second_or_third.has_value());
  EXPECT_EQ(refused_second_or_third->status, 503);
  EXPECT_EQ(refused_second_or_third->field("retry-after"), "1");
  EXPECT_NE(refused_second_or_third->body.find("\"overloaded\""), std::string::npos);
  EXPECT_EQ(running.get("/v1/hello").status, 200) << "what needs no worker is still answered";
  gate().set(true);
  EXPECT_EQ(first.read()->status, 200);
}

TEST(ServerDrain, a_request_in_flight_is_finished_and_the_connection_ended) {
  SmallApplication small;
  gate().set(false);
  RunningServer running(small.application, any_port());
  RawClient client = running.connect();
  client.send("GET /blocked HTTP/1.1\r\nHost: a\r\n\r\n");
  gate().await_waiting(1);
  RawClient idle = running.connect();
  ASSERT_EQ(idle.ask(k_hello)->status, 200);
  running.server().stop();
  while (!running.server().draining()) std::this_thread::yield();
  EXPECT_TRUE(idle.ended()) << "an idle connection does not hold the end up";
  gate().set(true);
  const auto response = client.read();
  ASSERT_TRUE(response.has_value());
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->field("connection"), "close");
  EXPECT_TRUE(client.ended());
  running.stop();
  EXPECT_THROW(RawClient{running.server().port()}, std::runtime_error);
}

TEST(ServerDrain, a_request_that_never_ends_does_not_outlast_the_limit) {
  SmallApplication small;
  ServerSettings settings = any_port();
  settings.drain = std::chrono::milliseconds(100);
  settings.header_timeout = std::chrono::minutes(10);
  RunningServer running(small.application, settings);
  RawClient client = running.connect();
  ASSERT_EQ(client.ask(k_hello)->status, 200);
  client.send("GET /v1/hello HTTP/1.1\r\n");
  running.stop();
  SUCCEED();
}

TEST(ServerDrain, whoever_could_connect_is_answered_and_nobody_is_cut_off) {
  SmallApplication small;
  std::atomic<int> answered{0};
  std::atomic<int> cut_off{0};
  for (int end = 0; end < 30; ++end) {
    RunningServer running(small.application, any_port());
    std::vector<std::jthread> clients;
    for (int i = 0; i < 6; ++i) {
      clients.emplace_back([&answered, &cut_off, port = running.server().port()] {
        try {
          for (;;) {
            const auto response = RawClient(port).ask("GET /v1/hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            ++(response ? answered : cut_off);
          }
        } catch (const std::runtime_error&) {
          // Refused: nobody listens any more, and nothing was asked.
        }
      });
    }
    while (answered < 30 * (end + 1)) std::this_thread::yield();
    running.stop();
  }
  EXPECT_EQ(cut_off, 0) << "of " << answered;
}

TEST(Server, an_address_in_use_is_an_error_that_says_what_to_do) {
  SmallApplication small;
  RunningServer running(small.application, any_port());
  ServerSettings same = any_port();
  same.port = running.server().port();
  const auto second = HttpServer::listen(same, small.application);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, ErrorCode::unavailable);
  EXPECT_NE(second.error().hint.find("--port"), std::string::npos);
}

TEST(Server, survives_many_clients_at_once) {
  SmallApplication small;
  const RunningServer running(small.application, any_port());
  std::vector<std::thread> clients;
  std::atomic<int> good{0};
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&] {
      RawClient client = running.connect();
      for (int j = 0; j < 50; ++j) {
        const auto response = client.ask(j % 2 == 0 ? k_hello : "GET /blocked HTTP/1.1\r\nHost: a\r\n\r\n");
        if (response && (response->status == 200 || response->status == 503)) ++good;
      }
    });
  }
  for (auto& client : clients) client.join();
  EXPECT_EQ(good, 400);
}

}  // namespace
}  // namespace leerwijzer
