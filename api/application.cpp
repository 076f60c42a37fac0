#include "api/application.hpp"

#include "api/account_desk.hpp"
#include "api/http/problem.hpp"
#include "api/http/target.hpp"
#include "api/negotiation.hpp"
#include "api/publishing_desk.hpp"
#include "api/shown_offers.hpp"
#include "api/web/fault_page.hpp"
#include "api/web/texts.hpp"
#include "engine/core/sha256.hpp"
#include "engine/core/text.hpp"
#include "report/report_html.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <exception>
#include <optional>

namespace leerwijzer {
namespace {

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> parts;
  path.remove_prefix(std::min<std::size_t>(1, path.size()));
  for (;;) {
    const std::size_t slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

/// Values of the template's places; nothing when the path is another.
std::optional<TextPairs> match_path(std::string_view pattern, const std::vector<std::string_view>& path) {
  const std::vector<std::string_view> wanted = segments(pattern);
  if (wanted.size() != path.size()) return std::nullopt;
  TextPairs values;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].size() > 2 && wanted[i].front() == '{') {
      if (path[i].empty()) return std::nullopt;
      values.emplace_back(wanted[i].substr(1, wanted[i].size() - 2), path[i]);
    } else if (wanted[i] != path[i]) {
      return std::nullopt;
    }
  }
  return values;
}

/// Pages take their style from here; a report carries its own, so that it can be kept as one file.
const std::string& page_policy() {
  static const std::string policy = "default-src 'none'; style-src 'self' 'sha256-" + sha256_base64(report_style()) +
                                    "'; script-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self'; "
                                    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  return policy;
}

bool is_page(std::string_view content_type) { return content_type.substr(0, 9) == "text/html"; }

/// What is public to read may be read from any page. What is somebody's is not, nor what a code opens: there a page
/// of another could ask with what the browser knows of a person, and read the answer.
bool is_open_to_any_page(const Endpoint& endpoint) {
  return endpoint.right == Right::open && endpoint.method == "GET" && endpoint.path.starts_with("/v1/");
}

void open_to_any_page(const Endpoint& endpoint, WebResponse& response) {
  if (!is_open_to_any_page(endpoint)) return;
  response.headers.emplace_back("access-control-allow-origin", "*");
  response.headers.emplace_back("access-control-expose-headers",
                                "api-version, etag, x-request-id, retry-after, ratelimit, ratelimit-policy");
}

void tell_limits(const RequestLimits::Request& charge, WebResponse& response) {
  for (auto& header : headers_of(charge.verdict())) response.headers.push_back(std::move(header));
}

WebResponse response_of(const KeptAnswer& kept, const WebRequest& request) {
  WebResponse response;
  response.route = kept.endpoint->path;
  response.headers.emplace_back("cache-control", kept.cache_control);
  response.headers.emplace_back("etag", kept.etag);
  if (has_already(request, kept.etag)) {
    response.status = 304;
  } else {
    response.content_type = kept.content_type;
    response.shared_body = kept.body;
  }
  return response;
}

/// The question in its one form, as a key; it starts with a space, so that no address is the same.
std::string key_of(const WebRequest& request, const Endpoint& endpoint, const ParameterValues& parameters,
                   const TextPairs& query) {
  std::string key = " " + std::string(name_of(language_of_path(request.path))) + std::string(endpoint.path);
  const auto add = [&key](const TextPairs& pairs) {
    for (const auto& [name, value] : pairs) key += '&' + name + '=' + percent_encode(value);
  };
  add(in_one_form(endpoint.parameters, parameters, ParameterPlace::path));
  add(query);
  return key;
}

/// The parameters that the endpoint declares, where it does not refuse the others.
TextPairs declared_query(const Endpoint& endpoint, TextPairs query) {
  if (!endpoint.foreign_query) return query;
  std::erase_if(query, [&](const auto& pair) {
    return std::none_of(endpoint.parameters.begin(), endpoint.parameters.end(),
                        [&](const Parameter& one) { return one.name == pair.first; });
  });
  return query;
}

bool is_watched(const Endpoint& endpoint) { return endpoint.path == "/ready" || endpoint.path == "/metrics"; }

bool holds(std::span<const std::string_view> list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// Without who asked or for what.
void count_shown(const Services& services, const WebRequest& request, const std::vector<OfferId>& offers) {
  if (offers.empty() || services.publishing == nullptr || request.method == "HEAD") return;
  services.publishing->count(ReachKind::shown, offers, services.today());
}

}  // namespace

