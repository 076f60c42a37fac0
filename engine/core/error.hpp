// Failures as values. A function that can fail in a way its caller can act on returns Result<T>;
// an Error says what went wrong, where, and what to do about it. The code decides the HTTP status
// in exactly one place (api/http), and the exit status of a program in its main file.
#pragma once

#include <boost/system/result.hpp>

#include <string>
#include <string_view>

namespace leerwijzer {

enum class ErrorCode {
  invalid_input,          ///< the caller's words are wrong: fix them and try again
  not_found,              ///< the thing named does not exist
  conflict,               ///< the state of the world forbids it now (another writer, another version)
  too_large,              ///< over a stated limit
  unsupported,            ///< well formed, but not something that is understood here
  unavailable,            ///< a dependency does not answer; trying again later may work
  overloaded,             ///< refused to protect the service; try again after a moment
  corrupt,                ///< stored data fails its own checks
  schema_mismatch,        ///< the database or index has another version than this program
  unauthenticated,        ///< nobody known asks for what is not for anybody
  permission_denied,      ///< known, but not allowed
  precondition_failed,    ///< changed by another since it was read
  precondition_required,  ///< a change that does not say which state it changes
  too_many_requests,      ///< one client asks more often than it may; again after a while
  internal,               ///< a bug of ours
};

/// Stable name for logs and problem documents, for example "invalid_input".
std::string_view to_string(ErrorCode code) noexcept;

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string what;   ///< one sentence: what went wrong
  std::string hint;   ///< one sentence: what to do; may be empty
  std::string where;  ///< file:line, JSON pointer, flag or field; may be empty

  bool operator==(const Error&) const = default;
};

/// "what (where). hint" on one line, for logs and terminals.
std::string describe(const Error& error);

/// Thrown when an Error ends the request or the program.
class ErrorException : public std::exception {
 public:
  explicit ErrorException(Error error);
  [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }
  [[nodiscard]] const Error& error() const noexcept { return error_; }

 private:
  Error error_;
  std::string text_;
};

/// Called by Result<T>::value() on a failure; found by argument-dependent look-up.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& at);

template <typename T>
using Result = boost::system::result<T, Error>;

/// The success value of Result<void>.
inline constexpr boost::system::in_place_value_t k_ok = boost::system::in_place_value;

}  // namespace leerwijzer
