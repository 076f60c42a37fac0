// An application with a handful of endpoints, for testing the server without a catalogue.
#pragma once

#include "api/application.hpp"
#include "api/services.hpp"

#include <boost/json.hpp>

#include <condition_variable>
#include <mutex>
#include <string>

namespace leerwijzer::testing {

/// Opened by a test to let requests at /blocked go on.
struct Gate {
  std::mutex mutex;
  std::condition_variable changed;
  bool open = true;
  int waiting = 0;

  void wait() {
    std::unique_lock lock(mutex);
    ++waiting;
    changed.notify_all();
    changed.wait(lock, [this] { return open; });
    --waiting;
  }
  void set(bool to) {
    const std::lock_guard lock(mutex);
    open = to;
    changed.notify_all();
  }
  void await_waiting(int count) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return waiting >= count; });
  }
};

inline Gate& gate() {
  static Gate one;
  return one;
}

inline Result<Answer> say_hello(const Call&) { return Answer{.body = R"({"hello":"world"})", .cache_seconds = 60}; }
inline Result<Answer> block(const Call&) {
  gate().wait();
  return Answer{.body = R"({"waited":true})"};
}
inline Result<Answer> echo(const Call& call) {
  return Answer{.body = boost::json::serialize(boost::json::value(call.request.body))};
}
inline Result<Answer> throw_bug(const Call&) { throw std::runtime_error("secret detail in /etc/secret"); }
inline Result<Answer> fail_closed(const Call&) {
  return Error{ErrorCode::unavailable, "The database does not answer.", "Try again later.", ""};
}

inline constexpr std::string_view k_json[] = {"application/json"};
inline constexpr Parameter k_hello_parameters[] = {
    {.name = "limit", .type = ParameterType::integer, .min = 1, .max = 50},
    {.name = "radiusKm", .type = ParameterType::number, .min = 0, .max = 300},
    {.name = "startsBefore", .type = ParameterType::date},
};
inline constexpr Endpoint k_hello{
    .method = "GET", .path = "/v1/hello", .parameters = k_hello_parameters, .blocks = false, .handle = say_hello};
inline constexpr Endpoint k_blocked{.method = "GET", .path = "/blocked", .handle = block};
inline constexpr Endpoint k_echo{
    .method = "POST", .path = "/v1/echo", .consumes = k_json, .blocks = false, .handle = echo};
inline constexpr Endpoint k_bug{.method = "GET", .path = "/bug", .handle = throw_bug};
inline constexpr Endpoint k_closed{.method = "GET", .path = "/closed", .handle = fail_closed};
inline constexpr const Endpoint* k_small[] = {&k_hello, &k_blocked, &k_echo, &k_bug, &k_closed};

struct SmallApplication {
  SnapshotHolder snapshots;
  Services services{.snapshots = &snapshots, .today = [] { return Date{}; }, .vitals = [] { return Vitals{}; }};
  std::mutex mutex;
  std::string log;
  Application application{
      {false, [this](const std::string& line) { keep(line); }, [this](const std::string& line) { keep(line); }},
      services,
      k_small};

  void keep(const std::string& line) {
    const std::lock_guard lock(mutex);
    log += line + "\n";
  }
  [[nodiscard]] std::string logged() {
    const std::lock_guard lock(mutex);
    return log;
  }
};

}  // namespace leerwijzer::testing
