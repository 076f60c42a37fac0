// Who may ask, as the contract says it and as the program holds it: the same, both ways.
#include "tests/support/contract.hpp"

#include <gtest/gtest.h>

#include <set>

namespace leerwijzer::testing {
namespace {

using Schemes = std::set<std::string>;

Schemes schemes_of(const ContractOperation& operation) { return {operation.schemes.begin(), operation.schemes.end()}; }

bool agree(Right right, const Schemes& schemes) {
  switch (right) {
    case Right::open: return schemes.empty();
    case Right::by_code: return schemes == Schemes{"code"};
    case Right::session:
    case Right::desk:
    case Right::desk_manage: return schemes == Schemes{"session"};
    case Right::provider_read:
    case Right::provider_write:
    case Right::provider_publish:
    case Right::provider_manage:
      return schemes == Schemes{"session"} || schemes == Schemes{"providerKey"} ||
             schemes == Schemes{"session", "providerKey"};
  }
  return false;
}

TEST(OpenApiSecurity, says_of_each_operation_what_its_endpoint_demands) {
  std::size_t closed = 0;
  for (const ContractOperation& operation : operations()) {
    const Endpoint* endpoint = endpoint_of(operation);
    ASSERT_NE(endpoint, nullptr) << operation.name();
    EXPECT_TRUE(agree(endpoint->right, schemes_of(operation)))
        << operation.name() << " demands \"" << name_of(endpoint->right) << "\", which its `security` does not say";
    closed += operation.schemes.empty() ? 0 : 1;
  }
  EXPECT_GE(closed, 2U);
}

TEST(OpenApiSecurity, names_only_schemes_that_it_describes) {
  const boost::json::object& described = contract().at("components").at("securitySchemes").as_object();
  for (const ContractOperation& operation : operations()) {
    for (const std::string& scheme : operation.schemes) EXPECT_TRUE(described.contains(scheme)) << operation.name();
  }
}

TEST(OpenApiSecurity, a_code_stands_in_a_header_and_never_in_an_address) {
  for (const ContractOperation& operation : operations()) {
    // RFC 6749 prescribes its place; it serves once, and only with the verifier that never leaves this program.
    const bool prescribed = operation.name() == "GET /v1/sessions/oidc/callback";
    for (const ContractParameter& one : operation.parameters) {
      if (one.in == "header" || (prescribed && one.name == "code")) continue;
      for (const char* word : {"code", "token", "secret", "password", "csrf"}) {
        std::string second = word;  // of a name of two words: "inviteCode", and not "postcode"
        second[0] = static_cast<char>(second[0] - 'a' + 'A');
        EXPECT_FALSE(one.name == word || one.name.ends_with(second))
            << operation.name() << " takes " << one.name << " in its " << one.in;
      }
    }
  }
}

TEST(Paces, are_those_of_what_is_done) {
  for (const Endpoint* endpoint : endpoints()) {
    SCOPED_TRACE(std::string(endpoint->method) + " " + std::string(endpoint->path));
    if (endpoint->right == Right::by_code && endpoint->method == "GET") {
      EXPECT_EQ(endpoint->pace, Pace::secret) << "guessing a code must not pay";
    }
    if (endpoint->path == "/health" || endpoint->path == "/ready" || endpoint->path == "/metrics") {
      EXPECT_EQ(endpoint->pace, Pace::free);
    } else if (endpoint->blocks) {
      EXPECT_NE(endpoint->pace, Pace::free) << "waits for a database or an index, so somebody can overload it";
    }
    // A form of a page may only put answers into the cookie of the browser: that stores nothing here.
    if (endpoint->method != "GET" && endpoint->path.starts_with("/v1/")) {
      EXPECT_NE(endpoint->pace, Pace::reading);
    }
  }
}

}  // namespace
}  // namespace leerwijzer::testing