Application::Application(ApplicationSettings settings, const Services& services,
                         std::span<const Endpoint* const> endpoints)
    : settings_(std::move(settings)),
      services_(services),
      endpoints_(endpoints),
      limits_(settings_.limits),
      cache_(settings_.cache_bytes),
      epoch_(services, settings_.index_looks) {}

Application::Route Application::route(const WebRequest& request) const {
  Route found;
  std::vector<std::string> allow;
  const std::vector<std::string_view> path = segments(path_without_language(request.path));
  const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view(request.method);
  for (const Endpoint* endpoint : endpoints_) {
    auto values = match_path(endpoint->path, path);
    if (!values) continue;
    allow.emplace_back(endpoint->method);
    if (endpoint->method == "GET") allow.emplace_back("HEAD");
    if (endpoint->method != method) continue;
    // A path in full letters goes before one with a place in it.
    if (found.endpoint == nullptr || values->size() < found.path_values.size()) {
      found.endpoint = endpoint;
      found.path_values = std::move(*values);
    }
  }
  if (!allow.empty()) {
    allow.emplace_back("OPTIONS");
    found.allow = join(allow, ", ");
  }
  return found;
}

std::optional<WebResponse> Application::at_once(const WebRequest& request) {
  if (!cache_.on() || (request.method != "GET" && request.method != "HEAD")) return std::nullopt;
  const auto epoch = epoch_.at_once();
  if (!epoch) return std::nullopt;
  const auto kept = cache_.find(request.target, *epoch);
  if (!kept || !accepts(request.header("accept"), media_type(kept->content_type))) return std::nullopt;
  RequestLimits::Request charge(limits_, request);
  const bool allowed = charge.arrives(*kept->endpoint);
  if (allowed) cache_.count_hit();
  if (allowed) count_shown(services_, request, kept->shown);
  WebResponse response = allowed ? response_of(*kept, request) : too_many_requests(charge.verdict(), request);
  if (allowed) tell_limits(charge, response);
  response.route = kept->endpoint->path;
  open_to_any_page(*kept->endpoint, response);
  return response;
}

bool Application::may_block(const WebRequest& request) const {
  const Route found = route(request);
  return found.endpoint != nullptr && found.endpoint->blocks;
}

Work Application::work_of(const WebRequest& request) const {
  const Endpoint* endpoint = route(request).endpoint;
  if (endpoint == nullptr) return Work::usual;
  if (endpoint->pace == Pace::costly) return Work::dear;
  // A list that is kept follows from the index; one thing by its id is read from the database. What watches the process
  // must be heard when all else waits, and looks at the database for some moments at most.
  const bool listed = endpoint->kept && endpoint->path.find('{') == std::string_view::npos;
  return listed || is_watched(*endpoint) ? Work::quick : Work::usual;
}

std::size_t Application::body_limit(const WebRequest& head, std::size_t usual) const {
  const Route found = route(head);
  return found.endpoint != nullptr && found.endpoint->body_bytes > 0 ? found.endpoint->body_bytes : usual;
}

WebResponse Application::preflight(const WebRequest& request, const Route& found) const {
  WebResponse response;
  response.status = 204;
  response.headers.emplace_back("allow", found.allow);
  const bool asks = !request.header("origin").empty() && !request.header("access-control-request-method").empty();
  WebRequest reading;
  reading.method = "GET";
  reading.path = request.path;
  const Endpoint* endpoint = asks ? route(reading).endpoint : nullptr;
  if (endpoint != nullptr && is_open_to_any_page(*endpoint)) {
    response.headers.emplace_back("access-control-allow-methods", "GET, HEAD, OPTIONS");
    response.headers.emplace_back("access-control-allow-headers", "accept, x-request-id, traceparent");
    response.headers.emplace_back("access-control-max-age", "600");
  }
  return response;
}

