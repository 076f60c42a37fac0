// leerwijzer-api: reads the settings, opens what is needed, serves. The only place of this program
// that reads a clock.
#include "api/application.hpp"
#include "api/http/server.hpp"
#include "api/live/postgres_catalogue.hpp"
#include "api/live/postgres_referrals.hpp"
#include "api/live/postgres_rule_archive.hpp"
#include "api/live/postgres_watching.hpp"
#include "api/live/snapshot_loader.hpp"
#include "engine/core/text.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>

namespace leerwijzer {
namespace {

struct Settings {
  std::string database_url;
  std::string index = "index";
  std::string referral_keys;
  std::string log_level = "info";
  int drain_seconds = 10;
  std::size_t cache_megabytes = 64;
  bool allow_today = false;
  bool behind_tls = false;
  ServerSettings server;
};

Date today_in_amsterdam() {
  return amsterdam_date(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

void start_log(const std::string& level) {
  auto log = spdlog::stderr_logger_mt("api");
  // The message is a JSON object of its own; everything on a line is one object.
  log->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","event":%v})");
  log->set_level(spdlog::level::from_str(level));
  spdlog::set_default_logger(std::move(log));
}

/// Text as a JSON string.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + '"';
}

/// As many open files as the system lets us have: each connection is one.
void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  static_cast<void>(setrlimit(RLIMIT_NOFILE, &limit));
}

/// Connections of their own for /ready and /metrics, which must answer soon, whatever the others wait for.
PoolSettings for_watching(PoolSettings settings) {
  settings.purpose = "leerwijzer-api-watching";
  settings.size = 2;
  settings.statement_timeout = std::chrono::seconds(1);
  settings.wait = std::chrono::milliseconds(500);
  settings.answer_grace = std::chrono::milliseconds(500);
  return settings;
}

/// Reference data is read whole, in the background: it may take its time.
PoolSettings for_loading(PoolSettings settings) {
  settings.purpose = "leerwijzer-api-loading";
  settings.size = 1;
  settings.statement_timeout = std::chrono::seconds(30);
  return settings;
}

void serve(const Settings& settings) {
  if (settings.database_url.empty()) {
    throw ErrorException({ErrorCode::invalid_input, "There is no database to connect to.",
                          "Give --database-url, or set LEERWIJZER_DATABASE_URL.", "--database-url"});
  }
  raise_file_limit();
  start_log(settings.log_level);
  PoolSettings pool_settings;
  pool_settings.url = settings.database_url;
  pool_settings.purpose = "leerwijzer-api";
  pool_settings.size = settings.server.threads + 1;
  // Nobody waits longer than this for an answer of the database.
  pool_settings.statement_timeout = std::chrono::seconds(5);
  pool_settings.answer_grace = std::chrono::seconds(1);
  pool_settings.connect_timeout = std::chrono::seconds(2);
  Pool pool(pool_settings);
  Pool watching_pool(for_watching(pool_settings));
  Pool loading_pool(for_loading(pool_settings));
  require_current_schema(pool).value();

  SnapshotHolder snapshots;
  const SnapshotWatch watch(loading_pool, snapshots, std::chrono::seconds(2),
                            [](const std::string& line) { spdlog::warn("{}", quoted(line)); });
  const SearchIndex index = SearchIndex::open({settings.index, settings.server.threads + 1}).value();
  PostgresCatalogue catalogue(pool, watching_pool);
  PostgresWatching watching(watching_pool);
  PostgresRuleArchive archive(pool);
  PostgresReferrals referrals(pool, read_referral_keys(settings.referral_keys).value());

  HttpServer* running = nullptr;
  Services services;
  services.snapshots = &snapshots;
  services.index = &index;
  services.catalogue = &catalogue;
  services.archive = &archive;
  services.watching = &watching;
  services.referrals = settings.referral_keys.empty() ? nullptr : &referrals;
  services.today = today_in_amsterdam;
  services.allow_today = settings.allow_today;
  services.vitals = [&running] {
    return Vitals{running->draining(), running->pool_busy(), running->pool_size(), running->connections(),
                  running->work()};
  };
  ApplicationSettings with;
  with.cache_bytes = settings.cache_megabytes << 20U;
  with.behind_tls = settings.behind_tls;
  with.access_log = [](const std::string& line) { spdlog::info("{}", line); };
  with.error_log = [](const std::string& line) { spdlog::error("{}", quoted(line)); };
  Application application(with, services, endpoints());
  HttpServer server = HttpServer::listen(settings.server, application).value();
  running = &server;
  std::cout << "listening on http://" << settings.server.address << ":" << server.port() << std::endl;
  server.run();
  spdlog::info("{}", quoted("stopped"));
}

void describe_serve(CLI::App& command, Settings& settings) {
  command.add_option("--address", settings.server.address, "IP address to listen on")
      ->capture_default_str()
      ->envname("LEERWIJZER_ADDRESS");
  command.add_option("--port", settings.server.port, "Port to listen on; 0 takes a free one")
      ->capture_default_str()
      ->envname("LEERWIJZER_PORT");
  command
      .add_option("--threads", settings.server.threads,
                  "Threads for searching and the database; one more answers suggestions and searches alone")
      ->capture_default_str()
      ->check(CLI::Range(1, 256))
      ->envname("LEERWIJZER_THREADS");
  command
      .add_option("--queue", settings.server.queue, "Requests of each kind that may wait for a thread; more get 503")
      ->capture_default_str()
      ->check(CLI::Range(0, 100000))
      ->envname("LEERWIJZER_QUEUE");
  command.add_option("--connections", settings.server.connections, "Open connections; more get 503")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000000))
      ->envname("LEERWIJZER_CONNECTIONS");
  command.add_option("--database-url", settings.database_url, "PostgreSQL, as a libpq connection string or URI")
      ->envname("LEERWIJZER_DATABASE_URL");
  command.add_option("--index", settings.index, "Folder of the search index")
      ->capture_default_str()
      ->envname("LEERWIJZER_INDEX");
  command
      .add_option(
          "--referral-keys", settings.referral_keys,
          "File with the public keys of desks that take referrals (leerwijzer-indexer referrals keygen); without "
          "it nobody can be referred")
      ->envname("LEERWIJZER_REFERRAL_KEYS");
  command
      .add_option("--cache-megabytes", settings.cache_megabytes,
                  "Memory for answers that are given again while nothing changed; 0: none")
      ->capture_default_str()
      ->check(CLI::Range(0, 1 << 20))
      ->envname("LEERWIJZER_CACHE_MEGABYTES");
  command.add_option("--drain-seconds", settings.drain_seconds, "Longest wait for requests in flight at the end")
      ->capture_default_str()
      ->check(CLI::Range(0, 3600))
      ->envname("LEERWIJZER_DRAIN_SECONDS");
  command.add_flag("--allow-today", settings.allow_today, "Let a match request say what day it is (tests, demos)")
      ->envname("LEERWIJZER_ALLOW_TODAY");
  command.add_flag("--behind-tls", settings.behind_tls, "A proxy in front speaks TLS: send Strict-Transport-Security")
      ->envname("LEERWIJZER_BEHIND_TLS");
  command.add_option("--log-level", settings.log_level, "trace, debug, info, warn, error or off")
      ->capture_default_str()
      ->check(CLI::IsMember({"trace", "debug", "info", "warn", "error", "off"}))
      ->envname("LEERWIJZER_LOG_LEVEL");
}

