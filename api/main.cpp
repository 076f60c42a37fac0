// leerwijzer-api: reads the settings, opens what is needed, serves. The only place of this program
// that reads a clock.
#include "api/application.hpp"
#include "api/http/server.hpp"
#include "api/http/worker_pool.hpp"
#include "api/live/account_key.hpp"
#include "api/live/postgres_accounts.hpp"
#include "api/live/postgres_cases.hpp"
#include "api/live/postgres_catalogue.hpp"
#include "api/live/postgres_identity.hpp"
#include "api/live/postgres_plans.hpp"
#include "api/live/postgres_publishing.hpp"
#include "api/live/postgres_referrals.hpp"
#include "api/live/postgres_rule_archive.hpp"
#include "api/live/postgres_watching.hpp"
#include "api/live/snapshot_loader.hpp"
#include "api/oidc/oidc_client.hpp"
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
  std::string read_database_url;
  std::string index = "index";
  std::string referral_keys;
  std::string account_key;
  std::string oidc;
  int session_hours = 8;
  int password_hashes = 2;
  std::string public_address;
  std::string desk_key;
  std::string referral_secrets;
  std::string log_level = "info";
  int drain_seconds = 10;
  int max_index_lag_seconds = 0;
  std::size_t cache_megabytes = 64;
  bool allow_today = false;
  bool behind_tls = false;
  double rate_limits = 1.0;
  std::string trusted_proxies;
  ServerSettings server;
};

Date today_in_amsterdam() {
  return amsterdam_date(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

std::int64_t moment_now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()).time_since_epoch().count();
}

/// What lets people and programs in, where the operator gave a key for it.
struct AccountParts {
  std::unique_ptr<OidcClient> oidc;
  std::unique_ptr<PostgresAccounts> accounts;
  std::unique_ptr<PostgresIdentity> identity;
};

AccountParts make_accounts(Pool& pool, const Settings& settings) {
  AccountParts parts;
  if (settings.account_key.empty()) {
    if (settings.oidc.empty()) return parts;
    throw ErrorException(
        {ErrorCode::invalid_input, "Logging in elsewhere needs accounts here.", "Give --account-key.", "--oidc"});
  }
  AccountSettings with;
  with.key = read_account_key(settings.account_key).value();
  with.limits.absolute_seconds = std::int64_t{3600} * settings.session_hours;
  with.hashes_at_once = settings.password_hashes;
  with.now = moment_now;
  if (!settings.oidc.empty()) parts.oidc = std::make_unique<OidcClient>(read_oidc_settings(settings.oidc).value());
  parts.accounts = std::make_unique<PostgresAccounts>(pool, with, parts.oidc.get());
  parts.identity = std::make_unique<PostgresIdentity>(pool, with.limits, moment_now);
  return parts;
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
  // What may be some moments old is read elsewhere where a second address is given; writes and codes never are.
  if (!settings.read_database_url.empty()) pool_settings.url = settings.read_database_url;
  Pool second_pool(pool_settings);
  Pool& reading = settings.read_database_url.empty() ? pool : second_pool;
  Pool watching_pool(for_watching(pool_settings));
  Pool loading_pool(for_loading(pool_settings));
  require_current_schema(reading).value();

  SnapshotHolder snapshots;
  const SnapshotWatch watch(loading_pool, snapshots, std::chrono::seconds(2),
                            [](const std::string& line) { spdlog::warn("{}", quoted(line)); });
  const SearchIndex index = SearchIndex::open({settings.index, settings.server.threads + k_quick_threads}).value();
  PostgresCatalogue catalogue(reading, watching_pool, {&index, std::chrono::seconds(settings.max_index_lag_seconds)});
  PostgresWatching watching(watching_pool);
  PostgresRuleArchive archive(reading);
  PostgresReferrals referrals(pool, read_referral_keys(settings.referral_keys).value());
  const AccountParts people = make_accounts(pool, settings);
  PostgresPlans plans(pool, read_public_address(settings.public_address).value());

  std::unique_ptr<PostgresCases> cases;
  if (!settings.desk_key.empty()) {
    cases = std::make_unique<PostgresCases>(pool, read_operator_key(settings.desk_key).value(),
                                            read_referral_secrets(settings.referral_secrets).value());
  }

  PostgresPublishing publishing(pool, std::chrono::seconds(5), today_in_amsterdam,
                                [](const std::string& line) { spdlog::warn("{}", quoted(line)); });

  HttpServer* running = nullptr;
  Services services;
  services.snapshots = &snapshots;
  services.index = &index;
  services.catalogue = &catalogue;
  services.archive = &archive;
  services.watching = &watching;
  services.referrals = settings.referral_keys.empty() ? nullptr : &referrals;
  services.identity = people.identity.get();
  services.accounts = people.accounts.get();
  services.plans = &plans;
  services.cases = cases.get();
  services.publishing = &publishing;
  services.today = today_in_amsterdam;
  services.allow_today = settings.allow_today;
  services.vitals = [&running] {
    return Vitals{running->draining(), running->pool_busy(), running->pool_size(), running->connections(),
                  running->work()};
  };
  ApplicationSettings with;
  with.cache_bytes = settings.cache_megabytes << 20U;
  with.behind_tls = settings.behind_tls;
  with.limits.rates.scale = settings.rate_limits;
  with.limits.trusted_proxies = AddressList::read(settings.trusted_proxies).value();
  with.access_log = [](const std::string& line) { spdlog::info("{}", line); };
  with.error_log = [](const std::string& line) { spdlog::error("{}", quoted(line)); };
  Application application(with, services, endpoints());
  HttpServer server = HttpServer::listen(settings.server, application).value();
  running = &server;
  std::cout << "listening on http://" << settings.server.address << ":" << server.port() << std::endl;
  server.run();
  spdlog::info("{}", quoted("stopped"));
}

