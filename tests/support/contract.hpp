// The operations of schema/openapi.json, and a request for each made of its examples and schemas: for tests that hold
// for every endpoint, those that come later too.
#pragma once

#include "api/embedded.hpp"
#include "api/endpoint.hpp"
#include "api/http/target.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace leerwijzer::testing {

inline const boost::json::object& contract() {
  static const boost::json::object parsed = boost::json::parse(embedded_openapi().front().text).as_object();
  return parsed;
}

/// What "#/components/..." names; anything else is itself.
inline const boost::json::object& resolved(const boost::json::object& node) {
  const boost::json::value* reference = node.if_contains("$ref");
  if (reference == nullptr) return node;
  const boost::json::object* at = &contract();
  for (const std::string& part : split_trimmed(std::string_view(reference->as_string()).substr(2), '/'))
    at = &at->at(part).as_object();
  return resolved(*at);
}

inline std::string_view text_of(const boost::json::object& node, std::string_view key) {
  const boost::json::value* found = node.if_contains(key);
  return found != nullptr && found->is_string() ? std::string_view(found->as_string()) : std::string_view{};
}

/// A value that a schema allows, with every property that it knows of to some depth. Patterns are not followed: what
/// needs one has an example.
inline boost::json::value sample_of(const boost::json::object& unresolved, int depth = 0) {
  const boost::json::object& schema = resolved(unresolved);
  for (const char* key : {"example", "default", "const"}) {
    if (const auto* found = schema.if_contains(key)) return *found;
  }
  if (const auto* choices = schema.if_contains("enum")) return choices->as_array().at(0);
  for (const char* key : {"oneOf", "anyOf"}) {
    if (const auto* options = schema.if_contains(key)) return sample_of(options->as_array().at(0).as_object(), depth);
  }
  boost::json::object made;
  if (const auto* parts = schema.if_contains("allOf")) {
    for (const auto& part : parts->as_array()) {
      boost::json::value one = sample_of(part.as_object(), depth);
      if (!one.is_object()) return one;
      for (auto& entry : one.as_object()) made[entry.key()] = std::move(entry.value());
    }
  }
  if (const auto* properties = schema.if_contains("properties")) {
    if (depth < 6) {
      for (const auto& property : properties->as_object())
        made[property.key()] = sample_of(property.value().as_object(), depth + 1);
    }
    return made;
  }
  const std::string_view type = text_of(schema, "type");
  if (!made.empty() || type == "object") return made;
  if (type == "array") {
    boost::json::array list;
    if (depth < 6) list.push_back(sample_of(schema.at("items").as_object(), depth + 1));
    return list;
  }
  if (type == "integer" || type == "number") {
    const auto* least = schema.if_contains("minimum");
    return least != nullptr ? *least : boost::json::value(1);
  }
  if (type == "boolean") return true;
  const std::string_view format = text_of(schema, "format");
  if (format == "date") return "2026-11-21";
  if (format == "date-time") return "2026-11-21T10:00:00Z";
  if (format == "email") return "sam@voorbeeld.nl";
  if (format == "uri") return "https://voorbeeld.nl/";
  std::string text = "voorbeeld";
  if (const auto* least = schema.if_contains("minLength"))
    while (text.size() < least->to_number<std::size_t>()) text += 'x';
  if (const auto* most = schema.if_contains("maxLength"))
    text.resize(std::min(text.size(), most->to_number<std::size_t>()));
  return boost::json::string(text);
}

struct ContractParameter {
  std::string name;
  std::string in;  ///< path, query or header
  bool required = false;
  std::string type;
  std::string sample;
};

struct ContractOperation {
  std::string id;
  std::string method;                ///< "GET"
  std::string path;                  ///< "/v1/offers/{id}"
  std::vector<std::string> schemes;  ///< of `security`; empty: open to all
  std::vector<ContractParameter> parameters;
  std::string media_type;   ///< of the body; empty: there is none
  boost::json::value body;  ///< a sample of it
  [[nodiscard]] std::string name() const { return method + " " + path; }
};

inline ContractParameter parameter_of(const boost::json::object& node) {
  const boost::json::object& schema = resolved(node.at("schema").as_object());
  ContractParameter one;
  one.name = text_of(node, "name");
  one.in = text_of(node, "in");
  one.required = node.contains("required") && node.at("required").as_bool();
  one.type = text_of(schema, "type");
  const auto* example = node.if_contains("example");
  boost::json::value sample = example != nullptr ? *example : sample_of(schema);
  if (sample.is_array()) sample = boost::json::value(sample.as_array().at(0));
  one.sample = sample.is_string() ? std::string(sample.as_string()) : boost::json::serialize(sample);
  // A number in a path is that of the provider, offer or case that callers of tests belong to.
  if (one.in == "path" && (one.type == "integer" || one.type == "number")) one.sample = "7";
  if (one.name == "If-Match") one.sample = "\"1\"";
  return one;
}

