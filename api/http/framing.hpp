// The framing gate: whether the borders of a request are beyond doubt. It runs right after the
// header, before a body is read; what fails here is answered with 400 and the connection ends,
// because nobody can say where the next request would begin. A proxy in front does not replace it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

struct RequestHead {
  unsigned version = 11;  ///< 10 or 11
  std::string_view method;
  std::string_view target;
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case, values as sent
};

/// What is wrong, in one sentence; nothing when the framing is sound.
[[nodiscard]] std::optional<std::string> framing_fault(const RequestHead& head);

}  // namespace leerwijzer
