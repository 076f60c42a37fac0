// The API on a database of its own with one provider, for whoever publishes: two keys, and one of another provider.
#pragma once

#include "api/application.hpp"
#include "api/live/postgres_catalogue.hpp"
#include "api/live/postgres_publishing.hpp"
#include "tests/http/api/sample_services.hpp"
#include "tests/support/database.hpp"
#include "tests/support/listed_identity.hpp"
#include "tests/support/offers.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <memory>
#include <string>

namespace leerwijzer::testing {

class PublishingServer {
 public:
  PublishingServer() {
    fill();
    own = ProviderId{std::stoll(database.ask("SELECT id FROM provider WHERE key = 'p1'"))};
    other = ProviderId{std::stoll(database.ask("SELECT id FROM provider WHERE key = 'p2'"))};
    identity.callers = {{"school", key_of(own, 1)}, {"reader", key_of(own, 2)}, {"other", key_of(other, 3)}};
    identity.callers["reader"].rights = {Right::provider_read};
    write_index(folder.path() / "index", {bare_offer(1, "Iets dat te vinden is")}, 0);
    index = std::make_unique<SearchIndex>(SearchIndex::open({folder.path() / "index", 2}).value());
    publishing = std::make_unique<PostgresPublishing>(
        pool, std::chrono::milliseconds(50), [] { return k_sample_today; }, [](const std::string&) {});
    services = SampleServices::instance().services;
    services.index = index.get();
    services.catalogue = &catalogue;
    services.publishing = publishing.get();
    services.identity = &identity;
    application = std::make_unique<Application>(ApplicationSettings{}, services, endpoints());
    ServerSettings settings = any_port();
    server = std::make_unique<RunningServer>(*application, settings);
  }

  /// A request with the key of `who` and further header lines.
  RawResponse ask(const std::string& method, const std::string& path, const std::string& body = "",
                  const std::string& headers = "", const std::string& who = "school",
                  const std::string& type = "application/json") {
    std::string text = method + " " + path + " HTTP/1.1\r\nHost: test\r\n" + headers;
    if (!who.empty()) text += "Authorization: Bearer " + who + "\r\n";
    if (!body.empty()) text += "Content-Type: " + type + "\r\n";
    return server->ask(text + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  [[nodiscard]] std::string base() const { return "/v1/providers/" + std::to_string(own.value); }
  [[nodiscard]] std::string offers(const std::string& rest = "") const { return base() + "/offers" + rest; }

  TestDatabase database;
  Pool pool{database.settings()};
  TemporaryFolder folder;
  ProviderId own;
  ProviderId other;
  ListedIdentity identity;
  PostgresCatalogue catalogue{pool};
  std::unique_ptr<SearchIndex> index;
  std::unique_ptr<PostgresPublishing> publishing;
  Services services;
  std::unique_ptr<Application> application;
  std::unique_ptr<RunningServer> server;

 private:
  void fill() {
    CatalogueStore store(pool);
    const FetchId fetch = store.begin_fetch(store.put_source({{}, "school", "csv", "school.csv"}));
    const std::vector<FeedRecord> records = {
        record_of(small_offer("o0", "Koken voor beginners"), small_provider("p1", "School A")),
        record_of(small_offer("o1", "Bakken voor gevorderden"), small_provider("p2", "School B"))};
    static_cast<void>(store.store_batch(fetch, records));
    static_cast<void>(store.finish_fetch(fetch, {true, "", "x"}));
  }
};

inline boost::json::object parsed_body(const RawResponse& response, int status = 200) {
  EXPECT_EQ(response.status, status) << response.body;
  boost::system::error_code failed;
  const boost::json::value value = boost::json::parse(response.body, failed);
  return value.is_object() ? value.as_object() : boost::json::object{};
}

}  // namespace leerwijzer::testing
