// An open load over HTTP/1.1: requests set out at moments that a schedule gives, whether those before them were
// answered or not, and each is timed from the moment at which it should have set out. So a server that stalls is not
// spared.
//
//   load_client HOST PORT REQUESTS SCHEDULE CONNECTIONS SEED
//
// REQUESTS: lines "kind TAB weight TAB method TAB target TAB body"; of a kind the first line is asked most (Zipf,
// exponent 1). {n} in a body or target becomes a number of its own; a POST carries it as Idempotency-Key. SCHEDULE:
// lines "seconds TAB rate at the begin TAB rate at the end". Rates are a second; the gaps are those of independent
// people (exponential). On stdout a line for every second and kind: second, kind, asked, good, refused, wrong, p50,
// p95, p99 and longest in ms; refused is 503 or 429 with Retry-After, wrong is all else. At the end the same for each
// kind as a whole.
#include "tests/bench/load_requests.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

using leerwijzer::load::Answer;
using leerwijzer::load::answer_in;
using leerwijzer::load::Kind;
using leerwijzer::load::Stage;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr double k_longest_wait = 30.0;  ///< seconds; an answer that takes longer is wrong

struct Outcomes {
  std::uint64_t asked = 0;
  std::uint64_t good = 0;
  std::uint64_t refused = 0;
  std::uint64_t wrong = 0;
  std::vector<float> milliseconds;  ///< of good answers

  void add(const Outcomes& other) {
    asked += other.asked;
    good += other.good;
    refused += other.refused;
    wrong += other.wrong;
    milliseconds.insert(milliseconds.end(), other.milliseconds.begin(), other.milliseconds.end());
  }
};

/// One request that has to set out.
struct Due {
  Clock::time_point at;
  std::size_t kind = 0;
  std::string bytes;
};

class Connection {
 public:
  explicit Connection(int descriptor) : descriptor_(descriptor) {}
  ~Connection() { ::close(descriptor_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }
  Due due;
  std::string in;
  std::size_t sent = 0;
  bool busy = false;
  bool used = false;  ///< it had an answer before

 private:
  int descriptor_;
};

class Load {
 public:
  Load(sockaddr_in to, std::vector<Kind> kinds, std::vector<Stage> stages, std::size_t connections, std::uint64_t seed)
      : to_(to),
        kinds_(std::move(kinds)),
        stages_(std::move(stages)),
        most_(connections),
        random_(seed),
        numbers_(seed * 1'000'003 % 500'000'000'000),
        epoll_(::epoll_create1(EPOLL_CLOEXEC)),
        all_(kinds_.size()) {
    for (const Kind& kind : kinds_) weights_.push_back(kind.weight);
  }
  ~Load() { ::close(epoll_); }
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  void run() {
    began_ = Clock::now();
    next_ = began_ + std::chrono::duration_cast<Clock::duration>(Seconds(gap(0.0)));
    const double total = length();
    while (Seconds(Clock::now() - began_).count() < total || !open_.empty() || !waiting_.empty()) {
      const double now = Seconds(Clock::now() - began_).count();
      if (now > total + k_longest_wait) break;
      while (next_ <= Clock::now() && Seconds(next_ - began_).count() < total) arrive();
      poll(Seconds(next_ - began_).count() < total);
      drop_late();
      tell(static_cast<std::size_t>(Seconds(Clock::now() - began_).count()));
    }
    tell(seconds_.empty() ? 0 : seconds_.rbegin()->first + 1);
    for (std::size_t kind = 0; kind < kinds_.size(); ++kind) print("all", kind, all_[kind]);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("client\tprocessor\t%.1f\tconnections\t%zu\n",
                static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                    static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6,
                most_open_);
  }

 private:
  [[nodiscard]] double length() const {
    double sum = 0.0;
    for (const Stage& stage : stages_) sum += stage.seconds;
    return sum;
  }

  [[nodiscard]] double rate(double at) const {
    for (const Stage& stage : stages_) {
      if (at < stage.seconds) return stage.from + (stage.to - stage.from) * at / stage.seconds;
      at -= stage.seconds;
    }
    return stages_.empty() ? 1.0 : stages_.back().to;
  }

  double gap(double at) { return std::exponential_distribution<double>(std::max(0.01, rate(at)))(random_); }

  std::string fresh(const std::string& request) {
    std::string bytes = request;
    std::array<char, 16> number{};
    std::snprintf(number.data(), number.size(), "%012llu",
                  static_cast<unsigned long long>(++numbers_ % 1'000'000'000'000ULL));
    for (std::size_t at = bytes.find("{n}"); at != std::string::npos; at = bytes.find("{n}", at)) {
      bytes.replace(at, 3, number.data());
    }
    return bytes;
  }

  void arrive() {
    const std::size_t kind = std::discrete_distribution<std::size_t>(weights_.begin(), weights_.end())(random_);
    const Kind& of = kinds_[kind];
    const double draw = std::uniform_real_distribution<double>(0.0, of.until.back())(random_);
    const auto rank =
        static_cast<std::size_t>(std::lower_bound(of.until.begin(), of.until.end(), draw) - of.until.begin());
    waiting_.push_back({next_, kind, fresh(of.requests[std::min(rank, of.requests.size() - 1)])});
    ++second_of(next_)[kind].asked;
    next_ += std::chrono::duration_cast<Clock::duration>(Seconds(gap(Seconds(next_ - began_).count())));
    set_out();
  }

  void set_out() {
    while (!waiting_.empty()) {
      Connection* connection = nullptr;
      if (!idle_.empty()) {
        connection = idle_.back();
        idle_.pop_back();
      } else if (open_.size() < most_) {
        connection = connect();
      }
      if (connection == nullptr) return;
      connection->due = std::move(waiting_.front());
      waiting_.pop_front();
      connection->busy = true;
      connection->sent = 0;
      connection->in.clear();
      push(*connection);
    }
  }

  Connection* connect() {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return nullptr;
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const auto* address = static_cast<const sockaddr*>(static_cast<const void*>(&to_));
    if (::connect(descriptor, address, sizeof to_) != 0 && errno != EINPROGRESS) {
      ::close(descriptor);
      return nullptr;
    }
    auto made = std::make_unique<Connection>(descriptor);
    Connection* connection = made.get();
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLET | EPOLLRDHUP;
    event.data.ptr = connection;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event);
    open_.emplace(connection, std::move(made));
    most_open_ = std::max(most_open_, open_.size());
    return connection;
  }

