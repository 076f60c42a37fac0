#include "engine/store/pool.hpp"

#include "engine/core/text.hpp"
#include "engine/store/pooled_connection.hpp"
#include "engine/store/store_error.hpp"

#include <pqxx/except>
#include <pqxx/nontransaction>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

/// To connect takes milliseconds.
constexpr std::chrono::milliseconds k_surely_silent{1'000};

/// libpq waits for ever to connect unless it is told otherwise.
std::string with_connect_timeout(const std::string& url, std::chrono::seconds timeout) {
  if (contains(url, "connect_timeout")) return url;
  const std::string setting = "connect_timeout=" + std::to_string(timeout.count());
  if (url.starts_with("postgres://") || url.starts_with("postgresql://")) {
    return url + (contains(url, "?") ? "&" : "?") + setting;
  }
  return url + " " + setting;
}

}  // namespace

PooledConnection::PooledConnection(const std::string& url, Watchdog& watchdog,
                                   std::chrono::milliseconds longest_silence)
    : raw_(url), watchdog_(watchdog), longest_silence_(longest_silence) {
  // A silent reconnect would lose the settings and the transaction: a broken connection stays broken.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  raw_.inhibit_reactivation(true);
#pragma GCC diagnostic pop
}

void PooledConnection::prepare_once(std::string_view name, std::string_view sql) {
  if (prepared_.contains(name)) return;
  raw_.prepare(std::string(name), std::string(sql));
  prepared_.insert(name);
}

PooledConnection::Waiting::Waiting(PooledConnection& connection)
    : connection_(connection),
      watch_(connection.watchdog_.watch(connection.raw_.sock(), connection.longest_silence_)) {}

PooledConnection::Waiting::~Waiting() {
  if (!connection_.watchdog_.call_off(watch_)) return;
  connection_.cut_off_ = true;
  connection_.condemned_ = true;
}

struct Pool::State {
  PoolSettings settings;
  Watchdog watchdog;  // before the connections, which it must outlive
  mutable std::mutex mutex;
  std::condition_variable freed;
  std::vector<std::unique_ptr<PooledConnection>> idle;
  std::size_t used = 0;
  bool silent = false;   ///< the server gave no answer the last time, and none since
  bool probing = false;  ///< somebody is finding out

  /// Waits for a place and counts it as used; an idle connection when there is one.
  std::unique_ptr<PooledConnection> take_place() {
    std::unique_lock lock(mutex);
    if (silent && probing) refuse_while_silent();
    if (!freed.wait_for(lock, settings.wait, [&] { return used < settings.size; })) {
      throw ErrorException({ErrorCode::overloaded,
                            "all " + std::to_string(settings.size) + " database connections are in use",
                            "Try again in a moment.", settings.purpose});
    }
    if (silent && probing) refuse_while_silent();
    probing = silent;
    ++used;
    if (idle.empty()) return nullptr;
    auto connection = std::move(idle.back());
    idle.pop_back();
    return connection;
  }

  [[noreturn]] void refuse_while_silent() const {
    throw ErrorException(
        {ErrorCode::unavailable, "the database does not answer", "Try again in a moment.", settings.purpose});
  }

  /// What became of the one who had it.
  enum class Outcome { answered, silent, neither };

  void free_place(Outcome outcome) noexcept {
    {
      const std::scoped_lock lock(mutex);
      --used;
      if (outcome != Outcome::neither) silent = outcome == Outcome::silent;
      probing = false;
      if (silent) idle.clear();  // its neighbours hang on the same server
    }
    // Those who wait for a place are refused as well while the server is silent.
    if (outcome == Outcome::silent) {
      freed.notify_all();
    } else {
      freed.notify_one();
    }
  }

  /// Without a statement timeout an answer may take as long as it needs.
  [[nodiscard]] std::chrono::milliseconds longest_silence() const {
    const bool limited = settings.statement_timeout.count() > 0;
    return limited ? settings.statement_timeout + settings.answer_grace : std::chrono::hours{24 * 365};
  }

  std::unique_ptr<PooledConnection> connect() {
    auto connection = std::make_unique<PooledConnection>(with_connect_timeout(settings.url, settings.connect_timeout),
                                                         watchdog, longest_silence());
    const PooledConnection::Waiting waiting(*connection);
    pqxx::nontransaction session(connection->raw());
    session.exec_params(
        "SELECT set_config('application_name', $1, false), set_config('statement_timeout', $2, false), "
        "set_config('client_encoding', 'UTF8', false), set_config('datestyle', 'ISO', false)",
        settings.purpose, std::to_string(settings.statement_timeout.count()));
    return connection;
  }
};

Pool::Pool(PoolSettings settings) : state_(std::make_unique<State>()) {
  state_->settings = std::move(settings);
  state_->idle.reserve(state_->settings.size);  // so that giving back never allocates
}

Pool::~Pool() = default;

Pool::Lease::Lease(Pool& pool, std::unique_ptr<PooledConnection> connection)
    : pool_(&pool), connection_(std::move(connection)) {}

Pool::Lease::Lease(Lease&&) noexcept = default;

Pool::Lease::~Lease() {
  if (connection_) pool_->give_back(std::move(connection_));
}

void Pool::give_back(std::unique_ptr<PooledConnection> connection) noexcept {
  const auto outcome = connection->was_cut_off() ? State::Outcome::silent
                       : connection->usable()    ? State::Outcome::answered
                                                 : State::Outcome::neither;
  if (connection->usable()) {
    const std::scoped_lock lock(state_->mutex);
    state_->idle.push_back(std::move(connection));
  }
  connection.reset();
  state_->free_place(outcome);
}

Pool::Lease Pool::lease() {
  std::unique_ptr<PooledConnection> connection = state_->take_place();
  if (connection) return {*this, std::move(connection)};
  const auto from = std::chrono::steady_clock::now();
  try {
    return {*this, state_->connect()};
  } catch (const std::exception& e) {
    // Refused at once is another matter than no answer at all.
    const bool silent = std::chrono::steady_clock::now() - from >=
                        std::min<std::chrono::milliseconds>(state_->settings.connect_timeout, k_surely_silent);
    state_->free_place(silent ? State::Outcome::silent : State::Outcome::neither);
    throw ErrorException(store_error(e, "connect"));
  }
}

Pool::Lease Pool::fresh_lease() {
  {
    const std::scoped_lock lock(state_->mutex);
    state_->idle.clear();
  }
  return lease();
}

Result<void> Pool::ping() {
  try {
    for (int attempt = 0;; ++attempt) {
      Lease held = attempt == 0 ? lease() : fresh_lease();
      try {
        const PooledConnection::Waiting waiting(held.connection());
        pqxx::nontransaction(held.connection().raw()).exec("SELECT 1");
        return k_ok;
      } catch (const std::exception& e) {
        held.connection().condemn();
        if (attempt > 0 || held.connection().was_cut_off()) return store_error(e, "ping");
      }
    }
  } catch (const ErrorException& e) {
    return e.error();
  }
}

std::size_t Pool::in_use() const noexcept {
  const std::scoped_lock lock(state_->mutex);
  return state_->used;
}

const PoolSettings& Pool::settings() const noexcept { return state_->settings; }

}  // namespace leerwijzer
