// Whatever is sent to whichever operation of the contract, as a body, in a field of it, in the path, the query or a
// header: it is refused or answered, and never a fault of ours. 503 only where the part that would answer is away.
#include "tests/http/api/sample_services.hpp"
#include "tests/support/hostile_texts.hpp"
#include "tests/support/listed_callers.hpp"
#include "tests/support/steady_client.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <iostream>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;

/// Every value that is in a document, with a way to it.
void each_leaf(json::value& node, const std::function<void(json::value&)>& visit) {
  if (node.is_object()) {
    for (auto& entry : node.as_object()) each_leaf(entry.value(), visit);
  } else if (node.is_array()) {
    for (auto& entry : node.as_array()) each_leaf(entry, visit);
  }
  visit(node);
}

/// A header cannot carry these: they would be the next line, which framing_test is about.
bool fits_in_a_header(const std::string& text) {
  return text.find_first_of(std::string("\r\n\0", 3)) == std::string::npos && text.size() < 4000;
}

class Hostile : public ::testing::Test {
 protected:
  Hostile() {
    identity.callers.emplace("mighty", mighty_caller());
    services.identity = &identity;
  }
  ~Hostile() override {
    EXPECT_EQ(running.get("/health").status, 200) << "the process lives";
    EXPECT_EQ(running.get("/v1/offers?q=dementie").status, 200);
    std::cout << asked << " requests\n";
  }
  int send(ContractRequest request) {
    if (request.headers.empty() || request.headers.front().first != "Authorization")
      request.headers.insert(request.headers.begin(), {"Authorization", "Bearer mighty"});
    ++asked;
    return client.ask(request.text()).status;
  }
  /// Is the part away that would answer? Then a request that is right gets 503 too.
  bool away(const ContractOperation& operation) { return send(request_for(operation)) == 503; }
  void expect_no_fault(const ContractOperation& operation, bool is_away, int status, const std::string& what) {
    EXPECT_TRUE(status < 500 || (status == 503 && is_away))
        << operation.name() << " answers " << status << " to " << what.substr(0, 200);
  }

  ListedIdentity identity;
  Services services = SampleServices::instance().services;
  Application application{{}, services, endpoints()};
  RunningServer running{application, any_port()};
  SteadyClient client{running.server().port()};
  std::size_t asked = 0;
};

TEST_F(Hostile, bodies_never_give_a_fault_of_ours) {
  std::vector<std::pair<std::string, std::string>> bodies;
  for (const std::string& body : hostile_bodies()) bodies.emplace_back("a hostile body", body);
  const auto folder = shared() / "suites" / "json-parsing";
  if (std::filesystem::exists(folder)) {
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      bodies.emplace_back(entry.path().filename().string(), read_file(entry.path()));
  }
  std::size_t operations_with_body = 0;
  for (const ContractOperation& operation : operations()) {
    if (operation.media_type.empty()) continue;
    ++operations_with_body;
    const bool is_away = away(operation);
    ContractRequest request = request_for(operation);
    for (const auto& [name, body] : bodies) {
      request.body = body;
      const int status = send(request);
      expect_no_fault(operation, is_away, status, name);
      if (name.starts_with("n_") && operation.media_type == "application/json") {
        EXPECT_TRUE(status >= 400) << operation.name() << " takes " << name;
      }
    }
    request.media_type = "text/plain";
    EXPECT_EQ(send(request), 415) << operation.name();
  }
  EXPECT_GE(operations_with_body, 5U);
}

TEST_F(Hostile, texts_in_all_fields_of_a_body_never_give_a_fault_of_ours) {
  std::vector<std::string> texts = hostile_texts();
  for (std::string& one : naughty_texts()) texts.push_back(std::move(one));
  for (const ContractOperation& operation : operations()) {
    if (!operation.body.is_object()) continue;
    const bool is_away = away(operation);
    for (const std::string& text : texts) {
      ContractRequest request = request_for(operation);
      json::value body = operation.body;
      each_leaf(body, [&](json::value& leaf) {
        if (leaf.is_string()) leaf = json::string(text);
      });
      request.body = json::serialize(body);
      expect_no_fault(operation, is_away, send(request), text);
    }
  }
}