WebResponse Application::answer(const WebRequest& request) {
  if (request.target == "*") {
    WebResponse response;
    response.status = 204;
    response.headers.emplace_back("allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    return response;
  }
  const Route found = route(request);
  WebResponse response;
  if (found.allow.empty()) {
    response = fail(request, {ErrorCode::not_found, "There is nothing at this path.", "See /v1/openapi.json.", ""}, {});
  } else if (request.method == "OPTIONS") {
    response = preflight(request, found);
  } else if (found.endpoint == nullptr) {
    response = protocol_problem(405, "method_not_allowed", "This path does not know that method.",
                                "Use one of: " + found.allow + ".", request.id);
    response.headers.emplace_back("allow", found.allow);
  } else {
    response = run(request, found);
    response.route = found.endpoint->path;
  }
  const auto snapshot = services_.snapshots->get();
  show_as_page(request, response, snapshot && snapshot->sample, services_.today());
  if (found.endpoint != nullptr) open_to_any_page(*found.endpoint, response);
  return response;
}

WebResponse Application::run(const WebRequest& request, const Route& route) {
  try {
    RequestLimits::Request charge(limits_, request);
    if (!charge.arrives(*route.endpoint)) return too_many_requests(charge.verdict(), request);
    const Result<Caller> caller = caller_of(request, route);
    if (!caller) {
      const ErrorCode code = caller.error().code;
      if (code == ErrorCode::unauthenticated || code == ErrorCode::permission_denied) charge.is_of_nobody();
      return fail(request, caller.error(), {});
    }
    if (!charge.is_of(*caller, *route.endpoint)) return too_many_requests(charge.verdict(), request);
    WebResponse response = run_for(request, route, *caller);
    charge.answered(response.status);
    tell_limits(charge, response);
    return response;
  } catch (const ErrorException& error) {
    return fail(request, error.error(), {});
  } catch (const std::exception& error) {
    return fail(request, {ErrorCode::internal, error.what(), "", ""}, {});
  }
}

WebResponse Application::run_for(const WebRequest& request, const Route& route, const Caller& caller) {
  const Endpoint& endpoint = *route.endpoint;
  try {
    if (!endpoint.consumes.empty() && !holds(endpoint.consumes, media_type(request.header("content-type")))) {
      return protocol_problem(415, "unsupported_media_type", "The body has a media type that is not read here.",
                              "Send Content-Type: " + std::string(endpoint.consumes.front()) + ".", request.id);
    }
    const ParameterValues parameters =
        read_parameters(endpoint.parameters, route.path_values, declared_query(endpoint, request.query));
    const TextPairs query = in_one_form(endpoint.parameters, parameters, ParameterPlace::query);
    const bool kept = endpoint.kept && cache_.on();
    WebResponse response =
        kept ? run_kept(request, route, parameters, query) : handle(request, route, parameters, query, caller);
    count_shown(services_, request, take_shown(response.headers));
    return response;
  } catch (const InvalidInput& error) {
    return fail(request, error.error(), error.errors());
  } catch (const ErrorException& error) {
    return fail(request, error.error(), {});
  } catch (const std::exception& error) {
    return fail(request, {ErrorCode::internal, error.what(), "", ""}, {});
  }
}

WebResponse Application::run_kept(const WebRequest& request, const Route& route, const ParameterValues& parameters,
                                  const TextPairs& query) {
  // The epoch before the answer: what changes in between makes an answer that is newer than its epoch, never older.
  const auto epoch = epoch_.current();
  if (!epoch) return handle(request, route, parameters, query, {});
  const std::string key = key_of(request, *route.endpoint, parameters, query);
  if (const auto kept = cache_.find(key, *epoch);
      kept && accepts(request.header("accept"), media_type(kept->content_type))) {
    cache_.count_hit();
    count_shown(services_, request, kept->shown);
    cache_.keep_as(request.target, *epoch, kept);
    return response_of(*kept, request);
  }
  cache_.count_miss();
  WebResponse response = handle(request, route, parameters, query, {});
  std::vector<OfferId> shown = take_shown(response.headers);
  count_shown(services_, request, shown);
  if (response.status != 200 || response.header("etag").empty()) return response;
  auto answer = std::make_shared<KeptAnswer>();
  answer->shown = std::move(shown);
  response.body.shrink_to_fit();
  answer->body = std::make_shared<const std::string>(std::move(response.body));
  answer->content_type = response.content_type;
  answer->etag = response.header("etag");
  answer->cache_control = response.header("cache-control");
  answer->endpoint = route.endpoint;
  cache_.keep(key, *epoch, answer);
  cache_.keep_as(request.target, *epoch, answer);
  response.body.clear();
  response.shared_body = answer->body;
  return response;
}

Result<Caller> Application::caller_of(const WebRequest& request, const Route& route) const {
  const Right right = route.endpoint->right;
  if (right == Right::open || right == Right::by_code) return Caller{};
  if (services_.identity == nullptr) {
    return Error{ErrorCode::unavailable, "Aanmelden kan hier niet.", "Vraag de beheerder van deze dienst.", ""};
  }
  const Result<Caller> caller = services_.identity->caller(request);
  if (!caller) return caller.error();
  std::optional<std::string_view> provider;
  if (route.endpoint->path.starts_with("/v1/providers/{id}/")) {
    provider = route.path_values.front().second;
  }
  const Result<void> allowed = require(*caller, right, provider);
  if (!allowed && caller->kind != CallerKind::nobody && services_.accounts != nullptr) {
    services_.accounts->note_denied(*caller,
                                    std::string(route.endpoint->method) + " " + std::string(route.endpoint->path));
  }
  return allowed ? caller : Result<Caller>(allowed.error());
}

WebResponse Application::handle(const WebRequest& request, const Route& route, const ParameterValues& parameters,
                                const TextPairs& query, const Caller& caller) {
  Call call{request, parameters, services_, metrics_, cache_, query, services_.snapshots->get(), services_.today()};
  call.caller = caller;
  Result<Answer> answer = route.endpoint->handle(call);
  if (!answer) return fail(request, answer.error(), {});
  return respond(request, std::move(*answer), *route.endpoint);
}

WebResponse Application::respond(const WebRequest& request, Answer answer, const Endpoint& endpoint) const {
  const std::string type = media_type(answer.content_type);
  if (!accepts(request.header("accept"), type)) {
    return protocol_problem(406, "not_acceptable", "This resource does not come in a form that you accept.",
                            "Accept " + type + ".", request.id);
  }
  WebResponse response;
  response.content_type = std::move(answer.content_type);
  response.body = std::move(answer.body);
  response.status = answer.status;
  for (auto& header : answer.headers) response.headers.push_back(std::move(header));
  if (answer.fault) response.status = http_status(*answer.fault);
  if (answer.fault || (answer.cache_seconds == 0 && !endpoint.kept)) return response;
  // Kept but of no known age: a client asks each time whether it changed.
  response.headers.emplace_back("cache-control", answer.cache_seconds == 0
                                                     ? "no-cache"
                                                     : "public, max-age=" + std::to_string(answer.cache_seconds));
  std::string tag = "\"" + digest(response.body) + "\"";
  if (has_already(request, tag)) {
    response.status = 304;
    response.body.clear();
    response.content_type.clear();
  }
  response.headers.emplace_back("etag", std::move(tag));
  return response;
}

WebResponse Application::fail(const WebRequest& request, const Error& error, const std::vector<FieldError>& errors) {
  const bool ours = error.code == ErrorCode::internal || error.code == ErrorCode::corrupt;
  if (ours && settings_.error_log) settings_.error_log("request " + request.id + ": " + describe(error));
  return problem_response(error, errors, request.id);
}

void Application::finish(WebResponse& response) const {
  auto& headers = response.headers;
  headers.emplace_back("api-version", k_api_version);
  headers.emplace_back("x-content-type-options", "nosniff");
  headers.emplace_back("x-frame-options", "DENY");
  headers.emplace_back("referrer-policy", "no-referrer");
  headers.emplace_back("cross-origin-opener-policy", "same-origin");
  headers.emplace_back("content-security-policy",
                       is_page(response.content_type) ? page_policy() : "default-src 'none'; frame-ancestors 'none'");
  if (response.header("cache-control").empty()) headers.emplace_back("cache-control", "no-store");
  if (settings_.behind_tls) headers.emplace_back("strict-transport-security", "max-age=31536000; includeSubDomains");
}

void Application::observe(const WebRequest* request, const WebResponse& response, double seconds) {
  if (!response.refusal.empty()) metrics_.refusal(response.refusal);
  if (request != nullptr)
    metrics_.request(response.route.empty() ? "(none)" : response.route, response.status, seconds);
  if (!settings_.access_log) return;
  // No address, no query, no body: words that a person typed do not belong in a log.
  boost::json::object line;
  line["kind"] = "access";
  if (request != nullptr) {
    line["method"] = request->method.size() <= 16 ? request->method : "(long)";
    line["requestId"] = request->id;
    if (!request->trace.empty()) line["traceId"] = request->trace;
  }
  line["route"] = response.route.empty() ? "(none)" : response.route;
  line["status"] = response.status;
  line["bytes"] = response.content().size();
  line["milliseconds"] = static_cast<std::int64_t>(seconds * 1000.0);
  if (!response.refusal.empty()) line["refusal"] = response.refusal;
  settings_.access_log(boost::json::serialize(line));
}

}  // namespace leerwijzer
