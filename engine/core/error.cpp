#include "engine/core/error.hpp"

#include <utility>

namespace leerwijzer {

std::string_view to_string(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::invalid_input: return "invalid_input";
    case ErrorCode::not_found: return "not_found";
    case ErrorCode::conflict: return "conflict";
    case ErrorCode::too_large: return "too_large";
    case ErrorCode::unsupported: return "unsupported";
    case ErrorCode::unavailable: return "unavailable";
    case ErrorCode::overloaded: return "overloaded";
    case ErrorCode::corrupt: return "corrupt";
    case ErrorCode::schema_mismatch: return "schema_mismatch";
    case ErrorCode::unauthenticated: return "unauthenticated";
    case ErrorCode::permission_denied: return "permission_denied";
    case ErrorCode::precondition_failed: return "precondition_failed";
    case ErrorCode::precondition_required: return "precondition_required";
    case ErrorCode::too_many_requests: return "too_many_requests";
    case ErrorCode::internal: return "internal";
  }
  return "internal";
}

std::string describe(const Error& error) {
  std::string text = error.what;
  if (!error.where.empty()) text += " (" + error.where + ")";
  if (!error.hint.empty()) {
    if (!text.empty() && text.back() != '.') text += '.';
    text += " " + error.hint;
  }
  return text;
}

ErrorException::ErrorException(Error error) : error_(std::move(error)), text_(describe(error_)) {}

void throw_exception_from_error(const Error& error, const boost::source_location&) { throw ErrorException(error); }

}  // namespace leerwijzer
