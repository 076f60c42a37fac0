// Problem documents (RFC 9457). Here and nowhere else an Error becomes an HTTP status.
#pragma once

#include "api/http/message.hpp"
#include "engine/core/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// One thing that is wrong with one field of the input.
struct FieldError {
  std::string field;  ///< JSON pointer into the body ("/learner/postcode"), or the name of a query key
  std::string what;
  std::string hint;
  bool operator==(const FieldError&) const = default;
};

/// Thrown by readers of input: all that is wrong with it at once.
class InvalidInput : public ErrorException {
 public:
  explicit InvalidInput(std::vector<FieldError> errors);
  [[nodiscard]] const std::vector<FieldError>& errors() const noexcept { return errors_; }

 private:
  std::vector<FieldError> errors_;
};

/// The status of an Error.
[[nodiscard]] int http_status(ErrorCode code) noexcept;

/// `instance` names the request ("urn:leerwijzer:request:<id>"). unavailable and overloaded carry
/// Retry-After.
[[nodiscard]] WebResponse problem_response(const Error& error, const std::vector<FieldError>& errors,
                                           std::string_view request_id);

/// Refusals of HTTP itself, for which no ErrorCode exists: 405, 406, 408, 413, 414, 415, 417, 431, 505.
[[nodiscard]] WebResponse protocol_problem(int status, std::string_view code, std::string_view detail,
                                           std::string_view hint, std::string_view request_id);

}  // namespace leerwijzer
