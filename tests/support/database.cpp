#include "tests/support/database.hpp"

#include "engine/core/text.hpp"
#include "engine/store/grants.hpp"
#include "engine/store/migrations.hpp"
#include "engine/store/store_error.hpp"

#include <pqxx/pqxx>

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <stdexcept>

namespace leerwijzer::testing {
namespace {

std::string server() {
  const char* url = std::getenv("LEERWIJZER_TEST_DATABASE_URL");
  if (url != nullptr && *url != '\0') return url;
  throw std::runtime_error(
      "LEERWIJZER_TEST_DATABASE_URL is not set, so there is no PostgreSQL to test with. Run tests/run, which starts "
      "one.");
}

/// Later settings of a libpq connection string win; a URI takes them as its query.
std::string with(const std::string& url, const std::string& setting) {
  if (url.starts_with("postgres://") || url.starts_with("postgresql://")) {
    return url + (contains(url, "?") ? "&" : "?") + setting;
  }
  return url + " " + setting;
}

std::string on_database(const std::string& url, const std::string& database) { return with(url, "dbname=" + database); }

std::string checksum_of_migrations() {
  std::string all;
  for (const EmbeddedFile& file : embedded_migrations()) all += digest(file.text);
  return digest(all).substr(0, 12);
}

bool exists(pqxx::nontransaction& session, const std::string& database) {
  return !session.exec_params("SELECT 1 FROM pg_database WHERE datname = $1", database).empty();
}

/// Made once per server and set of migrations, under a lock: tests run side by side. The name is
/// given last, so that a template that is half made is never used.
std::string template_database() {
  const std::string name = "leerwijzer_template_" + checksum_of_migrations();
  pqxx::connection connection(server());
  pqxx::nontransaction session(connection);
  if (exists(session, name)) return name;
  session.exec("SELECT pg_advisory_lock(7810760671048067707)");
  if (!exists(session, name)) {
    const std::string half = name + "_making";
    session.exec("DROP DATABASE IF EXISTS " + half);
    session.exec("CREATE DATABASE " + half + " TEMPLATE template0 ENCODING 'UTF8'");
    {
      Pool pool({.url = on_database(server(), half), .purpose = "test template", .size = 1});
      migrate(pool, {}).value();
    }
    session.exec("ALTER DATABASE " + half + " RENAME TO " + name);
  }
  session.exec("SELECT pg_advisory_unlock(7810760671048067707)");
  return name;
}

}  // namespace

TestDatabase::TestDatabase(Schema schema) {
  static std::atomic<int> count = 0;
  name_ = "leerwijzer_test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
  const std::string base = schema == Schema::current ? template_database() : "template0";
  pqxx::connection connection(server());
  pqxx::nontransaction session(connection);
  session.exec("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
  session.exec("CREATE DATABASE " + name_ + " TEMPLATE " + base);
  url_ = on_database(server(), name_);
}

TestDatabase::~TestDatabase() {
  try {
    pqxx::connection connection(server());
    pqxx::nontransaction(connection).exec("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
  } catch (const std::exception&) {
    // The server goes away with the test run; a database left behind does no harm.
  }
}

PoolSettings TestDatabase::settings() const { return {.url = url_, .purpose = "leerwijzer test"}; }

void TestDatabase::grant() const {
  {
    pqxx::connection connection(server());
    pqxx::work work(connection);
    // One number for all tests: roles are of the server, and tests run side by side.
    work.exec("SELECT pg_advisory_xact_lock(7810760671048067708)");
    for (const char* role : {"leerwijzer-indexer", "leerwijzer-api"}) {
      if (work.exec_params("SELECT 1 FROM pg_roles WHERE rolname = $1", role).empty())
        work.exec("CREATE ROLE " + work.quote_name(role) + " LOGIN");
    }
    work.commit();
  }
  Pool pool(settings());
  if (!apply_grants(pool).value()) throw std::runtime_error("the roles of the programs are not there");
}

PoolSettings TestDatabase::settings_as(const std::string& role) const {
  PoolSettings settings = this->settings();
  settings.url = with(url_, "user=" + role);
  return settings;
}

void TestDatabase::execute(const std::string& sql) const {
  try {
    pqxx::connection connection(url_);
    pqxx::work work(connection);
    work.exec(sql);
    work.commit();
  } catch (const pqxx::sql_error& e) {
    throw ErrorException(store_error(e, "test"));
  }
}

std::string TestDatabase::ask(const std::string& sql) const {
  pqxx::connection connection(url_);
  pqxx::work work(connection);
  const pqxx::result rows = work.exec(sql);
  return rows.empty() || rows[0][0].is_null() ? std::string() : rows[0][0].as<std::string>();
}

}  // namespace leerwijzer::testing
