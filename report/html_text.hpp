// Text that goes into a page.
#pragma once

#include <string>
#include <string_view>

namespace leerwijzer {

/// With the five signs that mean something in HTML written as entities; control characters become spaces.
[[nodiscard]] std::string html_text(std::string_view text);

}  // namespace leerwijzer
