// Role x endpoint x owner: every operation of the contract is asked by every kind of caller, and who is let in is who
// the contract says. A new operation or a new right is in it by itself.
#include "tests/http/api/sample_services.hpp"
#include "tests/support/listed_callers.hpp"
#include "tests/support/steady_client.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <set>

namespace leerwijzer::testing {
namespace {

/// What a caller must find.
enum class Door : std::uint8_t { open, unauthenticated, forbidden, closed };

bool has(const std::vector<std::string>& schemes, std::string_view scheme) {
  return std::find(schemes.begin(), schemes.end(), scheme) != schemes.end();
}

bool is_of_provider(Right right) {
  return right == Right::provider_read || right == Right::provider_write || right == Right::provider_publish ||
         right == Right::provider_manage;
}

/// By the schemes that the contract names, and by the role that the endpoint asks (OpenAPI 3.0 has no word for roles).
Door door_for(const ContractOperation& operation, Right right, const NamedCaller& who) {
  if (operation.schemes.empty()) return Door::open;
  if (has(operation.schemes, "code")) return Door::closed;  // nobody here has a code that opens anything
  if (!who.caller) return Door::unauthenticated;
  const bool by_key = who.caller->kind == CallerKind::api_key;
  if (!has(operation.schemes, by_key ? "providerKey" : "session")) return Door::forbidden;
  const auto& rights = who.caller->rights;
  if (std::find(rights.begin(), rights.end(), right) == rights.end()) return Door::forbidden;
  const bool names_provider = operation.path.starts_with("/v1/providers/{id}/");
  const bool another = is_of_provider(right) && names_provider && who.caller->provider != ProviderId{7};
  return another ? Door::forbidden : Door::open;
}

bool fits(Door door, int status) {
  switch (door) {
    case Door::open: return status != 401 && status != 403;
    case Door::unauthenticated: return status == 401;
    case Door::forbidden: return status == 403;
    case Door::closed: return (status >= 400 && status < 500 && status != 403) || status == 503;
  }
  return false;
}

class Matrix : public ::testing::Test {
 protected:
  Matrix() {
    for (const NamedCaller& who : callers) {
      if (who.caller) identity.callers.emplace(who.token, *who.caller);
    }
    services.identity = &identity;
  }
  int status_of(const ContractOperation& operation, const NamedCaller& who) {
    ContractRequest request = request_for(operation);
    std::erase_if(request.headers, [](const auto& header) { return header.first == "Leerwijzer-Code"; });
    if (who.code) request.headers.emplace_back("Leerwijzer-Code", "7KQ2-M4XP-9RWT-HZ6C-3VJN-8BDF-YG5S");
    if (!who.token.empty()) request.headers.emplace_back("Authorization", "Bearer " + who.token);
    const RawResponse response = client.ask(request.text());
    const bool served = response.status != 405 && response.body.find("nothing at this path") == std::string::npos;
    EXPECT_TRUE(served) << operation.name() << " was not reached";
    return response.status;
  }
  const std::vector<NamedCaller> callers = every_caller();
  ListedIdentity identity;
  Services services = SampleServices::instance().services;
  Application application{{}, services, endpoints()};
  RunningServer running{application, any_port()};
  SteadyClient client{running.server().port()};
};

TEST_F(Matrix, lets_in_whom_the_contract_says_and_nobody_else) {
  std::string table = fmt::format("{:<52}{:<18}", "operation", "right");
  for (const NamedCaller& who : callers) table += fmt::format(" {:>13}", who.name);
  std::size_t asked = 0;
  for (const ContractOperation& operation : operations()) {
    const Endpoint* endpoint = endpoint_of(operation);
    ASSERT_NE(endpoint, nullptr) << operation.name();
    table += fmt::format("\n{:<52}{:<18}", operation.name(), name_of(endpoint->right));
    for (const NamedCaller& who : callers) {
      const int status = status_of(operation, who);
      const Door door = door_for(operation, endpoint->right, who);
      EXPECT_TRUE(fits(door, status)) << operation.name() << " answers " << who.name << " with " << status;
      table += fmt::format(" {:>13}", std::to_string(status) + (door == Door::open ? "" : " x"));
      ++asked;
    }
  }
  std::cout << table << "\n(x: must be refused)\n";
  EXPECT_EQ(asked, operations().size() * callers.size());
}

TEST_F(Matrix, has_for_every_right_somebody_who_has_it_and_somebody_who_has_not) {
  std::set<Right> used;
  for (const Endpoint* endpoint : endpoints()) used.insert(endpoint->right);
  for (const auto& [right, name] : EnumNames<Right>::names) {
    if (right == Right::open || right == Right::by_code) continue;
    std::size_t with = 0;
    for (const NamedCaller& who : callers) with += who.caller && who.caller->may(right) ? 1 : 0;
    EXPECT_GT(with, 0U) << name << (used.contains(right) ? " is asked by an endpoint" : "");
    EXPECT_LT(with, callers.size()) << name;
  }
}

/// The same doors, where endpoints of every right exist: so that the matrix is known to see a door that is open.
Result<Answer> let_in(const Call&) { return Answer{.body = "{}"}; }
constexpr Parameter k_id[] = {{.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .max = 99}};

TEST_F(Matrix, sees_a_door_that_stands_open_to_the_wrong_one) {
  for (const auto& [right, name] : EnumNames<Right>::names) {
    if (right == Right::open || right == Right::by_code) continue;
    const bool of_provider = is_of_provider(right);
    const Endpoint endpoint{.method = "GET",
                            .path = of_provider ? "/v1/providers/{id}/things" : "/v1/things",
                            .parameters = of_provider ? std::span<const Parameter>(k_id) : std::span<const Parameter>{},
                            .right = right,
                            .handle = let_in};
    const std::array<const Endpoint*, 1> list{&endpoint};
    Application one({}, services, list);
    RunningServer server(one, any_port());
    ContractOperation operation;
    operation.method = "GET";
    operation.path = endpoint.path;
    operation.schemes = {"session"};
    if (of_provider) operation.schemes.emplace_back("providerKey");
    for (const NamedCaller& who : callers) {
      const std::string path = of_provider ? "/v1/providers/7/things" : "/v1/things";
      const int status =
          server.get(path, who.token.empty() ? "" : "Authorization: Bearer " + who.token + "\r\n").status;
      EXPECT_TRUE(fits(door_for(operation, right, who), status)) << name << " " << who.name << " " << status;
      EXPECT_EQ(door_for(operation, right, who) == Door::open, status == 200) << name << " " << who.name;
    }
  }
}

}  // namespace
}  // namespace leerwijzer::testing
