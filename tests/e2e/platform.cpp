#include "tests/e2e/platform.hpp"

#include "tests/support/paths.hpp"

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>

namespace leerwijzer::testing {
namespace {

using namespace std::chrono_literals;

std::string server_from_environment() {
  const char* server = std::getenv("LEERWIJZER_TEST_DATABASE_URL");
  if (server == nullptr)
    throw std::runtime_error("LEERWIJZER_TEST_DATABASE_URL is not set: start the tests with tests/run");
  return server;
}

void must(const ProgramResult& result, const std::string& what) {
  if (result.status != 0) throw std::runtime_error(what + " failed: " + result.errors + result.output);
}

ProgramResult psql(const std::string& database, const std::string& statement) {
  return run_program("/usr/bin/psql", {database, "-qAtc", statement}, {});
}

/// Each program under its own, as in service; roles are of the server, and another test may make them at this moment.
void make_roles(const std::string& server) {
  for (const char* role : {"leerwijzer-indexer", "leerwijzer-api"}) {
    const std::string name = "\"" + std::string(role) + "\"";
    must(psql(server, "do $$ begin create role " + name +
                          " login; exception when duplicate_object or unique_violation then null; end $$"),
         "creating the role " + name);
  }
}

}  // namespace

Platform& Platform::instance() {
  static Platform platform({.name = "", .taxonomy = root() / "schema" / "taxonomy", .offers = {}});
  return platform;
}

Platform::Platform(const PlatformContent& content)
    : server_(server_from_environment()), database_("leerwijzer_e2e_" + std::to_string(getpid()) + content.name) {
  must(psql(server_, "create database " + database_), "creating a database");
  make_roles(server_);
  auto owner = environment();
  owner["LEERWIJZER_DATABASE_URL"] = server_ + " dbname=" + database_;
  must(run_program(programs() / "leerwijzer-indexer", {"migrate"}, owner, 300s), "migrate");
  must(indexer({"import", "regions", (root() / "schema/regions").string()}), "importing regions");
  must(indexer({"import", "schemes", (root() / "schema/funding").string()}), "importing schemes");
  must(indexer({"import", "shortage", (root() / "schema/shortage").string()}), "importing shortages");
  must(indexer({"import", "taxonomy", content.taxonomy.string()}), "importing the taxonomy");
  if (content.offers.empty()) {
    must(indexer({"import", "samples", (root() / "schema/samples").string()}), "importing the samples");
  } else {
    must(indexer({"ingest", content.offers.string(), "--format", "csv", "--name", "generated", "--sample"}),
         "ingesting the offers");
  }
  must(indexer({"rebuild"}), "rebuild");
  api_ = std::make_unique<Program>(programs() / "leerwijzer-api",
                                   std::vector<std::string>{"serve", "--port", "0", "--log-level", "warn"},
                                   environment("leerwijzer-api"), folder_.path());
  url_ = api_->wait_for_line("listening on ", 60s);
}

Platform::~Platform() {
  api_.reset();
  for (const char* suffix : {"", "_empty"}) {
    static_cast<void>(psql(server_, "drop database if exists " + database_ + suffix + " with (force)"));
  }
}

std::map<std::string, std::string> Platform::environment(const std::string& role) const {
  return {{"LEERWIJZER_DATABASE_URL", server_ + " dbname=" + database_ + " user=" + role},
          {"LEERWIJZER_INDEX", (folder_.path() / "index").string()}};
}

std::map<std::string, std::string> Platform::empty_database() const {
  const std::string name = database_ + "_empty";
  static_cast<void>(psql(server_, "drop database if exists " + name + " with (force)"));
  must(psql(server_, "create database " + name), "creating a database");
  auto empty = environment();
  empty["LEERWIJZER_DATABASE_URL"] = server_ + " dbname=" + name;
  return empty;
}

std::string Platform::sql(const std::string& query) const {
  const ProgramResult result = psql(server_ + " dbname=" + database_, query);
  must(result, query);
  return result.output.substr(0, result.output.find('\n'));
}

ProgramResult Platform::indexer(const std::vector<std::string>& arguments) const {
  return run_program(programs() / "leerwijzer-indexer", arguments, environment(), 300s);
}

}  // namespace leerwijzer::testing
