// The endpoints of cases on a real database, with the sample catalogue: two desks, three advisors and a manager.
#pragma once

#include "api/live/postgres_cases.hpp"
#include "api/live/postgres_referrals.hpp"
#include "tests/http/api/sample_services.hpp"
#include "tests/support/database.hpp"
#include "tests/support/listed_identity.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>
#include <pqxx/pqxx>

#include <atomic>
#include <map>
#include <string>

namespace leerwijzer::testing {

inline const std::string k_utrecht_desk = "midden-utrecht-werkcentrum";
inline const std::string k_amersfoort_desk = "amersfoort-werkcentrum";

class CaseServer : public ::testing::Test {
 protected:
  using Fields = std::map<std::string, std::string>;

  CaseServer() {
    identity.callers = {{"advisor", advisor_of(k_utrecht_desk, 1)},
                        {"colleague", advisor_of(k_utrecht_desk, 2)},
                        {"manager", desk_manager_of(k_utrecht_desk, 3)},
                        {"other", desk_manager_of(k_amersfoort_desk, 9)},
                        {"school", key_of(ProviderId{1})}};
    services = SampleServices::instance().services;
    services.cases = &cases;
    services.referrals = &referrals;
    services.identity = &identity;
    application = std::make_unique<Application>(ApplicationSettings{}, services, endpoints());
    server = std::make_unique<RunningServer>(*application, any_port());
  }

  RawResponse ask(const std::string& who, const std::string& line, const std::string& body = "",
                  const Fields& fields = {}) const {
    std::string text = line + " HTTP/1.1\r\nHost: test\r\n";
    if (!who.empty()) text += "Authorization: Bearer " + who + "\r\n";
    if (!body.empty()) text += "Content-Type: application/json\r\n";
    for (const auto& [name, value] : fields) text += name + ": " + value + "\r\n";
    return server->ask(text + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  boost::json::object given(const std::string& who, const std::string& line, int status, const std::string& body = "",
                            const Fields& fields = {}) const {
    const RawResponse response = ask(who, line, body, fields);
    EXPECT_EQ(response.status, status) << line << " " << response.body;
    return boost::json::parse(response.body).as_object();
  }

  /// Every row of every table as text, with bytes also as they are, as a dump would hold it.
  std::string dump() const {
    pqxx::connection connection(database.settings().url);
    pqxx::work work(connection);
    std::string text;
    for (const auto& table :
         work.exec("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
      for (const auto& row : work.exec("SELECT t::text FROM " + work.quote_name(table[0].as<std::string>()) + " t"))
        text += row[0].as<std::string>("") + "\n";
    }
    return text;
  }

  KeyPair desk_keys = make_key_pair();
  TestDatabase database;
  Pool pool{database.settings()};
  PostgresReferrals referrals{pool, ReferralKeys::parse("* " + hex_of(desk_keys.public_key), "keys").value()};
  PostgresCases cases{pool, OperatorKey::parse(std::string(64, '7'), "key").value(),
                      ReferralSecrets::parse(k_utrecht_desk + " " + hex_of(desk_keys.secret_key), "secrets").value()};
  ListedIdentity identity;
  Services services;
  std::unique_ptr<Application> application;
  std::unique_ptr<RunningServer> server;
};

}  // namespace leerwijzer::testing