  void push(Connection& connection) {
    const std::string& bytes = connection.due.bytes;
    while (connection.sent < bytes.size()) {
      const ssize_t count =
          ::send(connection.descriptor(), bytes.data() + connection.sent, bytes.size() - connection.sent, MSG_NOSIGNAL);
      if (count <= 0) return;  // goes on when the socket says so, or ends when it says that
      connection.sent += static_cast<std::size_t>(count);
    }
  }

  void poll(bool more_to_come) {
    std::array<epoll_event, 256> events{};
    const double until_next = Seconds(next_ - Clock::now()).count() * 1000.0;
    const int wait = more_to_come ? std::clamp(static_cast<int>(until_next), 0, 20) : 20;
    const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait);
    for (int i = 0; i < count; ++i) {
      auto* connection = static_cast<Connection*>(events.at(static_cast<std::size_t>(i)).data.ptr);
      if (open_.contains(connection)) happened(*connection, events.at(static_cast<std::size_t>(i)).events);
    }
  }

  void happened(Connection& connection, std::uint32_t what) {
    if ((what & EPOLLOUT) != 0 && connection.busy) push(connection);
    bool ended = (what & (EPOLLERR | EPOLLHUP)) != 0;
    std::array<char, 65536> piece{};
    for (;;) {
      const ssize_t count = ::recv(connection.descriptor(), piece.data(), piece.size(), 0);
      if (count > 0) {
        connection.in.append(piece.data(), static_cast<std::size_t>(count));
        continue;
      }
      if (count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK)) ended = true;
      break;
    }
    if (!connection.busy) {
      if (ended) drop(connection);
      return;
    }
    const Answer answer = answer_in(connection.in);
    if (answer.whole) {
      note(connection.due, answer);
      connection.busy = false;
      connection.used = true;
      if (answer.closes || ended) {
        drop(connection);
      } else {
        idle_.push_back(&connection);
      }
    } else if (ended) {
      // A kept connection may end while it is idle, at the very moment of the next request: that one sets out again.
      const bool again = connection.used && connection.in.empty();
      Due due = std::move(connection.due);
      if (again) {
        waiting_.push_front(std::move(due));
      } else {
        note(due, Answer{});
      }
      drop(connection);
    }
    set_out();
  }

  void drop(Connection& connection) {
    idle_.erase(std::remove(idle_.begin(), idle_.end(), &connection), idle_.end());
    open_.erase(&connection);
  }

  void drop_late() {
    const auto now = Clock::now();
    if (now - looked_ < std::chrono::seconds(1)) return;
    looked_ = now;
    std::vector<Connection*> late;
    for (const auto& [connection, owned] : open_) {
      if (connection->busy && Seconds(now - connection->due.at).count() > k_longest_wait) late.push_back(connection);
    }
    for (Connection* connection : late) {
      note(connection->due, Answer{});
      drop(*connection);
    }
    // What is over and idle keeps nobody waiting.
    if (waiting_.empty() && Seconds(now - began_).count() > length()) {
      const std::vector<Connection*> idle = idle_;
      for (Connection* connection : idle) drop(*connection);
    }
  }

  std::vector<Outcomes>& second_of(Clock::time_point at) {
    auto& second = seconds_[static_cast<std::size_t>(std::max(0.0, Seconds(at - began_).count()))];
    second.resize(kinds_.size());
    return second;
  }

  void note(const Due& due, const Answer& answer) {
    Outcomes& outcomes = second_of(due.at)[due.kind];
    const double took = Seconds(Clock::now() - due.at).count();
    if (answer.status >= 200 && answer.status < 400) {
      ++outcomes.good;
      outcomes.milliseconds.push_back(static_cast<float>(took * 1000.0));
    } else if ((answer.status == 503 || answer.status == 429) && answer.retry_after) {
      ++outcomes.refused;
    } else {
      ++outcomes.wrong;
      if (++told_wrong_ <= 5) std::fprintf(stderr, "wrong: status %d for %.60s\n", answer.status, due.bytes.c_str());
    }
  }

  /// Seconds of which every request has been answered by now.
  void tell(std::size_t now) {
    while (!seconds_.empty()) {
      auto& [second, outcomes] = *seconds_.begin();
      const bool over = std::all_of(outcomes.begin(), outcomes.end(), [](const Outcomes& one) {
        return one.good + one.refused + one.wrong >= one.asked;
      });
      const bool given_up = static_cast<double>(now) > static_cast<double>(second) + k_longest_wait + 2;
      if (second + 1 >= now || (!over && !given_up)) return;
      for (std::size_t kind = 0; kind < outcomes.size(); ++kind) {
        if (outcomes[kind].asked == 0) continue;
        print(std::to_string(second), kind, outcomes[kind]);
        all_[kind].add(outcomes[kind]);
      }
      seconds_.erase(seconds_.begin());
    }
  }

  void print(const std::string& when, std::size_t kind, Outcomes& outcomes) {
    auto& times = outcomes.milliseconds;
    std::sort(times.begin(), times.end());
    const auto share = [&](double part) {
      if (times.empty()) return 0.0F;
      const auto rank = static_cast<std::size_t>(std::ceil(part * static_cast<double>(times.size())));
      return times[std::max<std::size_t>(rank, 1) - 1];
    };
    std::printf("%s\t%s\t%llu\t%llu\t%llu\t%llu\t%.2f\t%.2f\t%.2f\t%.2f\n", when.c_str(), kinds_[kind].name.c_str(),
                static_cast<unsigned long long>(outcomes.asked), static_cast<unsigned long long>(outcomes.good),
                static_cast<unsigned long long>(outcomes.refused), static_cast<unsigned long long>(outcomes.wrong),
                static_cast<double>(share(0.5)), static_cast<double>(share(0.95)), static_cast<double>(share(0.99)),
                static_cast<double>(share(1.0)));
    std::fflush(stdout);
  }

  sockaddr_in to_;
  std::vector<Kind> kinds_;
  std::vector<Stage> stages_;
  std::size_t most_;
  std::mt19937_64 random_;
  std::uint64_t numbers_;
  int epoll_;
  std::vector<Outcomes> all_;
  std::vector<double> weights_;
  Clock::time_point began_{};
  Clock::time_point next_{};
  Clock::time_point looked_{};
  std::deque<Due> waiting_;
  std::unordered_map<Connection*, std::unique_ptr<Connection>> open_;
  std::vector<Connection*> idle_;
  std::map<std::size_t, std::vector<Outcomes>> seconds_;
  std::size_t most_open_ = 0;
  int told_wrong_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 7) {
    std::cerr << "load_client HOST PORT REQUESTS SCHEDULE CONNECTIONS SEED\n";
    return 2;
  }
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(std::atoi(argv[2])));
  if (::inet_pton(AF_INET, argv[1], &to.sin_addr) != 1) {
    std::cerr << "load_client: " << argv[1] << " is no IPv4 address\n";
    return 2;
  }
  auto kinds = leerwijzer::load::read_kinds(argv[3]);
  auto stages = leerwijzer::load::read_schedule(argv[4]);
  if (kinds.empty() || stages.empty()) {
    std::cerr << "load_client: there are no requests, or no schedule\n";
    return 2;
  }
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    static_cast<void>(setrlimit(RLIMIT_NOFILE, &limit));
  }
  Load load(to, std::move(kinds), std::move(stages), std::strtoul(argv[5], nullptr, 10),
            std::strtoull(argv[6], nullptr, 10));
  load.run();
  return 0;
}