TEST_F(Hostile, one_field_of_a_body_that_is_wrong_never_gives_a_fault_of_ours) {
  const std::vector<std::string> texts = hostile_texts();
  for (const ContractOperation& operation : operations()) {
    if (!operation.body.is_object()) continue;
    const bool is_away = away(operation);
    std::size_t leaves = 0;
    json::value counted = operation.body;
    each_leaf(counted, [&](json::value&) { ++leaves; });
    for (std::size_t at = 0; at < leaves; ++at) {
      std::vector<json::value> values = {
          nullptr, true, -1, 0, 1e308, INT64_MAX, INT64_MIN, json::array{}, json::object{}, json::array{nullptr}, ""};
      // Each field gets some of the texts, and all fields together all of them many times.
      for (std::size_t i = at % 4; i < texts.size(); i += 4) values.emplace_back(json::string(texts[i]));
      for (const json::value& value : values) {
        ContractRequest request = request_for(operation);
        json::value body = operation.body;
        std::size_t number = 0;
        each_leaf(body, [&](json::value& leaf) {
          if (number++ == at) leaf = value;
        });
        request.body = json::serialize(body);
        expect_no_fault(operation, is_away, send(request), request.body);
      }
    }
  }
}

TEST_F(Hostile, texts_in_a_path_a_query_or_a_header_never_give_a_fault_of_ours) {
  std::vector<std::string> texts = hostile_texts();
  for (std::string& one : naughty_texts()) texts.push_back(std::move(one));
  for (const ContractOperation& operation : operations()) {
    const bool is_away = away(operation);
    for (const ContractParameter& parameter : operation.parameters) {
      for (const std::string& text : texts) {
        ContractRequest request = request_for(operation);
        auto& place = parameter.in == "path" ? request.path : parameter.in == "query" ? request.query : request.headers;
        if (parameter.in == "header" && !fits_in_a_header(text)) continue;
        std::erase_if(place, [&](const auto& one) { return one.first == parameter.name; });
        place.emplace_back(parameter.name, text);
        expect_no_fault(operation, is_away, send(request), parameter.name + "=" + text);
      }
    }
  }
}

TEST_F(Hostile, names_that_nobody_knows_never_give_a_fault_of_ours) {
  for (const ContractOperation& operation : operations()) {
    const bool is_away = away(operation);
    for (const std::string& text : hostile_texts()) {
      if (text.empty()) continue;
      ContractRequest request = request_for(operation);
      request.query.emplace_back(text, "1");
      const int status = send(request);
      expect_no_fault(operation, is_away, status, "a parameter " + text);
      EXPECT_NE(status, 200) << operation.name() << " takes a parameter that it does not know: " << text;
      if (!operation.body.is_object()) continue;
      request = request_for(operation);
      json::object body = operation.body.as_object();
      body[text] = 1;
      request.body = json::serialize(body);
      expect_no_fault(operation, is_away, send(request), "a field " + text);
    }
  }
}

TEST_F(Hostile, headers_that_every_operation_reads_never_give_a_fault_of_ours) {
  for (const ContractOperation& operation : operations()) {
    const bool is_away = away(operation);
    for (const char* header :
         {"Accept", "Accept-Encoding", "If-None-Match", "If-Match", "Idempotency-Key", "Cookie", "Leerwijzer-Code",
          "Leerwijzer-Csrf", "Origin", "X-Request-Id", "traceparent", "X-Forwarded-For", "Content-Type"}) {
      for (const std::string& text : hostile_texts()) {
        if (!fits_in_a_header(text)) continue;
        ContractRequest request = request_for(operation);
        if (std::string_view(header) == "Content-Type")
          request.media_type = text;
        else
          request.headers.emplace_back(header, text);
        expect_no_fault(operation, is_away, send(request), std::string(header) + ": " + text);
      }
    }
    ContractRequest request = request_for(operation);
    request.headers.insert(request.headers.begin(), {"Authorization", "Bearer " + std::string(3000, 'a')});
    expect_no_fault(operation, is_away, send(request), "a long key");
  }
}

}  // namespace
}  // namespace leerwijzer::testing
