// Under load the cheap goes first: composing never takes every thread, and suggestions and searches go on while all
// else waits for a database.
#include "tests/http/api/small_application.hpp"
#include "tests/support/running_server.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <deque>
#include <string>
#include <thread>

namespace leerwijzer {
namespace {

using testing::any_port;
using testing::gate;
using testing::RawClient;
using testing::RunningServer;
using testing::SmallApplication;

Result<Answer> search(const Call&) { return Answer{.body = R"({"found":1})", .cache_seconds = 60}; }

constexpr Endpoint k_compose{.method = "POST", .path = "/v1/compose", .pace = Pace::costly, .handle = testing::block};
constexpr Endpoint k_search{.method = "GET", .path = "/v1/search", .handle = search, .kept = true};
constexpr Endpoint k_look{.method = "GET", .path = "/v1/look", .handle = search};
constexpr const Endpoint* k_all[] = {&k_compose, &k_search, &k_look, &testing::k_blocked};

const std::string k_ask_compose = "POST /v1/compose HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";
const std::string k_ask_blocked = "GET /blocked HTTP/1.1\r\nHost: a\r\n\r\n";

class Overload : public ::testing::Test {
 protected:
  Overload() { gate().set(false); }
  ~Overload() override { gate().set(true); }

  SmallApplication small;
  Application application{{}, small.services, k_all};
  std::deque<RawClient> waiting;

  void send(RunningServer& running, const std::string& request, int times) {
    for (int i = 0; i < times; ++i) waiting.emplace_back(running.server().port()).send(request);
  }
  static void await_queued(RunningServer& running, Work kind) {
    while (running.server().work()[static_cast<std::size_t>(kind)].waiting == 0) std::this_thread::yield();
  }
};

TEST_F(Overload, composing_takes_half_of_the_threads_and_the_rest_goes_on) {
  ServerSettings settings = any_port();
  settings.threads = 4;
  RunningServer running(application, settings);
  send(running, k_ask_compose, 6);
  gate().await_waiting(2);
  EXPECT_EQ(running.get("/v1/search").status, 200);
  EXPECT_EQ(running.get("/v1/look").status, 200) << "what is neither kept nor dear has threads left too";
  while (running.server().work()[static_cast<std::size_t>(Work::dear)].waiting < 4) std::this_thread::yield();
  const auto work = running.server().work();
  EXPECT_EQ(work[static_cast<std::size_t>(Work::dear)].running, 2U);
  EXPECT_EQ(work[static_cast<std::size_t>(Work::dear)].waiting, 4U);
  gate().set(true);
  for (RawClient& client : waiting) EXPECT_EQ(client.read()->status, 200);
}

TEST_F(Overload, searches_go_on_while_every_other_thread_waits) {
  ServerSettings settings = any_port();
  settings.threads = 2;
  RunningServer running(application, settings);
  send(running, k_ask_blocked, 5);
  gate().await_waiting(2);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(running.get("/v1/search").status, 200);
  gate().set(true);
  for (RawClient& client : waiting) EXPECT_EQ(client.read()->status, 200);
}

TEST_F(Overload, a_full_queue_of_one_kind_refuses_that_kind_alone_and_politely) {
  ServerSettings settings = any_port();
  settings.threads = 2;
  settings.queue = 1;
  RunningServer running(application, settings);
  send(running, k_ask_compose, 1);
  gate().await_waiting(1);
  send(running, k_ask_compose, 1);
  await_queued(running, Work::dear);
  for (int i = 0; i < 2; ++i) {
    const auto response = running.ask(k_ask_compose);
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.field("retry-after"), "1");
  }
  EXPECT_EQ(running.get("/v1/look").status, 200);
  gate().set(true);
  for (RawClient& client : waiting) EXPECT_EQ(client.read()->status, 200);
}

TEST_F(Overload, who_waited_too_long_is_refused_when_its_turn_comes) {
  ServerSettings settings = any_port();
  settings.threads = 1;
  settings.queue_wait = std::chrono::milliseconds(50);
  RunningServer running(application, settings);
  send(running, k_ask_blocked, 1);
  gate().await_waiting(1);
  send(running, "GET /v1/look HTTP/1.1\r\nHost: a\r\n\r\n", 1);
  await_queued(running, Work::usual);
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  gate().set(true);
  EXPECT_EQ(waiting[0].read()->status, 200);
  const auto late = waiting[1].read();
  ASSERT_TRUE(late.has_value());
  EXPECT_EQ(late->status, 503);
  EXPECT_EQ(late->field("retry-after"), "1");
}

}  // namespace
}  // namespace leerwijzer
