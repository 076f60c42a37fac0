// The contract and the program agree, both ways: paths, methods, parameters and their limits.
#include "api/embedded.hpp"
#include "api/endpoint.hpp"
#include "engine/core/text.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace leerwijzer {
namespace {

namespace json = boost::json;

const json::object& document() {
  static const json::object parsed = json::parse(embedded_openapi().front().text).as_object();
  return parsed;
}

std::string lower(std::string_view method) { return to_lower_ascii(method); }

/// The operation of an endpoint; null when it is not described.
const json::object* operation_of(const Endpoint& endpoint) {
  if (!endpoint.path.starts_with("/v1")) return nullptr;
  const std::string path(endpoint.path.substr(3));
  const json::value* item = document().at("paths").as_object().if_contains(path);
  if (item == nullptr) return nullptr;
  const json::value* operation = item->as_object().if_contains(lower(endpoint.method));
  return operation == nullptr ? nullptr : &operation->as_object();
}

std::string_view text_at(const json::object& object, std::string_view key) {
  const json::string& text = object.at({key.data(), key.size()}).as_string();
  return {text.data(), text.size()};
}

std::string_view type_of(const Parameter& parameter) {
  switch (parameter.type) {
    case ParameterType::integer: return "integer";
    case ParameterType::number: return "number";
    case ParameterType::boolean: return "boolean";
    case ParameterType::text:
    case ParameterType::date:
    case ParameterType::choice: return "string";
  }
  return "";
}

void expect_equal(const Parameter& declared, const json::object& described) {
  const json::object* schema = &described.at("schema").as_object();
  EXPECT_EQ(text_at(described, "in"), declared.place == ParameterPlace::path ? "path" : "query");
  EXPECT_EQ(text_at(*schema, "type") == "array", declared.repeated);
  if (declared.repeated) schema = &schema->at("items").as_object();
  EXPECT_EQ(text_at(*schema, "type"), type_of(declared));
  if (declared.type == ParameterType::date) {
    EXPECT_EQ(text_at(*schema, "format"), "date");
  }
  if (declared.type == ParameterType::text) {
    EXPECT_EQ(schema->at("maxLength").to_number<double>(), declared.max);
  }
  if (declared.type == ParameterType::integer || declared.type == ParameterType::number) {
    EXPECT_EQ(schema->at("minimum").to_number<double>(), declared.min);
  }
  if (declared.type == ParameterType::choice) {
    std::vector<std::string_view> described_choices;
    for (const json::value& one : schema->at("enum").as_array()) described_choices.emplace_back(one.as_string());
    EXPECT_EQ(described_choices, declared.choices());
  }
}

TEST(OpenApi, describes_every_public_endpoint_with_its_parameters) {
  std::size_t compared = 0;
  for (const Endpoint* endpoint : endpoints()) {
    if (!endpoint->path.starts_with("/v1")) continue;
    SCOPED_TRACE(std::string(endpoint->method) + " " + std::string(endpoint->path));
    const json::object* operation = operation_of(*endpoint);
    ASSERT_NE(operation, nullptr) << "is not in schema/openapi.json";
    std::map<std::string, json::object> described;
    if (const json::value* list = operation->if_contains("parameters")) {
      for (const json::value& one : list->as_array())
        described[std::string(one.at("name").as_string())] = one.as_object();
    }
    for (const Parameter& parameter : endpoint->parameters) {
      SCOPED_TRACE(std::string(parameter.name));
      const auto found = described.find(std::string(parameter.name));
      ASSERT_NE(found, described.end()) << "is not in schema/openapi.json";
      expect_equal(parameter, found->second);
      described.erase(found);
      ++compared;
    }
    for (const std::string_view header : endpoint->headers) {
      SCOPED_TRACE(std::string(header));
      const auto found = described.find(std::string(header));
      ASSERT_NE(found, described.end()) << "is not in schema/openapi.json";
      EXPECT_EQ(text_at(found->second, "in"), "header");
      described.erase(found);
    }
    EXPECT_TRUE(described.empty()) << "described but not read: " << described.begin()->first;
    EXPECT_EQ(operation->contains("requestBody"), !endpoint->consumes.empty());
  }
  EXPECT_GT(compared, 35U);
}

TEST(OpenApi, describes_nothing_that_does_not_exist) {
  std::set<std::string> served;
  for (const Endpoint* endpoint : endpoints())
    served.insert(lower(endpoint->method) + " " + std::string(endpoint->path));
  for (const auto& path : document().at("paths").as_object()) {
    for (const auto& operation : path.value().as_object()) {
      const std::string name = std::string(operation.key()) + " /v1" + std::string(path.key());
      EXPECT_TRUE(served.contains(name)) << name;
    }
  }
}

TEST(Endpoints, have_camel_case_parameters_and_kebab_case_paths) {
  for (const Endpoint* endpoint : endpoints()) {
    EXPECT_TRUE(
        std::none_of(endpoint->path.begin(), endpoint->path.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
    EXPECT_TRUE(endpoint->path == "/" || !endpoint->path.ends_with("/")) << endpoint->path;
    for (const Parameter& parameter : endpoint->parameters) {
      EXPECT_EQ(parameter.name.find_first_of("_-"), std::string_view::npos) << parameter.name;
    }
  }
}

}  // namespace
}  // namespace leerwijzer
