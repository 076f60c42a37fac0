// What a client can read and what it has already, from the headers of its request (RFC 9110, 12.5.1 and 13.1.2).
#pragma once

#include "api/http/message.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

/// "application/json; charset=utf-8" gives "application/json".
[[nodiscard]] std::string media_type(std::string_view header);

/// Does an Accept header (or none) allow a media type? Weights of zero exclude.
[[nodiscard]] bool accepts(std::string_view accept, std::string_view type);

/// Does the client have this already? `tag`: with its quotation marks.
[[nodiscard]] bool has_already(const WebRequest& request, std::string_view tag);

}  // namespace leerwijzer
