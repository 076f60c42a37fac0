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
  if (server == nullptr) throw std::runtime_error("LEERWIJZER_TEST_DATABASE_URL is not set: start the tests with tests/run");
  return server;
}

void must(const ProgramResult& result, const std::string& what) {
  if (result.status != 0) throw std::runtime_error(what + " failed: " + result.errors + result.output);
}

ProgramResult psql(const std::string& server, const std::string& statement) {
  return run_program("/usr/bin/psql", {server, "-qc", statement}, {});
}

}  // namespace

Platform& Platform::instance() {
  static Platform platform;
  return platform;
}

Platform::Platform() : server_(server_from_environment()), database_("leerwijzer_e2e_" + std::to_string(getpid())) {
  must(psql(server_, "create database " + database_), "creating a database");
  must(indexer({"migrate"}), "migrate");
  must(indexer({"import", "regions", (root() / "schema/regions").string()}), "importing regions");
  must(indexer({"import", "schemes", (root() / "schema/funding").string()}), "importing schemes");
  must(indexer({"import", "taxonomy", (root() / "schema/taxonomy").string()}), "importing the taxonomy");
  must(indexer({"import", "samples", (root() / "schema/samples").string()}), "importing the samples");
  must(indexer({"rebuild"}), "rebuild");
  api_ = std::make_unique<Program>(programs() / "leerwijzer-api", std::vector<std::string>{"serve", "--port", "0", "--log-level", "warn"},
                                   environment(), folder_.path());
  url_ = api_->wait_for_line("listening on ", 60s);
}

Platform::~Platform() {
  api_.reset();
  static_cast<void>(psql(server_, "drop database if exists " + database_ + " with (force)"));
}

std::map<std::string, std::string> Platform::environment() const {
  return {{"LEERWIJZER_DATABASE_URL", server_ + " dbname=" + database_}, {"LEERWIJZER_INDEX", (folder_.path() / "index").string()}};
}

ProgramResult Platform::indexer(const std::vector<std::string>& arguments) const {
  return run_program(programs() / "leerwijzer-indexer", arguments, environment(), 300s);
}

}  // namespace leerwijzer::testing
