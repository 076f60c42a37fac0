// Templates as text: what stands between [[ and ]] filled in for one language; what is left is mustache.
#pragma once

#include "api/web/texts.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

/// Throws std::logic_error for a template or a text that does not exist.
[[nodiscard]] std::string compiled_template(std::string_view name, Language language);

/// < > & and " as entities.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace leerwijzer
