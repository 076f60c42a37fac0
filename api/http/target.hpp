// The target of a request line: path and query, decoded once and checked strictly.
#pragma once

#include "engine/core/error.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

struct Target {
  std::string path;  ///< decoded; clean UTF-8
  std::vector<std::pair<std::string, std::string>> query;
};

/// Origin form only ("/path?query"): no fragment, no control character, every percent sign with two
/// hexadecimal digits, clean UTF-8 after decoding, no encoded slash and no "." or ".." segment.
/// "+" in the query is a space. Fails with invalid_input.
[[nodiscard]] Result<Target> parse_target(std::string_view text);

/// Keys and values of application/x-www-form-urlencoded text, under the same rules. Where a value is wrong the error
/// names its key.
[[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> parse_form(std::string_view text);

/// For building addresses: everything but unreserved characters as percent codes.
[[nodiscard]] std::string percent_encode(std::string_view text);

}  // namespace leerwijzer