/// Takes from the file what neither a flag nor a variable gave.
void read_config(CLI::App& command, const std::string& file) {
  std::ifstream in(file);
  if (!in) throw ErrorException({ErrorCode::not_found, "The settings file cannot be opened.", "Check the path.", file});
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const std::string_view bare = trim(line);
    if (bare.empty() || bare.front() == '#') continue;
    const std::string where = file + ":" + std::to_string(number);
    const std::size_t equals = bare.find('=');
    const std::string key(trim(bare.substr(0, equals)));
    CLI::Option* option = key == "config" || key == "help" ? nullptr : command.get_option_no_throw("--" + key);
    if (option == nullptr || equals == std::string_view::npos) {
      throw ErrorException({ErrorCode::invalid_input, "The setting \"" + key + "\" is not known.",
                            "Use the names of `leerwijzer-api serve --help`, as name = value.", where});
    }
    if (option->count() > 0) continue;
    try {
      option->add_result(std::string(trim(bare.substr(equals + 1))));
      option->run_callback();
    } catch (const CLI::ParseError& error) {
      throw ErrorException({ErrorCode::invalid_input, error.what(), "", where});
    }
  }
}

int run(int argc, char** argv) {
  CLI::App app("Leerwijzer API: searches and matches courses, and tells what they cost and who helps.");
  app.footer(
      "Settings come from flags, then LEERWIJZER_* variables, then the file of --config.\n"
      "  LEERWIJZER_DATABASE_URL   PostgreSQL, for example \"host=/run/postgresql dbname=leerwijzer\"\n"
      "  LEERWIJZER_INDEX          folder of the search index\n\n"
      "Examples:\n"
      "  leerwijzer-api serve --port 8080\n"
      "  LEERWIJZER_DATABASE_URL=\"dbname=leerwijzer\" leerwijzer-api serve --index /var/lib/leerwijzer/index\n"
      "  leerwijzer-api serve --help");
  app.set_version_flag("--version", std::string("leerwijzer-api ") + std::string(k_api_version));
  Settings settings;
  CLI::App* command = app.add_subcommand("serve", "Serve the API under /v1 and the page under /");
  std::string config;
  command->add_option("--config", config, "File with settings, one `name = value` a line")
      ->envname("LEERWIJZER_CONFIG");
  describe_serve(*command, settings);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : 2;
  }
  if (!*command) {
    std::cerr << app.help();
    return 2;
  }
  if (!config.empty()) read_config(*command, config);
  settings.server.drain = std::chrono::seconds(settings.drain_seconds);
  settings.server.handle_signals = true;
  serve(settings);
  return 0;
}

}  // namespace
}  // namespace leerwijzer

int main(int argc, char** argv) {
  try {
    return leerwijzer::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "leerwijzer-api: " << error.what() << '\n';
    return 1;
  }
}
