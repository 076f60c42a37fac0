#include "api/http/problem.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

struct Kind {
  int status;
  std::string_view title;
};

/// The one switch from a failure to HTTP.
Kind kind_of(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::invalid_input: return {400, "The request is not valid"};
    case ErrorCode::not_found: return {404, "Not found"};
    case ErrorCode::conflict: return {409, "In conflict with the present state"};
    case ErrorCode::too_large: return {413, "Too large"};
    case ErrorCode::unsupported: return {400, "Not supported"};
    case ErrorCode::unavailable: return {503, "Not available now"};
    case ErrorCode::overloaded: return {503, "Too busy now"};
    case ErrorCode::corrupt: return {500, "Stored data fails its checks"};
    case ErrorCode::schema_mismatch: return {503, "Another version of the data"};
    case ErrorCode::unauthenticated: return {401, "Not signed in"};
    case ErrorCode::permission_denied: return {403, "Not allowed"};
    case ErrorCode::precondition_failed: return {412, "Changed in the meantime"};
    case ErrorCode::precondition_required: return {428, "A condition is required"};
    case ErrorCode::too_many_requests: return {429, "Too many requests"};
    case ErrorCode::internal: return {500, "Something went wrong here"};
  }
  return {500, "Something went wrong here"};
}

std::string_view protocol_title(int status) noexcept {
  switch (status) {
    case 400: return "The request is not valid";
    case 405: return "Method not allowed";
    case 406: return "Not acceptable";
    case 408: return "Request timed out";
    case 413: return "Content too large";
    case 414: return "Address too long";
    case 415: return "Unsupported media type";
    case 417: return "Expectation failed";
    case 431: return "Header fields too large";
    case 505: return "HTTP version not supported";
    default: return "Refused";
  }
}

WebResponse render(int status, std::string_view title, std::string_view code, std::string_view detail,
                   std::string_view hint, std::string_view request_id, json::object extra) {
  json::object document;
  document["type"] = "urn:leerwijzer:problem:" + std::string(code);
  document["title"] = title;
  document["status"] = status;
  document["detail"] = detail;
  if (!request_id.empty()) document["instance"] = "urn:leerwijzer:request:" + std::string(request_id);
  document["code"] = code;
  if (!hint.empty()) document["hint"] = hint;
  for (auto& entry : extra) document[entry.key()] = std::move(entry.value());
  WebResponse response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = json::serialize(document);
  return response;
}

Error summary_of(const std::vector<FieldError>& errors) {
  if (errors.empty()) return {ErrorCode::invalid_input, "The request is not valid.", "", ""};
  const FieldError& first = errors.front();
  if (errors.size() == 1) return {ErrorCode::invalid_input, first.what, first.hint, first.field};
  return {ErrorCode::invalid_input, std::to_string(errors.size()) + " fields are not valid.",
          "See `errors` for each of them.", first.field};
}

}  // namespace

InvalidInput::InvalidInput(std::vector<FieldError> errors)
    : ErrorException(summary_of(errors)), errors_(std::move(errors)) {}

int http_status(ErrorCode code) noexcept { return kind_of(code).status; }

WebResponse problem_response(const Error& error, const std::vector<FieldError>& errors, std::string_view request_id) {
  const Kind kind = kind_of(error.code);
  // What went wrong inside is for the log; a client gets no file names, paths or statements.
  const bool inside = error.code == ErrorCode::internal || error.code == ErrorCode::corrupt;
  json::object extra;
  if (!inside && !error.where.empty()) extra["field"] = error.where;
  if (!errors.empty()) {
    json::array list;
    for (const FieldError& one : errors) {
      json::object item{{"field", one.field}, {"detail", one.what}};
      if (!one.hint.empty()) item["hint"] = one.hint;
      list.push_back(std::move(item));
    }
    extra["errors"] = std::move(list);
  }
  WebResponse response = render(kind.status, kind.title, to_string(error.code),
                                inside ? "The answer could not be made. The fault was logged." : error.what,
                                inside ? "Try again later; quote `instance` when you report it." : error.hint,
                                request_id, std::move(extra));
  if (error.code == ErrorCode::overloaded) response.headers.emplace_back("retry-after", "1");
  if (error.code == ErrorCode::too_many_requests) response.headers.emplace_back("retry-after", "60");
  if (error.code == ErrorCode::unauthenticated) response.headers.emplace_back("www-authenticate", "Bearer");
  if (error.code == ErrorCode::unavailable) response.headers.emplace_back("retry-after", "5");
  return response;
}

WebResponse protocol_problem(int status, std::string_view code, std::string_view detail, std::string_view hint,
                             std::string_view request_id) {
  return render(status, protocol_title(status), code, detail, hint, request_id, {});
}

}  // namespace leerwijzer