inline ContractOperation operation_of(std::string_view path, const boost::json::object& item, std::string_view method) {
  const boost::json::object& node = item.at(method).as_object();
  ContractOperation one;
  one.id = text_of(node, "operationId");
  for (const char c : method) one.method += static_cast<char>(c - 'a' + 'A');
  one.path = "/v1" + std::string(path);
  if (const auto* security = node.if_contains("security")) {
    for (const auto& alternative : security->as_array()) {
      for (const auto& scheme : alternative.as_object()) one.schemes.emplace_back(scheme.key());
    }
  }
  for (const boost::json::object* owner : {&item, &node}) {
    const auto* list = owner->if_contains("parameters");
    if (list == nullptr) continue;
    for (const auto& parameter : list->as_array())
      one.parameters.push_back(parameter_of(resolved(parameter.as_object())));
  }
  if (const auto* body = node.if_contains("requestBody")) {
    const auto& content = *resolved(body->as_object()).at("content").as_object().begin();
    one.media_type = content.key();
    const boost::json::object& media = content.value().as_object();
    const auto* example = media.if_contains("example");
    if (example == nullptr && media.contains("examples") && !media.at("examples").as_object().empty())
      example = resolved(media.at("examples").as_object().begin()->value().as_object()).if_contains("value");
    one.body = example != nullptr ? *example : sample_of(media.at("schema").as_object());
  }
  return one;
}

inline std::vector<ContractOperation> operations() {
  std::vector<ContractOperation> list;
  for (const auto& path : contract().at("paths").as_object()) {
    const boost::json::object& item = path.value().as_object();
    for (const char* method : {"get", "post", "put", "patch", "delete"}) {
      if (item.contains(method)) list.push_back(operation_of(path.key(), item, method));
    }
  }
  return list;
}

/// The endpoint that serves an operation; null where none does.
inline const Endpoint* endpoint_of(const ContractOperation& operation) {
  for (const Endpoint* endpoint : endpoints()) {
    if (endpoint->method == operation.method && endpoint->path == operation.path) return endpoint;
  }
  return nullptr;
}

/// One request, of which parts can be replaced before it is written.
struct ContractRequest {
  std::string method;
  std::string path_template;
  std::vector<std::pair<std::string, std::string>> path;     ///< not yet encoded
  std::vector<std::pair<std::string, std::string>> query;    ///< not yet encoded
  std::vector<std::pair<std::string, std::string>> headers;  ///< as they go
  std::string media_type;
  std::string body;

  [[nodiscard]] std::string text() const {
    std::string target = path_template;
    for (const auto& [name, value] : path) {
      const std::string place = "{" + name + "}";
      if (const std::size_t at = target.find(place); at != std::string::npos)
        target.replace(at, place.size(), percent_encode(value));
    }
    for (const auto& [name, value] : query)
      target +=
          (target.find('?') == std::string::npos ? '?' : '&') + percent_encode(name) + '=' + percent_encode(value);
    std::string out = method + " " + target + " HTTP/1.1\r\nHost: test\r\n";
    for (const auto& [name, value] : headers) out += name + ": " + value + "\r\n";
    if (!media_type.empty()) out += "Content-Type: " + media_type + "\r\n";
    if (!media_type.empty() || method != "GET") out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return out + "\r\n" + body;
  }
};

/// With what is required, and with the whole of the body.
inline ContractRequest request_for(const ContractOperation& operation) {
  ContractRequest request;
  request.method = operation.method;
  request.path_template = operation.path;
  for (const ContractParameter& one : operation.parameters) {
    if (one.in == "path") request.path.emplace_back(one.name, one.sample);
    if (one.in == "query" && one.required) request.query.emplace_back(one.name, one.sample);
    if (one.in == "header" && one.required) request.headers.emplace_back(one.name, one.sample);
  }
  request.media_type = operation.media_type;
  if (!operation.media_type.empty()) {
    request.body =
        operation.body.is_string() ? std::string(operation.body.as_string()) : boost::json::serialize(operation.body);
  }
  return request;
}

}  // namespace leerwijzer::testing
