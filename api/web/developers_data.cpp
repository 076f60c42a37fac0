// The contract of the API, schema/openapi.json, as a page to read.
#include "api/embedded.hpp"
#include "api/http/target.hpp"
#include "api/web/page_data.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <map>

namespace leerwijzer {
namespace {

namespace json = boost::json;

const json::object& contract() {
  static const json::value document = json::parse(embedded_openapi().front().text);
  return document.as_object();
}

std::string text_in(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->as_string().c_str()) : std::string{};
}

/// What stands before every path of the contract.
std::string server_path() {
  const json::value* servers = contract().if_contains("servers");
  return servers != nullptr && !servers->as_array().empty() ? text_in(servers->as_array().front().as_object(), "url")
                                                            : std::string{};
}

/// What "#/components/..." points to; the object itself where it points nowhere.
const json::object& resolved(const json::object& object) {
  const std::string reference = text_in(object, "$ref");
  if (!reference.starts_with("#/")) return object;
  const json::value* at = nullptr;
  boost::system::error_code failed;
  static const json::value document(contract());
  at = document.find_pointer(std::string_view(reference).substr(1), failed);
  return at != nullptr && at->is_object() ? at->as_object() : object;
}

/// The example of a request's body: the first that the contract gives.
std::string body_example(const json::object& operation) {
  boost::system::error_code failed;
  const json::value whole(operation);
  const json::value* media = whole.find_pointer("/requestBody/content/application~1json", failed);
  if (media == nullptr || !media->is_object()) return {};
  if (const json::value* one = media->as_object().if_contains("example")) return json::serialize(*one);
  const json::value* many = media->as_object().if_contains("examples");
  if (many == nullptr || !many->is_object() || many->as_object().empty()) return {};
  const json::value& first = many->as_object().begin()->value();
  const json::value* value = first.is_object() ? first.as_object().if_contains("value") : nullptr;
  return value == nullptr ? std::string{} : json::serialize(*value);
}

std::string parameter_example(const json::object& parameter) {
  const json::value* value = parameter.if_contains("example");
  const json::value* schema = parameter.if_contains("schema");
  if (value == nullptr && schema != nullptr && schema->is_object()) value = schema->as_object().if_contains("example");
  if (value == nullptr) return {};
  return value->is_string() ? std::string(value->as_string().c_str()) : json::serialize(*value);
}

bool needs_signing_in(const json::object& operation) {
  const json::value* security = operation.if_contains("security");
  return security != nullptr && security->is_array() && !security->as_array().empty();
}

/// A command that runs: nothing where somebody must be signed in, or a path needs a value that the contract lacks.
std::string example_of(const std::string& host, const std::string& method, std::string path,
                       const json::object& operation) {
  if (needs_signing_in(operation)) return {};
  if (method != "get" && method != "post") return {};
  if (path.starts_with("/sessions")) return {};  // takes the password of an account that only its owner has
  std::string query;
  if (const json::value* parameters = operation.if_contains("parameters")) {
    for (const json::value& each : parameters->as_array()) {
      const json::object& parameter = resolved(each.as_object());
      const std::string value = parameter_example(parameter);
      const std::string name = text_in(parameter, "name");
      if (text_in(parameter, "in") == "path") {
        const std::size_t at = path.find("{" + name + "}");
        if (value.empty() || at == std::string::npos) return {};
        path.replace(at, name.size() + 2, value);
      } else if (text_in(parameter, "in") == "query" && !value.empty() && query.empty()) {
        query = "?" + name + "=" + percent_encode(value);
      }
    }
  }
  if (path.find('{') != std::string::npos) return {};
  std::string command =
      "curl -s '" + (host.empty() ? "http://127.0.0.1:8080" : host) + server_path() + path + query + "'";
  if (method == "get") return command;
  std::string body = body_example(operation);
  if (body.empty()) return {};
  for (std::size_t at = body.find('\''); at != std::string::npos; at = body.find('\'', at + 4))
    body.replace(at, 1, "'\\''");
  return command + " -H 'Content-Type: application/json' -d '" + body + "'";
}

PageData parameters_data(const json::object& operation) {
  PageData list = page_list();
  const json::value* parameters = operation.if_contains("parameters");
  if (parameters == nullptr) return list;
  for (const json::value& each : parameters->as_array()) {
    const json::object& parameter = resolved(each.as_object());
    PageData one;
    one.set("name", text_in(parameter, "name"));
    one.set("in", text_in(parameter, "in"));
    one.set("text", text_in(parameter, "description"));
    const json::value* required = parameter.if_contains("required");
    one.set("required", required != nullptr && required->is_bool() && required->as_bool());
    list << one;
  }
  return list;
}

PageData operation_data(const PageSettings& settings, const std::string& method, const std::string& path,
                        const json::object& operation) {
  PageData data;
  std::string capitals = method;
  for (char& c : capitals) c = static_cast<char>(c - ('a' - 'A'));
  data.set("method", capitals);
  data.set("path", server_path() + path);
  data.set("summary", text_in(operation, "summary"));
  // What only desks and schools can ask is told in short, to keep the page light; the contract has the rest.
  const bool in_short = needs_signing_in(operation);
  set_or_false(data, "description", in_short ? std::string{} : text_in(operation, "description"));
  const PageData parameters = in_short ? page_list() : parameters_data(operation);
  data.set("has_parameters", !parameters.list_value().empty());
  data.set("parameters", parameters);
  set_or_false(data, "example", example_of(settings.host, method, path, operation));
  return data;
}

bool is_method(std::string_view name) {
  return name == "get" || name == "post" || name == "put" || name == "patch" || name == "delete";
}

}  // namespace

std::string developers_page(const PageSettings& settings) {
  const Texts& texts = settings.texts();
  std::vector<std::string> order;
  std::map<std::string, PageData> by_tag;
  for (const auto& [path, item] : contract().at("paths").as_object()) {
    for (const auto& [method, operation] : item.as_object()) {
      if (!is_method({method.data(), method.size()})) continue;
      const json::object& told = operation.as_object();
      const json::value* tags = told.if_contains("tags");
      const std::string tag = tags != nullptr && !tags->as_array().empty()
                                  ? std::string(tags->as_array().front().as_string())
                                  : std::string("other");
      if (!by_tag.contains(tag)) {
        order.push_back(tag);
        by_tag[tag] = page_list();
      }
      by_tag[tag] << operation_data(settings, std::string(method.data(), method.size()),
                                    std::string(path.data(), path.size()), told);
    }
  }
  PageData groups = page_list();
  for (std::size_t i = 0; i < order.size(); ++i) {
    PageData group;
    group.set("id", "groep-" + std::to_string(i + 1));
    group.set("name", order[i]);
    group.set("count", texts.number(by_tag[order[i]].list_value().size()));
    group.set("operations", by_tag[order[i]]);
    groups << group;
  }
  PageData data;
  data.set("groups", groups);
  return whole_page(settings, {.title = texts.text("developers.heading"), .description = texts.text("developers.lead")},
                    render_template("developers.mustache", settings.language, data));
}

}  // namespace leerwijzer
