// The status line and header fields of a response as they go over the wire.
#pragma once

#include "api/http/message.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

/// `connection` is "close", "keep-alive" or empty (none is sent). Line breaks in values become spaces.
[[nodiscard]] std::string response_head(const WebResponse& response, std::string_view connection);

/// A client's request id where it is one (letters, digits, ".", "_", "-"; at most 64), else a new one.
[[nodiscard]] std::string request_id_from(std::string_view header);

/// The trace id of a W3C traceparent; empty when it is not one.
[[nodiscard]] std::string trace_id_from(std::string_view traceparent);

}  // namespace leerwijzer