void describe_accounts(CLI::App& command, Settings& settings) {
  command
      .add_option("--account-key", settings.account_key,
                  "File with the key that secrets of accounts are encrypted with (64 hexadecimal digits, mode 600); "
                  "without it nobody can log in")
      ->envname("LEERWIJZER_ACCOUNT_KEY");
  command.add_option("--oidc", settings.oidc, "File with organisations whose people log in with their account there")
      ->envname("LEERWIJZER_OIDC");
  command.add_option("--session-hours", settings.session_hours, "The longest that somebody stays logged in")
      ->capture_default_str()
      ->check(CLI::Range(1, 12))
      ->envname("LEERWIJZER_SESSION_HOURS");
  command
      .add_option("--password-hashes", settings.password_hashes,
                  "Passwords that are checked at once, each in 64 megabytes; others wait, or get 503")
      ->capture_default_str()
      ->check(CLI::Range(1, 16))
      ->envname("LEERWIJZER_PASSWORD_HASHES");
}

/// What the desks of advisors need: keys to be referred to, and to keep cases.
void describe_desks(CLI::App& command, Settings& settings) {
  command
      .add_option(
          "--referral-keys", settings.referral_keys,
          "File with the public keys of desks that take referrals (leerwijzer-indexer referrals keygen); without "
          "it nobody can be referred")
      ->envname("LEERWIJZER_REFERRAL_KEYS");
  command
      .add_option("--desk-key", settings.desk_key,
                  "File (mode 600) with the key that opens the cases of desks, 64 digits and letters a to f "
                  "(openssl rand -hex 32); without it advisors cannot keep cases")
      ->envname("LEERWIJZER_DESK_KEY");
  command
      .add_option("--referral-secrets", settings.referral_secrets,
                  "File (mode 600) with secret keys of desks, a line a desk, so that their advisors read referrals "
                  "here; without it a program of the desk opens the envelope")
      ->envname("LEERWIJZER_REFERRAL_SECRETS");
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
  command
      .add_option("--read-database-url", settings.read_database_url,
                  "Another PostgreSQL, such as a standby, for reads of the catalogue that may be some moments old; "
                  "without it all goes to --database-url")
      ->envname("LEERWIJZER_READ_DATABASE_URL");
  command.add_option("--index", settings.index, "Folder of the search index")
      ->capture_default_str()
      ->envname("LEERWIJZER_INDEX");
  describe_accounts(command, settings);
  describe_desks(command, settings);
  command
      .add_option("--public-address", settings.public_address,
                  "Where people find this service, for the links to their plans: https://leerwijzer.example")
      ->envname("LEERWIJZER_PUBLIC_ADDRESS");
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
  command
      .add_option("--max-index-lag-seconds", settings.max_index_lag_seconds,
                  "/ready answers 503 while a change of the catalogue waits longer for this process's index; 0: never")
      ->capture_default_str()
      ->check(CLI::Range(0, 86400))
      ->envname("LEERWIJZER_MAX_INDEX_LAG_SECONDS");
  command.add_flag("--allow-today", settings.allow_today, "Let a match request say what day it is (tests, demos)")
      ->envname("LEERWIJZER_ALLOW_TODAY");
  command.add_flag("--behind-tls", settings.behind_tls, "A proxy in front speaks TLS: send Strict-Transport-Security")
      ->envname("LEERWIJZER_BEHIND_TLS");
  command
      .add_option("--rate-limits", settings.rate_limits,
                  "How often one client may ask, as a multiple of the usual limits; 0: as often as it likes")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1e6))
      ->envname("LEERWIJZER_RATE_LIMITS");
  command
      .add_option("--trusted-proxies", settings.trusted_proxies,
                  "Addresses and prefixes of proxies in front, with commas: limits count the client that they name in "
                  "X-Forwarded-For")
      ->envname("LEERWIJZER_TRUSTED_PROXIES");
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
